package org.bertrim.engine.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import org.bertrim.engine.kernel.Kernels;
import org.bertrim.engine.kernel.Value;
import org.bertrim.engine.model.Inputs;
import org.bertrim.engine.task.Batch;
import org.bertrim.engine.task.TaskKind;
import org.jspecify.annotations.Nullable;

/** One batch on the device with its labels. */
public final class TrainingBatch implements AutoCloseable {

    private final NDManager manager;
    private final Batch batch;
    private @Nullable Inputs inputs;
    private final NDArray labels;
    private final TaskKind kind;

    /** Copies a batch to the device. */
    public TrainingBatch(NDManager parent, Batch batch, TaskKind kind) {
        this.manager = parent.newSubManager();
        this.batch = batch;
        this.kind = kind;
        if (kind == TaskKind.REGRESSION) {
            labels = manager.create(batch.labels());
        } else {
            long[] classes = new long[batch.labels().length];
            for (int i = 0; i < classes.length; i++) {
                classes[i] = (long) batch.labels()[i];
            }
            labels = manager.create(classes);
        }
    }

    /** Tokens and mask, as an encoder reads them. */
    public Inputs inputs() {
        if (inputs == null) {
            inputs = Scorer.inputs(manager, batch);
        }
        return inputs;
    }

    /** The rows, as they are on this side of the device. */
    public Batch rows() {
        return batch;
    }

    /** Class indices (B), int64, or values (B), float32. */
    public NDArray labels() {
        return labels;
    }

    /** Manager of this batch's life time. */
    public NDManager manager() {
        return manager;
    }

    /** Cross entropy with the labels, or squared error for regression: mean over the batch. */
    public Value labelLoss(Value logits) {
        return kind == TaskKind.REGRESSION ? Kernels.squaredError(logits, labels) : Kernels.crossEntropy(logits, labels);
    }

    /** Soft cross entropy with the teacher's outputs, or their squared difference for regression. */
    public Value distillationLoss(Value student, Value teacher) {
        return kind == TaskKind.REGRESSION
                ? Kernels.squaredLogits(student, teacher)
                : Kernels.softCrossEntropy(student, teacher);
    }

    @Override
    public void close() {
        if (inputs != null) {
            inputs.close();
        }
        manager.close();
    }
}
