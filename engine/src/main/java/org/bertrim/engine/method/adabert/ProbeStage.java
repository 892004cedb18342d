package org.bertrim.engine.method.adabert;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bertrim.engine.event.Event;
import org.bertrim.engine.format.Checkpoint;
import org.bertrim.engine.format.Json;
import org.bertrim.engine.format.StoredTensor;
import org.bertrim.engine.kernel.Value;
import org.bertrim.engine.method.MethodContext;
import org.bertrim.engine.model.BertConfig;
import org.bertrim.engine.task.Batch;
import org.bertrim.engine.task.Batches;
import org.bertrim.engine.task.Metrics;
import org.bertrim.engine.task.TaskKind;
import org.bertrim.engine.task.TokenRows;
import org.bertrim.engine.training.AdamW;
import org.bertrim.engine.training.Course;
import org.bertrim.engine.training.Preparation;
import org.bertrim.engine.training.RunPort;
import org.bertrim.engine.training.Seeds;
import org.bertrim.engine.training.StageLoop;
import org.bertrim.engine.training.TrainingBatch;
import org.jspecify.annotations.Nullable;

/**
 * Stage {@code probe}: a linear classifier on each layer of the frozen teacher, trained by the labels. It sees the layer's first token,
 * or what the teacher's own pooler makes of it; on the embedding layer, where that token is the same in every row, the mean token.
 */
final class ProbeStage {

    static final String STAGE = "probe";
    /** Where the memo keeps the scores. */
    static final String SCORES = "probes";

    private static final int ROWS_PER_BATCH = 64;

    private final MethodContext context;
    private final RunPort port;
    private final AdabertSettings.ProbeStage settings;
    private final boolean regression;

    ProbeStage(MethodContext context, AdabertSettings.ProbeStage settings) {
        this.context = context;
        this.port = context.port();
        this.settings = settings;
        this.regression = context.data().info().kind() == TaskKind.REGRESSION;
    }

    /** The probes' weights, trained now or found; their scores are in the memo as the results show them. */
    Map<String, StoredTensor> run(Teaching teaching, BertConfig teacher) {
        if (port.finished(STAGE)) {
            return port.kept(STAGE);
        }
        Course course = new Course(
                STAGE,
                settings.epochs(),
                settings.over(context.training()),
                (step, steps) -> settings.learningRate());
        Map<String, StoredTensor> start = ProbeModel.initial(teacher, Seeds.of(port.seed(), STAGE, 0, 0));
        try (ProbeModel probes = new ProbeModel(context.compute().manager(), start);
                AdamW optimizer = new AdamW(probes, context.compute().manager(), 0);
                Seen seen = new Seen(teaching, probes)) {
            long steps = new StageLoop(port, context.compute(), context.data())
                    .run(course, probes, optimizer, seen, step -> -meanLoss(score(step, probes, seen.selection())));
            List<Event.Probe> scores = score(steps, probes, seen.selection());
            port.memo().set(SCORES, Json.mapper().valueToTree(scores));
            Map<String, StoredTensor> weights = probes.store();
            port.keep(STAGE, weights);
            port.end(STAGE, steps);
            port.save(new Checkpoint(STAGE, steps, true, port.memo().deepCopy(), weights, Map.of()));
            return weights;
        }
    }

    /** The passes, on what the teacher's layers show of each row. */
    private final class Seen implements StageLoop.Passes, AutoCloseable {
        private final Teaching teaching;
        private final ProbeModel probes;
        private @Nullable RowAnswers train;
        private @Nullable RowAnswers selection;

        Seen(Teaching teaching, ProbeModel probes) {
            this.teaching = teaching;
            this.probes = probes;
        }

        @Override
        public void prepare(Preparation preparation) {
            preparation.expect((long) context.data().train().size() + context.data().selection().size());
            train = teaching.features(context.data().train(), preparation);
            selection = teaching.features(context.data().selection(), preparation);
        }

        RowAnswers selection() {
            return Objects.requireNonNull(selection);
        }

        @Override
        public Map<String, Double> run(long step, TrainingBatch batch, Value gradients) {
            try (Value features = Objects.requireNonNull(train).of(batch.rows())) {
                return Map.of("loss", probes.learn(features, batch.labels(), regression, gradients, batch.manager()));
            }
        }

        @Override
        public void close() {
            if (train != null) {
                train.close();
            }
            if (selection != null) {
                selection.close();
            }
        }
    }

    private static double meanLoss(List<Event.Probe> probes) {
        return probes.stream().mapToDouble(Event.Probe::crossEntropy).average().orElseThrow();
    }

    /** Scores every probe on the rows that select, and reports it. */
    private List<Event.Probe> score(long step, ProbeModel probes, RowAnswers features) {
        TokenRows rows = context.data().selection();
        int outputs = context.data().info().outputs();
        int layers = Math.toIntExact(probes.parameters().values().iterator().next().getShape().get(0));
        float[][] logits = new float[layers][rows.size() * outputs];
        for (int[] indices : Batches.sequential(rows, ROWS_PER_BATCH)) {
            port.obey(STAGE, step);
            Batch batch = Batches.of(rows, indices, context.data().paddingId());
            try (Value seen = features.of(batch);
                    Value answer = probes.logits(seen)) {
                float[] values = answer.floats(context.compute().manager());
                for (int row = 0; row < batch.rows(); row++) {
                    for (int j = 0; j < layers; j++) {
                        System.arraycopy(
                                values, (row * layers + j) * outputs, logits[j], batch.indices()[row] * outputs, outputs);
                    }
                }
            }
        }
        List<Event.Probe> scored = new ArrayList<>();
        for (int j = 0; j < layers; j++) {
            scored.add(new Event.Probe(
                    j,
                    LabelLoss.of(logits[j], rows.labels(), outputs, regression),
                    Metrics.score(context.data().info(), logits[j], rows.labels())));
        }
        port.events().emit(new Event.ProbesScored(STAGE, step, scored));
        return scored;
    }
}
