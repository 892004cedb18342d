package org.bertrim.engine.figure;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.bertrim.engine.event.Event;

/** Events of a search that never ran, with a fixed seed: probabilities that sharpen towards one operation for each edge. */
final class SampleSearch {

    static final List<String> OPERATIONS = List.of(
            "conv3", "conv5", "conv7", "dilated3", "dilated5", "dilated7", "maxPool3", "averagePool3", "skip", "zero");

    private SampleSearch() {}

    /** A state; {@code sharpness} 0 knows nothing, 4 has decided on most edges. */
    static Event.ArchitectureSampled sampled(int nodes, double sharpness, long seed) {
        Random random = new Random(seed);
        List<Event.Edge> edges = new ArrayList<>();
        for (int to = 2; to < nodes + 2; to++) {
            for (int from = 0; from < to; from++) {
                edges.add(new Event.Edge(from, to, OPERATIONS, softmax(random, OPERATIONS.size(), sharpness)));
            }
        }
        return new Event.ArchitectureSampled("search", 100, 0.5, softmax(random, 8, sharpness), edges);
    }

    /** An edge with one leading operation; the others share the rest. */
    static Event.Edge edge(int from, int to, String leading, double probability) {
        List<Double> probabilities = new ArrayList<>();
        for (String operation : OPERATIONS) {
            probabilities.add(operation.equals(leading) ? probability : (1 - probability) / (OPERATIONS.size() - 1));
        }
        return new Event.Edge(from, to, OPERATIONS, probabilities);
    }

    static Event.ProbesScored probes() {
        List<Event.Probe> probes = new ArrayList<>();
        for (int layer = 0; layer <= 12; layer++) {
            double score = 0.62 + 0.3 * (1 - Math.exp(-layer / 4.0));
            probes.add(new Event.Probe(layer, 1.1 - score, Map.of("accuracy", score)));
        }
        return new Event.ProbesScored("probe", 300, probes);
    }

    static Event.TransferWeighed transfer() {
        List<double[]> weights = new ArrayList<>();
        double sum = 0;
        for (int student = 0; student <= 8; student++) {
            double[] row = new double[13];
            for (int teacher = 0; teacher <= 12; teacher++) {
                row[teacher] = Math.exp(-Math.abs(teacher - 1.5 * student)) * (1 + teacher);
                sum += row[teacher];
            }
            weights.add(row);
        }
        for (double[] row : weights) {
            for (int i = 0; i < row.length; i++) {
                row[i] /= sum;
            }
        }
        return new Event.TransferWeighed("search", 100, weights);
    }

    private static List<Double> softmax(Random random, int count, double sharpness) {
        double[] values = random.doubles(count).map(v -> Math.exp(sharpness * 2 * v * v)).toArray();
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        List<Double> probabilities = new ArrayList<>();
        for (double value : values) {
            probabilities.add(value / sum);
        }
        return probabilities;
    }
}
