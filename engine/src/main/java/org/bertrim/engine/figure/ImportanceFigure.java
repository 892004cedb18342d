package org.bertrim.engine.figure;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/**
 * How important the heads or the feed-forward neurons of each layer are, as a map: a row for each layer, counted from 1. Importance
 * spans decades, so its colours are logarithmic; the legend says from where to where.
 */
public final class ImportanceFigure {

    private static final double MOST_BINS = 48;

    private ImportanceFigure() {}

    /** A box {@code head-LAYER-HEAD} for each head; both are counted from 1. */
    public static Scene heads(List<double[]> heads, Room room, Words words) {
        int[][] ranks = ranks(heads);
        int all = heads.stream().mapToInt(layer -> layer.length).sum();
        return LayerMap.of(
                heads,
                labels("head", words.get("head"), words),
                room,
                (layer, head) -> words.get(
                        "headImportance", number(layer + 1), number(head + 1),
                        LayerMap.significant(heads.get(layer)[head]), number(ranks[layer][head]), number(all)));
    }

    /** A box {@code neurons-LAYER-BOX} for the mean of each stretch of neighbouring neurons. */
    public static Scene neurons(List<double[]> neurons, Room room, Words words) {
        int size = stretch(neurons);
        List<double[]> means = means(neurons, size);
        return LayerMap.of(
                means,
                labels("neurons", words.get("neurons", number(size)), words),
                room,
                (layer, box) -> words.get(
                        "neuronImportance",
                        number(layer + 1),
                        number(box * size + 1),
                        number(Math.min((box + 1) * size, neurons.get(layer).length)),
                        LayerMap.significant(means.get(layer)[box])));
    }

    private static LayerMap.Labels labels(String prefix, String columns, Words words) {
        return new LayerMap.Labels(
                prefix,
                words.get("layer"),
                columns,
                1,
                true,
                prefix.equals("head"),
                words.get("importance"),
                "Darker is more important; the colours are logarithmic.");
    }

    /** The heads for a paper, with their numbers. */
    public static Figure headsFigure(String title, List<double[]> heads, double width) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (int layer = 0; layer < heads.size(); layer++) {
            for (int head = 0; head < heads.get(layer).length; head++) {
                rows.add(Table.row(layer + 1, head + 1, heads.get(layer)[head]));
            }
        }
        Scene scene = heads(heads, Room.paper(width), Words.ENGLISH);
        return new Figure(title, scene, new Table(List.of("layer", "head", "importance"), rows));
    }

    /** The neurons for a paper, with the numbers that are drawn. */
    public static Figure neuronsFigure(String title, List<double[]> neurons, double width) {
        int size = stretch(neurons);
        List<double[]> means = means(neurons, size);
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (int layer = 0; layer < means.size(); layer++) {
            for (int box = 0; box < means.get(layer).length; box++) {
                int last = Math.min((box + 1) * size, neurons.get(layer).length);
                rows.add(Table.row(layer + 1, box * size + 1, last, means.get(layer)[box]));
            }
        }
        Scene scene = neurons(neurons, Room.paper(width), Words.ENGLISH);
        List<String> header = List.of("layer", "firstNeuron", "lastNeuron", "meanImportance");
        return new Figure(title, scene, new Table(header, rows));
    }

    private static int[][] ranks(List<double[]> values) {
        double[] sorted = values.stream().flatMapToDouble(DoubleStream::of).sorted().toArray();
        int[][] ranks = new int[values.size()][];
        for (int layer = 0; layer < ranks.length; layer++) {
            ranks[layer] = new int[values.get(layer).length];
            for (int i = 0; i < ranks[layer].length; i++) {
                double value = values.get(layer)[i];
                int above = sorted.length;
                while (above > 0 && sorted[above - 1] > value) {
                    above--;
                }
                ranks[layer][i] = sorted.length - above + 1;
            }
        }
        return ranks;
    }

    private static int stretch(List<double[]> neurons) {
        int most = neurons.stream().mapToInt(layer -> layer.length).max().orElse(1);
        return (int) Math.max(1, Math.ceil(most / MOST_BINS));
    }

    private static List<double[]> means(List<double[]> neurons, int size) {
        List<double[]> means = new ArrayList<>();
        for (double[] layer : neurons) {
            double[] boxes = new double[(layer.length + size - 1) / size];
            for (int box = 0; box < boxes.length; box++) {
                int end = Math.min((box + 1) * size, layer.length);
                double sum = 0;
                for (int i = box * size; i < end; i++) {
                    sum += layer[i];
                }
                boxes[box] = sum / (end - box * size);
            }
            means.add(boxes);
        }
        return means;
    }

    private static String number(int value) {
        return Integer.toString(value);
    }
}
