package org.bertrim.engine.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How numbers are written for people. */
final class Texts {

    /** Every whole number up to this one, 2^53, is a double. */
    private static final double LARGEST_WHOLE = 1L << 53;

    private Texts() {}

    /** A score or share, times 100: {@code 93.1}. */
    static String hundredfold(double fraction) {
        return Double.isFinite(fraction)
                ? String.format(Locale.ROOT, "%.1f", 100 * fraction)
                : Double.toString(fraction);
    }

    /** A size in mebibytes or gibibytes, or in kibibytes where it is less than one of them. */
    static String bytes(double bytes) {
        double mebibytes = bytes / (1 << 20);
        if (mebibytes > 0 && mebibytes < 1) {
            return String.format(Locale.ROOT, "%.0f KiB", Math.ceil(bytes / (1 << 10)));
        }
        return mebibytes < 1024
                ? String.format(Locale.ROOT, "%.0f MiB", mebibytes)
                : String.format(Locale.ROOT, "%.1f GiB", mebibytes / 1024);
    }

    /** A time: {@code 0:07}, {@code 12:30}, {@code 1:02:03}. */
    static String duration(double seconds) {
        if (!Double.isFinite(seconds) || seconds < 0) {
            return "?";
        }
        long whole = Math.round(seconds);
        return whole < 3600
                ? String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60)
                : String.format(Locale.ROOT, "%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60);
    }

    /** A multiplier or setting without needless zeros: {@code 1}, {@code 0.75}, {@code 2.0E-5}. */
    static String number(double value) {
        boolean whole = value == Math.rint(value) && Math.abs(value) <= LARGEST_WHOLE;
        return whole ? Long.toString((long) value) : Double.toString(value);
    }

    /** How many columns of a terminal a text takes: letters of Chinese, Japanese and Korean take two. */
    static int columns(String text) {
        return text.codePoints().map(letter -> isWide(letter) ? 2 : 1).sum();
    }

    private static boolean isWide(int letter) {
        return Character.isIdeographic(letter)
                || letter >= 0x1100 && letter <= 0x115F
                || letter >= 0x2E80 && letter <= 0x33FF
                || letter >= 0xAC00 && letter <= 0xD7A3
                || letter >= 0xFE30 && letter <= 0xFE6F
                || letter >= 0xFF01 && letter <= 0xFF60
                || letter >= 0xFFE0 && letter <= 0xFFE6;
    }

    /** The text in lines that fit the terminal, each after an indentation. */
    static List<String> wrap(String text, String indentation) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ")) {
            if (!line.isEmpty() && indentation.length() + line.length() + 1 + word.length() > Terminal.COLUMNS) {
                lines.add(indentation + line);
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(indentation + line);
        return lines;
    }
}
