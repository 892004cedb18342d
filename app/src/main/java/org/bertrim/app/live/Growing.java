package org.bertrim.app.live;

import java.util.Arrays;

/**
 * Numbers that grow at their end. A {@link Slice} shares the numbers that are there when it is taken, costs nothing, and never
 * changes: numbers are only ever written behind it, and cutting leaves it the old ones.
 */
final class Growing {

    private static final int FIRST = 64;

    private double[] values = new double[FIRST];
    private int size;

    void add(double value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, 2 * size);
        }
        values[size++] = value;
    }

    /** Fills up with NaN. */
    void padTo(int length) {
        while (size < length) {
            add(Double.NaN);
        }
    }

    int size() {
        return size;
    }

    double get(int index) {
        return values[index];
    }

    /** Forgets everything from {@code length} on. */
    void cutTo(int length) {
        if (length < size) {
            values = Arrays.copyOf(values, values.length);
            size = length;
        }
    }

    Slice slice() {
        return new Slice(values, size);
    }

    /** The first {@code size} of these values. */
    record Slice(double[] values, int size) {

        double get(int index) {
            return values[index];
        }

        double[] copy() {
            return Arrays.copyOf(values, size);
        }
    }
}
