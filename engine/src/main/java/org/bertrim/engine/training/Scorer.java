package org.bertrim.engine.training;

import ai.djl.ndarray.NDManager;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bertrim.engine.model.BertModel;
import org.bertrim.engine.model.Classifier;
import org.bertrim.engine.model.Inputs;
import org.bertrim.engine.model.Network;
import org.bertrim.engine.task.Batch;
import org.bertrim.engine.task.Batches;
import org.bertrim.engine.task.Metrics;
import org.bertrim.engine.task.TaskInfo;
import org.bertrim.engine.task.TokenRows;

/** Scores networks on rows, in evaluation mode. */
public final class Scorer {

    private static final int ROWS_PER_BATCH = 64;

    private final NDManager manager;
    private final TaskInfo info;
    private final int paddingId;

    /** A scorer of one task. */
    public Scorer(NDManager manager, TaskInfo info, int paddingId) {
        this.manager = manager;
        this.info = info;
        this.paddingId = paddingId;
    }

    /** Metric name to value, the task's first metric first. */
    public LinkedHashMap<String, Double> score(BertModel model, Network network, TokenRows rows) {
        return score(model.as(network), rows);
    }

    /** Metric name to value, the task's first metric first. */
    public LinkedHashMap<String, Double> score(Classifier classifier, TokenRows rows) {
        return Metrics.score(info, logits(classifier, rows), rows.labels());
    }

    /** The first metric's value. */
    public static double first(Map<String, Double> scores) {
        return scores.values().iterator().next();
    }

    /** Logits (rows, outputs), row major, in the order of the rows. */
    public float[] logits(BertModel model, Network network, TokenRows rows) {
        return logits(model.as(network), rows);
    }

    /** Logits (rows, outputs), row major, in the order of the rows. */
    public float[] logits(Classifier classifier, TokenRows rows) {
        int outputs = classifier.outputs();
        float[] logits = new float[rows.size() * outputs];
        for (int[] indices : Batches.sequential(rows, ROWS_PER_BATCH)) {
            Batch batch = Batches.of(rows, indices, paddingId);
            float[] values = classifier.logits(
                    manager, batch.rows(), batch.tokens(), batch.ids(), batch.types(), batch.mask());
            for (int row = 0; row < batch.rows(); row++) {
                System.arraycopy(values, row * outputs, logits, batch.indices()[row] * outputs, outputs);
            }
        }
        return logits;
    }

    /** A batch on the device. */
    public static Inputs inputs(NDManager manager, Batch batch) {
        return Inputs.of(manager, batch.rows(), batch.tokens(), batch.ids(), batch.types(), batch.mask());
    }
}
