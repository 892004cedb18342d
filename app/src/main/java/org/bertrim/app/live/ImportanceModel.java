package org.bertrim.app.live;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bertrim.engine.event.Event;

/** How much each head and neuron matters, layer by layer, as shares of the largest in the network. */
final class ImportanceModel {

    /** Parts that a layer's neurons are shown in, most important first. */
    static final int BINS = 24;

    private Optional<Event.ImportanceComputed> event = Optional.empty();
    private double largestHead;
    private double[][] profiles = new double[0][];

    void clear() {
        event = Optional.empty();
        profiles = new double[0][];
    }

    /** Takes the newest importance; gives whether it is a new one. */
    boolean update(RunPicture picture) {
        Optional<Event.ImportanceComputed> newest = Optional.empty();
        for (RunHistory.Milestone each : picture.milestones()) {
            if (each.recorded().event() instanceof Event.ImportanceComputed computed) {
                newest = Optional.of(computed);
            }
        }
        if (newest.equals(event)) {
            return false;
        }
        event = newest;
        largestHead = newest.stream()
                .flatMap(computed -> computed.heads().stream())
                .flatMapToDouble(Arrays::stream)
                .max()
                .orElse(0);
        profiles = profiles(newest.map(Event.ImportanceComputed::neurons).orElse(List.of()));
        return true;
    }

    /** Means of equal parts of each layer's neurons in descending order, as shares of the largest mean. */
    private static double[][] profiles(List<double[]> layers) {
        double[][] profiles = new double[layers.size()][];
        double largest = 0;
        for (int layer = 0; layer < profiles.length; layer++) {
            double[] sorted = layers.get(layer).clone();
            Arrays.sort(sorted);
            int bins = Math.min(BINS, sorted.length);
            profiles[layer] = new double[bins];
            for (int bin = 0; bin < bins; bin++) {
                int from = sorted.length - (int) ((long) sorted.length * (bin + 1) / bins);
                int to = sorted.length - (int) ((long) sorted.length * bin / bins);
                profiles[layer][bin] = Arrays.stream(sorted, from, to).average().orElse(0);
                largest = Math.max(largest, profiles[layer][bin]);
            }
        }
        double scale = largest;
        for (double[] profile : profiles) {
            Arrays.setAll(profile, i -> scale > 0 ? profile[i] / scale : 0);
        }
        return profiles;
    }

    Optional<Event.ImportanceComputed> event() {
        return event;
    }

    int layers() {
        return event.map(computed -> computed.heads().size()).orElse(0);
    }

    int heads(int layer) {
        return event.map(computed -> computed.heads().get(layer).length).orElse(0);
    }

    int neurons(int layer) {
        return event.map(computed -> computed.neurons().get(layer).length).orElse(0);
    }

    double head(int layer, int head) {
        return event.map(computed -> computed.heads().get(layer)[head]).orElse(Double.NaN);
    }

    /** A head's importance, 0 to 1, as a share of the network's largest. */
    double headAmount(int layer, int head) {
        double value = head(layer, head);
        return largestHead > 0 && Double.isFinite(value) ? value / largestHead : 0;
    }

    /** The layer's neurons, most important first, in at most {@link #BINS} parts: 0 to 1. */
    double[] neuronProfile(int layer) {
        return profiles[layer].clone();
    }

    /** Rows that it was measured on. */
    long examples() {
        return event.map(Event.ImportanceComputed::examples).orElse(0L);
    }
}
