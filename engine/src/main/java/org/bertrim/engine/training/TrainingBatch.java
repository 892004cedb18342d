package org.bertrim.engine.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
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
    private final Objective objective;

    /** Copies a batch to the device. */
    public TrainingBatch(NDManager parent, Batch batch, TaskKind kind) {
        this.manager = parent.newSubManager();
        this.batch = batch;
        this.objective = Objective.of(kind);
        this.labels = objective.labels(manager, batch);
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

    /** Class indices (B), int64, or values (B), float32, or positions of starts and then of ends (2B), int64. */
    public NDArray labels() {
        return labels;
    }

    /** Manager of this batch's life time. */
    public NDManager manager() {
        return manager;
    }

    /** Cross entropy with the labels, of spans the mean of that of starts and ends, or squared error for regression: mean over the batch. */
    public Value labelLoss(Value logits) {
        return objective.labelLoss(logits, labels);
    }

    /** Soft cross entropy with the teacher's outputs, of spans at the same positions, or their squared difference for regression. */
    public Value distillationLoss(Value student, Value teacher) {
        return objective.distillationLoss(student, teacher);
    }

    @Override
    public void close() {
        if (inputs != null) {
            inputs.close();
        }
        manager.close();
    }
}
