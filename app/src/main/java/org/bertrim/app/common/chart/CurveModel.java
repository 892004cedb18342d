package org.bertrim.app.common.chart;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bertrim.engine.figure.Reducer;
import org.jspecify.annotations.Nullable;

/** The curves of a chart with all of their points, smoothed once for each change of the data, and reduced for each drawing. */
final class CurveModel {

    private final Map<String, Integer> colours = new HashMap<>();
    private final Set<String> hidden = new HashSet<>();
    private List<Curve> curves = List.of();
    private List<Layer> layers = List.of();
    private double smoothing;

    /** One course to be drawn: a curve, its smoothed course, or the raw one behind that. */
    record Layer(String id, String name, Role role, int colour, double[] x, double[] y) {}

    /** A layer reduced to what is visible. */
    record Visible(Layer layer, Reducer.Reduced points) {}

    void curves(List<Curve> newCurves) {
        curves = List.copyOf(newCurves);
        for (Curve curve : curves) {
            if (curve.role() != Role.TEACHER) {
                colours.computeIfAbsent(curve.id(), id -> colours.size());
            }
        }
        rebuild();
    }

    void smoothing(double weight) {
        smoothing = Math.max(0, Math.min(0.9999, weight));
        rebuild();
    }

    /** Shows or hides a curve; hidden ones keep their colour. */
    void show(String id, boolean shown) {
        if (shown ? hidden.remove(id) : hidden.add(id)) {
            rebuild();
        }
    }

    boolean shown(String id) {
        return !hidden.contains(id);
    }

    List<Curve> curves() {
        return curves;
    }

    /** What is drawn, the pale courses first. */
    List<Layer> layers() {
        return layers;
    }

    int colour(String id) {
        return colours.getOrDefault(id, 0);
    }

    private void rebuild() {
        List<Layer> pale = new ArrayList<>();
        List<Layer> full = new ArrayList<>();
        for (Curve curve : curves) {
            if (hidden.contains(curve.id())) {
                continue;
            }
            int colour = colour(curve.id());
            if (curve.role() == Role.SERIES && smoothing > 0) {
                pale.add(new Layer(curve.id(), curve.name(), Role.RAW, colour, curve.x(), curve.y()));
                double[] smoothed = Smoothing.smooth(curve.y(), smoothing);
                full.add(new Layer(curve.id(), curve.name(), curve.role(), colour, curve.x(), smoothed));
            } else {
                (curve.role() == Role.RAW ? pale : full)
                        .add(new Layer(curve.id(), curve.name(), curve.role(), colour, curve.x(), curve.y()));
            }
        }
        pale.addAll(full);
        layers = List.copyOf(pale);
    }

    /** Where the curves begin and end; null where there are no points. */
    @Nullable Range extent() {
        Range extent = null;
        for (Layer layer : layers) {
            if (layer.x().length > 0) {
                Range own = new Range(layer.x()[0], layer.x()[layer.x().length - 1]);
                extent = extent == null ? own : extent.and(own);
            }
        }
        return extent;
    }

    /** Reduces every layer to the columns of a range. */
    List<Visible> visible(Range range, int columns, boolean logarithmic) {
        List<Visible> result = new ArrayList<>();
        for (Layer layer : layers) {
            result.add(new Visible(
                    layer,
                    Reducer.reduce(layer.x(), layer.y(), range.from(), range.to(), Math.max(1, columns), logarithmic)));
        }
        return result;
    }

    /** How many finite values of a range a logarithmic axis cannot show. */
    int notPositive(Range range) {
        int count = 0;
        for (Layer layer : layers) {
            if (layer.role() == Role.RAW && smoothing > 0) {
                continue; // its smoothed course is counted
            }
            for (int i = Reducer.firstFrom(layer.x(), range.from());
                    i < layer.x().length && layer.x()[i] <= range.to();
                    i++) {
                count += Double.isFinite(layer.y()[i]) && layer.y()[i] <= 0 ? 1 : 0;
            }
        }
        return count;
    }

    /** The index of the point nearest to a place; -1 where there is none. */
    static int nearest(double[] x, double place) {
        if (x.length == 0) {
            return -1;
        }
        int right = Math.min(x.length - 1, Reducer.firstFrom(x, place));
        return right > 0 && place - x[right - 1] <= x[right] - place ? right - 1 : right;
    }
}
