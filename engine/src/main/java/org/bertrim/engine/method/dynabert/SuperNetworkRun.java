package org.bertrim.engine.method.dynabert;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.bertrim.engine.event.Event;
import org.bertrim.engine.format.Checkpoint;
import org.bertrim.engine.format.Json;
import org.bertrim.engine.format.StoredTensor;
import org.bertrim.engine.kernel.Precision;
import org.bertrim.engine.method.MethodContext;
import org.bertrim.engine.method.MethodResults;
import org.bertrim.engine.method.MethodResults.Check;
import org.bertrim.engine.method.NetworkMeasures;
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

/** One super-network through all of its stages. */
final class SuperNetworkRun {

    private static final double REWIRING_LIMIT = 1e-5;

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
        port.events().emit(new Event.StageStarted(Plan.IMPORTANCE, 0, 0));
        long started = System.nanoTime();
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
            port.memo().put("rewiringDifference", rewiringDifference(teacher, rewired));
            port.events().emit(new Event.StageFinished(Plan.IMPORTANCE, 0, seconds(started)));
            save(Plan.IMPORTANCE, rewired);
            return rewired;
        }
    }

    /** Largest change of the full-width logits by rewiring, float32, relative to the largest logit where that is above 1. */
    private double rewiringDifference(FineTunedTeacher teacher, Map<String, StoredTensor> rewired) {
        NetworkMeasures measures = new NetworkMeasures(context);
        Network full = Network.full(teacher.config());
        try (BertModel before =
                        new BertModel(context.compute().manager(), teacher.config(), teacher.weights(), Precision.FLOAT32);
                BertModel after =
                        new BertModel(context.compute().manager(), teacher.config(), rewired, Precision.FLOAT32)) {
            float[] logits = measures.checkedLogits(before, full);
            double scale = 1;
            for (float logit : logits) {
                scale = Math.max(scale, Math.abs(logit));
            }
            return NetworkMeasures.largestDifference(logits, measures.checkedLogits(after, full)) / scale;
        }
    }

    private Map<String, StoredTensor> distil(Plan.Stage stage, FineTunedTeacher teacher, Map<String, StoredTensor> start) {
        if (port.finished(stage.id())) {
            return port.finishedWeights(stage.id()).orElse(start);
        }
        String keptTeacher = "before-" + stage.id();
        boolean resumed = port.resumePoint(stage.id()).isPresent();
        if (stage.ownTeacher() && !resumed) {
            port.keep(keptTeacher, start);
        }
        Map<String, StoredTensor> teaching =
                !stage.ownTeacher() ? teacher.weights() : resumed ? port.kept(keptTeacher) : start;
        ModelShape shape = context.teacher().shape();
        List<Passes.Pupil> pupils = plan.pupils(stage, shape);
        List<Subnetwork> students = pupils.stream().map(Passes.Pupil::student).toList();
        try (BertModel model = model(teacher.config(), start)) {
            if (plan.distils()) {
                try (BertModel teachingModel = model(teacher.config(), teaching)) {
                    loop(stage.id(), stage.settings().stage(), model, students, Passes.distillation(
                            stage.id(), port.seed(), model, teachingModel, pupils, settings.layerRule(), stage.settings(),
                            context.training()));
                }
            } else {
                loop(stage.id(), stage.settings().stage(), model, students, labels(
                        stage.id(), stage.settings().stage(), model, students));
            }
            return finish(stage.id(), model, students);
        }
    }

    private Map<String, StoredTensor> finalTuning(
            StageSettings stage, BertConfig config, Map<String, StoredTensor> start) {
        if (port.finished(Plan.FINAL)) {
            return port.finishedWeights(Plan.FINAL).orElse(start);
        }
        List<Subnetwork> students = plan.grid(context.teacher().shape());
        try (BertModel model = model(config, start)) {
            loop(Plan.FINAL, stage, model, students, labels(Plan.FINAL, stage, model, students));
            return finish(Plan.FINAL, model, students);
        }
    }

    private StageLoop.Passes labels(String id, StageSettings stage, BertModel model, List<Subnetwork> students) {
        Map<Subnetwork, Network> networks = students.stream()
                .collect(Collectors.toMap(student -> student, Network::of, (a, b) -> a, LinkedHashMap::new));
        return Passes.labels(id, port.seed(), model, students, networks, stage.over(context.training()).dropout());
    }

    private void loop(
            String id, StageSettings stage, BertModel model, List<Subnetwork> students, StageLoop.Passes passes) {
        new StageLoop(port, context.compute(), context.data())
                .run(id, stage, context.training(), model, passes, step -> scores.select(id, step, model, students));
    }

    /** Shows the stage's networks on dev, for the live display only, and closes the stage. */
    private Map<String, StoredTensor> finish(String id, BertModel model, List<Subnetwork> students) {
        for (Subnetwork student : students) {
            scores.dev(id, 0, model, Network.of(student), student);
        }
        Map<String, StoredTensor> weights = model.store();
        save(id, weights);
        return weights;
    }

    private MethodResults measure(FineTunedTeacher teacher, Map<String, StoredTensor> weights) {
        port.events().emit(new Event.StageStarted(Plan.MEASURE, 0, 0));
        long started = System.nanoTime();
        GridResults results = new GridResults(context);
        results.teacher(teacher);
        try (BertModel model = model(teacher.config(), weights);
                BertModel exact = GridResults.exact(context, model)) {
            for (Subnetwork subnetwork : plan.grid(context.teacher().shape())) {
                Network network = Network.of(subnetwork);
                Map<String, Double> dev = scores.dev(Plan.MEASURE, 0, model, network, subnetwork);
                results.subnetwork(subnetwork, model, exact, network, dev);
            }
        }
        if (plan.rewires()) {
            double difference = Json.number(port.memo().get("rewiringDifference"));
            results.check(new Check(
                    "rewiring leaves the full-width function unchanged: largest relative logit difference",
                    difference,
                    REWIRING_LIMIT,
                    difference <= REWIRING_LIMIT));
        }
        context.models().write("teacher", teacher.config(), teacher.weights());
        context.models().write("super-network", teacher.config(), weights);
        port.events().emit(new Event.StageFinished(Plan.MEASURE, 0, seconds(started)));
        return results.finish();
    }

    private BertModel model(BertConfig config, Map<String, StoredTensor> weights) {
        return new BertModel(
                context.compute().manager(), config, weights, context.compute().precision());
    }

    private void save(String stage, Map<String, StoredTensor> weights) {
        ObjectNode memo = port.memo().deepCopy();
        port.save(new Checkpoint(stage, 0, true, memo, weights, Map.of()));
    }

    private static Map<String, Double> seconds(long started) {
        return Map.of("seconds", (System.nanoTime() - started) / 1e9);
    }
}
