package org.bertrim.engine.figure;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a figure shows. Positions and lengths are points (1/72 inch) from the upper left corner of the scene,
 * y downwards; colours are names in a theme. Painters draw marks; a screen may lay named, focusable regions over them.
 */
public sealed interface Mark {

    /** Names the mark uniquely within its scene, e.g. {@code cell-0.75-0.50}. */
    String id();

    /** The number behind the mark in the unit of the results (scores are fractions); null where there is none. */
    @Nullable Double value();

    /** What the mark says: a text's own letters, else a description in words; empty for mere decoration. */
    String text();

    /** A rectangle, rounded where {@code radius} is above 0; without fill or outline where that is null. */
    record Box(
            String id,
            double x,
            double y,
            double width,
            double height,
            double radius,
            @Nullable Tone fill,
            @Nullable Pen outline,
            @Nullable Double value,
            String text)
            implements Mark {}

    /** A straight line. */
    record Line(
            String id, double x1, double y1, double x2, double y2, Pen pen, @Nullable Double value, String text)
            implements Mark {}

    /** A line through points, not closed. */
    record Polyline(String id, List<Point> points, Pen pen, @Nullable Double value, String text) implements Mark {

        /** Copies the points. */
        public Polyline {
            points = List.copyOf(points);
        }
    }

    /** A cubic Bézier curve from the first point to the last, drawn towards the two between. */
    record Curve(String id, Point from, Point pull, Point push, Point to, Pen pen, @Nullable Double value, String text)
            implements Mark {

        /** The place at {@code t}, from 0 at the first point to 1 at the last. */
        public Point at(double t) {
            double s = 1 - t;
            double a = s * s * s;
            double b = 3 * s * s * t;
            double c = 3 * s * t * t;
            double d = t * t * t;
            return new Point(
                    a * from.x() + b * pull.x() + c * push.x() + d * to.x(),
                    a * from.y() + b * pull.y() + c * push.y() + d * to.y());
        }
    }

    /**
     * A data point: filled when it was measured, hollow (the ground inside) when it was published by others, hollow and dashed when it
     * is estimated.
     */
    record Marker(
            String id,
            Shape shape,
            double x,
            double y,
            double size,
            Tone tone,
            boolean filled,
            boolean dashed,
            @Nullable Double value,
            String text)
            implements Mark {}

    /** One line of text; {@code y} is the base line, {@code size} in points, {@code rotation} in degrees clockwise. */
    record Text(
            String id,
            double x,
            double y,
            Anchor anchor,
            double size,
            Weight weight,
            Tone tone,
            double rotation,
            @Nullable Double value,
            String text)
            implements Mark {}

    /** A place in the scene. */
    record Point(double x, double y) {}

    /** Which part of a text stands at its position. */
    enum Anchor {
        START,
        MIDDLE,
        END
    }

    /** The forms of a marker, told apart without colour. */
    enum Shape {
        CIRCLE,
        SQUARE,
        TRIANGLE,
        DIAMOND,
        TRIANGLE_DOWN,
        CROSS
    }
}
