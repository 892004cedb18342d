package org.bertrim.engine.model;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.bertrim.engine.format.StoredTensor;
import org.bertrim.engine.model.CellConfig.CellEdge;

/** Names and shapes of a cell network's tensors in the order in which the kernels take them, and their initial values. */
public final class CellParameters {

    /** The token tables. */
    public static final String WORD = "embeddings.word.weight";

    public static final String POSITION = "embeddings.position.weight";
    public static final String PROJECTION = "embeddings.projection.weight";
    public static final String PROJECTION_BIAS = "embeddings.projection.bias";

    private static final String NORM = "embeddings.norm";
    private static final String CELLS = "cells.";
    private static final String MEAN = ".mean";
    private static final String VARIANCE = ".variance";

    private CellParameters() {}

    /** Name to shape, in kernel order. */
    public static Map<String, long[]> of(CellConfig c) {
        Map<String, long[]> shapes = new LinkedHashMap<>();
        long d = c.width();
        shapes.put(WORD, new long[] {c.vocabulary(), c.embedding()});
        shapes.put(POSITION, new long[] {c.positions(), c.embedding()});
        if (c.projected()) {
            shapes.put(PROJECTION, new long[] {d, c.embedding()});
            shapes.put(PROJECTION_BIAS, new long[] {d});
        }
        shapes.put(NORM + ".weight", new long[] {d});
        shapes.put(NORM + ".bias", new long[] {d});
        for (int cell = 0; cell < c.depth(); cell++) {
            shapes.put(CELLS + cell + ".nodes", new long[] {c.nodes()});
            for (CellEdge edge : c.edges()) {
                for (Operation operation : edge.candidates()) {
                    if (operation.convolves()) {
                        convolution(shapes, CELLS + cell + "." + edge.from() + "-" + edge.to() + "." + operation.word(), d,
                                operation.kernel());
                    }
                }
            }
        }
        for (int depth = c.everyDepth() ? 0 : c.depth(); depth <= c.depth(); depth++) {
            String head = "heads." + depth;
            shapes.put(head + ".attention", new long[] {depth + 1});
            shapes.put(head + ".weight", new long[] {c.outputs(), d});
            shapes.put(head + ".bias", new long[] {c.outputs()});
        }
        return shapes;
    }

    private static void convolution(Map<String, long[]> shapes, String name, long width, long kernel) {
        shapes.put(name + ".weight", new long[] {width, width, kernel});
        shapes.put(name + ".scale", new long[] {width});
        shapes.put(name + ".shift", new long[] {width});
        shapes.put(name + MEAN, new long[] {width});
        shapes.put(name + VARIANCE, new long[] {width});
    }

    /** Whether it is a statistic of batch norm, which is counted but not learnt. */
    public static boolean isStatistic(String name) {
        return name.startsWith(CELLS) && (name.endsWith(MEAN) || name.endsWith(VARIANCE));
    }

    /** Whether it belongs to a cell rather than to embeddings or heads. */
    public static boolean inCells(String name) {
        return name.startsWith(CELLS);
    }

    /** Whether AdamW decays it: matrices, filters and tables. */
    public static boolean decays(String name) {
        return name.endsWith(".weight") && !name.startsWith(NORM);
    }

    /** Whether it is one of the token tables. */
    public static boolean isTable(String name) {
        return name.equals(WORD) || name.equals(POSITION);
    }

    /**
     * Initial values as PyTorch's modules have them: filters and matrices uniform in ±1/√(inputs), scales and variances 1, all else 0.
     *
     * @param tables the two token tables
     */
    public static Map<String, StoredTensor> initial(CellConfig config, Map<String, StoredTensor> tables, long seed) {
        Random random = new Random(seed);
        Map<String, StoredTensor> values = new LinkedHashMap<>();
        of(config).forEach((name, shape) ->
                values.put(name, isTable(name) ? tables.get(name) : initial(name, shape, random)));
        return values;
    }

    private static StoredTensor initial(String name, long[] shape, Random random) {
        int count = 1;
        for (long n : shape) {
            count = Math.toIntExact(count * n);
        }
        float[] values = new float[count];
        if (name.endsWith(".scale") || name.endsWith(VARIANCE) || name.equals(NORM + ".weight")) {
            java.util.Arrays.fill(values, 1);
        } else if (name.endsWith(".weight")) {
            double bound = 1 / Math.sqrt((double) count / shape[0]);
            for (int i = 0; i < count; i++) {
                values[i] = (float) ((2 * random.nextDouble() - 1) * bound);
            }
        }
        return StoredTensor.floats(shape, values);
    }
}
