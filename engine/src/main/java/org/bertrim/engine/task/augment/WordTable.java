package org.bertrim.engine.task.augment;

import java.util.List;

/**
 * Words with their vectors.
 *
 * @param words the words, distinct; only texts that can stand for one word
 * @param values their vectors (words, width), row major, each of length 1
 * @param width length of a vector
 * @param fingerprint of where it comes from
 */
public record WordTable(List<String> words, float[] values, int width, String fingerprint) {

    /** Copies the words, not the values. */
    public WordTable {
        words = List.copyOf(words);
        if ((long) words.size() * width != values.length) {
            throw new IllegalArgumentException(words.size() + " words of " + width + " numbers are not " + values.length);
        }
    }

    /** Scales a vector within {@code values} to length 1; false if it is zero. */
    public static boolean normalised(float[] values, int from, int width) {
        double square = 0;
        for (int i = from; i < from + width; i++) {
            square += (double) values[i] * values[i];
        }
        if (square == 0) {
            return false;
        }
        double scale = 1 / Math.sqrt(square);
        for (int i = from; i < from + width; i++) {
            values[i] = (float) (values[i] * scale);
        }
        return true;
    }
}
