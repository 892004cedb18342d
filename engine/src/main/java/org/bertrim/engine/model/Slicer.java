package org.bertrim.engine.model;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.bertrim.engine.format.StoredTensor;

/**
 * Takes networks out of others by copying rows and columns of stored weights; plain Java, so that it can check the kernels, which
 * slice by views.
 */
public final class Slicer {

    private Slicer() {}

    /** The weights of {@code part} of a model, as a model of its own: the shape is {@code config.of(part)}. */
    public static Map<String, StoredTensor> extract(
            BertConfig config, Map<String, StoredTensor> weights, Network part) {
        Map<String, StoredTensor> small = new LinkedHashMap<>();
        for (String name : Parameters.of(config).keySet()) {
            if (!Parameters.inLayers(name)) {
                small.put(name, weights.get(name));
            }
        }
        BertConfig target = config.of(part);
        for (int set = 0; set < target.setCount(); set++) {
            int k = target.firstLayerOf(set);
            int[] units = IntStream.range(0, part.heads().get(k) * config.headSize()).toArray();
            int[] neurons = IntStream.range(0, part.feedForward().get(k)).toArray();
            layer(weights, config.sets().get(part.layers().get(k)), small, set, units, neurons);
        }
        return inOrder(target, small);
    }

    /**
     * The same function with heads and neurons in another order.
     *
     * @param heads for each layer, which head comes first, second, …; layers that share parameters have the same order
     * @param neurons likewise for the neurons
     */
    public static Map<String, StoredTensor> reorder(
            BertConfig config, Map<String, StoredTensor> weights, int[][] heads, int[][] neurons) {
        Map<String, StoredTensor> moved = new LinkedHashMap<>(weights);
        int size = config.headSize();
        for (int i = 0; i < config.layers(); i++) {
            int set = config.sets().get(i);
            int first = config.firstLayerOf(set);
            if (!Arrays.equals(heads[i], heads[first]) || !Arrays.equals(neurons[i], neurons[first])) {
                throw new IllegalArgumentException("layers " + first + " and " + i + " share parameters but not their order");
            }
            if (i == first) {
                int[] units = IntStream.of(heads[i])
                        .flatMap(head -> IntStream.range(head * size, (head + 1) * size))
                        .toArray();
                layer(weights, set, moved, set, units, neurons[i]);
            }
        }
        return inOrder(config, moved);
    }

    /** The orders that undo these: {@code reorder} by one and then by the other changes nothing. */
    public static int[][] inverse(int[][] orders) {
        int[][] inverse = new int[orders.length][];
        for (int i = 0; i < orders.length; i++) {
            inverse[i] = new int[orders[i].length];
            for (int j = 0; j < orders[i].length; j++) {
                inverse[i][orders[i][j]] = j;
            }
        }
        return inverse;
    }

    private static void layer(
            Map<String, StoredTensor> from, int source, Map<String, StoredTensor> to, int target, int[] units, int[] neurons) {
        String in = Parameters.layer(source);
        String out = Parameters.layer(target);
        for (String part : new String[] {"query", "key", "value"}) {
            rows(from, in + "attention.self." + part, to, out + "attention.self." + part, units);
        }
        columns(from, in + "attention.output.dense", to, out + "attention.output.dense", units);
        copy(from, in + "attention.output.LayerNorm", to, out + "attention.output.LayerNorm");
        rows(from, in + "intermediate.dense", to, out + "intermediate.dense", neurons);
        columns(from, in + "output.dense", to, out + "output.dense", neurons);
        copy(from, in + "output.LayerNorm", to, out + "output.LayerNorm");
    }

    private static void copy(Map<String, StoredTensor> from, String in, Map<String, StoredTensor> to, String out) {
        to.put(out + ".weight", from.get(in + ".weight"));
        to.put(out + ".bias", from.get(in + ".bias"));
    }

    private static void rows(
            Map<String, StoredTensor> from, String in, Map<String, StoredTensor> to, String out, int[] rows) {
        to.put(out + ".weight", rows(from.get(in + ".weight"), rows));
        to.put(out + ".bias", rows(from.get(in + ".bias"), rows));
    }

    private static void columns(
            Map<String, StoredTensor> from, String in, Map<String, StoredTensor> to, String out, int[] columns) {
        to.put(out + ".weight", columns(from.get(in + ".weight"), columns));
        to.put(out + ".bias", from.get(in + ".bias"));
    }

    /** Some rows of a tensor, or some elements of one of a single axis, in the given order. */
    public static StoredTensor rows(StoredTensor tensor, int... rows) {
        long[] shape = tensor.shape();
        int bytes = (int) (tensor.sizeBytes() / shape[0]);
        ByteBuffer in = tensor.data();
        ByteBuffer out = ByteBuffer.allocate(bytes * rows.length).order(ByteOrder.LITTLE_ENDIAN);
        for (int row : rows) {
            out.put(in.slice(row * bytes, bytes));
        }
        shape[0] = rows.length;
        return new StoredTensor(tensor.type(), shape, out.flip());
    }

    private static StoredTensor columns(StoredTensor tensor, int[] columns) {
        long[] shape = tensor.shape();
        int bytes = tensor.type().bytes();
        int width = (int) shape[1];
        ByteBuffer in = tensor.data();
        ByteBuffer out = ByteBuffer.allocate((int) shape[0] * columns.length * bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (int row = 0; row < shape[0]; row++) {
            for (int column : columns) {
                out.put(in.slice((row * width + column) * bytes, bytes));
            }
        }
        shape[1] = columns.length;
        return new StoredTensor(tensor.type(), shape, out.flip());
    }

    private static Map<String, StoredTensor> inOrder(BertConfig config, Map<String, StoredTensor> weights) {
        Map<String, StoredTensor> ordered = new LinkedHashMap<>();
        for (String name : Parameters.of(config).keySet()) {
            ordered.put(name, weights.get(name));
        }
        return ordered;
    }
}
