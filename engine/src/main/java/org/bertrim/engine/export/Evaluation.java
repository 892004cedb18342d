package org.bertrim.engine.export;

import ai.djl.ndarray.NDManager;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bertrim.engine.format.EngineException;
import org.bertrim.engine.format.InvalidInput;
import org.bertrim.engine.kernel.Precision;
import org.bertrim.engine.model.OpenNetwork;
import org.bertrim.engine.model.Subnetwork;
import org.bertrim.engine.model.Head;
import org.bertrim.engine.task.Metrics;
import org.bertrim.engine.task.Task;
import org.bertrim.engine.task.TaskInfo;
import org.bertrim.engine.task.TextTokenizer;
import org.bertrim.engine.task.TokenRows;
import org.bertrim.engine.teacher.TaskHead;
import org.bertrim.engine.training.Scorer;
import org.jspecify.annotations.Nullable;

/** Scores saved models on tasks. */
public final class Evaluation {

    private Evaluation() {}

    /**
     * Scores a part of a model on every dev set of a task.
     *
     * @param part null for the whole model
     * @param precision precision of the encoder's products
     * @return dev set to metric to value, the task's first dev set and metric first
     * @throws EngineException if the model was made for other labels
     */
    public static Map<String, Map<String, Double>> of(
            SavedModel model, @Nullable Subnetwork part, Task task, Precision precision, NDManager parent) {
        check(model, task.info());
        Map<String, Map<String, Double>> scores = new LinkedHashMap<>();
        try (NDManager manager = parent.newSubManager();
                TextTokenizer tokenizer = TextTokenizer.of(model.folder().tokenizerJson());
                OpenNetwork network = model.open(part, manager, precision)) {
            Scorer scorer = new Scorer(manager, task.info(), tokenizer.paddingId());
            task.dev().forEach((name, rows) -> {
                TokenRows tokens = tokenizer.encode(task.info(), rows, model.limits());
                float[] logits = scorer.logits(network, tokens);
                requireFinite(logits);
                scores.put(name, Metrics.score(task.info(), logits, tokens));
            });
        }
        return scores;
    }

    private static void requireFinite(float[] logits) {
        for (float logit : logits) {
            if (!Float.isFinite(logit)) {
                throw new EngineException(
                        "The model could not be scored",
                        "its outputs are not finite numbers, so its weights are damaged",
                        "Export the model again from its run.");
            }
        }
    }

    private static void check(SavedModel model, TaskInfo task) {
        boolean sameLabels = model.labels().isEmpty() || model.labels().equals(task.labels());
        boolean sameHead = model.config().head() == TaskHead.of(task) && model.config().outputs() == task.outputs();
        if (!sameHead || !sameLabels) {
            throw new InvalidInput(
                    "The model could not be scored on " + task.name(),
                    "it answers with " + describe(model) + ", the task expects "
                            + task.predicts(),
                    "Choose the task that the model was trained for.");
        }
    }

    private static String describe(SavedModel model) {
        if (model.config().head() == Head.SPAN) {
            return TaskInfo.predictsSpans(model.labels());
        }
        if (!model.labels().isEmpty()) {
            return String.join(" / ", model.labels());
        }
        return model.config().outputs() == 1 ? "a value" : model.config().outputs() + " classes";
    }
}
