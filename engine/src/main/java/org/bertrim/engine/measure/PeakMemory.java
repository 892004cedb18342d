package org.bertrim.engine.measure;

import org.bertrim.engine.model.BertConfig;

/**
 * Estimates the highest resident memory of a worker in a stage: libraries and heap, copies of weights, and what the largest training pass
 * keeps for its backward pass.
 *
 * <p>The constants were fitted to peaks of whole runs: 12×384, 33 M weights, rows of at most 28 tokens (3.74 GB); 4×384, 19 M
 * weights, 28 tokens, without dropout (2.33 GB); 12×384 with rows of up to 66 tokens (5.6 GB).
 */
final class PeakMemory {

    private static final double BASE_BYTES = 1.4e9;
    /** Copies of a trained model's weights: teacher as opened and as fine-tuned, best state, gradients, two moments, bfloat16. */
    private static final double COPIES_OF_TRAINED = 6.5;

    private static final double COPIES_OF_OTHERS = 1.5;
    /** Kept for each token, layer and hidden unit. */
    private static final double BYTES_PER_UNIT = 220;

    private static final double BYTES_PER_UNIT_OF_DROPOUT = 66;
    /** Kept for each pair of tokens, layer and head where attention has dropout. */
    private static final double BYTES_PER_PAIR = 40;

    private final RowLengths rows;

    PeakMemory(RowLengths rows) {
        this.rows = rows;
    }

    long of(StageWork stage) {
        double bytes = BASE_BYTES;
        for (int i = 0; i < stage.resident().size(); i++) {
            bytes += Costs.of(stage.resident().get(i)).sizeBytes() * (i == 0 ? COPIES_OF_TRAINED : COPIES_OF_OTHERS);
        }
        double activations = 0;
        for (Work work : stage.parts()) {
            if (work.kind() == Work.Kind.TRAIN || work.kind() == Work.Kind.DISTIL) {
                activations = Math.max(activations, activations(work));
            }
        }
        return Math.round(bytes + activations);
    }

    private double activations(Work work) {
        BertConfig network = work.network();
        double tokens = rows.longest(work.rows());
        double all = Math.min(work.batch(), rows.count(work.rows())) * tokens;
        double perToken = 0;
        for (int heads : network.heads()) {
            double unit = BYTES_PER_UNIT * network.hidden();
            if (work.dropout() > 0) {
                unit += BYTES_PER_UNIT_OF_DROPOUT * network.hidden() + BYTES_PER_PAIR * tokens * heads;
            }
            perToken += unit;
        }
        return all * perToken;
    }
}
