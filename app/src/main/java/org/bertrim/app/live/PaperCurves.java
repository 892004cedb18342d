package org.bertrim.app.live;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.bertrim.engine.figure.Curves;

/** Turns the lines of a panel into curves for a paper: in English, smoothed as on the screen. */
final class PaperCurves {

    private static final int DASHES = 4;
    private static final int COLOURS = 8;

    private PaperCurves() {}

    static List<Curves.Curve> curves(List<Line> lines, Collection<Part> among, Words paper, double smoothing) {
        List<Curves.Curve> curves = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            String name = paper.line(line, among);
            int dash = i / COLOURS % DASHES;
            if (smoothing > 0) {
                curves.add(new Curves.Curve(
                        "raw-" + line.id(), name, Curves.Kind.RAW, i % COLOURS, dash, line.x(), line.y()));
            }
            double[] y = smoothed(line.y(), smoothing);
            curves.add(new Curves.Curve(line.id(), name, Curves.Kind.SERIES, i % COLOURS, dash, line.x(), y));
        }
        return curves;
    }

    /** Exponential mean with the weight of what is missing at the start taken out; gaps stay gaps. */
    static double[] smoothed(double[] values, double weight) {
        if (weight <= 0) {
            return values;
        }
        double[] smooth = new double[values.length];
        double sum = 0;
        double mass = 0;
        for (int i = 0; i < values.length; i++) {
            if (Double.isFinite(values[i])) {
                sum = weight * sum + (1 - weight) * values[i];
                mass = weight * mass + (1 - weight);
                smooth[i] = sum / mass;
            } else {
                smooth[i] = Double.NaN;
            }
        }
        return smooth;
    }
}
