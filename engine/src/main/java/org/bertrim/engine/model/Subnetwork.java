package org.bertrim.engine.model;

import java.util.List;
import java.util.stream.IntStream;

/**
 * One network of reduced width and depth inside a larger one: its left-most heads and feed-forward neurons in every
 * kept layer. The hidden size does not change.
 *
 * <p>With L layers, N_H heads and d_ff neurons: heads = max(1, ⌊m_w·N_H + 1e-9⌋), neurons = ⌊d_ff·heads/N_H⌋ (tied to
 * the heads as in DynaBERT's released code), kept layers n = max(1, ⌊m_d·L + ½⌋), chosen by the {@link LayerRule}. The
 * 1e-9 absorbs that most decimals have no exact binary form; it stands in the rounding of the depth for the same
 * reason.
 *
 * @param width width multiplier m_w, above 0 and up to 1
 * @param depth depth multiplier m_d, above 0 and up to 1
 * @param hidden multiplier of the hidden size; always 1.0 so far
 * @param heads attention heads that stay in each kept layer
 * @param feedForward feed-forward neurons that stay in each kept layer
 * @param layers the kept layers, counted from 1, ascending
 */
public record Subnetwork(
        double width, double depth, double hidden, int heads, int feedForward, List<Integer> layers) {

    private static final double DECIMAL_SLACK = 1e-9;

    /** Checks that the parts make a network. */
    public Subnetwork {
        requireShare("width", width);
        requireShare("depth", depth);
        requireShare("hidden", hidden);
        layers = List.copyOf(layers);
        if (heads < 1 || feedForward < 1 || layers.isEmpty()) {
            throw new IllegalArgumentException(
                    "a network needs heads, neurons and layers, not " + heads + ", " + feedForward + ", " + layers);
        }
        int last = 0;
        for (int layer : layers) {
            if (layer <= last) {
                throw new IllegalArgumentException("layers count from 1 and ascend: " + layers);
            }
            last = layer;
        }
    }

    /**
     * The network that two multipliers and a rule choose from a model.
     *
     * @throws IllegalArgumentException if a multiplier is not above 0 and up to 1
     */
    public static Subnetwork of(ModelShape shape, double width, double depth, LayerRule rule) {
        int heads = heads(shape.heads(), width);
        int feedForward = (int) ((long) shape.feedForward() * heads / shape.heads());
        return new Subnetwork(width, depth, 1.0, heads, feedForward, keptLayers(shape.layers(), depth, rule));
    }

    /** The whole model. */
    public static Subnetwork full(ModelShape shape) {
        return of(shape, 1.0, 1.0, LayerRule.PAPER);
    }

    /** How many of {@code heads} heads a width multiplier keeps, at least 1. */
    public static int heads(int heads, double width) {
        requireShare("width", width);
        return Math.max(1, (int) Math.floor(width * heads + DECIMAL_SLACK));
    }

    /** Which of {@code layers} layers a depth multiplier keeps, counted from 1, ascending, at least one. */
    public static List<Integer> keptLayers(int layers, double depth, LayerRule rule) {
        requireShare("depth", depth);
        int count = Math.max(1, (int) Math.floor(depth * layers + 0.5 + DECIMAL_SLACK));
        return IntStream.rangeClosed(1, count).map(i -> rule.kept(i, layers, count)).boxed().toList();
    }

    /** Whether both are the same part of the model, whatever multipliers they were asked for by. */
    public boolean sameNetwork(Subnetwork other) {
        return hidden == other.hidden
                && heads == other.heads
                && feedForward == other.feedForward
                && layers.equals(other.layers);
    }

    private static void requireShare(String name, double share) {
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException(name + " must be above 0 and up to 1, not " + share);
        }
    }
}
