package org.bertrim.engine.figure;

import java.util.ArrayList;
import java.util.List;

/** The ground of a chart: two axes with their names and ticks, hairlines at the upright one's ticks, and where values lie. */
final class PlotFrame {

    private static final double TOP = 16;
    private static final double RIGHT_MARGIN = 6;

    final double left;
    final double right;
    final double top;
    final double bottom;
    private final Sheet sheet;
    private final Axis horizontal;
    private final Axis upright;
    private final List<Mark.Point> occupied = new ArrayList<>();

    /** Draws the ground at the top of a sheet; {@code height} is that of the data area. */
    PlotFrame(
            Sheet sheet, double width, double height, Axis horizontal, Axis upright, String xName, String yName) {
        this.sheet = sheet;
        this.horizontal = horizontal;
        this.upright = upright;
        left = sheet.of(6)
                + upright.ticks().stream()
                        .mapToDouble(t -> sheet.width(upright.label(t)))
                        .max()
                        .orElse(0);
        List<Double> ticks = horizontal.ticks();
        double last = ticks.isEmpty() ? 0 : sheet.width(horizontal.shortLabel(ticks.get(ticks.size() - 1))) / 2 + 1;
        right = width - Math.max(sheet.of(RIGHT_MARGIN), last);
        top = sheet.of(TOP);
        bottom = top + height;
        sheet.text("y-name", 1, sheet.of(8), Mark.Anchor.START, Token.MUTED, yName);
        Pen hairline = sheet.pen(Tone.of(Token.LINE), 0.5);
        for (double tick : upright.ticks()) {
            String label = upright.label(tick);
            sheet.line("y-grid-" + label, left, y(tick), right, y(tick), hairline);
            sheet.text(
                    "y-tick-" + label, left - sheet.of(4), y(tick) + sheet.of(2.5), Mark.Anchor.END, Token.MUTED, label);
        }
        Pen axis = sheet.pen(Tone.of(Token.FAINT), 0.5);
        for (double tick : ticks) {
            String label = horizontal.shortLabel(tick);
            sheet.line("x-tick-line-" + label, x(tick), bottom, x(tick), bottom + sheet.of(2.5), axis);
            sheet.text("x-tick-" + label, x(tick), bottom + sheet.of(10.5), Mark.Anchor.MIDDLE, Token.MUTED, label);
        }
        sheet.line("x-axis", left, bottom, right, bottom, axis);
        sheet.text(
                "x-name", (left + right) / 2, bottom + sheet.of(20), Mark.Anchor.MIDDLE, Token.MUTED, xName);
    }

    double x(double value) {
        return left + horizontal.place(value) * (right - left);
    }

    double y(double value) {
        return bottom - upright.place(value) * (bottom - top);
    }

    /** Where the names' room ends: the base line of the first line below. */
    double below() {
        return bottom + sheet.of(33);
    }

    /** Remembers a drawn stretch that labels should keep away from. */
    void occupy(Mark.Point from, Mark.Point to) {
        for (double s = 0; s <= 1; s += 0.1) {
            occupied.add(new Mark.Point(from.x() + s * (to.x() - from.x()), from.y() + s * (to.y() - from.y())));
        }
    }

    /** Draws a level as a dashed line with its words where they hide least. */
    void level(String id, double value, Token token, double meaning, String words) {
        double y = y(value);
        Pen pen = sheet.pen(Tone.of(token), 1, 3.0, 2.0);
        sheet.add(new Mark.Line(id + "-line", left, y, right, y, pen, meaning, words));
        double length = sheet.width(words);
        double tall = sheet.of(5);
        double far = right - sheet.of(2) - length;
        double near = left + sheet.of(2);
        double above = y - sheet.of(3);
        double beneath = y + sheet.of(8);
        double best = -1;
        double x = near;
        double base = above;
        for (double[] place : new double[][] {{near, above}, {far, above}, {near, beneath}, {far, beneath}}) {
            double distance = occupied.stream()
                    .mapToDouble(p -> distance(p, place[0], place[1] - tall, length, tall))
                    .min()
                    .orElse(tall);
            boolean outside = place[1] - tall < top - sheet.of(4) || place[1] > bottom - sheet.of(1);
            distance = outside ? -1 : Math.min(distance, tall);
            if (distance > best) {
                best = distance;
                x = place[0];
                base = place[1];
            }
        }
        sheet.text(id, x, base, Mark.Anchor.START, token, words);
        occupy(new Mark.Point(x, base - tall / 2), new Mark.Point(x + length, base - tall / 2));
    }

    private static double distance(Mark.Point p, double x, double y, double width, double height) {
        double dx = Math.max(0, Math.max(x - p.x(), p.x() - x - width));
        double dy = Math.max(0, Math.max(y - p.y(), p.y() - y - height));
        return Math.hypot(dx, dy);
    }
}
