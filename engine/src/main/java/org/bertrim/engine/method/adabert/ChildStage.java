package org.bertrim.engine.method.adabert;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.bertrim.engine.event.Event;
import org.bertrim.engine.format.Checkpoint;
import org.bertrim.engine.format.Json;
import org.bertrim.engine.format.StoredTensor;
import org.bertrim.engine.method.MethodContext;
import org.bertrim.engine.model.CellConfig;
import org.bertrim.engine.model.CellModel;
import org.bertrim.engine.model.Classifier;
import org.bertrim.engine.task.TokenRows;
import org.bertrim.engine.training.AdamW;
import org.bertrim.engine.training.Course;
import org.bertrim.engine.training.FineTunedTeacher;
import org.bertrim.engine.training.RunPort;
import org.bertrim.engine.training.Scorer;
import org.bertrim.engine.training.StageLoop;

/** Stage {@code child}: the small network is fine-tuned. Where that makes it worse it stays as it was. */
final class ChildStage {

    static final String STAGE = "child";
    /** Where the memo keeps the scores, by dev set and metric. */
    static final String SCORES = "childScores";

    private final MethodContext context;
    private final RunPort port;
    private final AdabertSettings settings;

    ChildStage(MethodContext context, AdabertSettings settings) {
        this.context = context;
        this.port = context.port();
        this.settings = settings;
    }

    /** The fine-tuned weights, trained now or found; their scores are in the memo. */
    Map<String, StoredTensor> run(CellConfig config, Map<String, StoredTensor> start, FineTunedTeacher teacher) {
        if (port.finished(STAGE)) {
            return port.kept(STAGE);
        }
        AdabertSettings.ChildStage own = settings.stages().child();
        try (CellModel model = CellModel.learning(context.compute().manager(), config, start, own.tables());
                ChildPasses passes = new ChildPasses(context, settings, model, teacher)) {
            Scorer scorer =
                    new Scorer(context.compute().manager(), context.data().info(), context.data().paddingId());
            double before = Scorer.first(scorer.score(model, context.data().selection()));
            Course course = Course.of(STAGE, own.common(), context.training());
            long steps;
            try (AdamW optimizer =
                    new AdamW(model, context.compute().manager(), course.training().weightDecay())) {
                steps = new StageLoop(port, context.compute(), context.data().augmented())
                        .run(course, model, optimizer, passes, step -> {
                            LinkedHashMap<String, Double> scores = scorer.score(model, context.data().selection());
                            port.events().emit(new Event.Evaluated(
                                    STAGE,
                                    step,
                                    "student",
                                    context.data().selectionName(),
                                    context.data().selection().size(),
                                    scores));
                            return Scorer.first(scores);
                        });
            }
            double chosen = port.memo().path("selected").path(STAGE).path("score").asDouble(Double.NEGATIVE_INFINITY);
            if (before > chosen) {
                model.load(start);
                port.memo().withObject("/selected/" + STAGE).put("step", 0).put("score", before);
                port.keepBest(start, Map.of("stage", STAGE, "step", "0", "score", Double.toString(before)));
                tell(before, chosen);
            }
            port.memo().set(SCORES, Json.mapper().valueToTree(score(context, STAGE, steps, model)));
            Map<String, StoredTensor> weights = model.store();
            port.keep(STAGE, weights);
            port.end(STAGE, steps);
            port.save(new Checkpoint(STAGE, steps, true, port.memo().deepCopy(), weights, Map.of()));
            return weights;
        }
    }

    /** Says that the fine-tuning came to nothing; of no epochs nothing was expected. */
    private void tell(double before, double best) {
        if (settings.stages().child().epochs() > 0) {
            String why = String.format(
                    Locale.ROOT,
                    "The small network's fine-tuning made it worse on %s (%.1f, before it %.1f), so it stays as the search left it.",
                    context.data().selectionName(),
                    100 * best,
                    100 * before);
            port.events()
                    .emit(new Event.Warning("child-unchanged", why, "Try another stages.child.learningRate or more epochs."));
        }
    }

    /** Scores a network on every dev set, for the display and the results only: by dev set and metric. */
    static Map<String, Map<String, Double>> score(MethodContext context, String stage, long step, Classifier network) {
        Scorer scorer = new Scorer(context.compute().manager(), context.data().info(), context.data().paddingId());
        Map<String, Map<String, Double>> all = new LinkedHashMap<>();
        for (Map.Entry<String, TokenRows> dev : context.data().dev().entrySet()) {
            context.port().obey(stage, step);
            LinkedHashMap<String, Double> scores = scorer.score(network, dev.getValue());
            context.port()
                    .events()
                    .emit(new Event.Evaluated(stage, step, "student", dev.getKey(), dev.getValue().size(), scores));
            all.put(dev.getKey(), scores);
        }
        return all;
    }
}
