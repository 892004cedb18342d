package org.bertrim.app.common.chart;

/** Finds the least and the greatest of what an axis can show. */
final class Extremes {

    private final boolean positive;
    private double least = Double.POSITIVE_INFINITY;
    private double most = Double.NEGATIVE_INFINITY;

    Extremes(boolean positive) {
        this.positive = positive;
    }

    void add(double... values) {
        for (double value : values) {
            if (Double.isFinite(value) && (!positive || value > 0)) {
                least = Math.min(least, value);
                most = Math.max(most, value);
            }
        }
    }

    /** A range around what was found, also where that was one value or nothing. */
    Range range() {
        if (least > most) {
            return positive ? new Range(0.1, 1) : new Range(0, 1);
        }
        if (least == most) {
            return positive
                    ? new Range(least / 2, least * 2)
                    : new Range(least - Math.max(Math.abs(least) * 0.1, 1e-6), least + Math.max(Math.abs(least) * 0.1, 1e-6));
        }
        return new Range(least, most);
    }
}
