package org.bertrim.engine.method.adabert;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.bertrim.engine.kernel.CellKernels;
import org.bertrim.engine.kernel.Kernels;
import org.bertrim.engine.kernel.Value;
import org.bertrim.engine.model.CellModel;

/**
 * One draw of an architecture by straight-through Gumbel-softmax (Jang et al. 2017): the depth and each edge's operation are the largest
 * of log p + g with g = −log(−log u); going back the gradient is that of softmax((log p + g) / τ).
 */
final class Draw implements AutoCloseable {

    private static final double LEAST = 1e-12;
    static final int[] FLAGS = {1, 1};

    private final Value none = Value.list(List.of());
    private final Value leaves;
    private final Value depthGate;
    private final Value edgeGate;
    private final CellModel.Choice choice;

    /**
     * Draws.
     *
     * @param temperature τ
     * @param seed of the noise
     * @param scope lives as long as the draw
     */
    Draw(SearchModel model, double temperature, long seed, NDManager scope) {
        Random random = new Random(seed);
        NDArray depth = model.architecture().get(SearchModel.DEPTH);
        NDArray edges = model.architecture().get(SearchModel.EDGES);
        try (Value logits = Value.list(List.of(depth, edges))) {
            leaves = CellKernels.leaves(logits, FLAGS, none);
        }
        try (Value depthLogits = Kernels.element(leaves, 0);
                Value edgeLogits = Kernels.element(leaves, 1);
                Value softDepth = CellKernels.gumbel(depthLogits, noise(random, depth, scope), temperature);
                Value softEdges = CellKernels.gumbel(edgeLogits, noise(random, edges, scope), temperature)) {
            int[] drawnDepth = largest(softDepth.floats(scope), (int) depth.size());
            int[] drawnEdges = largest(softEdges.floats(scope), (int) edges.getShape().get(1));
            depthGate = CellKernels.straightThrough(
                    softDepth, scope.create(new long[] {drawnDepth[0]}, new Shape()));
            edgeGate = CellKernels.straightThrough(
                    softEdges, scope.create(Arrays.stream(drawnEdges).asLongStream().toArray()));
            choice = new CellModel.Choice(drawnDepth[0] + 1, drawnEdges);
        }
    }

    /** −log(−log u), u uniform in (0, 1). */
    static double gumbel(Random random) {
        double u = LEAST + (1 - 2 * LEAST) * random.nextDouble();
        return -Math.log(-Math.log(u));
    }

    private static NDArray noise(Random random, NDArray like, NDManager scope) {
        float[] noise = new float[(int) like.size()];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (float) gumbel(random);
        }
        return scope.create(noise, like.getShape());
    }

    /** Index of the largest of each row. */
    private static int[] largest(float[] values, int columns) {
        int[] best = new int[values.length / columns];
        for (int row = 0; row < best.length; row++) {
            for (int i = 1; i < columns; i++) {
                if (values[row * columns + i] > values[row * columns + best[row]]) {
                    best[row] = i;
                }
            }
        }
        return best;
    }

    CellModel.Choice choice() {
        return choice;
    }

    /** Logits of depth and edges, to take gradients of. */
    Value leaves() {
        return leaves;
    }

    /** One-hot (K_max). */
    Value depthGate() {
        return depthGate;
    }

    /** One-hot (E, O). */
    Value edgeGate() {
        return edgeGate;
    }

    @Override
    public void close() {
        none.close();
        leaves.close();
        depthGate.close();
        edgeGate.close();
    }
}
