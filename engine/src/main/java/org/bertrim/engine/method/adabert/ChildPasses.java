package org.bertrim.engine.method.adabert;

import java.util.LinkedHashMap;
import java.util.Map;
import org.bertrim.engine.kernel.CellKernels;
import org.bertrim.engine.kernel.CellKernels.Norm;
import org.bertrim.engine.kernel.Kernels;
import org.bertrim.engine.kernel.Value;
import org.bertrim.engine.method.MethodContext;
import org.bertrim.engine.model.CellInputs;
import org.bertrim.engine.model.CellModel;
import org.bertrim.engine.model.CellPass;
import org.bertrim.engine.task.Batch;
import org.bertrim.engine.task.TaskKind;
import org.bertrim.engine.training.FineTunedTeacher;
import org.bertrim.engine.training.Preparation;
import org.bertrim.engine.training.Seeds;
import org.bertrim.engine.training.StageLoop;
import org.bertrim.engine.training.TrainingBatch;
import org.jspecify.annotations.Nullable;

/**
 * The passes of the small network's fine-tuning: loss (1 − γ) L_CE + γ KL of the teacher's final logits, with the stage's own γ. The
 * teacher is asked only where γ is above 0, and only if the search has not asked it about the same rows.
 */
final class ChildPasses implements StageLoop.Passes, AutoCloseable {

    /** Share of the statistics that a batch replaces, as PyTorch's batch norm has it. */
    private static final double MOMENTUM = 0.1;

    private final MethodContext context;
    private final AdabertSettings settings;
    private final CellModel model;
    private final FineTunedTeacher teacher;
    private final double gamma;
    private final double dropout;
    private @Nullable Teaching teaching;
    private @Nullable RowAnswers answers;

    ChildPasses(MethodContext context, AdabertSettings settings, CellModel model, FineTunedTeacher teacher) {
        this.context = context;
        this.settings = settings;
        this.model = model;
        this.teacher = teacher;
        this.gamma = settings.stages().child().gamma();
        this.dropout = settings.stages().child().common().over(context.training()).dropout();
    }

    @Override
    public void prepare(Preparation preparation) {
        if (gamma == 0) {
            return;
        }
        if (context.port().memo().path(SearchStage.ANSWERS).asBoolean()) {
            answers = RowAnswers.given(
                    context.compute().manager(), context.port().kept(SearchStage.ANSWERS).get(SearchStage.ANSWERS));
            return;
        }
        preparation.expect(context.data().augmented().train().size());
        teaching = new Teaching(context, teacher, settings.probeInput());
        answers = teaching.logits(context.data().augmented().train(), preparation);
        if (answers.kept()) {
            teaching.close();
            teaching = null;
        }
    }

    @Override
    public Map<String, Double> run(long step, TrainingBatch batch, Value gradients) {
        Batch rows = batch.rows();
        Kernels.seed(Seeds.of(context.port().seed(), ChildStage.STAGE, step, 0));
        try (CellInputs inputs = CellInputs.of(
                        batch.manager(),
                        rows.rows(),
                        rows.tokens(),
                        rows.ids(),
                        rows.types(),
                        rows.mask(),
                        context.data().info().pair());
                CellPass pass = model.train(inputs, model.whole(), new Norm(true, MOMENTUM), dropout);
                Value logits = pass.logits(0)) {
            return answers == null
                    ? labels(pass, logits, batch, gradients)
                    : taught(pass, logits, batch, answers, gradients);
        }
    }

    private static Map<String, Double> labels(CellPass pass, Value logits, TrainingBatch batch, Value gradients) {
        try (Value loss = batch.labelLoss(logits)) {
            pass.backward(loss, gradients);
            return Map.of("loss", (double) loss.scalar(batch.manager()));
        }
    }

    private Map<String, Double> taught(
            CellPass pass, Value logits, TrainingBatch batch, RowAnswers known, Value gradients) {
        boolean regression = context.data().info().kind() == TaskKind.REGRESSION;
        try (Value answer = known.of(batch.rows());
                Value losses = CellKernels.taughtLoss(logits, batch.labels(), regression, answer, gamma);
                Value total = Kernels.element(losses, 0);
                Value labels = Kernels.element(losses, 1);
                Value teachers = Kernels.element(losses, 2)) {
            pass.backward(total, gradients);
            Map<String, Double> terms = new LinkedHashMap<>();
            terms.put("loss", (double) total.scalar(batch.manager()));
            terms.put("labels", (double) labels.scalar(batch.manager()));
            terms.put("logits", (double) teachers.scalar(batch.manager()));
            return terms;
        }
    }

    @Override
    public void close() {
        if (answers != null) {
            answers.close();
        }
        if (teaching != null) {
            teaching.close();
        }
    }
}
