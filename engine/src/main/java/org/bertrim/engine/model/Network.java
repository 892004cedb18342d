package org.bertrim.engine.model;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A part of a {@link BertConfig}: the kept layers with the leading heads and neurons of each.
 *
 * @param layers kept layers, counted from 0, ascending
 * @param heads heads of each kept layer
 * @param feedForward neurons of each kept layer
 */
public record Network(List<Integer> layers, List<Integer> heads, List<Integer> feedForward) {

    /** Checks that the lists belong together. */
    public Network {
        layers = List.copyOf(layers);
        heads = List.copyOf(heads);
        feedForward = List.copyOf(feedForward);
        if (layers.size() != heads.size() || layers.size() != feedForward.size()) {
            throw new IllegalArgumentException("layers, heads and neurons differ in number");
        }
    }

    /** Everything. */
    public static Network full(BertConfig config) {
        return new Network(
                IntStream.range(0, config.layers()).boxed().toList(), config.heads(), config.feedForward());
    }

    /** What {@code subnetwork} keeps of a model with equal layers. */
    public static Network of(Subnetwork subnetwork) {
        int count = subnetwork.layers().size();
        return new Network(
                subnetwork.layers().stream().map(layer -> layer - 1).toList(),
                Collections.nCopies(count, subnetwork.heads()),
                Collections.nCopies(count, subnetwork.feedForward()));
    }

    int[] headArray() {
        return heads.stream().mapToInt(Integer::intValue).toArray();
    }

    int[] feedForwardArray() {
        return feedForward.stream().mapToInt(Integer::intValue).toArray();
    }
}
