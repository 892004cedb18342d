package org.bertrim.engine.method.adabert;

import java.util.LinkedHashMap;
import java.util.Map;
import org.bertrim.engine.event.Event;
import org.bertrim.engine.format.Checkpoint;
import org.bertrim.engine.format.Json;
import org.bertrim.engine.format.StoredTensor;
import org.bertrim.engine.kernel.CellKernels.Norm;
import org.bertrim.engine.kernel.Kernels;
import org.bertrim.engine.kernel.Value;
import org.bertrim.engine.method.MethodContext;
import org.bertrim.engine.model.CellConfig;
import org.bertrim.engine.model.CellInputs;
import org.bertrim.engine.model.CellModel;
import org.bertrim.engine.model.CellPass;
import org.bertrim.engine.model.Classifier;
import org.bertrim.engine.task.Batch;
import org.bertrim.engine.task.TokenRows;
import org.bertrim.engine.training.AdamW;
import org.bertrim.engine.training.Course;
import org.bertrim.engine.training.RunPort;
import org.bertrim.engine.training.Scorer;
import org.bertrim.engine.training.Seeds;
import org.bertrim.engine.training.StageLoop;
import org.bertrim.engine.training.StageSettings;
import org.bertrim.engine.training.TrainingBatch;

/** Stage {@code child}: the small network is fine-tuned by the labels. Where that makes it worse it stays as it was. */
final class ChildStage {

    static final String STAGE = "child";
    /** Where the memo keeps the scores, by dev set and metric. */
    static final String SCORES = "childScores";

    /** Share of the statistics that a batch replaces, as PyTorch's batch norm has it. */
    private static final double MOMENTUM = 0.1;

    private final MethodContext context;
    private final RunPort port;
    private final StageSettings settings;

    ChildStage(MethodContext context, StageSettings settings) {
        this.context = context;
        this.port = context.port();
        this.settings = settings;
    }

    /** The fine-tuned weights, trained now or found; their scores are in the memo. */
    Map<String, StoredTensor> run(CellConfig config, Map<String, StoredTensor> start) {
        if (port.finished(STAGE)) {
            return port.kept(STAGE);
        }
        try (CellModel model = new CellModel(context.compute().manager(), config, start)) {
            Scorer scorer =
                    new Scorer(context.compute().manager(), context.data().info(), context.data().paddingId());
            double before = Scorer.first(scorer.score(model, context.data().selection()));
            Course course = Course.of(STAGE, settings, context.training());
            long steps;
            try (AdamW optimizer =
                    new AdamW(model, context.compute().manager(), course.training().weightDecay())) {
                steps = new StageLoop(port, context.compute(), context.data().augmented())
                        .run(course, model, optimizer, (step, batch, gradients) -> pass(model, step, batch, gradients), step -> {
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
            }
            port.memo().set(SCORES, Json.mapper().valueToTree(score(context, STAGE, steps, model)));
            Map<String, StoredTensor> weights = model.store();
            port.keep(STAGE, weights);
            port.end(STAGE, steps);
            port.save(new Checkpoint(STAGE, steps, true, port.memo().deepCopy(), weights, Map.of()));
            return weights;
        }
    }

    private Map<String, Double> pass(CellModel model, long step, TrainingBatch batch, Value gradients) {
        double dropout = settings.over(context.training()).dropout();
        Batch rows = batch.rows();
        Kernels.seed(Seeds.of(port.seed(), STAGE, step, 0));
        try (CellInputs inputs = CellInputs.of(
                        batch.manager(),
                        rows.rows(),
                        rows.tokens(),
                        rows.ids(),
                        rows.types(),
                        rows.mask(),
                        context.data().info().pair());
                CellPass pass = model.train(inputs, model.whole(), new Norm(true, MOMENTUM), dropout);
                Value logits = pass.logits(0);
                Value loss = batch.labelLoss(logits)) {
            pass.backward(loss, gradients);
            return Map.of("loss", (double) loss.scalar(batch.manager()));
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
