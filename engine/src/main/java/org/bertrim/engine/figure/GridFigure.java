package org.bertrim.engine.figure;

import java.util.List;
import java.util.Objects;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/**
 * The grid of sub-networks as a heat map: a row for each width multiplier, a column for each depth multiplier, in each
 * cell the score ×100 and below it what {@link Detail} says.
 */
final class GridFigure {

    private static final double LABELS_FROM = 14;
    private static final double TOP = 25;
    private static final double GAP = 3;
    private static final double CELL_HEIGHT = 30;
    private static final double RADIUS = 3;
    private static final double SCORE_SIZE = 9.5;
    private static final double DETAIL_SIZE = 6.75;
    private static final double REASON_SIZE = 6.5;
    private static final double WIDE_CELL = 44;
    private static final double NARROWEST_CELL = 22;
    private static final double LEAST_SPAN = 0.02;

    private GridFigure() {}

    /** The second line of a cell. */
    enum Detail {
        SHARE_OF_TEACHER,
        PARAMETERS
    }

    /** Draws the grid; without a teacher that can be divided by, the second line tells the parameters. */
    static Scene of(Grid grid, Detail wanted, PaperTheme theme) {
        double left = LABELS_FROM + 6 + grid.widths().stream()
                .mapToDouble(w -> Lettering.shared().width(Grid.multiplier(w), Sheet.NORMAL, Weight.REGULAR))
                .max()
                .orElse(0);
        Detail detail = grid.cells().stream().anyMatch(c -> grid.shareOfTeacher(c) != null)
                ? wanted
                : Detail.PARAMETERS;
        int columns = grid.depths().size();
        double width = cellWidth(Scene.ONE_COLUMN - left, columns) >= WIDE_CELL ? Scene.ONE_COLUMN : Scene.TWO_COLUMNS;
        double cell = Math.max(NARROWEST_CELL, cellWidth(width - left, columns));
        width = Math.max(width, left + columns * (cell + GAP) - GAP + 1);
        double right = left + columns * (cell + GAP) - GAP;
        double bottom = TOP + grid.widths().size() * (CELL_HEIGHT + GAP) - GAP;

        Sheet sheet = new Sheet();
        sheet.text("depth-name", (left + right) / 2, 8, Mark.Anchor.MIDDLE, Token.MUTED, "depth multiplier");
        sheet.upwards("width-name", 8, (TOP + bottom) / 2, Token.MUTED, rowsName(sheet, bottom - TOP));
        for (int column = 0; column < columns; column++) {
            String depth = Grid.multiplier(grid.depths().get(column));
            double x = left + column * (cell + GAP) + cell / 2;
            label(sheet, "depth-" + depth, x, TOP - 6, Mark.Anchor.MIDDLE, grid.depths().get(column), depth);
        }
        double[] scores = grid.cells().stream()
                .map(Grid.Cell::score)
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .toArray();
        double most = DoubleStream.of(scores).max().orElse(1);
        double span = Math.max(most - DoubleStream.of(scores).min().orElse(0), LEAST_SPAN);
        boolean abbreviated = false;
        boolean detailed = false;
        for (int row = 0; row < grid.widths().size(); row++) {
            double y = TOP + row * (CELL_HEIGHT + GAP);
            String multiplier = Grid.multiplier(grid.widths().get(row));
            double base = y + CELL_HEIGHT / 2 + 2.7;
            label(sheet, "width-" + multiplier, left - 5, base, Mark.Anchor.END, grid.widths().get(row), multiplier);
            for (int column = 0; column < columns; column++) {
                double x = left + column * (cell + GAP);
                Grid.Cell model = grid.cell(row, column);
                if (model.score() == null) {
                    abbreviated |= missing(sheet, model, x, y, cell);
                } else {
                    double place = Math.max(0, 1 - (most - model.score()) / span);
                    detailed |= measured(sheet, grid, model, x, y, cell, Tone.ramp(place), detail, theme);
                }
            }
        }
        double end = teacher(sheet, grid, left, bottom);
        String caption = caption(grid, detailed ? detail : null, abbreviated);
        end = sheet.paragraph("caption", 1, end + 12, width - 2, Token.MUTED, caption);
        return sheet.scene(width, end + 4);
    }

    private static String rowsName(Sheet sheet, double height) {
        String whole = "width multiplier";
        return sheet.width(whole) <= height ? whole : "width";
    }

    private static double cellWidth(double width, int columns) {
        return (width - 1 - GAP * (columns - 1)) / columns;
    }

    private static void label(
            Sheet sheet, String id, double x, double y, Mark.Anchor anchor, double value, String text) {
        sheet.text(id, x, y, anchor, Sheet.NORMAL, Weight.REGULAR, Tone.of(Token.INK), value, text);
    }

    private static boolean measured(
            Sheet sheet,
            Grid grid,
            Grid.Cell model,
            double x,
            double y,
            double cell,
            Tone fill,
            Detail detail,
            PaperTheme theme) {
        Double share = grid.shareOfTeacher(model);
        String second = "";
        if (detail == Detail.SHARE_OF_TEACHER && share != null) {
            second = Grid.hundredfold(share) + " %";
        } else if (detail == Detail.PARAMETERS && model.parameters() != null) {
            second = Grid.millions(model.parameters());
        }
        boolean fits = Lettering.shared().width(second, DETAIL_SIZE, Weight.REGULAR) <= cell - 4;
        boolean two = fits && !second.isEmpty();
        String score = Grid.hundredfold(model.score());
        Tone ink = theme.textOn(fill);
        double middle = x + cell / 2;
        String words = "width " + Grid.multiplier(model.width()) + ", depth " + Grid.multiplier(model.depth()) + ": "
                + grid.names().metric() + " " + score + ", measured";
        sheet.add(new Mark.Box(
                "cell-" + model.key(), x, y, cell, CELL_HEIGHT, RADIUS, fill, null, model.score(), words));
        sheet.text(
                "score-" + model.key(),
                middle,
                y + (two ? 14 : CELL_HEIGHT / 2 + 3.4),
                Mark.Anchor.MIDDLE,
                SCORE_SIZE,
                Weight.SEMI_BOLD,
                ink,
                model.score(),
                score);
        if (two) {
            Double value = detail == Detail.PARAMETERS ? Double.valueOf(model.parameters()) : share;
            sheet.text(
                    "detail-" + model.key(),
                    middle,
                    y + 23.6,
                    Mark.Anchor.MIDDLE,
                    DETAIL_SIZE,
                    Weight.REGULAR,
                    ink,
                    value,
                    second);
        }
        return two;
    }

    /** Draws an empty cell with its reason; true if there was room for a dash only. */
    private static boolean missing(Sheet sheet, Grid.Cell model, double x, double y, double cell) {
        String words = "width " + Grid.multiplier(model.width()) + ", depth " + Grid.multiplier(model.depth()) + ": "
                + model.missing();
        sheet.add(new Mark.Box(
                "cell-" + model.key(),
                x + 0.25,
                y + 0.25,
                cell - 0.5,
                CELL_HEIGHT - 0.5,
                RADIUS,
                null,
                Pen.dashed(Token.FAINT, 0.5, 2, 2),
                null,
                words));
        Lettering letters = Lettering.shared();
        List<String> lines = letters.wrap(model.missing(), cell - 4, REASON_SIZE, Weight.REGULAR);
        boolean fits = lines.size() <= 3
                && lines.stream().allMatch(l -> letters.width(l, REASON_SIZE, Weight.REGULAR) <= cell - 4);
        if (!fits) {
            lines = List.of("–");
        }
        double first = y + CELL_HEIGHT / 2 + 2.4 - (lines.size() - 1) * 4;
        for (int i = 0; i < lines.size(); i++) {
            sheet.text(
                    "missing-" + model.key() + "-" + (i + 1),
                    x + cell / 2,
                    first + i * 8,
                    Mark.Anchor.MIDDLE,
                    REASON_SIZE,
                    Weight.REGULAR,
                    Tone.of(Token.MUTED),
                    null,
                    lines.get(i));
        }
        return !fits;
    }

    private static double teacher(Sheet sheet, Grid grid, double left, double bottom) {
        Grid.Teacher teacher = grid.teacher();
        if (teacher == null) {
            return bottom;
        }
        double base = bottom + 13;
        double start = left + 21;
        String words = "teacher " + Grid.hundredfold(teacher.score());
        if (teacher.parameters() != null) {
            words += ", " + Grid.millions(teacher.parameters()) + " parameters";
        }
        sheet.add(new Mark.Line(
                "teacher-line",
                left,
                base - 2.6,
                left + 17,
                base - 2.6,
                Pen.dashed(Token.GOOD, 1, 3, 2),
                teacher.score(),
                words));
        sheet.text("teacher", start, base, Mark.Anchor.START, Token.GOOD, words);
        return base;
    }

    private static String caption(Grid grid, @Nullable Detail detail, boolean abbreviated) {
        Grid.Names names = grid.names();
        StringBuilder caption = new StringBuilder(
                names.method() + " on " + names.task() + ", split dev: " + names.metric() + " × 100, measured.");
        if (detail != null) {
            caption.append(
                    detail == Detail.SHARE_OF_TEACHER
                            ? " Second line: share of the teacher’s score."
                            : " Second line: parameters.");
        }
        if (grid.cells().stream().filter(c -> c.score() != null).count() > 1) {
            caption.append(" Darker is higher.");
        }
        if (abbreviated) {
            caption.append(" –: not measured.");
        }
        return caption.toString();
    }
}
