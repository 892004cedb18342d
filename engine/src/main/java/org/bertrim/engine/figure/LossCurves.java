package org.bertrim.engine.figure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bertrim.engine.event.Event;
import org.jspecify.annotations.Nullable;

/**
 * The loss terms of one stage, each with its raw and its smoothed course.
 *
 * <p>Smoothing looks both ways, so that a falling curve is not shown later than it fell: each point becomes the mean of
 * its neighbours up to {@code reach} points before and after it, with weights that fall linearly to zero.
 *
 * @param stage the stage's id
 * @param reach a thirtieth of the points; 0 where nothing is smoothed
 * @param curves by term, the total first, then in the order of the events; within a term by width and depth, descending
 */
record LossCurves(String stage, int reach, List<Curve> curves) {

    private static final Pattern KEY =
            Pattern.compile("loss(?:\\.([A-Za-z][A-Za-z0-9_-]*))?(?:\\.(\\d+\\.\\d+)(?:[.x-](\\d+\\.\\d+))?)?");
    private static final Set<String> NO_TERMS = Set.of("learningRate", "gradientNorm", "temperature");
    private static final int POINTS_FOR_EACH_NEIGHBOUR = 30;

    /**
     * One curve.
     *
     * @param key as in the events, e.g. {@code loss.logits.0.25}
     * @param term {@code loss} for the total, else the name between the dots
     * @param width multiplier of the sub-network; null where the loss is not of one
     * @param depth likewise
     * @param raw may hold NaN and infinity where the training did
     * @param smoothed over the finite values within reach; NaN where there are none
     */
    record Curve(
            String key,
            String term,
            @Nullable Double width,
            @Nullable Double depth,
            double[] steps,
            double[] epochs,
            double[] raw,
            double[] smoothed) {}

    /** The stages that have scalars, in their order, with what is a loss among them. */
    static List<LossCurves> of(List<Event> events) {
        Map<String, Map<String, List<double[]>>> stages = new LinkedHashMap<>();
        for (Event event : events) {
            if (event instanceof Event.Scalars scalars) {
                Map<String, List<double[]>> terms =
                        stages.computeIfAbsent(scalars.stage(), stage -> new LinkedHashMap<>());
                scalars.values().forEach((key, value) -> {
                    if (isTerm(key)) {
                        terms.computeIfAbsent(key, k -> new ArrayList<>())
                                .add(new double[] {scalars.step(), scalars.epoch(), value});
                    }
                });
            }
        }
        List<LossCurves> result = new ArrayList<>();
        stages.forEach((stage, terms) -> {
            if (!terms.isEmpty()) {
                result.add(stage(stage, terms));
            }
        });
        return result;
    }

    /** Terms are called {@code loss.NAME}, or by their name alone where they belong to no sub-network. */
    private static boolean isTerm(String key) {
        return key.equals("loss") || key.startsWith("loss.") || key.indexOf('.') < 0 && !NO_TERMS.contains(key);
    }

    private static LossCurves stage(String stage, Map<String, List<double[]>> terms) {
        int longest = terms.values().stream().mapToInt(List::size).max().orElse(0);
        int reach = longest / POINTS_FOR_EACH_NEIGHBOUR;
        List<Curve> curves = new ArrayList<>();
        List<String> order = new ArrayList<>();
        terms.forEach((key, points) -> {
            Curve curve = curve(key, points, reach);
            curves.add(curve);
            if (!order.contains(curve.term())) {
                order.add(curve.term());
            }
        });
        if (order.remove("loss")) {
            order.add(0, "loss");
        }
        curves.sort(Comparator.comparingInt((Curve c) -> order.indexOf(c.term()))
                .thenComparingDouble(c -> c.width() == null ? 0 : -c.width())
                .thenComparingDouble(c -> c.depth() == null ? 0 : -c.depth()));
        return new LossCurves(stage, reach, List.copyOf(curves));
    }

    private static Curve curve(String key, List<double[]> points, int reach) {
        Matcher parts = KEY.matcher(key);
        boolean known = parts.matches();
        String term = !known ? key.replaceFirst("^loss\\.", "") : parts.group(1) == null ? "loss" : parts.group(1);
        double[] raw = points.stream().mapToDouble(p -> p[2]).toArray();
        return new Curve(
                key,
                term,
                known && parts.group(2) != null ? Double.valueOf(parts.group(2)) : null,
                known && parts.group(3) != null ? Double.valueOf(parts.group(3)) : null,
                points.stream().mapToDouble(p -> p[0]).toArray(),
                points.stream().mapToDouble(p -> p[1]).toArray(),
                raw,
                smooth(raw, reach));
    }

    static double[] smooth(double[] raw, int reach) {
        if (reach == 0) {
            return raw.clone();
        }
        // weights that fall linearly are what two running sums in a row make; the padding keeps both ends exact
        double[] values = new double[raw.length + 2 * reach];
        double[] weights = new double[values.length];
        for (int i = 0; i < raw.length; i++) {
            if (Double.isFinite(raw[i])) {
                values[i + reach] = raw[i];
                weights[i + reach] = 1;
            }
        }
        values = sums(sums(values, reach), reach);
        weights = sums(sums(weights, reach), reach);
        double[] result = new double[raw.length];
        for (int i = 0; i < raw.length; i++) {
            double weight = Math.rint(weights[i + reach]);
            result[i] = weight == 0 ? Double.NaN : values[i + reach] / weight;
        }
        return result;
    }

    /** The sum of {@code reach + 1} values at each place, once to the right and in the next call back to the left. */
    private static double[] sums(double[] values, int reach) {
        double[] before = new double[values.length + 1];
        for (int i = 0; i < values.length; i++) {
            before[i + 1] = before[i] + values[i];
        }
        double[] result = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            // reversed, so that two calls bring every value back to its place
            int from = values.length - 1 - i;
            result[i] = before[Math.min(values.length, from + reach + 1)] - before[from];
        }
        return result;
    }
}
