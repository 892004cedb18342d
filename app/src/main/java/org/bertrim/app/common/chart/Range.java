package org.bertrim.app.common.chart;

/** A stretch of values with two different ends. */
record Range(double from, double to) {

    private static final double LEAST_SHARE = 1e-9;

    double length() {
        return to - from;
    }

    /** The smallest range that holds both. */
    Range and(Range other) {
        return new Range(Math.min(from, other.from), Math.max(to, other.to));
    }

    /** Grows or shrinks around the value at a share of the length; in a logarithmic space around its ratio. */
    Range scaled(double factor, double share, boolean logarithmic) {
        return in(logarithmic, range -> {
            double fixed = range.from + share * range.length();
            return new Range(fixed - (fixed - range.from) * factor, fixed + (range.to - fixed) * factor);
        });
    }

    /** Moves by a share of the length. */
    Range moved(double share, boolean logarithmic) {
        return in(logarithmic, range -> {
            double by = share * range.length();
            return new Range(range.from + by, range.to + by);
        });
    }

    /** The part between two shares of the length. */
    Range part(double one, double other, boolean logarithmic) {
        return in(logarithmic, range -> new Range(
                range.from + Math.min(one, other) * range.length(), range.from + Math.max(one, other) * range.length()));
    }

    /** Moves and cuts so that nothing outside {@code all} is left. */
    Range within(Range all) {
        if (length() >= all.length()) {
            return all;
        }
        double by = Math.max(0, all.from - from) - Math.max(0, to - all.to);
        return new Range(from + by, to + by);
    }

    /** Whether the two ends can still be told apart. */
    boolean usable() {
        double greatest = Math.max(Math.abs(from), Math.abs(to));
        return Double.isFinite(from) && Double.isFinite(to) && length() > greatest * LEAST_SHARE && length() > 0;
    }

    private interface Change {
        Range of(Range range);
    }

    private Range in(boolean logarithmic, Change change) {
        if (!logarithmic) {
            return change.of(this);
        }
        Range changed = change.of(new Range(Math.log(from), Math.log(to)));
        return new Range(Math.exp(changed.from), Math.exp(changed.to));
    }
}
