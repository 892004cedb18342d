package org.bertrim.engine.figure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A cell of an architecture search as a graph: the wider a line, the more probable its leading operation, whose family is its colour; the
 * edges that derivation keeps are drawn in full strength, the others faintly, those that {@code zero} leads dashed. An edge has the mark
 * {@code edge-FROM-TO}, its label the box {@code label-FROM-TO}.
 */
public final class CellFigure {

    private static final double RADIUS = 12.2;
    private static final double PAD = 4;
    private static final double GAP = 3;
    private static final double LINE = 11;
    private static final double STACKED_LINE = 19;
    private static final double HEIGHT_SHARE = 0.82;
    private static final double FAINT = 0.42;
    private static final double LEGEND_LINE = 10.5;

    private final Cell cell;
    private final Room room;
    private final Words words;
    private final Sheet sheet;
    private final boolean stacked;
    private final double labelWidth;
    private final double labelHeight;
    private final CellLayout layout;
    private final double height;

    private CellFigure(Cell cell, Room room, Words words) {
        this.cell = cell;
        this.room = room;
        this.words = words;
        sheet = new Sheet(room);
        double names = cell.edges().stream()
                .flatMap(edge -> edge.operations().isEmpty()
                        ? Stream.of(edge.operation())
                        : edge.operations().stream())
                .distinct()
                .mapToDouble(operation -> sheet.width(Operations.label(operation, words)))
                .max()
                .orElse(0);
        double numbers = sheet.width(Operations.percent(1));
        double inLine = names + numbers + sheet.of(GAP + 2 * PAD);
        double radius = sheet.of(RADIUS);
        double step = (room.width() - 2 * radius) / Math.max(2.2, cell.inner() + 1.25);
        stacked = inLine > step - sheet.of(18);
        labelWidth = stacked ? Math.max(names, numbers) + sheet.of(2 * PAD - 1) : inLine;
        labelHeight = sheet.of(stacked ? STACKED_LINE : LINE);
        double wanted = room.height() > 0 ? room.height() : room.width() * HEIGHT_SHARE;
        height = Math.max(wanted, 2 * radius + 4 * labelHeight);
        double margin = sheet.of(1);
        layout = CellLayout.of(
                cell.inner(),
                new CellLayout.Sizes(
                        margin, margin, room.width() - 2 * margin, height - 2 * margin, radius, labelWidth, labelHeight));
    }

    /** Lays the cell out. */
    public static Scene of(Cell cell, Room room, Words words) {
        return new CellFigure(cell, room, words).draw("");
    }

    /**
     * The cell for a paper, with the distribution of every edge as numbers.
     *
     * @param caption what stands before the explanation of the signs
     */
    public static Figure figure(String title, String caption, Cell cell, double width) {
        Scene scene = new CellFigure(cell, Room.paper(width), Words.ENGLISH).draw(caption);
        return new Figure(title, scene, table(cell)).drawable();
    }

    private Scene draw(String caption) {
        Pen hairline = sheet.pen(Tone.of(Token.LINE), 0.8);
        for (int node = 2; node < cell.output(); node++) {
            sheet.add(curve("output-" + node, node, cell.output(), hairline, null, ""));
        }
        List<Cell.Edge> order = new ArrayList<>(cell.edges());
        order.sort(Comparator.comparing(Cell.Edge::kept)); // what is kept lies above the rest
        for (Cell.Edge edge : order) {
            Pen pen = pen(edge);
            if (edge.kept()) {
                Pen around = new Pen(Tone.of(Token.GROUND), pen.width() + sheet.of(2.4), List.of());
                sheet.add(curve("halo-" + edge.key(), edge.from(), edge.to(), around, null, ""));
            }
            sheet.add(curve("edge-" + edge.key(), edge.from(), edge.to(), pen, edge.probability(), sentence(edge)));
        }
        for (int node = 0; node <= cell.output(); node++) {
            node(node);
        }
        order.forEach(this::label);
        double end = height;
        if (room.selfContained()) {
            end = legend(end + sheet.of(9));
            String explained = (caption.isEmpty() ? "" : caption + " ")
                    + "Line width: probability of the leading operation; "
                    + (cell.derived() ? "full strength: kept. " : "full strength: would be kept now. ")
                    + "c k−1 and c k−2 are the outputs of the two cells before, out is a weighted sum of the nodes.";
            end = sheet.paragraph("caption", 1, end + 12, room.width() - 2, Token.MUTED, explained) + 4;
        }
        return sheet.scene(room.width(), end);
    }

    private Mark.Curve curve(String id, int from, int to, Pen pen, @Nullable Double value, String text) {
        Mark.Point[] points = layout.curve(from, to);
        return new Mark.Curve(id, points[0], points[1], points[2], points[3], pen, value, text);
    }

    private Pen pen(Cell.Edge edge) {
        Operations.Family family = Operations.family(edge.operation());
        double strength = edge.kept() ? 1 : cell.derived() ? FAINT * 0.7 : FAINT;
        Tone tone = new Tone(family.token(), strength);
        double width = edge.kept() ? 1.1 + 2.6 * edge.probability() : 0.6 + 2 * edge.probability();
        return family == Operations.Family.ZERO ? sheet.pen(tone, width, 2.4, 1.8) : sheet.pen(tone, width);
    }

    private void node(int node) {
        Mark.Point at = layout.node(node);
        double radius = sheet.of(RADIUS);
        String name = cell.name(node, words);
        Pen outline = sheet.pen(Tone.of(Token.INK), 0.9);
        sheet.add(new Mark.Box(
                "node-" + node, at.x() - radius, at.y() - radius, 2 * radius, 2 * radius, radius,
                Tone.of(Token.GROUND), outline, null, ""));
        sheet.text(
                "node-name-" + node,
                at.x(),
                at.y() + sheet.of(2.5),
                Mark.Anchor.MIDDLE,
                Sheet.SMALL,
                Weight.SEMI_BOLD,
                Tone.of(Token.INK),
                null,
                name);
    }

    private void label(Cell.Edge edge) {
        if (room.selfContained() && !edge.kept()) {
            return; // a column of a paper has room for what counts
        }
        Mark.Point at = layout.label(edge.from(), edge.to());
        String operation = Operations.label(edge.operation(), words);
        String percent = Operations.percent(edge.probability());
        double name = sheet.width(operation);
        double number = sheet.width(percent);
        double width = stacked ? Math.max(name, number) + sheet.of(2 * PAD - 1) : name + number + sheet.of(GAP + 2 * PAD);
        Operations.Family family = Operations.family(edge.operation());
        Pen outline = sheet.pen(new Tone(family.token(), edge.kept() ? 1 : FAINT), edge.kept() ? 0.8 : 0.6);
        sheet.add(new Mark.Box(
                "label-" + edge.key(),
                at.x() - width / 2,
                at.y() - labelHeight / 2,
                width,
                labelHeight,
                stacked ? sheet.of(5) : labelHeight / 2,
                Tone.of(Token.GROUND),
                outline,
                edge.probability(),
                sentence(edge)));
        Token ink = edge.kept() ? Token.INK : Token.MUTED;
        if (stacked) {
            text("operation-" + edge.key(), at.x(), at.y() - sheet.of(1.3), Mark.Anchor.MIDDLE, ink, operation);
            text("percent-" + edge.key(), at.x(), at.y() + sheet.of(6.6), Mark.Anchor.MIDDLE, Token.MUTED, percent);
        } else {
            double left = at.x() - width / 2 + sheet.of(PAD);
            double base = at.y() + sheet.of(2.5);
            text("operation-" + edge.key(), left, base, Mark.Anchor.START, ink, operation);
            text("percent-" + edge.key(), left + name + sheet.of(GAP), base, Mark.Anchor.START, Token.MUTED, percent);
        }
    }

    private void text(String id, double x, double y, Mark.Anchor anchor, Token token, String text) {
        sheet.text(id, x, y, anchor, token, text);
    }

    /** The whole distribution in words, the most probable first. */
    private String sentence(Cell.Edge edge) {
        String all = edge.operations().isEmpty()
                ? Operations.name(edge.operation(), words) + " " + Operations.percent(edge.probability())
                : IntStream.range(0, edge.operations().size())
                        .boxed()
                        .sorted(Comparator.comparingDouble(i -> -edge.probabilities().get(i)))
                        .map(i -> Operations.name(edge.operations().get(i), words) + " "
                                + Operations.percent(edge.probabilities().get(i)))
                        .collect(Collectors.joining(", "));
        String from = cell.name(edge.from(), words);
        String to = cell.name(edge.to(), words);
        return edge.kept()
                ? words.get("edgeKept", from, to, Operations.name(edge.operation(), words), all)
                : words.get("edge", from, to, all);
    }

    private double legend(double first) {
        double x = 1;
        double base = first;
        for (Operations.Family family : Operations.families(cell)) {
            String name = words.get(family.key());
            double width = sheet.of(16) + sheet.width(name);
            if (x + width > room.width() && x > 1) {
                x = 1;
                base += sheet.of(LEGEND_LINE);
            }
            double y = base - sheet.of(2.5);
            Pen pen = family == Operations.Family.ZERO
                    ? sheet.pen(Tone.of(family.token()), 1.6, 2.4, 1.8)
                    : sheet.pen(Tone.of(family.token()), 2);
            sheet.line("legend-line-" + family.key(), x, y, x + sheet.of(12), y, pen);
            sheet.text("legend-" + family.key(), x + sheet.of(15), base, Mark.Anchor.START, Token.MUTED, name);
            x += width + sheet.of(8);
        }
        return base;
    }

    private static Table table(Cell cell) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (Cell.Edge edge : cell.edges()) {
            if (edge.operations().isEmpty()) {
                rows.add(Table.row(edge.from(), edge.to(), edge.operation(), edge.probability(), edge.kept()));
            }
            for (int i = 0; i < edge.operations().size(); i++) {
                boolean kept = edge.kept() && edge.operations().get(i).equals(edge.operation());
                rows.add(Table.row(
                        edge.from(), edge.to(), edge.operations().get(i), edge.probabilities().get(i), kept));
            }
        }
        return new Table(List.of("from", "to", "operation", "probability", "kept"), rows);
    }
}
