package org.bertrim.app.common;

import java.util.Locale;

/**
 * How numbers are written on the screen, the same in every language: a point before decimals, a comma between thousands, a
 * space before a unit. What is not a number is a dash.
 */
public final class Numbers {

    /** What stands where there is no number. */
    public static final String NONE = "–";

    private static final char MINUS = '−';
    private static final String[] DECIMAL_PREFIXES = {"", "k", "M", "G", "T", "P"};

    private Numbers() {}

    /** A score or share as hundredths with one decimal: 0.9312 is {@code 93.1}. */
    public static String score(double fraction) {
        return fixed(100 * fraction, 1);
    }

    /** The difference of two scores or shares with its sign: -0.0031 is {@code −0.3}. */
    public static String difference(double fraction) {
        if (!Double.isFinite(fraction)) {
            return fixed(fraction, 1);
        }
        String text = fixed(100 * fraction, 1);
        return text.equals("0.0") ? "±0.0" : fraction > 0 ? "+" + text : text;
    }

    /** A share in whole percent: 0.634 is {@code 63 %}. */
    public static String percent(double fraction) {
        return Double.isFinite(fraction) ? fixed(100 * fraction, 0) + " %" : fixed(fraction, 0);
    }

    /** Bytes in decimal units, as the papers count model sizes: 89,600,000 is {@code 89.6 MB}. */
    public static String bytes(double bytes) {
        if (!Double.isFinite(bytes)) {
            return fixed(bytes, 0);
        }
        if (Math.abs(bytes) < 999.5) {
            return fixed(bytes, 0) + " B";
        }
        return scaled(bytes) + "B";
    }

    /** How many: {@code 872}, {@code 67,349}, from a million on {@code 14.1 M}. */
    public static String count(double count) {
        if (!Double.isFinite(count)) {
            return fixed(count, 0);
        }
        if (Math.abs(count) < 999_999.5) {
            return signed(String.format(Locale.ROOT, "%,d", Math.round(count)));
        }
        double millions = count / 1e6;
        return Math.abs(millions) < 999.95 ? fixed(millions, 1) + " M" : fixed(millions / 1000, 1) + " G";
    }

    /** An amount with three digits and a decimal prefix, e.g. floating-point operations: 1.312e9 is {@code 1.31 G}. */
    public static String quantity(double value) {
        return Double.isFinite(value) ? scaled(value).strip() : fixed(value, 0);
    }

    /** A time on the clock: {@code 0:07}, {@code 12:30}, {@code 1:02:03}. */
    public static String clock(double seconds) {
        if (!Double.isFinite(seconds) || seconds < 0) {
            return NONE;
        }
        long whole = Math.round(seconds);
        return whole < 3600
                ? String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60)
                : String.format(Locale.ROOT, "%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60);
    }

    /** A time in words, for durations that are rounded anyway: {@code 40 s}, {@code 34 min}, {@code 2 h 5 min}, {@code 3 d 4 h}. */
    public static String duration(Texts texts, double seconds) {
        if (!Double.isFinite(seconds) || seconds < 0) {
            return NONE;
        }
        if (seconds < 59.5) {
            String number = seconds < 9.95 ? fixed(seconds, 1) : fixed(seconds, 0);
            return texts.get("common.seconds", number.endsWith(".0") ? number.substring(0, number.length() - 2) : number);
        }
        long minutes = Math.round(seconds / 60);
        if (minutes < 60) {
            return texts.get("common.minutes", Long.toString(minutes));
        }
        long hours = minutes / 60;
        if (hours < 24) {
            return minutes % 60 == 0
                    ? texts.get("common.hours", Long.toString(hours))
                    : texts.get("common.hours-minutes", Long.toString(hours), Long.toString(minutes % 60));
        }
        hours = Math.round(seconds / 3600);
        return texts.get("common.days-hours", Long.toString(hours / 24), Long.toString(hours % 24));
    }

    /** A time in thousandths of a second: {@code 0.84 ms}, {@code 10.6 ms}, {@code 240 ms}. */
    public static String millis(double millis) {
        return Double.isFinite(millis) ? threeDigits(millis) + " ms" : fixed(millis, 0);
    }

    /** A setting without needless digits: {@code 1}, {@code 0.75}, {@code 2.0e-5}. */
    public static String setting(double value) {
        if (!Double.isFinite(value)) {
            return fixed(value, 0);
        }
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            return signed(Long.toString((long) value));
        }
        return signed(Double.toString(value).replace('E', 'e'));
    }

    /** A loss or another small figure with a fixed number of decimals. */
    public static String fixed(double value, int decimals) {
        if (Double.isNaN(value)) {
            return NONE;
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "∞" : MINUS + "∞";
        }
        String text = String.format(Locale.ROOT, "%." + decimals + "f", value);
        boolean zero = text.chars().noneMatch(each -> each >= '1' && each <= '9');
        return zero && text.startsWith("-") ? text.substring(1) : signed(text);
    }

    private static String scaled(double value) {
        int prefix = 0;
        double rest = value;
        while (Math.abs(rest) >= 999.5 && prefix < DECIMAL_PREFIXES.length - 1) {
            rest /= 1000;
            prefix++;
        }
        String number = prefix == 0 && rest == Math.rint(rest) ? fixed(rest, 0) : threeDigits(rest);
        return number + " " + DECIMAL_PREFIXES[prefix];
    }

    private static String threeDigits(double value) {
        double size = Math.abs(value);
        return fixed(value, size < 9.995 ? 2 : size < 99.95 ? 1 : 0);
    }

    private static String signed(String text) {
        return text.startsWith("-") ? MINUS + text.substring(1) : text;
    }
}
