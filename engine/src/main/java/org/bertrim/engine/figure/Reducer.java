package org.bertrim.engine.figure;

import java.util.Arrays;

/**
 * Reduces a curve to what a drawing can show: of all points that fall into one column of pixels only the least and the greatest
 * remain, in their order. Values that are not finite become gaps; one that lies between two points of the same column is too narrow to
 * be seen.
 */
public final class Reducer {

    /** What is left of a curve: NaN in {@code y} is a gap. */
    public record Reduced(double[] x, double[] y) {}

    private final double[] x;
    private final double[] y;
    private final boolean positive;
    private double[] keptX = new double[256];
    private double[] keptY = new double[256];
    private int kept;
    private int last = -1;

    private Reducer(double[] x, double[] y, boolean positive) {
        this.x = x;
        this.y = y;
        this.positive = positive;
    }

    /**
     * Reduces the points within a range, and keeps the nearest one on each side of it so that lines run on to the edge.
     *
     * @param x ascending
     * @param y as many as {@code x}
     * @param from the left edge of the first column
     * @param to the right edge of the last column, above {@code from}
     * @param columns at least one
     * @param positive whether values that are not above zero are gaps too, for a logarithmic axis
     */
    public static Reduced reduce(
            double[] x, double[] y, double from, double to, int columns, boolean positive) {
        return new Reducer(x, y, positive).reduce(from, to, columns);
    }

    /** The first index whose {@code x} is at least {@code value}. */
    public static int firstFrom(double[] x, double value) {
        int found = Arrays.binarySearch(x, value);
        if (found < 0) {
            return -found - 1;
        }
        while (found > 0 && x[found - 1] == value) {
            found--;
        }
        return found;
    }

    private Reduced reduce(double from, double to, int columns) {
        int begin = firstFrom(x, from);
        int end = begin;
        for (int i = begin - 1; i >= 0 && last < 0; i--) {
            if (drawn(y[i])) {
                keep(i, i);
            }
        }
        double width = (to - from) / columns;
        while (end < x.length && x[end] <= to) {
            int start = end;
            int column = (int) Math.min(columns - 1, Math.floor((x[start] - from) / width));
            end = column == columns - 1 ? after(start, to) : before(start, from + (column + 1) * width);
            column(start, Math.max(end, start + 1));
            end = Math.max(end, start + 1);
        }
        for (int i = end; i < x.length; i++) {
            if (drawn(y[i])) {
                breakAt(i);
                keep(i, i);
                break;
            }
        }
        return new Reduced(Arrays.copyOf(keptX, kept), Arrays.copyOf(keptY, kept));
    }

    /** Keeps the least and the greatest of a stretch. */
    private void column(int start, int end) {
        double least = Double.POSITIVE_INFINITY;
        double most = positive ? 0 : Double.NEGATIVE_INFINITY;
        double floor = positive ? Double.MIN_VALUE : -Double.MAX_VALUE;
        int leastAt = -1;
        int mostAt = -1;
        double[] values = y;
        for (int i = start; i < end; i++) {
            double value = values[i]; // NaN is neither below nor above anything
            if (value < least && value >= floor) {
                least = value;
                leastAt = i;
            }
            if (value > most && value <= Double.MAX_VALUE) {
                most = value;
                mostAt = i;
            }
        }
        if (leastAt >= 0) {
            int first = start;
            while (!drawn(values[first])) {
                first++;
            }
            breakAt(first);
            keep(Math.min(leastAt, mostAt), Math.max(leastAt, mostAt));
            last = end - 1;
            while (!drawn(values[last])) {
                last--;
            }
        }
    }

    /** The first index from {@code start} on whose place is not below {@code edge}. */
    private int before(int start, double edge) {
        int low = start;
        int high = x.length;
        while (low < high) {
            int middle = low + high >>> 1;
            if (x[middle] < edge) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The first index from {@code start} on whose place is above {@code edge}. */
    private int after(int start, double edge) {
        return before(start, Math.nextUp(edge));
    }

    private boolean drawn(double value) {
        return Double.isFinite(value) && (!positive || value > 0);
    }

    private void breakAt(int first) {
        if (last >= 0 && first - last > 1) {
            put(x[first], Double.NaN);
        }
    }

    private void keep(int one, int other) {
        put(x[one], y[one]);
        if (one != other) {
            put(x[other], y[other]);
        }
        last = other;
    }

    private void put(double atX, double atY) {
        if (kept == keptX.length) {
            keptX = Arrays.copyOf(keptX, 2 * kept);
            keptY = Arrays.copyOf(keptY, 2 * kept);
        }
        keptX[kept] = atX;
        keptY[kept] = atY;
        kept++;
    }
}
