package org.bertrim.engine.method.adabert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bertrim.engine.format.Json;
import org.bertrim.engine.format.StoredTensor;
import org.bertrim.engine.measure.Costs;
import org.bertrim.engine.measure.Latency;
import org.bertrim.engine.method.MethodContext;
import org.bertrim.engine.method.MethodResults;
import org.bertrim.engine.method.MethodResults.Check;
import org.bertrim.engine.method.NetworkMeasures;
import org.bertrim.engine.model.Architecture;
import org.bertrim.engine.model.BertModel;
import org.bertrim.engine.model.CellConfig;
import org.bertrim.engine.model.CellModel;
import org.bertrim.engine.model.Network;
import org.bertrim.engine.training.FineTunedTeacher;
import org.bertrim.engine.training.RunPort;
import org.jspecify.annotations.Nullable;

/** Teacher, probes, search, child, the matrix of cells and tasks if wanted, measures. */
final class AdabertRun {

    static final String MEASURE = "measure";

    /** Rows of the second latency, as the paper measures. */
    private static final int LARGE_BATCH = 128;

    private final AdabertSettings settings;
    private final MethodContext context;
    private final RunPort port;

    AdabertRun(AdabertSettings settings, MethodContext context) {
        this.settings = settings;
        this.context = context;
        this.port = context.port();
    }

    MethodResults run() {
        settings.crossTasks().forEach(context.around()::check);
        Architecture given = GivenArchitecture.of(settings, context);
        FineTunedTeacher teacher = context.fineTuned();
        Map<String, StoredTensor> searched = searched(settings, context, teacher, given);
        Architecture architecture = found(context);
        CellConfig config = SearchStage.config(settings, context).child(architecture);
        Map<String, StoredTensor> weights = new ChildStage(context, settings).run(config, searched, teacher);
        JsonNode matrix = settings.crossTasks().isEmpty() ? null : new CrossTasks(settings, context).run(teacher);
        return measure(teacher, architecture, config, weights, matrix);
    }

    /** Probes a task's teacher, and searches, or trains the given architecture; returns the small network's weights. */
    static Map<String, StoredTensor> searched(
            AdabertSettings settings, MethodContext context, FineTunedTeacher teacher, @Nullable Architecture given) {
        return context.port().finished(SearchStage.STAGE)
                ? context.port().kept(SearchStage.STAGE)
                : new SearchStage(settings, context).run(teacher, probes(settings, context, teacher), given);
    }

    /** The probes on a task's teacher. */
    static Map<String, StoredTensor> probes(AdabertSettings settings, MethodContext context, FineTunedTeacher teacher) {
        ProbeStage stage = new ProbeStage(context, settings.stages().probe());
        try (Teaching teaching = new Teaching(context, teacher, settings.probeInput())) {
            return stage.run(teaching, teacher.config());
        }
    }

    /** The architecture that a finished search left in the memo. */
    static Architecture found(MethodContext context) {
        return ArchitectureJson.read(context.port().memo().get(SearchStage.ARCHITECTURE));
    }

    private MethodResults measure(
            FineTunedTeacher teacher,
            Architecture architecture,
            CellConfig config,
            Map<String, StoredTensor> weights,
            @Nullable JsonNode matrix) {
        port.begin(MEASURE, 0, 0);
        NetworkMeasures measures = new NetworkMeasures(context);
        ObjectNode content = Json.mapper().createObjectNode();
        List<Check> checks = new ArrayList<>();
        Costs large = Costs.of(teacher.config());
        Costs small = Costs.of(config);
        try (BertModel taught = new BertModel(
                        context.compute().manager(),
                        teacher.config(),
                        teacher.weights(),
                        context.compute().precision());
                CellModel child = new CellModel(context.compute().manager(), config, weights)) {
            Map<String, Map<String, Double>> scores = ChildStage.score(context, MEASURE, 0, child);
            ObjectNode ofTeacher = measures.describe(taught.as(Network.full(teacher.config())), large, teacher.devScores());
            ObjectNode ofChild = measures.describe(child, small, scores);
            port.obey(MEASURE, 0);
            Latency slow = measures.latency(taught, LARGE_BATCH);
            Latency fast = measures.latency(child, LARGE_BATCH);
            latency(ofTeacher, slow);
            latency(ofChild, fast);
            content.set("teacher", ofTeacher);
            content.set("probes", port.memo().get(ProbeStage.SCORES));
            content.set("architecture", port.memo().get(SearchStage.ARCHITECTURE));
            content.set("student", ofChild);
            if (matrix != null) {
                content.set("crossTasks", matrix);
            }
            content.put("sizeRatio", (double) large.parameters() / small.parameters());
            ObjectNode speedUp = content.putObject("measured").putObject("speedUp");
            speedUp.put("batch1", median(ofTeacher) / median(ofChild));
            speedUp.put("batch128", slow.medianMillis() / fast.medianMillis());
            checks.add(Json.mapper().convertValue(port.memo().get(SearchStage.CHECK), Check.class));
            context.models().write("teacher", teacher.config(), teacher.weights(), null);
            context.models().write("student", config, weights, null);
            try (CellModel again = new CellModel(context.compute().manager(), config, child.store())) {
                checks.add(measures.equal("child rebuilt from its weights: largest logit difference", child, again));
            }
        }
        port.end(MEASURE, 0);
        return new MethodResults(content, checks);
    }

    private static void latency(ObjectNode described, Latency large) {
        described.withObject("/measured").set("latencyBatch128", Json.mapper().valueToTree(large));
    }

    private static double median(ObjectNode described) {
        return described.at("/measured/latency/medianMillis").doubleValue();
    }
}
