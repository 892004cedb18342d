package org.bertrim.engine.figure;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What size costs: every sub-network's score over its parameters, a line for each depth, and the teacher's line. */
final class SizeFigure {

    private static final double WIDTH = Scene.ONE_COLUMN;
    private static final double TOP = 16;
    private static final double PLOT_HEIGHT = 132;
    private static final double RIGHT_MARGIN = 6;
    private static final double MARKER = 5;
    private static final double LEGEND_STEP = 10;
    private static final double MARGIN_SHARE = 0.06;

    private final Grid grid;
    private final Sheet sheet = new Sheet();
    private final double left;
    private final double right;
    private final Axis sizes;
    private final Axis scores;
    private final double unit;

    private SizeFigure(Grid grid, List<Grid.Cell> cells) {
        this.grid = grid;
        unit = cells.stream().mapToLong(Grid.Cell::parameters).max().orElseThrow() >= 1_000_000 ? 1e6 : 1e3;
        double[] x = cells.stream().mapToDouble(c -> c.parameters() / unit).toArray();
        double[] y = cells.stream().mapToDouble(c -> c.score() * 100).toArray();
        sizes = around(x, null, 5);
        scores = around(y, grid.teacher() == null ? null : grid.teacher().score() * 100, 7);
        left = 6 + scores.ticks().stream()
                .mapToDouble(t -> sheet.width(scores.label(t)))
                .max()
                .orElse(0);
        right = WIDTH - Math.max(RIGHT_MARGIN, sheet.width(sizes.label(sizes.upper())) / 2 + 1);
    }

    /** Whether any sub-network has both a score and a number of parameters. */
    static boolean canDraw(Grid grid) {
        return !drawn(grid).isEmpty();
    }

    /** What the figure shows of the grid. */
    static List<Grid.Cell> drawn(Grid grid) {
        return grid.cells().stream()
                .filter(c -> c.score() != null && c.parameters() != null)
                .toList();
    }

    /** Draws the chart; {@link #canDraw} must hold. */
    static Scene of(Grid grid) {
        return new SizeFigure(grid, drawn(grid)).draw();
    }

    private Scene draw() {
        String metric = grid.names().metric();
        sheet.text("score-name", 1, 8, Mark.Anchor.START, Token.MUTED, metric + " × 100, dev");
        double bottom = TOP + PLOT_HEIGHT;
        for (double tick : scores.ticks()) {
            double y = y(tick);
            String label = scores.label(tick);
            sheet.add(new Mark.Line(
                    "score-grid-" + label, left, y, right, y, Pen.solid(Token.LINE, 0.5), null, ""));
            sheet.text("score-tick-" + label, left - 4, y + 2.5, Mark.Anchor.END, Token.MUTED, label);
        }
        for (double tick : sizes.ticks()) {
            String label = sizes.label(tick);
            double x = x(tick);
            sheet.add(new Mark.Line(
                    "size-tick-line-" + label, x, bottom, x, bottom + 2.5, Pen.solid(Token.FAINT, 0.5), null, ""));
            sheet.text("size-tick-" + label, x, bottom + 10.5, Mark.Anchor.MIDDLE, Token.MUTED, label);
        }
        sheet.add(new Mark.Line(
                "size-axis", left, bottom, right, bottom, Pen.solid(Token.FAINT, 0.5), null, ""));
        String scale = unit == 1e6 ? "millions" : "thousands";
        double middle = (left + right) / 2;
        sheet.text(
                "size-name", middle, bottom + 20, Mark.Anchor.MIDDLE, Token.MUTED, "parameters (" + scale + ")");
        List<Mark.Point> occupied = curves();
        teacher(occupied);
        double end = legend(bottom + 33);
        end = sheet.paragraph("caption", 1, end + 12, WIDTH - 2, Token.MUTED, caption());
        return sheet.scene(WIDTH, end + 4);
    }

    /** Draws a line with markers for each depth; returns places that a label should keep away from. */
    private List<Mark.Point> curves() {
        List<Mark.Point> occupied = new ArrayList<>();
        List<Mark> markers = new ArrayList<>();
        for (int series = 0; series < grid.depths().size(); series++) {
            double depth = grid.depths().get(series);
            List<Mark.Point> points = new ArrayList<>();
            for (Grid.Cell cell : drawn(grid)) {
                if (cell.depth() == depth) {
                    Mark.Point point = new Mark.Point(x(cell.parameters() / unit), y(cell.score() * 100));
                    points.add(point);
                    String words = "width " + Grid.multiplier(cell.width()) + ", depth " + Grid.multiplier(depth) + ": "
                            + Grid.millions(cell.parameters()) + " parameters, " + grid.names().metric() + " "
                            + Grid.hundredfold(cell.score()) + ", measured";
                    markers.add(new Mark.Marker(
                            "point-" + cell.key(),
                            shape(series),
                            point.x(),
                            point.y(),
                            MARKER,
                            Tone.of(Token.series(series)),
                            true,
                            cell.score(),
                            words));
                }
            }
            for (int i = 0; i < points.size(); i++) {
                Mark.Point one = points.get(i);
                Mark.Point next = points.get(Math.min(i + 1, points.size() - 1));
                for (double s = 0; s <= 1; s += 0.1) {
                    double x = one.x() + s * (next.x() - one.x());
                    occupied.add(new Mark.Point(x, one.y() + s * (next.y() - one.y())));
                }
            }
            if (points.size() > 1) {
                String id = "line-" + Grid.multiplier(depth);
                Tone tone = Tone.of(Token.series(series));
                sheet.add(new Mark.Polyline(id, points, new Pen(tone, 0.9, List.of()), null, ""));
            }
        }
        markers.forEach(sheet::add);
        return occupied;
    }

    private void teacher(List<Mark.Point> occupied) {
        Grid.Teacher teacher = grid.teacher();
        if (teacher == null) {
            return;
        }
        double y = y(teacher.score() * 100);
        String words = "teacher " + Grid.hundredfold(teacher.score());
        sheet.add(new Mark.Line(
                "teacher-line",
                left,
                y,
                right,
                y,
                Pen.dashed(Token.GOOD, 1, 3, 2),
                teacher.score(),
                words));
        double length = sheet.width(words);
        double best = -1;
        double x = left + 2;
        double base = y - 3;
        double far = right - 2 - length;
        for (double[] place : new double[][] {{left + 2, y - 3}, {far, y - 3}, {left + 2, y + 8}, {far, y + 8}}) {
            double distance = occupied.stream()
                    .mapToDouble(p -> distance(p, place[0], place[1] - 5, length, 5))
                    .min()
                    .orElse(MARKER);
            distance = place[1] - 5 < TOP - 4 ? -1 : Math.min(distance, MARKER);
            if (distance > best) {
                best = distance;
                x = place[0];
                base = place[1];
            }
        }
        sheet.text("teacher", x, base, Mark.Anchor.START, Token.GOOD, words);
    }

    private static double distance(Mark.Point p, double x, double y, double width, double height) {
        double dx = Math.max(0, Math.max(x - p.x(), p.x() - x - width));
        double dy = Math.max(0, Math.max(y - p.y(), p.y() - y - height));
        return Math.hypot(dx, dy);
    }

    private double legend(double first) {
        double x = 1;
        double base = first;
        String name = "depth multiplier";
        sheet.text("legend", x, base, Mark.Anchor.START, Token.MUTED, name);
        x += sheet.width(name) + 8;
        for (int series = 0; series < grid.depths().size(); series++) {
            double value = grid.depths().get(series);
            if (drawn(grid).stream().noneMatch(cell -> cell.depth() == value)) {
                continue;
            }
            String depth = Grid.multiplier(value);
            double length = 9 + sheet.width(depth);
            if (x + length > WIDTH - 1) {
                x = 1;
                base += LEGEND_STEP;
            }
            Tone tone = Tone.of(Token.series(series));
            sheet.add(new Mark.Marker(
                    "legend-mark-" + depth, shape(series), x + 3, base - 2.6, MARKER, tone, true, null, ""));
            sheet.text("legend-" + depth, x + 9, base, Mark.Anchor.START, Token.INK, depth);
            x += length + 9;
        }
        return base;
    }

    private String caption() {
        Grid.Names names = grid.names();
        List<Double> ascending = drawn(grid).stream()
                .map(Grid.Cell::width)
                .distinct()
                .sorted()
                .toList();
        String widths = ascending.stream().map(Grid::multiplier).collect(Collectors.joining(", "));
        if (ascending.size() > 1) {
            widths = "Along each line, from left to right: width multiplier " + widths;
            long depths = drawn(grid).stream().map(Grid.Cell::depth).distinct().count();
            if (depths * ascending.size() > drawn(grid).size()) {
                widths += ", where measured";
            }
        } else {
            widths = "Width multiplier " + widths;
        }
        return names.method() + " on " + names.task() + ", measured on dev. " + widths + ".";
    }

    private double x(double size) {
        return left + sizes.place(size) * (right - left);
    }

    private double y(double score) {
        return TOP + (1 - scores.place(score)) * PLOT_HEIGHT;
    }

    private static Mark.Shape shape(int series) {
        Mark.Shape[] shapes = Mark.Shape.values();
        return shapes[series % shapes.length];
    }

    private static Axis around(double[] values, @Nullable Double further, int count) {
        double least = further == null ? Double.POSITIVE_INFINITY : further;
        double most = further == null ? Double.NEGATIVE_INFINITY : further;
        for (double value : values) {
            least = Math.min(least, value);
            most = Math.max(most, value);
        }
        double margin = (most - least) * MARGIN_SHARE;
        return Axis.linear(least - margin, most + margin, count);
    }
}
