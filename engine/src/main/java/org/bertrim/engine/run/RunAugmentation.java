package org.bertrim.engine.run;

import ai.djl.engine.Engine;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import org.bertrim.engine.event.Event;
import org.bertrim.engine.experiment.Experiment;
import org.bertrim.engine.format.Json;
import org.bertrim.engine.task.Task;
import org.bertrim.engine.task.TextTokenizer;
import org.bertrim.engine.task.WordTokenizer;
import org.bertrim.engine.task.augment.Augmentation;
import org.bertrim.engine.task.augment.AugmentationSettings;
import org.bertrim.engine.task.augment.VariantStore;
import org.bertrim.engine.teacher.AugmentationWords;
import org.bertrim.engine.teacher.Teacher;
import org.bertrim.engine.training.Augmenting;
import org.bertrim.engine.training.Compute;
import org.bertrim.engine.training.RunPort;
import org.bertrim.engine.training.TrainingData;
import org.jspecify.annotations.Nullable;

/**
 * The augmentation of one run; its variants are kept in the workspace, {@code augmented/FINGERPRINT/}.
 *
 * @param data the data, with variants if the experiment wants some
 * @param results what {@code results.json} says about them, null without augmentation
 */
record RunAugmentation(TrainingData data, @Nullable ObjectNode results) {

    private static final String FOLDER = "augmented";

    static RunAugmentation of(
            Experiment experiment,
            Teacher teacher,
            Task task,
            TrainingData data,
            TextTokenizer tokenizer,
            int maxTokens,
            RunPort port,
            Compute compute,
            Path workspace) {
        AugmentationSettings settings = experiment.augmentation();
        if (!settings.active()) {
            return new RunAugmentation(data, null);
        }
        try (WordTokenizer words = WordTokenizer.of(teacher.tokenizerJson());
                AugmentationWords source = AugmentationWords.open(compute.manager(), settings, teacher, words)) {
            Augmentation augmentation = new Augmentation(
                    settings,
                    task.info(),
                    TrainingData.trainingRows(task, port.seed(), experiment.training().protocol()),
                    words,
                    source.candidates(),
                    port.seed(),
                    String.join(
                            " ", Engine.getEngine("PyTorch").getVersion(), compute.device(), Integer.toString(compute.threads())),
                    new VariantStore(workspace.resolve(FOLDER)));
            TrainingData augmented =
                    new Augmenting(port, tokenizer, maxTokens).run(data, augmentation, remark(settings, source));
            ObjectNode results = Json.mapper().createObjectNode();
            results.put("method", settings.method().word());
            results.put("variant", settings.variant().word());
            results.put("words", source.source());
            results.put("draws", settings.draws(task.info()));
            results.put("originalRows", augmented.train().size());
            results.put("addedRows", augmented.variants().size());
            return new RunAugmentation(augmented, results);
        }
    }

    private static Event.@Nullable Warning remark(AugmentationSettings settings, AugmentationWords source) {
        if (!settings.words().equals(AugmentationSettings.AUTO) || !source.source().equals(AugmentationSettings.EMBEDDINGS)) {
            return null;
        }
        return new Event.Warning(
                "augmentation-words",
                "The teacher has no masked language model, so words are replaced by their nearest neighbours in its token embeddings;"
                        + " the published augmentation uses a masked language model and word vectors.",
                "For nearer words set augmentation.words to vectors:FILE, a file in GloVe's text format.");
    }
}
