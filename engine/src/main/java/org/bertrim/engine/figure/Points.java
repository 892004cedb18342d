package org.bertrim.engine.figure;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Points by two numbers, for a {@link PointsFigure}.
 *
 * @param xName names the horizontal axis with its unit
 * @param yName likewise for the upright axis
 * @param points drawn in their order
 * @param joined whether the points of a series are joined by a line, in their order
 * @param level what they are compared with; null where there is nothing
 * @param legend names what tells the series apart; empty where nothing does
 * @param caption what the figure says below itself on paper
 */
public record Points(
        String xName,
        String yName,
        List<Point> points,
        boolean joined,
        @Nullable Level level,
        String legend,
        String caption) {

    /** Copies the points. */
    public Points {
        points = List.copyOf(points);
    }

    /**
     * One point.
     *
     * @param id unique; its mark is {@code point-ID}
     * @param series what shares a colour and a shape
     * @param words what it is, in one sentence
     * @param x in the unit that the axis names
     * @param value the number behind {@code y} in the unit of the results
     */
    public record Point(String id, String series, String words, Origin origin, double x, double y, double value) {}

    /** A value that everything is compared with and the words on its line. */
    public record Level(String words, double y, double value) {}
}
