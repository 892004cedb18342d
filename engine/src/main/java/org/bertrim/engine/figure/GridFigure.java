package org.bertrim.engine.figure;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.DoubleStream;

/**
 * The grid of sub-networks as a heat map: a row for each width multiplier, a column for each depth multiplier. Cells have the ids
 * {@code cell-WIDTH-DEPTH} with at least two decimals each.
 */
public final class GridFigure {

    static final double REASON_SIZE = 6.5;

    private static final double TOP = 25;
    private static final double GAP = 3;
    private static final double CELL_HEIGHT = 30;
    private static final double TALLEST = 42;
    private static final double LOWEST = 13;
    private static final double WIDE_CELL = 44;
    private static final double NARROWEST_CELL = 22;
    private static final double NARROWEST_ON_SCREEN = 84;
    private static final double LEAST_SPAN = 0.02;

    private final Grid grid;
    private final Reading reading;
    private final Room room;
    private final Words words;
    private final Sheet sheet;
    private final boolean paper;
    private final double gap;
    private double left;
    private double top;
    private double cellWidth;
    private double cellHeight;

    private GridFigure(Grid grid, Reading reading, Room room, Words words) {
        this.grid = grid;
        this.reading = reading;
        this.room = room;
        this.words = words;
        sheet = new Sheet(room);
        paper = room.selfContained();
        gap = sheet.of(GAP);
    }

    /** What the large number and the colour of a cell say. */
    public enum Reading {
        /** The score ×100; below it the share of the teacher's score on paper, the difference to it on a screen. */
        SCORE,
        /** The score relative to the teacher's, in per cent. */
        SHARE_OF_TEACHER,
        /** The score less the published one, in points of ×100. */
        DIFFERENCE_TO_PUBLISHED
    }

    /** Lays the grid out. It becomes wider than the room where its cells would be too narrow to read. */
    public static Scene of(Grid grid, Reading reading, Room room, Words words) {
        return new GridFigure(grid, reading, room, words).draw();
    }

    /** The grid for a paper, with its numbers and as a LaTeX table. */
    public static Figure figure(Grid grid, Reading reading, double width) {
        Grid.Names names = grid.names();
        String title = names.method() + " on " + names.task() + ": " + names.metric() + " by width and depth";
        Scene scene = of(grid, reading, Room.paper(width), Words.ENGLISH);
        return new Figure(title, scene, CsvWriter.grid(grid), provenance -> LatexTable.write(grid, provenance));
    }

    /** One column of a paper where the cells are wide enough there, else two. */
    public static double printWidth(Grid grid) {
        GridFigure figure = new GridFigure(grid, Reading.SCORE, Room.paper(Scene.ONE_COLUMN), Words.ENGLISH);
        double cell = figure.cellWidth(Scene.ONE_COLUMN - figure.labels());
        return cell >= WIDE_CELL ? Scene.ONE_COLUMN : Scene.TWO_COLUMNS;
    }

    private double labels() {
        double widest = grid.widths().stream()
                .mapToDouble(w -> sheet.width(Grid.multiplier(w), Sheet.NORMAL, Weight.REGULAR))
                .max()
                .orElse(0);
        return paper ? sheet.of(20) + widest : Math.max(widest, sheet.width(words.get("width"))) + sheet.of(7);
    }

    private double cellWidth(double width) {
        int columns = Math.max(1, grid.depths().size());
        return (width - 1 - gap * (columns - 1)) / columns;
    }

    private Scene draw() {
        int columns = grid.depths().size();
        int rows = grid.widths().size();
        left = labels();
        top = paper ? TOP : sheet.of(14);
        cellWidth = Math.max(paper ? NARROWEST_CELL : NARROWEST_ON_SCREEN, cellWidth(room.width() - left));
        double foot = grid.teacher() == null ? 1 : sheet.of(16);
        cellHeight = sheet.of(CELL_HEIGHT);
        if (room.height() > 0 && rows > 0) {
            double fill = (room.height() - top - foot + gap) / rows - gap;
            cellHeight = Math.min(sheet.of(TALLEST), Math.max(sheet.of(LOWEST), Math.floor(fill)));
        }
        double right = left + columns * (cellWidth + gap) - gap;
        double width = Math.max(room.width(), right + 1);
        double bottom = top + rows * (cellHeight + gap) - gap;
        labelAxes(right, bottom);

        CellText.Reader reader = new CellText.Reader(grid, reading, paper, words);
        List<CellText> texts = grid.cells().stream().map(reader::read).toList();
        double[] values = texts.stream()
                .map(CellText::value)
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .toArray();
        double most = DoubleStream.of(values).max().orElse(1);
        double span = Math.max(most - DoubleStream.of(values).min().orElse(0), LEAST_SPAN);
        GridCells cells = new GridCells(sheet, cellWidth, cellHeight, !paper);
        for (int i = 0; i < texts.size(); i++) {
            double x = left + i % columns * (cellWidth + gap);
            double y = top + Math.floorDiv(i, columns) * (cellHeight + gap);
            CellText text = texts.get(i);
            double place = text.value() == null ? 0 : Math.max(0, 1 - (most - text.value()) / span);
            cells.draw(grid.cells().get(i), text, x, y, place);
        }
        double end = teacher(bottom);
        if (paper) {
            String caption = caption(reader, cells);
            end = sheet.paragraph("caption", 1, end + 12, width - 2, Token.MUTED, caption) + 4;
        } else {
            end += sheet.of(3);
        }
        return sheet.scene(width, end);
    }

    private void labelAxes(double right, double bottom) {
        double base = top - sheet.of(6);
        if (paper) {
            sheet.text(
                    "depth-name", (left + right) / 2, 8, Mark.Anchor.MIDDLE, Token.MUTED, words.get("depthMultiplier"));
            String whole = words.get("widthMultiplier");
            String name = sheet.width(whole) <= bottom - top ? whole : words.get("width");
            sheet.upwards("width-name", 8, (top + bottom) / 2, Token.MUTED, name);
        } else {
            sheet.text("width-name", left - sheet.of(5), base, Mark.Anchor.END, Token.MUTED, words.get("width"));
        }
        for (int column = 0; column < grid.depths().size(); column++) {
            double value = grid.depths().get(column);
            String depth = Grid.multiplier(value);
            double x = left + column * (cellWidth + gap) + cellWidth / 2;
            Tone tone = Tone.of(paper ? Token.INK : Token.MUTED);
            String text = paper ? depth : words.get("depthColumn", depth);
            sheet.text(
                    "depth-" + depth, x, base, Mark.Anchor.MIDDLE, labelSize(), Weight.REGULAR, tone, value, text);
        }
        for (int row = 0; row < grid.widths().size(); row++) {
            double value = grid.widths().get(row);
            String width = Grid.multiplier(value);
            double y = top + row * (cellHeight + gap) + cellHeight / 2 + sheet.of(2.7);
            Tone tone = Tone.of(paper ? Token.INK : Token.MUTED);
            sheet.text(
                    "width-" + width,
                    left - sheet.of(5),
                    y,
                    Mark.Anchor.END,
                    labelSize(),
                    Weight.REGULAR,
                    tone,
                    value,
                    width);
        }
    }

    private double labelSize() {
        return paper ? Sheet.NORMAL : Sheet.SMALL;
    }

    private double teacher(double bottom) {
        Grid.Teacher teacher = grid.teacher();
        if (teacher == null) {
            return bottom;
        }
        double base = bottom + sheet.of(13);
        double y = base - sheet.of(2.6);
        String text = words.get("teacher", Grid.hundredfold(teacher.score()));
        if (teacher.parameters() != null) {
            text += ", " + words.get("parameters", Counts.parameters(teacher.parameters()));
        }
        Pen pen = sheet.pen(Tone.of(Token.GOOD), 1, 3.0, 2.0);
        sheet.add(new Mark.Line("teacher-line", left, y, left + sheet.of(17), y, pen, teacher.score(), text));
        sheet.text("teacher", left + sheet.of(21), base, Mark.Anchor.START, Token.GOOD, text);
        return base;
    }

    private String caption(CellText.Reader reader, GridCells cells) {
        Grid.Names names = grid.names();
        List<String> parts = new ArrayList<>();
        String of = names.method() + " on " + names.task() + ", split dev: ";
        String measured = grid.cells().stream().allMatch(c -> c.score() == null || c.origin() == Origin.MEASURED)
                ? ", measured."
                : ". Filled: measured; dashed, ≈: estimated; hollow: published.";
        switch (reading) {
            case SCORE -> {
                parts.add(of + names.metric() + " × 100" + measured);
                if (cells.detailed()) {
                    parts.add(
                            reader.anyShare()
                                    ? "Second line: share of the teacher’s score."
                                    : "Second line: parameters.");
                }
            }
            case SHARE_OF_TEACHER -> {
                parts.add(of + "share of the teacher’s " + names.metric() + measured);
                if (cells.detailed()) {
                    parts.add("Second line: " + names.metric() + " × 100.");
                }
            }
            case DIFFERENCE_TO_PUBLISHED -> parts.add(
                    of + names.metric() + " × 100 less the published value" + measured + sources());
        }
        if (cells.filled() > 1) {
            parts.add("Darker is higher.");
        }
        if (cells.abbreviated()) {
            parts.add("–: not measured.");
        }
        return String.join(" ", parts);
    }

    private String sources() {
        List<String> sources = grid.cells().stream()
                .map(Grid.Cell::published)
                .filter(Objects::nonNull)
                .map(Grid.Published::source)
                .distinct()
                .toList();
        return sources.isEmpty() ? "" : " Published: " + String.join("; ", sources) + ".";
    }
}
