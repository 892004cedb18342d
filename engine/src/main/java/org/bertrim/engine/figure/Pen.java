package org.bertrim.engine.figure;

import java.util.List;

/**
 * How a line is drawn.
 *
 * @param tone its colour
 * @param width in points
 * @param dash lengths of dashes and gaps in points; empty for a solid line
 */
public record Pen(Tone tone, double width, List<Double> dash) {

    /** Copies the dash. */
    public Pen {
        dash = List.copyOf(dash);
    }

    /** A solid line in full strength. */
    public static Pen solid(Token token, double width) {
        return new Pen(Tone.of(token), width, List.of());
    }

    /** A dashed line in full strength. */
    public static Pen dashed(Token token, double width, double on, double off) {
        return new Pen(Tone.of(token), width, List.of(on, off));
    }
}
