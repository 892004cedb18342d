package org.bertrim.engine.training;

import ai.djl.ndarray.NDManager;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntConsumer;
import org.bertrim.engine.model.BertModel;
import org.bertrim.engine.model.Classifier;
import org.bertrim.engine.model.Head;
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
        return Metrics.score(info, logits(classifier, rows), rows);
    }

    /** The first metric's value. */
    public static double first(Map<String, Double> scores) {
        return scores.values().iterator().next();
    }

    /** As the other of the same name. */
    public float[] logits(BertModel model, Network network, TokenRows rows) {
        return logits(model.as(network), rows);
    }

    /**
     * Logits of each row in their order, one row after the other: a number for each class, or of a span head one for each of the row's tokens
     * where an answer may start, and then one for each where it may end.
     */
    public float[] logits(Classifier classifier, TokenRows rows) {
        return logits(classifier, rows, answered -> {});
    }

    /**
     * The same for somebody who waits.
     *
     * @param watch told after each batch how many rows it had; what it throws ends the work
     */
    float[] logits(Classifier classifier, TokenRows rows, IntConsumer watch) {
        boolean spans = classifier.head() == Head.SPAN;
        int[] places = new int[rows.size() + 1];
        for (int row = 0; row < rows.size(); row++) {
            int count = spans ? 2 * rows.length(row) : classifier.outputs();
            places[row + 1] = Math.addExact(places[row], count);
        }
        float[] logits = new float[places[rows.size()]];
        for (int[] indices : Batches.sequential(rows, ROWS_PER_BATCH)) {
            Batch batch = Batches.of(rows, indices, paddingId);
            float[] values = classifier.logits(
                    manager, batch.rows(), batch.tokens(), batch.ids(), batch.types(), batch.mask());
            for (int row = 0; row < batch.rows(); row++) {
                int place = places[indices[row]];
                if (spans) {
                    int length = rows.length(indices[row]);
                    int ends = (batch.rows() + row) * batch.tokens();
                    System.arraycopy(values, row * batch.tokens(), logits, place, length);
                    System.arraycopy(values, ends, logits, place + length, length);
                } else {
                    System.arraycopy(values, row * classifier.outputs(), logits, place, classifier.outputs());
                }
            }
            watch.accept(batch.rows());
        }
        return logits;
    }

    /** A batch on the device. */
    public static Inputs inputs(NDManager manager, Batch batch) {
        return Inputs.of(manager, batch.rows(), batch.tokens(), batch.ids(), batch.types(), batch.mask());
    }
}
