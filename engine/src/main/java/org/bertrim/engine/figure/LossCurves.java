package org.bertrim.engine.figure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bertrim.engine.event.Event;
import org.jspecify.annotations.Nullable;

/**
 * The loss terms of one stage, each with its raw and its smoothed course.
 *
 * <p>Smoothing is an exponential mean, freed of its start: s_t = Σ f^(t-i) x_i / Σ f^(t-i). Its window 1 / (1 - f) is a
 * twentieth of the steps, 20 at most; below two steps nothing is smoothed.
 *
 * @param stage the stage's id
 * @param factor f, 0 where nothing is smoothed
 * @param curves by term, the total first, then in the order of the events; within a term by width and depth, descending
 */
record LossCurves(String stage, double factor, List<Curve> curves) {

    private static final Pattern KEY =
            Pattern.compile("loss(?:\\.([A-Za-z][A-Za-z0-9_-]*))?(?:\\.(\\d+\\.\\d+)(?:[.x-](\\d+\\.\\d+))?)?");
    private static final double WINDOW_SHARE = 20;
    private static final double LONGEST_WINDOW = 20;

    /**
     * One curve.
     *
     * @param key as in the events, e.g. {@code loss.logits.0.25}
     * @param term {@code loss} for the total, else the name between the dots
     * @param width multiplier of the sub-network; null where the loss is not of one
     * @param depth likewise
     * @param raw may hold NaN and infinity where the training did
     * @param smoothed over the finite values so far; NaN before the first
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

    /** The stages that have scalars, in their order, with those terms that begin with {@code loss}. */
    static List<LossCurves> of(List<Event> events) {
        Map<String, Map<String, List<double[]>>> stages = new LinkedHashMap<>();
        for (Event event : events) {
            if (event instanceof Event.Scalars scalars) {
                Map<String, List<double[]>> terms =
                        stages.computeIfAbsent(scalars.stage(), stage -> new LinkedHashMap<>());
                scalars.values().forEach((key, value) -> {
                    if (key.equals("loss") || key.startsWith("loss.")) {
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

    private static LossCurves stage(String stage, Map<String, List<double[]>> terms) {
        int longest = terms.values().stream().mapToInt(List::size).max().orElse(0);
        double window = Math.min(LONGEST_WINDOW, longest / WINDOW_SHARE);
        double factor = window < 2 ? 0 : 1 - 1 / window;
        List<Curve> curves = new ArrayList<>();
        List<String> order = new ArrayList<>();
        terms.forEach((key, points) -> {
            Curve curve = curve(key, points, factor);
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
        return new LossCurves(stage, factor, List.copyOf(curves));
    }

    private static Curve curve(String key, List<double[]> points, double factor) {
        Matcher parts = KEY.matcher(key);
        boolean known = parts.matches();
        String term = !known ? key.substring("loss.".length()) : parts.group(1) == null ? "loss" : parts.group(1);
        double[] raw = points.stream().mapToDouble(p -> p[2]).toArray();
        return new Curve(
                key,
                term,
                known && parts.group(2) != null ? Double.valueOf(parts.group(2)) : null,
                known && parts.group(3) != null ? Double.valueOf(parts.group(3)) : null,
                points.stream().mapToDouble(p -> p[0]).toArray(),
                points.stream().mapToDouble(p -> p[1]).toArray(),
                raw,
                smooth(raw, factor));
    }

    static double[] smooth(double[] raw, double factor) {
        double[] result = new double[raw.length];
        double sum = 0;
        double weight = 0;
        for (int i = 0; i < raw.length; i++) {
            if (Double.isFinite(raw[i])) {
                sum = sum * factor + raw[i];
                weight = weight * factor + 1;
            }
            result[i] = sum / weight;
        }
        return result;
    }
}
