package org.bertrim.engine.task.augment;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Reads decimal numbers out of bytes: Java's own way takes most of the time that a file of word vectors needs. */
final class Decimals {

    /** Java would also take hexadecimal numbers and type suffixes. */
    private static final Pattern NUMBER = Pattern.compile("[-+]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][-+]?[0-9]{1,3})?");

    /** Up to so many digits a double holds every whole number, and up to 10^22 every power of ten: one division rounds once. */
    private static final int EXACT_DIGITS = 15;

    private static final double[] POWERS = new double[EXACT_DIGITS + 1];

    static {
        POWERS[0] = 1;
        for (int i = 1; i < POWERS.length; i++) {
            POWERS[i] = 10 * POWERS[i - 1];
        }
    }

    private Decimals() {}

    static float parse(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return parse(bytes, 0, bytes.length);
    }

    /** The number that stands there, NaN if none does. */
    static float parse(byte[] bytes, int from, int to) {
        int at = from;
        boolean negative = at < to && bytes[at] == '-';
        if (negative || at < to && bytes[at] == '+') {
            at++;
        }
        long digits = 0;
        int count = 0;
        int behindPoint = -1;
        for (; at < to; at++) {
            byte next = bytes[at];
            if (next == '.' && behindPoint < 0) {
                behindPoint = 0;
            } else if (next >= '0' && next <= '9' && count < EXACT_DIGITS) {
                digits = 10 * digits + next - '0';
                count++;
                behindPoint += behindPoint < 0 ? 0 : 1;
            } else {
                return slowly(bytes, from, to);
            }
        }
        if (count == 0) {
            return Float.NaN;
        }
        double value = digits / POWERS[Math.max(0, behindPoint)];
        return (float) (negative ? -value : value);
    }

    private static float slowly(byte[] bytes, int from, int to) {
        String text = new String(bytes, from, to - from, StandardCharsets.UTF_8);
        return NUMBER.matcher(text).matches() ? Float.parseFloat(text) : Float.NaN;
    }
}
