package org.bertrim.engine.method.adabert;

import java.util.List;
import org.bertrim.engine.kernel.CellKernels.Norm;
import org.bertrim.engine.method.MethodContext;
import org.bertrim.engine.model.CellInputs;
import org.bertrim.engine.model.CellModel;
import org.bertrim.engine.task.Batch;
import org.bertrim.engine.task.Batches;
import org.bertrim.engine.training.Seeds;

/**
 * Estimates the statistics of batch norms for one architecture. In the search every step runs another architecture, so averages over steps
 * would describe none; here the mean of mean and variance over some batches of training rows is taken, in training mode without
 * dropout.
 */
final class Statistics {

    private static final int BATCHES = 16;
    private static final int ROWS_PER_BATCH = 64;

    private Statistics() {}

    /** Replaces the stored statistics of the chosen operations. */
    static void estimate(MethodContext context, CellModel cells, CellModel.Choice choice) {
        List<int[]> batches = Batches.training(
                context.data().train(), ROWS_PER_BATCH, Seeds.of(context.port().seed(), "statistics", 0, 0), 0);
        int count = Math.min(BATCHES, batches.size());
        for (int i = 0; i < count; i++) {
            Batch batch = Batches.of(context.data().train(), batches.get(i), context.data().paddingId());
            try (CellInputs inputs = CellInputs.of(
                    context.compute().manager(),
                    batch.rows(),
                    batch.tokens(),
                    batch.ids(),
                    batch.types(),
                    batch.mask(),
                    context.data().info().pair())) {
                cells.infer(inputs, choice, new Norm(true, 1.0 / (i + 1))).close();
            }
        }
    }
}
