package org.bertrim.engine.export;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bertrim.engine.format.DurableFiles;
import org.bertrim.engine.format.EngineException;
import org.bertrim.engine.format.StoredTensor;
import org.bertrim.engine.kernel.Precision;
import org.bertrim.engine.model.OpenNetwork;
import org.bertrim.engine.model.Subnetwork;
import org.bertrim.engine.task.Example;
import org.bertrim.engine.task.Metric;
import org.bertrim.engine.task.TaskInfo;
import org.bertrim.engine.task.TaskKind;
import org.bertrim.engine.task.TextTokenizer;
import org.bertrim.engine.task.TokenRows;
import org.bertrim.engine.training.Scorer;
import org.jspecify.annotations.Nullable;

/** Takes a model out of a run: writes its folder, reads that back and compares before it says done. */
public final class ModelExport {

    /** Largest difference between logits of the original and of the exported model, float32. */
    public static final double LIMIT = 1e-5;

    private static final List<String> SENTENCES = List.of(
            "Yes.",
            "The second half is better than the first, but not by much.",
            "Nobody who read the report could say that the figures were wrong, although several people had tried to for"
                    + " weeks and some of them were still at it when the meeting ended.",
            "a b c d e f g");

    /** Logits do not depend on the task. */
    private static final TaskInfo ANY_TASK =
            new TaskInfo("check", "check", TaskKind.REGRESSION, false, List.of(), List.of(Metric.PEARSON));

    private ModelExport() {}

    /**
     * What was exported.
     *
     * @param model the model as it was read back
     * @param largestDifference largest absolute difference of logits, at most {@link #LIMIT}
     */
    public record Outcome(SavedModel model, double largestDifference) {}

    /**
     * Writes a model, or a sub-network of it, to a folder that is not there yet or empty.
     *
     * @param part the sub-network, null for the whole model
     * @throws EngineException if the folder is in use or cannot be written, or what is read back is not the same model
     */
    public static Outcome write(SavedModel original, @Nullable Subnetwork part, Path target, NDManager manager) {
        requireFree(target);
        SavedModel cut = part == null ? original : original.cut(part);
        cut.folder().write(target.toAbsolutePath());
        SavedModel back = SavedModel.open(target);
        requireSameTensors(cut.folder().weights(), back.folder().weights(), target);
        double difference = difference(logits(original, part, manager), logits(back, null, manager));
        if (!(difference <= LIMIT)) {
            throw new EngineException(
                    "The exported model in " + target + " must not be used",
                    "its logits differ from the original's by " + difference + ", limit " + LIMIT,
                    "Please report this; the run itself is untouched.");
        }
        return new Outcome(back, difference);
    }

    private static void requireFree(Path target) {
        try {
            if (!Files.exists(target)) {
                return;
            }
            if (Files.isDirectory(target)) {
                try (Stream<Path> children = Files.list(target)) {
                    if (children.findAny().isEmpty()) {
                        return;
                    }
                }
            }
        } catch (IOException e) {
            throw DurableFiles.failure("The model could not be exported to " + target, e);
        }
        throw new EngineException(
                "The model could not be exported to " + target,
                "there is something there already",
                "Name a new folder.");
    }

    private static void requireSameTensors(
            Map<String, StoredTensor> written, Map<String, StoredTensor> read, Path target) {
        List<String> wrong = new ArrayList<>();
        written.forEach((name, tensor) -> {
            if (!tensor.equals(read.get(name))) {
                wrong.add(name);
            }
        });
        if (!wrong.isEmpty()) {
            throw new EngineException(
                    "The exported model in " + target + " must not be used",
                    "these tensors were read back differently: " + String.join(", ", wrong),
                    "Check the disk and export again.");
        }
    }

    /** Logits of a few sentences of mixed lengths, padded to one batch. */
    static float[] logits(SavedModel model, @Nullable Subnetwork part, NDManager parent) {
        try (NDManager manager = parent.newSubManager();
                TextTokenizer tokenizer = TextTokenizer.of(model.folder().tokenizerJson());
                OpenNetwork network = model.open(part, manager, Precision.FLOAT32)) {
            List<Example> examples =
                    SENTENCES.stream().map(text -> new Example(text, null, 0)).toList();
            TokenRows rows = tokenizer.encode(examples, model.maxTokens());
            return new Scorer(manager, ANY_TASK, tokenizer.paddingId()).logits(network, rows);
        }
    }

    static double difference(float[] a, float[] b) {
        double largest = a.length == b.length ? 0 : Double.POSITIVE_INFINITY;
        for (int i = 0; i < Math.min(a.length, b.length); i++) {
            double each = Math.abs((double) a[i] - b[i]);
            largest = each > largest || Double.isNaN(each) ? each : largest;
        }
        return largest;
    }
}
