package org.bertrim.engine.figure;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Values side by side.
 *
 * @param xName what the bars are
 * @param yName what their heights are, with the unit
 * @param bars from left to right
 * @param level a value to compare with; null for none
 * @param caption what a paper's reader needs besides the axes
 */
public record Bars(String xName, String yName, List<Bar> bars, @Nullable Level level, String caption) {

    /** Copies the list. */
    public Bars {
        bars = List.copyOf(bars);
    }

    /**
     * One bar.
     *
     * @param id names its mark
     * @param label below it
     * @param height in the unit of the upright axis
     * @param shown the height as it is written above it
     * @param text the whole in words
     * @param leading whether it stands out
     */
    public record Bar(String id, String label, double height, String shown, String text, boolean leading) {}

    /** A dashed line, e.g. the teacher's score. */
    public record Level(String name, double height) {}
}
