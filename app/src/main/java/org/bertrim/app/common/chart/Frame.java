package org.bertrim.app.common.chart;

import java.awt.geom.Rectangle2D;
import java.util.List;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.shape.StrokeLineCap;
import org.bertrim.engine.figure.Axis;
import org.bertrim.engine.figure.Mark;
import org.bertrim.engine.figure.Token;
import org.bertrim.engine.figure.Weight;

/** The ground of a chart on the screen: where the data area lies, hairlines, ticks and the names of both axes. */
record Frame(Rectangle2D area, Axis horizontal, Axis upright) {

    static final double SMALL = 11;
    static final double TOP = 26;
    static final double NAME_BASE = 13;

    private static final double TICK = 11.5;
    private static final double BELOW = 36;

    /** Leaves room for the labels around the data area. */
    static Frame of(double width, double height, Axis horizontal, Axis upright, FxLetters letters) {
        double left = upright.ticks().stream()
                .mapToDouble(t -> letters.width(upright.shortLabel(t), TICK, Weight.REGULAR))
                .max()
                .orElse(0);
        left = Math.max(34, Math.ceil(left) + 9);
        List<Double> ticks = horizontal.ticks();
        double last = ticks.isEmpty()
                ? 0
                : letters.width(horizontal.shortLabel(ticks.get(ticks.size() - 1)), TICK, Weight.REGULAR) / 2;
        double right = Math.max(8, Math.ceil(last) + 2);
        Rectangle2D area = new Rectangle2D.Double(
                left, TOP, Math.max(10, width - left - right), Math.max(10, height - TOP - BELOW));
        return new Frame(area, horizontal, upright);
    }

    double x(double value) {
        return area.getX() + horizontal.place(value) * area.getWidth();
    }

    double y(double value) {
        return area.getMaxY() - upright.place(value) * area.getHeight();
    }

    /** Where the name of the upright axis begins. */
    double nameStart() {
        return Math.max(2, area.getX() - 30);
    }

    /** Where a pixel lies between the ends of the data area, 0 to 1 within it. */
    double shareX(double pixel) {
        return (pixel - area.getX()) / area.getWidth();
    }

    /** Likewise upwards. */
    double shareY(double pixel) {
        return (area.getMaxY() - pixel) / area.getHeight();
    }

    double valueX(double pixel) {
        return horizontal.lower() + shareX(pixel) * (horizontal.upper() - horizontal.lower());
    }

    /** Paints what lies behind the data. */
    void ground(GraphicsContext g, FigureTheme theme, FxLetters letters, String xName, String yName) {
        g.setLineWidth(1);
        g.setLineDashes();
        g.setLineCap(StrokeLineCap.BUTT);
        for (double tick : upright.ticks()) {
            double y = crisp(y(tick));
            g.setStroke(theme.colour(Token.LINE));
            g.strokeLine(area.getX(), y, area.getMaxX(), y);
            text(g, theme, letters, upright.shortLabel(tick), area.getX() - 7, y + 4, Mark.Anchor.END);
        }
        double base = crisp(area.getMaxY());
        g.setStroke(theme.colour(Token.FAINT));
        g.strokeLine(area.getX(), base, area.getMaxX(), base);
        for (double tick : horizontal.ticks()) {
            double x = crisp(x(tick));
            g.setStroke(theme.colour(Token.FAINT));
            g.strokeLine(x, base, x, base + 3);
            text(g, theme, letters, horizontal.shortLabel(tick), x, base + 15, Mark.Anchor.MIDDLE);
        }
        letters.fill(
                g, xName, area.getCenterX(), base + 30, Mark.Anchor.MIDDLE, SMALL, Weight.REGULAR, theme.colour(Token.MUTED));
        letters.fill(
                g, yName, nameStart(), NAME_BASE, Mark.Anchor.START, SMALL, Weight.REGULAR, theme.colour(Token.MUTED));
    }

    /** Paints dotted lines with their names at the top; a name that would run into the next line is left out. */
    void dividers(GraphicsContext g, FigureTheme theme, FxLetters letters, List<Divider> dividers) {
        double free = area.getX();
        for (int i = 0; i < dividers.size(); i++) {
            Divider divider = dividers.get(i);
            if (divider.x() <= horizontal.lower() || divider.x() > horizontal.upper()) {
                continue;
            }
            double x = crisp(x(divider.x()));
            g.setStroke(theme.colour(Token.FAINT));
            g.setLineWidth(1);
            g.setLineDashes(2, 3);
            g.strokeLine(x, area.getY(), x, area.getMaxY());
            g.setLineDashes();
            double end = x + 5 + letters.width(divider.name(), SMALL, Weight.REGULAR);
            double next = i + 1 < dividers.size() ? x(dividers.get(i + 1).x()) : Double.POSITIVE_INFINITY;
            if (x >= free && end < Math.min(next, area.getMaxX() + 4)) {
                letters.fill(
                        g, divider.name(), x + 5, area.getY() + 10, Mark.Anchor.START, SMALL, Weight.REGULAR,
                        theme.colour(Token.MUTED));
                free = end + 6;
            }
        }
    }

    private static void text(
            GraphicsContext g, FigureTheme theme, FxLetters letters, String text, double x, double y, Mark.Anchor anchor) {
        letters.fill(g, text, x, y, anchor, TICK, Weight.REGULAR, theme.colour(Token.MUTED));
    }

    private static double crisp(double pixel) {
        return Math.floor(pixel) + 0.5;
    }
}
