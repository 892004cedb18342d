package org.bertrim.engine.method.dynabert;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.bertrim.engine.event.Event;
import org.bertrim.engine.format.Checkpoint;
import org.bertrim.engine.format.Json;
import org.bertrim.engine.format.StoredTensor;
import org.bertrim.engine.method.MethodContext;
import org.bertrim.engine.method.MethodResults;
import org.bertrim.engine.method.MethodResults.Check;
import org.bertrim.engine.model.BertConfig;
import org.bertrim.engine.model.BertModel;
import org.bertrim.engine.model.ModelShape;
import org.bertrim.engine.model.Network;
import org.bertrim.engine.model.Slicer;
import org.bertrim.engine.model.Subnetwork;
import org.bertrim.engine.training.FineTunedTeacher;
import org.bertrim.engine.training.RunPort;
import org.bertrim.engine.training.StageLoop;
import org.bertrim.engine.training.StageSettings;
import org.bertrim.engine.training.TrainingData;

/** One super-network through all of its stages. */
final class SuperNetworkRun {

    private static final String REWIRING = "rewiring";

    private final Plan plan;
    private final DynabertSettings settings;
    private final MethodContext context;
    private final RunPort port;
    private final GridScores scores;

    SuperNetworkRun(DynabertSettings settings, MethodContext context) {
        this.plan = new Plan(settings);
        this.settings = settings;
        this.context = context;
        this.port = context.port();
        this.scores = new GridScores(context);
    }

    MethodResults run() {
        FineTunedTeacher teacher = context.fineTuned();
        Map<String, StoredTensor> weights = teacher.weights();
        if (plan.rewires()) {
            weights = importance(teacher);
        }
        for (Plan.Stage stage : plan.distilling()) {
            weights = distil(stage, teacher, weights);
        }
        StageSettings last = settings.stages().finalTuning();
        if (last.epochs() > 0) {
            weights = finalTuning(last, teacher.config(), weights);
        }
        return measure(teacher, weights);
    }

    /** Stage {@code importance}: the teacher with its heads and neurons sorted. */
    private Map<String, StoredTensor> importance(FineTunedTeacher teacher) {
        if (port.finished(Plan.IMPORTANCE)) {
            return port.finishedWeights(Plan.IMPORTANCE).orElse(teacher.weights());
        }
        port.begin(Plan.IMPORTANCE, 0, 0);
        BertConfig config = teacher.config();
        try (BertModel model =
                new BertModel(context.compute().manager(), config, teacher.weights(), context.compute().precision())) {
            Importance importance = Importance.of(
                    model,
                    context.data().selection(),
                    context.data().info(),
                    context.data().paddingId(),
                    context.compute().manager());
            port.events().emit(new Event.ImportanceComputed(
                    Plan.IMPORTANCE, importance.examples(), importance.heads(), importance.neurons()));
            Map<String, StoredTensor> rewired =
                    Slicer.reorder(config, teacher.weights(), importance.headOrder(), importance.neuronOrder());
            List<Check> checks = new Rewiring(context, teacher).checks(rewired, importance.headOrder(), importance.neuronOrder());
            MethodResults.requirePassed(checks);
            port.memo().set(REWIRING, Json.mapper().valueToTree(checks));
            save(Plan.IMPORTANCE, 0, rewired);
            return rewired;
        }
    }

    private Map<String, StoredTensor> distil(Plan.Stage stage, FineTunedTeacher teacher, Map<String, StoredTensor> start) {
        if (port.finished(stage.id())) {
            return port.finishedWeights(stage.id()).orElse(start);
        }
        String keptTeacher = "before-" + stage.id();
        boolean resumed = port.resumePoint(stage.id()).isPresent();
        boolean ownTeacher = plan.distils() && stage.ownTeacher();
        if (ownTeacher && !resumed) {
            port.keep(keptTeacher, start);
        }
        Map<String, StoredTensor> teaching =
                !ownTeacher ? teacher.weights() : resumed ? port.kept(keptTeacher) : start;
        TrainingData data = context.data().augmented();
        ModelShape shape = context.teacher().shape();
        List<Passes.Pupil> pupils = plan.pupils(stage, shape);
        List<Subnetwork> students = pupils.stream().map(Passes.Pupil::student).toList();
        try (BertModel model = model(teacher.config(), start)) {
            long steps;
            if (plan.distils()) {
                try (BertModel teachingModel = model(teacher.config(), teaching)) {
                    steps = loop(stage.id(), data, stage.settings().stage(), model, students, Passes.distillation(
                            stage.id(), port.seed(), model, teachingModel, pupils, settings.layerRule(), stage.settings(),
                            context.training()));
                }
            } else {
                steps = loop(stage.id(), data, stage.settings().stage(), model, students, labels(
                        stage.id(), stage.settings().stage(), model, students));
            }
            return finish(stage.id(), steps, model, students);
        }
    }

    /** Final fine-tuning learns from the original rows, as in the released code. */
    private Map<String, StoredTensor> finalTuning(
            StageSettings stage, BertConfig config, Map<String, StoredTensor> start) {
        if (port.finished(Plan.FINAL)) {
            return port.finishedWeights(Plan.FINAL).orElse(start);
        }
        List<Subnetwork> students = plan.grid(context.teacher().shape());
        try (BertModel model = model(config, start)) {
            long steps = loop(Plan.FINAL, context.data(), stage, model, students, labels(Plan.FINAL, stage, model, students));
            return finish(Plan.FINAL, steps, model, students);
        }
    }

    private StageLoop.Passes labels(String id, StageSettings stage, BertModel model, List<Subnetwork> students) {
        Map<Subnetwork, Network> networks = students.stream()
                .collect(Collectors.toMap(student -> student, Network::of, (a, b) -> a, LinkedHashMap::new));
        return Passes.labels(id, port.seed(), model, students, networks, stage.over(context.training()).dropout());
    }

    private long loop(
            String id,
            TrainingData data,
            StageSettings stage,
            BertModel model,
            List<Subnetwork> students,
            StageLoop.Passes passes) {
        return new StageLoop(port, context.compute(), data)
                .run(id, stage, context.training(), model, passes, step -> scores.select(id, step, model, students));
    }

    /** Shows the stage's networks on dev, for the live display only, and closes the stage. */
    private Map<String, StoredTensor> finish(String id, long steps, BertModel model, List<Subnetwork> students) {
        scores.changed();
        for (Subnetwork student : students) {
            scores.dev(id, steps, model, Network.of(student), student);
        }
        Map<String, StoredTensor> weights = model.store();
        save(id, steps, weights);
        return weights;
    }

    private MethodResults measure(FineTunedTeacher teacher, Map<String, StoredTensor> weights) {
        port.begin(Plan.MEASURE, 0, 0);
        GridResults results = new GridResults(context);
        results.teacher(teacher);
        try (BertModel model = model(teacher.config(), weights);
                BertModel exact = GridResults.exact(context, model)) {
            for (Subnetwork subnetwork : plan.grid(context.teacher().shape())) {
                Network network = Network.of(subnetwork);
                Map<String, Map<String, Double>> dev = scores.devAgain(Plan.MEASURE, model, network, subnetwork);
                results.subnetwork(subnetwork, model, exact, weights, network, dev);
            }
        }
        if (plan.rewires()) {
            for (JsonNode check : port.memo().withArray("/" + REWIRING)) {
                results.check(Json.mapper().convertValue(check, Check.class));
            }
        }
        context.models().write("teacher", teacher.config(), teacher.weights(), settings.layerRule());
        context.models().write("super-network", teacher.config(), weights, settings.layerRule());
        port.end(Plan.MEASURE, 0);
        return results.finish();
    }

    private BertModel model(BertConfig config, Map<String, StoredTensor> weights) {
        return new BertModel(
                context.compute().manager(), config, weights, context.compute().precision());
    }

    /** Closes a stage. */
    private void save(String stage, long steps, Map<String, StoredTensor> weights) {
        port.end(stage, steps);
        port.save(new Checkpoint(stage, steps, true, port.memo().deepCopy(), weights, Map.of()));
    }
}
