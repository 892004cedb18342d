package org.bertrim.engine.training;

import ai.djl.ndarray.NDManager;
import java.util.function.IntConsumer;
import org.bertrim.engine.kernel.Kernels;
import org.bertrim.engine.kernel.Value;
import org.bertrim.engine.model.BertModel;
import org.bertrim.engine.model.ForwardPass;
import org.bertrim.engine.model.Inputs;
import org.bertrim.engine.model.Network;
import org.bertrim.engine.task.Batch;
import org.bertrim.engine.task.Batches;
import org.bertrim.engine.task.TokenRows;

/** What an encoder makes of rows without any training: of each row the last state of its first token, and the mean of its tokens' last states. */
final class FrozenVectors {

    private static final int ROWS_PER_BATCH = 32;

    private FrozenVectors() {}

    /**
     * The vectors.
     *
     * @param watch told after each batch how many rows it had; what it throws ends the work
     * @return (rows, 2H), row major, in the order of the rows
     */
    static float[] of(BertModel model, TokenRows rows, int paddingId, NDManager parent, IntConsumer watch) {
        int hidden = model.config().hidden();
        Network full = Network.full(model.config());
        float[] vectors = new float[rows.size() * 2 * hidden];
        for (int[] indices : Batches.sequential(rows, ROWS_PER_BATCH)) {
            Batch batch = Batches.of(rows, indices, paddingId);
            float[] states = last(model, full, batch, parent); // (B, S, H)
            for (int row = 0; row < batch.rows(); row++) {
                int length = rows.length(indices[row]);
                int from = row * batch.tokens() * hidden;
                int to = indices[row] * 2 * hidden;
                System.arraycopy(states, from, vectors, to, hidden);
                for (int h = 0; h < hidden; h++) {
                    double sum = 0;
                    for (int token = 0; token < length; token++) {
                        sum += states[from + token * hidden + h];
                    }
                    vectors[to + hidden + h] = (float) (sum / length);
                }
            }
            watch.accept(batch.rows());
        }
        return vectors;
    }

    private static float[] last(BertModel model, Network full, Batch batch, NDManager parent) {
        try (Inputs inputs = Scorer.inputs(parent, batch);
                ForwardPass pass = model.infer(full, inputs);
                Value states = pass.states(full.layers().size());
                Value last = Kernels.element(states, 0)) {
            return last.floats(parent);
        }
    }
}
