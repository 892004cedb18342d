package org.bertrim.engine.figure;

import java.util.List;

/** Bars from zero with both axes named; numbers stand above the bars where there is room, else only above those that stand out. */
public final class BarsFigure {

    private static final double PAPER_HEIGHT = 84;
    private static final double TOP = 17;
    private static final double FOOT = 25;
    private static final double WIDEST_BAR = 26;
    private static final double BAR_SHARE = 0.68;
    private static final double OTHERS = 0.45;
    private static final int TICKS = 4;

    private final Bars bars;
    private final Room room;
    private final Sheet sheet;

    private BarsFigure(Bars bars, Room room) {
        this.bars = bars;
        this.room = room;
        sheet = new Sheet(room);
    }

    /** Lays the bars out. */
    public static Scene of(Bars bars, Room room) {
        return new BarsFigure(bars, room).draw();
    }

    private Scene draw() {
        double level = bars.level() == null ? 0 : bars.level().height();
        double most = Math.max(level, bars.bars().stream().mapToDouble(Bars.Bar::height).max().orElse(0));
        Axis axis = Axis.linear(0, most > 0 ? most : 1, TICKS);
        double left = sheet.of(6)
                + axis.ticks().stream().mapToDouble(tick -> sheet.width(axis.label(tick))).max().orElse(0);
        double right = room.width() - sheet.of(2);
        double top = sheet.of(TOP);
        double foot = sheet.of(FOOT);
        double height = sheet.of(PAPER_HEIGHT);
        if (room.height() > 0) {
            height = Math.max(sheet.of(24), room.height() - top - foot - sheet.of(2));
        }
        double bottom = top + height;
        axes(axis, left, right, top, bottom);
        double step = (right - left) / Math.max(1, bars.bars().size());
        double width = Math.min(sheet.of(WIDEST_BAR), step * BAR_SHARE);
        boolean numbers = bars.bars().stream().allMatch(bar -> sheet.width(bar.shown()) < step - sheet.of(3));
        int every = (int) Math.ceil(widestLabel() / step);
        double taken = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < bars.bars().size(); i++) {
            Bars.Bar bar = bars.bars().get(i);
            double middle = left + (i + 0.5) * step;
            double tall = Math.max(sheet.of(0.6), axis.place(bar.height()) * height);
            Tone fill = new Tone(Token.ACCENT, bar.leading() ? 1 : OTHERS);
            sheet.add(new Mark.Box(
                    bar.id(), middle - width / 2, bottom - tall, width, tall, Math.min(sheet.of(1.5), tall / 2), fill, null,
                    bar.height(), bar.text()));
            if (numbers || bar.leading()) {
                Weight weight = bar.leading() ? Weight.SEMI_BOLD : Weight.REGULAR;
                double half = sheet.width(bar.shown(), Sheet.SMALL, weight) / 2;
                double x = Math.max(left + half, Math.min(right - half, middle));
                if (x - half >= taken + sheet.of(2)) { // of equal bars beside each other the first is named
                    taken = x + half;
                    sheet.text(
                            "value-" + bar.id(), x, bottom - tall - sheet.of(2.6), Mark.Anchor.MIDDLE, Sheet.SMALL, weight,
                            Tone.of(bar.leading() ? Token.INK : Token.MUTED), bar.height(), bar.shown());
                }
            }
            if (i % Math.max(1, every) == 0) {
                sheet.text(
                        "label-" + bar.id(), middle, bottom + sheet.of(9), Mark.Anchor.MIDDLE,
                        bar.leading() ? Token.INK : Token.MUTED, bar.label());
            }
        }
        level(axis, left, right, top, bottom);
        double end = bottom + foot;
        if (room.selfContained()) {
            end = sheet.paragraph("caption", 1, end + 8, room.width() - 2, Token.MUTED, bars.caption()) + 4;
        }
        return sheet.scene(room.width(), end);
    }

    private void level(Axis axis, double left, double right, double top, double bottom) {
        Bars.Level level = bars.level();
        if (level != null) {
            double y = bottom - axis.place(level.height()) * (bottom - top);
            Pen pen = sheet.pen(Tone.of(Token.GOOD), 1, 3.0, 2.0);
            sheet.add(new Mark.Line("level-line", left, y, right, y, pen, level.height(), level.name()));
            sheet.text("level", right, sheet.of(7), Mark.Anchor.END, Token.GOOD, level.name());
        }
    }

    private double widestLabel() {
        return bars.bars().stream().mapToDouble(bar -> sheet.width(bar.label())).max().orElse(0) + sheet.of(3);
    }

    private void axes(Axis axis, double left, double right, double top, double bottom) {
        Pen hairline = sheet.pen(Tone.of(Token.LINE), 0.5);
        sheet.text("y-name", 1, sheet.of(7), Mark.Anchor.START, Token.MUTED, bars.yName());
        List<Double> ticks = axis.ticks();
        for (double tick : ticks) {
            String label = axis.label(tick);
            double y = bottom - axis.place(tick) * (bottom - top);
            sheet.line("y-grid-" + label, left, y, right, y, hairline);
            sheet.text("y-tick-" + label, left - sheet.of(4), y + sheet.of(2.5), Mark.Anchor.END, Token.MUTED, label);
        }
        sheet.text("x-name", (left + right) / 2, bottom + sheet.of(20), Mark.Anchor.MIDDLE, Token.MUTED, bars.xName());
    }
}
