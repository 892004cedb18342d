package org.bertrim.engine.figure;

import java.util.List;

/** Draws the cells of a grid and remembers what a caption has to explain. */
final class GridCells {

    private static final double RADIUS = 3;
    private static final double FIRST_SIZE = 9.5;
    private static final double SECOND_SIZE = 6.75;
    private static final double ROOM_FOR_CORNER = 64;
    private static final double SIDE = 7;
    private static final double WORD_GAP = 3;

    private final Sheet sheet;
    private final double width;
    private final double height;
    private final boolean leftAligned;
    private int filled;
    private boolean detailed;
    private boolean abbreviated;

    /**
     * Cells of one size.
     *
     * @param cornered whether wide cells have their numbers at the left and the parameters in the corner
     */
    GridCells(Sheet sheet, double width, double height, boolean cornered) {
        this.sheet = sheet;
        this.width = width;
        this.height = height;
        leftAligned = cornered && width >= sheet.of(ROOM_FOR_CORNER);
    }

    int filled() {
        return filled;
    }

    boolean detailed() {
        return detailed;
    }

    boolean abbreviated() {
        return abbreviated;
    }

    void draw(Grid.Cell cell, CellText text, double x, double y, double place) {
        if (text.value() == null) {
            missing(cell, text, x, y);
            return;
        }
        boolean measured = cell.origin() == Origin.MEASURED;
        filled += measured ? 1 : 0;
        double edge = measured ? 0 : sheet.of(0.4);
        Pen outline = null;
        if (cell.origin() == Origin.ESTIMATED) {
            outline = sheet.pen(Tone.of(Token.ACCENT), 0.8, 2.5, 2.0);
        } else if (cell.origin() == Origin.PUBLISHED) {
            outline = sheet.pen(Tone.of(Token.ACCENT), 0.8);
        }
        sheet.add(new Mark.Box(
                "cell-" + cell.key(),
                x + edge,
                y + edge,
                width - 2 * edge,
                height - 2 * edge,
                sheet.of(RADIUS),
                measured ? Tone.ramp(place) : null,
                outline,
                text.value(),
                text.words()));
        Tone ink = measured ? new Tone(Token.ON_RAMP, place) : Tone.of(Token.INK);
        double room = width - (leftAligned ? 2 * sheet.of(SIDE) : sheet.of(4));
        boolean two = !text.second().isEmpty()
                && height >= sheet.of(21)
                && sheet.width(text.second(), SECOND_SIZE, Weight.REGULAR) <= room;
        detailed |= two;
        Mark.Anchor anchor = leftAligned ? Mark.Anchor.START : Mark.Anchor.MIDDLE;
        double at = leftAligned ? x + sheet.of(SIDE) : x + width / 2;
        // what is not measured says so, in a low cell on the line of its number
        double number = sheet.width(text.first(), FIRST_SIZE, Weight.SEMI_BOLD);
        double word = sheet.of(WORD_GAP) + sheet.width(text.second(), GridFigure.REASON_SIZE, Weight.REGULAR);
        boolean beside = !two && !measured && !text.second().isEmpty() && number + word <= room;
        at -= beside && !leftAligned ? word / 2 : 0;
        double first = y + height / 2 + (two ? sheet.of(-1) : sheet.of(3.4));
        sheet.text(
                "score-" + cell.key(), at, first, anchor, FIRST_SIZE, Weight.SEMI_BOLD, ink, text.value(), text.first());
        if (two) {
            sheet.text(
                    "detail-" + cell.key(),
                    at,
                    first + sheet.of(9.6),
                    anchor,
                    SECOND_SIZE,
                    Weight.REGULAR,
                    ink,
                    text.secondValue(),
                    text.second());
        }
        if (beside) {
            double start = at + (leftAligned ? number : number / 2) + sheet.of(WORD_GAP);
            sheet.text(
                    "detail-" + cell.key(),
                    start,
                    first,
                    Mark.Anchor.START,
                    GridFigure.REASON_SIZE,
                    Weight.REGULAR,
                    ink,
                    text.secondValue(),
                    text.second());
            return;
        }
        double used = sheet.width(text.first(), FIRST_SIZE, Weight.SEMI_BOLD)
                + sheet.width(text.corner(), Sheet.SMALL, Weight.REGULAR)
                + sheet.of(6);
        if (leftAligned && !text.corner().isEmpty() && used <= room) {
            Double value = cell.parameters() == null ? null : Double.valueOf(cell.parameters());
            double end = x + width - sheet.of(SIDE);
            sheet.text(
                    "size-" + cell.key(),
                    end,
                    first,
                    Mark.Anchor.END,
                    GridFigure.REASON_SIZE,
                    Weight.REGULAR,
                    ink,
                    value,
                    text.corner());
        }
    }

    /** Draws an empty cell with its reason, or with a dash where there is no room for it. */
    private void missing(Grid.Cell cell, CellText text, double x, double y) {
        double edge = sheet.of(0.25);
        sheet.add(new Mark.Box(
                "cell-" + cell.key(),
                x + edge,
                y + edge,
                width - 2 * edge,
                height - 2 * edge,
                sheet.of(RADIUS),
                null,
                sheet.pen(Tone.of(Token.FAINT), 0.5, 2.0, 2.0),
                null,
                text.words()));
        double room = width - sheet.of(4);
        List<String> lines = sheet.wrap(text.missing(), room, GridFigure.REASON_SIZE);
        boolean fits = lines.size() <= 3
                && lines.stream()
                        .allMatch(l -> sheet.width(l, GridFigure.REASON_SIZE, Weight.REGULAR) <= room);
        if (!fits) {
            lines = List.of("–");
            abbreviated = true;
        }
        double first = y + height / 2 + sheet.of(2.4) - (lines.size() - 1) * sheet.of(4);
        for (int i = 0; i < lines.size(); i++) {
            sheet.text(
                    "missing-" + cell.key() + "-" + (i + 1),
                    x + width / 2,
                    first + i * sheet.of(8),
                    Mark.Anchor.MIDDLE,
                    GridFigure.REASON_SIZE,
                    Weight.REGULAR,
                    Tone.of(Token.MUTED),
                    null,
                    lines.get(i));
        }
    }
}
