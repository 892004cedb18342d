package org.bertrim.engine.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import org.bertrim.engine.kernel.Kernels;
import org.bertrim.engine.kernel.Value;
import org.bertrim.engine.task.Batch;
import org.bertrim.engine.task.TaskKind;

/**
 * How answers of one kind are learned: the labels as losses read them, the loss by labels, and the loss by what a teacher answers. What is
 * trained and how it is made into rows does not show here, so a method that uses these losses learns every kind.
 */
enum Objective {
    /** Classes: cross entropy with labels (B), soft cross entropy with the teacher's logits (B, C). */
    CLASSES {
        @Override
        NDArray labels(NDManager manager, Batch batch) {
            return manager.create(whole(batch.labels()));
        }

        @Override
        Value labelLoss(Value outputs, NDArray labels) {
            return Kernels.crossEntropy(outputs, labels);
        }

        @Override
        Value distillationLoss(Value student, Value teacher) {
            return Kernels.softCrossEntropy(student, teacher);
        }
    },
    /** Values: squared error against labels (B) and against the teacher's outputs (B, 1). */
    VALUES {
        @Override
        NDArray labels(NDManager manager, Batch batch) {
            return manager.create(batch.labels());
        }

        @Override
        Value labelLoss(Value outputs, NDArray labels) {
            return Kernels.squaredError(outputs, labels);
        }

        @Override
        Value distillationLoss(Value student, Value teacher) {
            return Kernels.squaredLogits(student, teacher);
        }
    },
    /**
     * Spans: logits (2B, S) hold the rows' starts and then their ends, each a choice among the positions, so the losses are those of 2B rows
     * of S classes. Their mean is (L_start + L_end) / 2 (Devlin et al. 2019, released code). Padding has logits of −1e4, which have no share
     * in either softmax.
     */
    SPANS {
        @Override
        NDArray labels(NDManager manager, Batch batch) {
            long[] positions = whole(batch.labels());
            long[] startsThenEnds = new long[positions.length];
            for (int row = 0; row < batch.rows(); row++) {
                startsThenEnds[row] = positions[2 * row];
                startsThenEnds[batch.rows() + row] = positions[2 * row + 1];
            }
            return manager.create(startsThenEnds);
        }

        @Override
        Value labelLoss(Value outputs, NDArray labels) {
            return Kernels.crossEntropy(outputs, labels);
        }

        @Override
        Value distillationLoss(Value student, Value teacher) {
            return Kernels.softCrossEntropy(student, teacher);
        }
    };

    static Objective of(TaskKind kind) {
        return switch (kind) {
            case CLASSIFICATION -> CLASSES;
            case REGRESSION -> VALUES;
            case SPAN -> SPANS;
        };
    }

    /** Labels of a batch on the device: int64 or, for values, float32. */
    abstract NDArray labels(NDManager manager, Batch batch);

    /** Mean loss by the labels. */
    abstract Value labelLoss(Value outputs, NDArray labels);

    /** Mean loss by a teacher's outputs of the same shape. */
    abstract Value distillationLoss(Value student, Value teacher);

    private static long[] whole(float[] labels) {
        long[] classes = new long[labels.length];
        for (int i = 0; i < classes.length; i++) {
            classes[i] = (long) labels[i];
        }
        return classes;
    }
}
