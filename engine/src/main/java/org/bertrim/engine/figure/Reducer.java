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
    private boolean gap;

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
        int before = begin - 1;
        while (before >= 0 && !drawn(before)) {
            before--;
        }
        if (before >= 0) {
            add(before);
            gap = begin - before > 1;
        }
        double scale = columns / (to - from);
        int column = -1;
        int least = -1;
        int most = -1;
        int i = begin;
        boolean pending = gap;
        for (; i < x.length && x[i] <= to; i++) {
            if (!drawn(i)) {
                pending = true;
                continue;
            }
            int here = Math.min(columns - 1, (int) ((x[i] - from) * scale));
            if (here != column) {
                flush(least, most);
                column = here;
                least = i;
                most = i;
                gap = pending;
            } else {
                least = y[i] < y[least] ? i : least;
                most = y[i] > y[most] ? i : most;
            }
            pending = false;
        }
        flush(least, most);
        for (; i < x.length; i++) {
            if (drawn(i)) {
                gap = pending;
                flush(i, i);
                break;
            }
            pending = true;
        }
        return new Reduced(Arrays.copyOf(keptX, kept), Arrays.copyOf(keptY, kept));
    }

    private boolean drawn(int i) {
        return Double.isFinite(y[i]) && (!positive || y[i] > 0);
    }

    private void flush(int least, int most) {
        if (least < 0) {
            return;
        }
        if (gap && kept > 0) {
            put(x[Math.min(least, most)], Double.NaN);
        }
        add(Math.min(least, most));
        if (least != most) {
            add(Math.max(least, most));
        }
    }

    private void add(int i) {
        put(x[i], y[i]);
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
