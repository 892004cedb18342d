package org.bertrim.engine.method.dynabert;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bertrim.engine.format.Checkpoint;
import org.bertrim.engine.format.StoredTensor;
import org.bertrim.engine.method.MethodContext;
import org.bertrim.engine.method.MethodResults;
import org.bertrim.engine.model.BertConfig;
import org.bertrim.engine.model.BertModel;
import org.bertrim.engine.model.LayerRule;
import org.bertrim.engine.model.Network;
import org.bertrim.engine.model.Slicer;
import org.bertrim.engine.model.Subnetwork;
import org.bertrim.engine.training.FineTunedTeacher;
import org.bertrim.engine.training.RunPort;
import org.bertrim.engine.training.StageLoop;
import org.bertrim.engine.training.StageSettings;

/**
 * The ablation's first step: every network of the grid is a small model of its own, cut from the fine-tuned teacher without rewiring and
 * trained by the labels, one stage each.
 */
final class SeparateRun {

    private final Plan plan;
    private final LayerRule rule;
    private final MethodContext context;
    private final RunPort port;
    private final GridScores scores;

    SeparateRun(DynabertSettings settings, MethodContext context) {
        this.plan = new Plan(settings);
        this.rule = settings.layerRule();
        this.context = context;
        this.port = context.port();
        this.scores = new GridScores(context);
    }

    MethodResults run() {
        FineTunedTeacher teacher = context.fineTuned();
        List<Subnetwork> grid = plan.grid(context.teacher().shape());
        for (Subnetwork subnetwork : grid) {
            train(subnetwork, teacher);
        }
        port.begin(Plan.MEASURE, 0, 0);
        GridResults results = new GridResults(context);
        results.teacher(teacher);
        for (Subnetwork subnetwork : grid) {
            BertConfig small = teacher.config().of(Network.of(subnetwork));
            Map<String, StoredTensor> weights = port.kept(stage(subnetwork));
            try (BertModel model = new BertModel(
                            context.compute().manager(), small, weights, context.compute().precision());
                    BertModel exact = GridResults.exact(context, model)) {
                Network full = Network.full(small);
                Map<String, Map<String, Double>> dev = scores.dev(Plan.MEASURE, 0, model, full, subnetwork);
                results.subnetwork(subnetwork, model, exact, weights, full, dev);
            }
            context.models().write("separate-" + Passes.name(subnetwork), small, weights, null);
        }
        context.models().write("teacher", teacher.config(), teacher.weights(), rule);
        port.end(Plan.MEASURE, 0);
        return results.finish();
    }

    private void train(Subnetwork subnetwork, FineTunedTeacher teacher) {
        String id = stage(subnetwork);
        if (port.finished(id)) {
            return;
        }
        Network part = Network.of(subnetwork);
        BertConfig small = teacher.config().of(part);
        Map<String, StoredTensor> start = Slicer.extract(teacher.config(), teacher.weights(), part);
        StageSettings settings = plan.separateSettings();
        Network full = Network.full(small);
        try (BertModel model =
                new BertModel(context.compute().manager(), small, start, context.compute().precision())) {
            Map<Subnetwork, Network> networks = new LinkedHashMap<>();
            networks.put(subnetwork, full);
            long steps = new StageLoop(port, context.compute(), context.data().augmented())
                    .run(
                            id,
                            settings,
                            context.training(),
                            model,
                            Passes.labels(
                                    id,
                                    port.seed(),
                                    model,
                                    List.of(subnetwork),
                                    networks,
                                    settings.over(context.training()).dropout()),
                            step -> scores.selectOne(id, step, model, full, subnetwork));
            scores.dev(id, steps, model, full, subnetwork);
            Map<String, StoredTensor> weights = model.store();
            port.keep(id, weights);
            port.end(id, steps);
            port.save(new Checkpoint(id, steps, true, port.memo().deepCopy(), weights, Map.of()));
        }
    }

    private static String stage(Subnetwork subnetwork) {
        return Plan.separateStage(subnetwork.width(), subnetwork.depth());
    }
}
