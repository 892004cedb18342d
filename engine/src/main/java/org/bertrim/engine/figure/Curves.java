package org.bertrim.engine.figure;

import java.util.List;

/**
 * Curves over a common axis, for a {@link CurvesFigure}.
 *
 * @param xName names the horizontal axis with its unit
 * @param yName likewise for the upright axis
 * @param logarithmic whether the upright axis is; values that are not positive are then left out
 * @param curves drawn in their order
 * @param levels what the curves are compared with
 * @param bands stretches that are aimed at
 * @param caption what the figure says below itself on paper
 */
public record Curves(
        String xName,
        String yName,
        boolean logarithmic,
        List<Curve> curves,
        List<Level> levels,
        List<Band> bands,
        String caption) {

    /** Copies the lists. */
    public Curves {
        curves = List.copyOf(curves);
        levels = List.copyOf(levels);
        bands = List.copyOf(bands);
    }

    /** What a curve or a level stands for. */
    public enum Kind {
        /** Measured: a full line. */
        SERIES,
        /** The unsmoothed course behind a series: pale, without an entry in the legend. */
        RAW,
        /** The model that is compared with: green and dashed. */
        TEACHER,
        /** Estimated or interpolated: dashed. */
        ESTIMATED,
        /** Published by others: hollow points. */
        PUBLISHED
    }

    /**
     * One curve.
     *
     * @param id unique; its marks are {@code curve-ID-1} and so on, one for each stretch without a gap
     * @param name as the legend says it
     * @param colour index of the series colour
     * @param dash 0 for a full line, 1 to 3 for dashes told apart
     * @param x ascending
     * @param y as many as {@code x}; what is not finite is a gap
     */
    public record Curve(String id, String name, Kind kind, int colour, int dash, double[] x, double[] y) {}

    /** A value that everything is compared with. */
    public record Level(String name, double value, Kind kind) {}

    /** A stretch of values. */
    public record Band(String name, double low, double high) {}
}
