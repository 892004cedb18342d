package org.bertrim.engine.method.adabert;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.bertrim.engine.task.Batch;
import org.bertrim.engine.task.Batches;
import org.bertrim.engine.task.TokenRows;

/** Batches of the rows that change the architecture in bi-level updates, as many an epoch as the others have. */
final class TrainingRows {

    private final TokenRows rows;
    private final int batchSize;
    private final int paddingId;
    private final long seed;
    private int epoch = -1;
    private List<int[]> batches = List.of();

    TrainingRows(TokenRows rows, int batchSize, int paddingId, long seed) {
        this.rows = rows;
        this.batchSize = batchSize;
        this.paddingId = paddingId;
        this.seed = seed;
    }

    TokenRows rows() {
        return rows;
    }

    /** The batch of a step, from 1; goes round where there are fewer than steps. */
    Batch batch(long step, long perEpoch) {
        int now = (int) ((step - 1) / perEpoch);
        if (now != epoch) {
            batches = Batches.training(rows, batchSize, seed, now);
            epoch = now;
        }
        return Batches.of(rows, batches.get((int) ((step - 1) % perEpoch % batches.size())), paddingId);
    }

    /** Two halves of rows, drawn without regard to their order; the first is the larger one if they are odd. */
    static List<TokenRows> halves(TokenRows all, long seed) {
        int[] order = IntStream.range(0, all.size()).toArray();
        Random random = new Random(seed);
        for (int i = order.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
        int middle = (order.length + 1) / 2;
        return List.of(
                all.select(Arrays.copyOf(order, middle)), all.select(Arrays.copyOfRange(order, middle, order.length)));
    }
}
