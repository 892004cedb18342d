package org.bertrim.engine.method.adabert;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bertrim.engine.format.StoredTensor;
import org.bertrim.engine.kernel.CellKernels;
import org.bertrim.engine.kernel.CellKernels.Norm;
import org.bertrim.engine.kernel.Kernels;
import org.bertrim.engine.kernel.Value;
import org.bertrim.engine.method.MethodContext;
import org.bertrim.engine.method.adabert.AdabertSettings.Transfer;
import org.bertrim.engine.model.Architecture;
import org.bertrim.engine.model.CellInputs;
import org.bertrim.engine.model.CellModel;
import org.bertrim.engine.model.CellPass;
import org.bertrim.engine.task.Batch;
import org.bertrim.engine.task.TaskKind;
import org.bertrim.engine.training.Preparation;
import org.bertrim.engine.training.Seeds;
import org.bertrim.engine.training.StageLoop;
import org.bertrim.engine.training.TrainingBatch;
import org.jspecify.annotations.Nullable;

/** The passes of one step of the search, for which the teacher is asked beforehand: loss (1 − γ) L_CE + γ L_KD + β L_E of a drawn architecture, or of a given one. */
final class SearchPasses implements StageLoop.Passes, AutoCloseable {

    private static final int DROPOUT = 0;
    private static final int NOISE = 1;
    private static final int OTHER_DROPOUT = 2;
    private static final int OTHER_NOISE = 3;

    /**
     * What one loss came to.
     *
     * @param weights of the probes
     */
    private record Terms(double total, double labels, double logits, double probes, double efficiency, float[] weights) {}

    private final MethodContext context;
    private final AdabertSettings settings;
    private final SearchModel model;
    private final SearchOptimizer optimizer;
    private final TaughtRows taught;
    private final @Nullable TrainingRows others;
    private final CellModel.@Nullable Choice given;
    private final NDManager manager;
    private final NDArray costs;
    private final TransferShares shares;
    private final long perEpoch;
    private final long reportEvery;
    private final boolean regression;
    private final Value none = Value.list(List.of());

    SearchPasses(
            MethodContext context,
            AdabertSettings settings,
            SearchModel model,
            SearchOptimizer optimizer,
            TaughtRows taught,
            @Nullable TrainingRows others,
            @Nullable Architecture given,
            int teacherLayers,
            long perEpoch,
            long steps) {
        this.context = context;
        this.settings = settings;
        this.model = model;
        this.optimizer = optimizer;
        this.taught = taught;
        this.others = others;
        this.given = given == null ? null : model.cells().choice(given);
        this.manager = context.compute().manager().newSubManager();
        this.costs = manager.create(OperationCosts.of(settings.efficiency(), model.candidates()));
        this.shares = new TransferShares(settings.maxDepth(), teacherLayers);
        this.perEpoch = perEpoch;
        this.reportEvery = Math.max(1, steps / 200);
        this.regression = context.data().info().kind() == TaskKind.REGRESSION;
    }

    /** Temperature of the step with this number, from 1. */
    double temperature(long step) {
        return settings.temperature().at((step - 1) / perEpoch);
    }

    /** Whether the pass after this step tells the state that it finds. */
    boolean describes(long step) {
        return step % reportEvery == 0;
    }

    /** The transfer's shares since they were last taken. */
    TransferShares shares() {
        return shares;
    }

    @Override
    public void prepare(Preparation preparation) {
        taught.ask(preparation);
    }

    @Override
    public Map<String, Double> run(long step, TrainingBatch batch, Value gradients) {
        double temperature = temperature(step);
        Terms terms;
        if (given != null) {
            terms = learnWeights(step, batch, given, gradients);
        } else {
            if (describes(step - 1)) {
                context.port().events().emit(model.describe(SearchStage.STAGE, step - 1, temperature));
            }
            terms = others == null ? learnBoth(step, batch, temperature, gradients) : learnApart(step, batch, others, temperature, gradients);
        }
        shares.add(terms.weights());
        Map<String, Double> values = new LinkedHashMap<>();
        values.put("loss", terms.total());
        values.put("labels", terms.labels());
        values.put("logits", terms.logits());
        values.put("probes", terms.probes());
        if (given == null) {
            values.put("efficiency", terms.efficiency());
            values.put("temperature", temperature);
        }
        return values;
    }

    /** Weights and architecture from one batch. */
    private Terms learnBoth(long step, TrainingBatch batch, double temperature, Value gradients) {
        try (Draw draw = new Draw(model, temperature, seed(step, NOISE), batch.manager());
                Value gates = CellKernels.listed(draw.edgeGate());
                CellInputs inputs = inputs(batch.rows(), batch.manager())) {
            Kernels.seed(seed(step, DROPOUT));
            try (CellPass pass = model.cells().search(inputs, draw.choice(), gates, dropout());
                    Value losses = loss(pass, batch, taught.answers(), draw.depthGate(), draw.choice().depth(), draw.edgeGate(), settings.beta());
                    Value total = Kernels.element(losses, 0)) {
                pass.backward(total, draw.leaves(), Draw.FLAGS.length, gradients);
                return terms(losses, batch.manager());
            }
        }
    }

    /** Weights from this batch, the architecture from one of the other rows. */
    private Terms learnApart(
            long step, TrainingBatch batch, TrainingRows otherRows, double temperature, Value gradients) {
        Terms own;
        try (Draw draw = new Draw(model, temperature, seed(step, NOISE), batch.manager())) {
            own = learnWeights(step, batch, draw.choice(), gradients);
        }
        try (TrainingBatch rows = new TrainingBatch(
                        context.compute().manager(), otherRows.batch(step, perEpoch), context.data().info().kind());
                Draw draw = new Draw(model, temperature, seed(step, OTHER_NOISE), rows.manager());
                Value gates = CellKernels.listed(draw.edgeGate());
                CellInputs inputs = inputs(rows.rows(), rows.manager())) {
            Kernels.seed(seed(step, OTHER_DROPOUT));
            try (CellPass pass = model.cells().search(inputs, draw.choice(), gates, dropout());
                    Value losses = loss(
                            pass, rows, taught.otherAnswers(), draw.depthGate(), draw.choice().depth(), draw.edgeGate(), settings.beta());
                    Value total = Kernels.element(losses, 0)) {
                CellKernels.accumulate(total, draw.leaves(), Draw.FLAGS, none, optimizer.architectureGradients());
                double efficiency = terms(losses, rows.manager()).efficiency();
                return new Terms(own.total(), own.labels(), own.logits(), own.probes(), efficiency, own.weights());
            }
        }
    }

    /** Weights alone, for one architecture. */
    private Terms learnWeights(long step, TrainingBatch batch, CellModel.Choice choice, Value gradients) {
        float[] depth = new float[settings.maxDepth()];
        depth[choice.depth() - 1] = 1;
        Kernels.seed(seed(step, DROPOUT));
        try (CellInputs inputs = inputs(batch.rows(), batch.manager());
                CellPass pass = model.cells().train(inputs, choice, Norm.BATCH, dropout());
                Value depthGate = Value.of(batch.manager().create(depth));
                Value edgeGate = Value.of(batch.manager().zeros(model.architecture().get(SearchModel.EDGES).getShape()));
                Value losses = loss(pass, batch, taught.answers(), depthGate, choice.depth(), edgeGate, 0);
                Value total = Kernels.element(losses, 0)) {
            pass.backward(total, gradients);
            return terms(losses, batch.manager());
        }
    }

    private Value loss(
            CellPass pass,
            TrainingBatch batch,
            RowAnswers known,
            Value depthGate,
            int depth,
            Value edgeGate,
            double beta) {
        try (Value answer = known.of(batch.rows())) {
            return CellKernels.searchLoss(
                    pass.logits(),
                    batch.labels(),
                    regression,
                    answer,
                    depthGate,
                    depth,
                    edgeGate,
                    costs,
                    settings.gamma(),
                    beta,
                    settings.transfer() == Transfer.HIERARCHICAL);
        }
    }

    private static Terms terms(Value losses, NDManager scope) {
        double[] values = new double[5];
        for (int i = 0; i < values.length; i++) {
            try (Value each = Kernels.element(losses, i)) {
                values[i] = each.scalar(scope);
            }
        }
        try (Value weights = Kernels.element(losses, values.length)) {
            return new Terms(values[0], values[1], values[2], values[3], values[4], weights.floats(scope));
        }
    }

    private CellInputs inputs(Batch batch, NDManager scope) {
        return CellInputs.of(
                scope,
                batch.rows(),
                batch.tokens(),
                batch.ids(),
                batch.types(),
                batch.mask(),
                context.data().info().pair());
    }

    private double dropout() {
        return settings.stages().search().dropout();
    }

    private long seed(long step, int use) {
        return Seeds.of(context.port().seed(), SearchStage.STAGE, step, use);
    }

    @Override
    public Map<String, StoredTensor> store() {
        return shares.store();
    }

    @Override
    public void load(Map<String, StoredTensor> state) {
        shares.load(state);
    }

    @Override
    public void close() {
        none.close();
        manager.close();
    }
}
