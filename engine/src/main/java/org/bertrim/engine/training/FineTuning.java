package org.bertrim.engine.training;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.bertrim.engine.event.Event;
import org.bertrim.engine.format.Checkpoint;
import org.bertrim.engine.format.EngineException;
import org.bertrim.engine.format.Json;
import org.bertrim.engine.format.StoredTensor;
import org.bertrim.engine.kernel.Kernels;
import org.bertrim.engine.kernel.Value;
import org.bertrim.engine.model.BertConfig;
import org.bertrim.engine.model.BertModel;
import org.bertrim.engine.model.ForwardPass;
import org.bertrim.engine.model.Network;
import org.bertrim.engine.task.TokenRows;
import org.bertrim.engine.teacher.Teacher;

/**
 * Fine-tunes a teacher on its task by the labels (Devlin et al. 2019): stage {@code fine-tune} of every method. The result is kept and
 * used again by its fingerprint.
 */
public final class FineTuning {

    /** Id of the stage. */
    public static final String STAGE = "fine-tune";

    private static final String SCORES = "teacherScores";

    private final RunPort port;
    private final Compute compute;
    private final TrainingData data;
    private final TeacherShelf shelf;

    /** Fine-tuning within one run. */
    public FineTuning(RunPort port, Compute compute, TrainingData data, TeacherShelf shelf) {
        this.port = port;
        this.compute = compute;
        this.data = data;
        this.shelf = shelf;
    }

    /**
     * The fine-tuned teacher, trained now or found on the shelf.
     *
     * @param fingerprint of everything that the result depends on
     */
    public FineTunedTeacher run(
            Teacher teacher, StageSettings settings, TrainingSettings shared, String fingerprint) {
        BertConfig config = teacher.config(data.info());
        ObjectNode memo = port.memo();
        if (port.finished(STAGE)) {
            Map<String, StoredTensor> weights = shelf.find(fingerprint, config)
                    .or(() -> port.finishedWeights(STAGE))
                    .orElseThrow(() -> new EngineException(
                            "The run's fine-tuned teacher is gone",
                            "the run went past its fine-tuning, and the teacher that it kept there was deleted",
                            "Start the experiment again as a new run."));
            return new FineTunedTeacher(config, weights, scores(memo));
        }
        requireHead(teacher, settings);
        Optional<Map<String, StoredTensor>> known =
                port.resumePoint(STAGE).isPresent() ? Optional.empty() : shelf.findOfOthers(fingerprint, config);
        Map<String, StoredTensor> start =
                known.orElseGet(() -> teacher.initialised(data.info(), Seeds.of(port.seed(), STAGE, 0, 0)));
        if (known.isEmpty() && port.resumePoint(STAGE).isEmpty() && teacher.classifiesOtherwise(data.info())) {
            port.events().emit(new Event.Warning(
                    "new-classifier",
                    "The teacher comes with a classifier for " + String.join(", ", teacher.labels()) + "; the task "
                            + data.info().name() + " does not have these classes and begins with a new one",
                    null));
        }
        try (BertModel model = new BertModel(compute.manager(), config, start, compute.precision())) {
            Network full = Network.full(config);
            Scorer scorer = new Scorer(compute.manager(), data.info(), data.paddingId());
            if (known.isPresent()) {
                port.begin(STAGE, 0, 0);
            }
            long steps = known.isPresent() ? 0 : train(model, full, scorer, settings, shared);
            Map<String, StoredTensor> weights = model.store();
            Map<String, Map<String, Double>> scores = scoreDev(model, full, scorer, steps);
            if (settings.epochs() == 0) {
                warnOfChance(scores);
            }
            memo.set(SCORES, Json.mapper().valueToTree(scores));
            if (known.isEmpty()) {
                shelf.put(fingerprint, config, weights);
            }
            port.end(STAGE, steps);
            port.save(new Checkpoint(STAGE, steps, true, memo.deepCopy(), weights, Map.of()));
            return new FineTunedTeacher(config, weights, scores);
        }
    }

    /** A teacher that is not trained must know the answers: a new head answers by chance, and every student would learn that. */
    private void requireHead(Teacher teacher, StageSettings settings) {
        if (settings.epochs() == 0 && !teacher.answers(data.info())) {
            throw new EngineException(
                    "The teacher cannot be used as it is",
                    "it is not to be fine-tuned (teacher.fineTuning.epochs is 0), and it has no head for the task " + data.info().name()
                            + (teacher.labels().isEmpty() ? "" : "; its own classes are " + String.join(", ", teacher.labels())),
                    "Set teacher.fineTuning.epochs to 1 or more, or choose a checkpoint that was fine-tuned for this task.");
        }
    }

    /** Says so where a teacher that is taken as it is has nothing to teach, before any student learns from it. */
    private void warnOfChance(Map<String, Map<String, Double>> scores) {
        Map.Entry<String, TokenRows> dev = data.dev().entrySet().iterator().next();
        ConstantAnswer constant = ConstantAnswer.of(data.info(), data.train().labels());
        double own = Scorer.first(constant.scores(dev.getValue()));
        double score = Scorer.first(scores.get(dev.getKey()));
        if (!ConstantAnswer.beaten(score, own, dev.getValue().examples())) {
            port.events().emit(new Event.Warning(
                    "teacher-by-chance",
                    String.format(
                            Locale.ROOT,
                            "The teacher scores %.1f on %s, not clearly more than %.1f, what always answering %s scores: a student"
                                    + " learns little from it.",
                            100 * score,
                            dev.getKey(),
                            100 * own,
                            constant.name().isEmpty() ? "the same value" : constant.name()),
                    "See that the checkpoint was fine-tuned for this task and language, or set teacher.fineTuning.epochs to 1 or more."));
        }
    }

    private long train(BertModel model, Network full, Scorer scorer, StageSettings settings, TrainingSettings shared) {
        double dropout = settings.over(shared).dropout();
        StageLoop loop = new StageLoop(port, compute, data);
        return loop.run(STAGE, settings, shared, model, (step, batch, gradients) -> {
            Kernels.seed(Seeds.of(port.seed(), STAGE, step, 0));
            try (ForwardPass pass = model.train(full, batch.inputs(), dropout);
                    Value loss = batch.labelLoss(pass.logits())) {
                pass.backward(loss, gradients);
                return Map.of("loss", (double) loss.scalar(batch.manager()));
            }
        }, step -> {
            LinkedHashMap<String, Double> scores = scorer.score(model, full, data.selection());
            port.events().emit(new Event.Evaluated(
                    STAGE, step, "teacher", data.selectionName(), data.selection().examples(), scores));
            return Scorer.first(scores);
        });
    }

    private Map<String, Map<String, Double>> scoreDev(BertModel model, Network full, Scorer scorer, long step) {
        Map<String, Map<String, Double>> all = new LinkedHashMap<>();
        for (Map.Entry<String, TokenRows> dev : data.dev().entrySet()) {
            LinkedHashMap<String, Double> scores = scorer.score(model, full, dev.getValue());
            port.events().emit(new Event.Evaluated(STAGE, step, "teacher", dev.getKey(), dev.getValue().examples(), scores));
            all.put(dev.getKey(), scores);
        }
        return all;
    }

    private static Map<String, Map<String, Double>> scores(ObjectNode memo) {
        Map<String, Map<String, Double>> all = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> split : memo.get(SCORES).properties()) {
            Map<String, Double> scores = new LinkedHashMap<>();
            split.getValue().properties().forEach(score -> scores.put(score.getKey(), Json.number(score.getValue())));
            all.put(split.getKey(), scores);
        }
        return all;
    }
}
