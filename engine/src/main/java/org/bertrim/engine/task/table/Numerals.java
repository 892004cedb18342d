package org.bertrim.engine.task.table;

/** Tells numbers from other texts, without the exceptions of parsing: half of all columns are no numbers. */
public final class Numerals {

    private Numerals() {}

    /** Whether a text is a whole number of at most 15 digits. */
    public static boolean isWhole(String text) {
        int from = signed(text) ? 1 : 0;
        return text.length() > from && text.length() <= from + 15 && digits(text, from) == text.length();
    }

    /** Whether a text is a decimal number, with an exponent or without. */
    public static boolean isNumber(String text) {
        int from = signed(text) ? 1 : 0;
        int at = digits(text, from);
        int digits = at - from;
        if (at < text.length() && text.charAt(at) == '.') {
            int end = digits(text, at + 1);
            digits += end - at - 1;
            at = end;
        }
        if (digits == 0) {
            return false;
        }
        if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
            int exponent = at + 1;
            if (exponent < text.length() && (text.charAt(exponent) == '-' || text.charAt(exponent) == '+')) {
                exponent++;
            }
            at = digits(text, exponent);
            if (at == exponent || at - exponent > 3) {
                return false;
            }
        }
        return at == text.length();
    }

    private static boolean signed(String text) {
        return !text.isEmpty() && (text.charAt(0) == '-' || text.charAt(0) == '+');
    }

    private static int digits(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at;
    }
}
