package org.bertrim.app.common.chart;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** How a chart says a value that it knows nothing about: four significant digits. */
final class Values {

    private static final int DIGITS = 4;
    private static final double LEAST_PLAIN = 1e-3;
    private static final double MOST_PLAIN = 1e6;

    private Values() {}

    static String text(double value) {
        if (Double.isNaN(value)) {
            return "NaN";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "∞" : "−∞";
        }
        double size = Math.abs(value);
        if (size == 0 || value == Math.rint(value) && size < MOST_PLAIN) {
            return String.format(Locale.ROOT, "%,d", Math.round(value)).replace('-', '−');
        }
        if (size >= LEAST_PLAIN && size < MOST_PLAIN) {
            int decimals = Math.max(0, DIGITS - 1 - (int) Math.floor(Math.log10(size)));
            return String.format(Locale.ROOT, "%,." + decimals + "f", value).replace('-', '−');
        }
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(3));
        return String.format(Locale.ROOT, "%.2e", rounded)
                .replaceAll("e([-+])0*(\\d)", "e$1$2")
                .replace("e+", "e")
                .replaceFirst("^-", "−");
    }
}
