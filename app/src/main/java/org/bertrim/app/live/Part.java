package org.bertrim.app.live;

import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A sub-network by its multipliers. */
record Part(double width, double depth) implements Comparable<Part> {

    private static final Pattern KEY = Pattern.compile("(\\d+(?:\\.\\d+)?)x(\\d+(?:\\.\\d+)?)");
    private static final Comparator<Part> LARGEST_FIRST =
            Comparator.comparingDouble(Part::depth).thenComparingDouble(Part::width).reversed();

    /** Reads {@code 0.75x0.5}. */
    static Optional<Part> parse(String text) {
        Matcher matcher = KEY.matcher(text);
        return matcher.matches()
                ? Optional.of(new Part(Double.parseDouble(matcher.group(1)), Double.parseDouble(matcher.group(2))))
                : Optional.empty();
    }

    /** The form of ids. */
    String key() {
        return width + "x" + depth;
    }

    /** A multiplier with two decimals, or as many as it needs. */
    static String multiplier(double value) {
        String text = String.format(Locale.ROOT, "%.4f", value);
        while (text.endsWith("0") && text.length() - text.indexOf('.') > 3) {
            text = text.substring(0, text.length() - 1);
        }
        return text;
    }

    @Override
    public int compareTo(Part other) {
        return LARGEST_FIRST.compare(this, other);
    }
}
