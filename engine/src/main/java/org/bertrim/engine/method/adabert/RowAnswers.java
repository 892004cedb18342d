package org.bertrim.engine.method.adabert;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.IntConsumer;
import org.bertrim.engine.format.StoredTensor;
import org.bertrim.engine.kernel.CellKernels;
import org.bertrim.engine.kernel.Value;
import org.bertrim.engine.model.BertModel;
import org.bertrim.engine.task.Batch;
import org.bertrim.engine.task.Batches;
import org.bertrim.engine.task.TokenRows;
import org.jspecify.annotations.Nullable;

/**
 * What a frozen teacher says of each row of a set: asked once for all rows and kept where that fits into memory, else asked anew for
 * each batch. Frozen and in evaluation mode it says the same every time.
 */
final class RowAnswers implements AutoCloseable {

    /** Bytes that may be kept. */
    static final long ROOM = 512L << 20;

    private static final int ROWS_PER_BATCH = 64;

    private final NDManager manager;
    private final @Nullable Function<Batch, Value> ask;
    private final @Nullable NDArray table;

    private RowAnswers(NDManager manager, NDArray table) {
        this.manager = manager;
        this.ask = null;
        this.table = table;
    }

    /** Answers that were given before: {@link #lastOf} such a set. */
    static RowAnswers given(NDManager parent, StoredTensor answers) {
        NDManager manager = parent.newSubManager();
        return new RowAnswers(manager, manager.create(answers.data().asFloatBuffer(), new Shape(answers.shape())));
    }

    /**
     * Answers for {@code rows}.
     *
     * @param shape of one row's answer
     * @param ask answers a batch: (B, shape)
     * @param progress told the rows of each batch that is asked now, before it is
     */
    RowAnswers(
            NDManager parent,
            TokenRows rows,
            int paddingId,
            long[] shape,
            Function<Batch, Value> ask,
            long room,
            IntConsumer progress) {
        this.manager = parent.newSubManager();
        this.ask = ask;
        long bytes = Arrays.stream(shape).reduce((long) rows.size() * Float.BYTES, (a, b) -> a * b);
        if (bytes > room) {
            this.table = null;
            return;
        }
        long[] whole = new long[shape.length + 1];
        whole[0] = rows.size();
        System.arraycopy(shape, 0, whole, 1, shape.length);
        this.table = manager.zeros(new Shape(whole), DataType.FLOAT32);
        for (int[] indices : Batches.sequential(rows, ROWS_PER_BATCH)) {
            progress.accept(indices.length);
            Batch batch = Batches.of(rows, indices, paddingId);
            try (NDManager scope = manager.newSubManager();
                    Value answer = ask.apply(batch)) {
                CellKernels.putRows(table, numbers(scope, batch), answer);
            }
        }
    }

    /** Whether all answers are kept, so that nobody will be asked again. */
    boolean kept() {
        return table != null;
    }

    /** Of each row the last of its answers, (rows, C) of (rows, n, C); only where they are {@link #kept}. */
    StoredTensor lastOf() {
        NDArray all = Objects.requireNonNull(table);
        try (NDArray last = all.get(new NDIndex(":, " + (all.getShape().get(1) - 1)))) {
            return BertModel.stored(last);
        }
    }

    /** Answers of a batch of these rows: (B, shape). Close it. */
    Value of(Batch batch) {
        if (table == null) {
            return Objects.requireNonNull(ask).apply(batch);
        }
        try (NDManager scope = manager.newSubManager()) {
            return CellKernels.takeRows(table, numbers(scope, batch));
        }
    }

    private static NDArray numbers(NDManager scope, Batch batch) {
        return scope.create(Arrays.stream(batch.indices()).asLongStream().toArray());
    }

    @Override
    public void close() {
        manager.close();
    }
}
