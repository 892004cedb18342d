package org.bertrim.engine.measure;

import java.util.Comparator;
import java.util.List;
import org.bertrim.engine.model.BertConfig;

/** Reads times of passes off a calibration: linear between measured widths and lengths, and beyond them. */
final class PassTimes {

    private final Calibration calibration;

    PassTimes(Calibration calibration) {
        this.calibration = calibration;
    }

    /** Seconds of one pass of a network over a batch of {@code rows} rows of {@code tokens} tokens. */
    double seconds(Calibration.Mode mode, BertConfig network, int rows, int tokens) {
        double whole = (double) network.hidden() / network.headSize();
        double sum = at(mode, 1.0, rows, tokens, false);
        for (int i = 0; i < network.layers(); i++) {
            sum += at(mode, network.heads().get(i) / whole, rows, tokens, true);
        }
        return sum;
    }

    private double at(Calibration.Mode mode, double width, int rows, int tokens, boolean layer) {
        List<Double> widths = calibration.passes().stream()
                .filter(pass -> pass.mode() == mode)
                .map(Calibration.Pass::width)
                .distinct()
                .sorted()
                .toList();
        double low = widths.get(0);
        double high = widths.get(widths.size() - 1);
        for (double known : widths) {
            if (known <= width) {
                low = known;
            }
        }
        for (int i = widths.size() - 1; i >= 0; i--) {
            if (widths.get(i) >= width) {
                high = widths.get(i);
            }
        }
        double atLow = atWidth(mode, low, rows, tokens, layer);
        if (high <= low) {
            return atLow;
        }
        double atHigh = atWidth(mode, high, rows, tokens, layer);
        return atLow + (atHigh - atLow) * (width - low) / (high - low);
    }

    /**
     * Between two measured lengths the time is linear in the length. What it would be at length 0 is the part that a smaller
     * batch does not save.
     */
    private double atWidth(Calibration.Mode mode, double width, int rows, int tokens, boolean layer) {
        List<Calibration.Pass> known = calibration.passes().stream()
                .filter(pass -> pass.mode() == mode && pass.width() == width)
                .sorted(Comparator.comparingInt(Calibration.Pass::tokens))
                .toList();
        Calibration.Pass first = known.get(0);
        double measured = value(first, layer);
        if (known.size() == 1) {
            return measured * tokens / first.tokens() * rows / first.rows();
        }
        int upper = 1;
        while (upper < known.size() - 1 && known.get(upper).tokens() < tokens) {
            upper++;
        }
        Calibration.Pass a = known.get(upper - 1);
        Calibration.Pass b = known.get(upper);
        double slope = (value(b, layer) - value(a, layer)) / (b.tokens() - a.tokens());
        double time = Math.max(measured / 4, value(a, layer) + slope * (tokens - a.tokens()));
        Calibration.Pass second = known.get(1);
        double firstSlope = (value(second, layer) - measured) / (second.tokens() - first.tokens());
        double start = Math.min(measured, Math.max(0, measured - firstSlope * first.tokens()));
        return start + (time - start) * rows / first.rows();
    }

    private static double value(Calibration.Pass pass, boolean layer) {
        return layer ? pass.layerSeconds() : pass.fixedSeconds();
    }
}
