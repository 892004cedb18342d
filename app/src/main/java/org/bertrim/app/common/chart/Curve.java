package org.bertrim.app.common.chart;

/**
 * A curve with all of its points; the chart shows no more of them than it has pixels for.
 *
 * <p>The arrays are not copied, because charts are fed often: whoever made them leaves them alone.
 *
 * @param id keeps its colour within a chart for as long as the chart lives
 * @param name as the legend says it
 * @param x ascending
 * @param y as many as {@code x}; NaN and infinity are gaps
 */
public record Curve(String id, String name, Role role, double[] x, double[] y) {

    /** Refuses arrays of different lengths. */
    public Curve {
        if (x.length != y.length) {
            throw new IllegalArgumentException(id + " has " + x.length + " places and " + y.length + " values");
        }
    }
}
