package org.bertrim.engine.figure;

import java.util.Locale;

/** How numbers of parameters are written, in figures and on the terminal. */
public final class Counts {

    private static final double MILLIONS = 999_950; // what is less is 999.9 k at most

    private Counts() {}

    /** A number of parameters in millions, e.g. {@code 33.4 M}, or in thousands below one million. */
    public static String parameters(double parameters) {
        return parameters >= MILLIONS
                ? String.format(Locale.ROOT, "%.1f M", parameters / 1e6)
                : String.format(Locale.ROOT, "%.1f k", parameters / 1e3);
    }
}
