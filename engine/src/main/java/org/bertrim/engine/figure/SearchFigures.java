package org.bertrim.engine.figure;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bertrim.engine.event.Event;
import org.jspecify.annotations.Nullable;

/** What a search tells besides its cell: how probable each depth is, what each layer of the teacher knows, and which layer taught which. */
public final class SearchFigures {

    private SearchFigures() {}

    /** A bar {@code depth-K} for the probability of each number of cells; the most probable one stands out. */
    public static Bars depth(List<Double> probabilities, Words words) {
        double most = probabilities.stream().mapToDouble(Double::doubleValue).max().orElse(0);
        List<Bars.Bar> bars = new ArrayList<>();
        for (int i = 0; i < probabilities.size(); i++) {
            double each = probabilities.get(i);
            String depth = Integer.toString(i + 1);
            bars.add(new Bars.Bar(
                    "depth-" + depth,
                    depth,
                    100 * each,
                    Long.toString(Math.round(100 * each)),
                    words.get("depthProbability", depth, Operations.percent(each)),
                    each == most));
        }
        return new Bars(
                words.get("depthCells"),
                words.get("depthAxis"),
                bars,
                null,
                "How probable each number of cells K is to the search.");
    }

    /** The depths for a paper. */
    public static Figure depthFigure(String title, String caption, List<Double> probabilities, double width) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (int i = 0; i < probabilities.size(); i++) {
            rows.add(Table.row(i + 1, probabilities.get(i)));
        }
        Bars bars = depth(probabilities, Words.ENGLISH);
        Table table = new Table(List.of("depth", "probability"), rows);
        return new Figure(title, BarsFigure.of(captioned(bars, caption), Room.paper(width)), table);
    }

    private static Bars captioned(Bars bars, String caption) {
        String whole = caption.isEmpty() ? bars.caption() : caption + " " + bars.caption();
        return new Bars(bars.xName(), bars.yName(), bars.bars(), bars.level(), whole);
    }

    /**
     * A bar {@code probe-LAYER} for the score of the probe of each layer; the best one stands out.
     *
     * @param metric key of the score
     * @param metricName its name
     * @param teacher the teacher's own score, a fraction; null where it is not known on the same rows
     */
    public static Bars probes(
            List<Event.Probe> probes, String metric, String metricName, @Nullable Double teacher, Words words) {
        double most = probes.stream().mapToDouble(probe -> score(probe, metric)).filter(Double::isFinite).max().orElse(0);
        List<Bars.Bar> bars = new ArrayList<>();
        for (Event.Probe probe : probes) {
            double score = score(probe, metric);
            String layer = Integer.toString(probe.layer());
            bars.add(new Bars.Bar(
                    "probe-" + layer,
                    layer,
                    Double.isFinite(score) ? Math.max(0, 100 * score) : 0,
                    Double.isFinite(score) ? Grid.hundredfold(score) : "–",
                    words.get(
                            probe.layer() == 0 ? "probeEmbedding" : "probeLayer",
                            layer,
                            metricName,
                            Double.isFinite(score) ? Grid.hundredfold(score) : "–",
                            LayerMap.significant(probe.crossEntropy())),
                    score == most));
        }
        return new Bars(
                words.get("teacherLayer"),
                words.get("probeAxis", metricName),
                bars,
                teacher == null ? null : new Bars.Level(words.get("teacher", Grid.hundredfold(teacher)), 100 * teacher),
                "Probes: a linear classifier on each layer of the frozen teacher; 0 is the embedding layer.");
    }

    /** The probes for a paper, with every score and the cross entropy of each. */
    public static Figure probesFigure(
            String title, List<Event.Probe> probes, String metric, String metricName, double width) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (Event.Probe probe : probes) {
            probe.scores().forEach((name, value) -> rows.add(Table.row(probe.layer(), name, value, probe.crossEntropy())));
        }
        Bars bars = probes(probes, metric, metricName, null, Words.ENGLISH);
        Table table = new Table(List.of("layer", "metric", "score", "crossEntropy"), rows);
        return new Figure(title, BarsFigure.of(bars, Room.paper(width)), table);
    }

    private static double score(Event.Probe probe, String metric) {
        Map<String, Double> scores = probe.scores();
        return scores.getOrDefault(metric, Double.NaN);
    }

    /** A box {@code transfer-STUDENT-TEACHER} for the share of the transfer between two layers; layer 0 is the embedding layer. */
    public static Scene transfer(List<double[]> weights, Room room, Words words) {
        LayerMap.Labels labels = new LayerMap.Labels(
                "transfer",
                words.get("studentLayer"),
                words.get("teacherLayer"),
                0,
                false,
                true,
                words.get("transferShare"),
                "Share of the knowledge transfer from a layer of the teacher to a layer of the student; all shares add up to 1. Layer 0 is"
                        + " the embedding layer.");
        return LayerMap.of(
                weights,
                labels,
                room,
                (student, teacher) -> words.get(
                        "transferCell",
                        Integer.toString(student),
                        Integer.toString(teacher),
                        LayerMap.significant(100 * weights.get(student)[teacher]) + " %"));
    }

    /** The transfer for a paper. */
    public static Figure transferFigure(String title, List<double[]> weights, double width) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (int student = 0; student < weights.size(); student++) {
            for (int teacher = 0; teacher < weights.get(student).length; teacher++) {
                rows.add(Table.row(student, teacher, weights.get(student)[teacher]));
            }
        }
        Scene scene = transfer(weights, Room.paper(width), Words.ENGLISH);
        return new Figure(title, scene, new Table(List.of("studentLayer", "teacherLayer", "share"), rows));
    }
}
