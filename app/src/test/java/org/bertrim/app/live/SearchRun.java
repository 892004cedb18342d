package org.bertrim.app.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.bertrim.engine.event.Event;
import org.bertrim.engine.format.Json;
import org.bertrim.engine.run.EventLog;
import org.bertrim.engine.run.RunFolder;

/**
 * The folder of a run that searches an architecture, with made-up events of a fixed seed: logits that drift from noise towards one
 * operation for each edge, a depth that shrinks, losses that fall, probes that know more the deeper they are.
 */
final class SearchRun {

    static final int EPOCHS = 40;
    static final int STEPS_PER_EPOCH = 50;
    static final int STEPS = EPOCHS * STEPS_PER_EPOCH;
    static final List<String> OPERATIONS = List.of(
            "conv3", "conv5", "conv7", "dilated3", "dilated5", "dilated7", "maxPool3", "averagePool3", "skip", "zero");

    private static final String EXPERIMENT =
            """
            {"schema": 1, "name": "Search on sample reviews", "teacher": {"source": "builtin:e5-small-v2"},
             "task": {"source": "sample:reviews"},
             "method": {"type": "anything", "gamma": 0.8, "beta": 4.0, "maxDepth": 8, "nodes": 3},
             "seeds": [42], "device": "cpu", "precision": "bfloat16"}
            """;
    private static final int EVERY = 10;
    private static final int DERIVED = STEPS - 6 * STEPS_PER_EPOCH;

    final RunFolder folder;
    private final EventLog log;
    private final Random random = new Random(3);
    private final int nodes;
    private final double[][] early;
    private final double[][] late;
    private Event.ArchitectureSampled last;
    private Event.ArchitectureSampled derived;
    private int searched;

    SearchRun(Path workspace, int nodes) throws IOException {
        this.nodes = nodes;
        JsonNode experiment = Json.mapper().readTree(EXPERIMENT);
        folder = RunFolder.create(
                workspace, "Search on sample reviews", 42, Instant.parse("2026-01-02T03:04:05Z"), experiment);
        log = EventLog.open(folder.eventsFile());
        int edges = nodes * (nodes + 3) / 2;
        early = new double[edges + 1][];
        late = new double[edges + 1][];
        for (int i = 0; i <= edges; i++) {
            int choices = i == edges ? 8 : OPERATIONS.size();
            early[i] = random.doubles(choices, -0.4, 0.4).toArray();
            late[i] = random.doubles(choices, -1, 1).toArray();
            late[i][random.nextInt(choices)] += 1 + 2.5 * random.nextDouble();
        }
        early[edges][4] += 1.2;
        late[edges] = new double[] {-1.5, 0.8, 3.1, 1.6, 0.4, -0.8, -1.6, -2};
    }

    String id() {
        return folder.id();
    }

    /** Everything before the search. */
    SearchRun prepared() {
        log.emit(new Event.RunStarted(
                id(), "anything", "sample reviews", "builtin:e5-small-v2", 42,
                List.of("fine-tune", "probe", "search", "child", "measure")));
        log.emit(new Event.StageStarted("fine-tune", 60, 20));
        for (int step = 1; step <= 60; step++) {
            scalars("fine-tune", step, step / 20.0, Map.of("loss", 0.7 * Math.exp(-step / 25.0) + noise(0.03)));
        }
        log.emit(new Event.Evaluated("fine-tune", 60, "teacher", "dev", 872, Map.of("accuracy", 0.924)));
        log.emit(new Event.StageFinished("fine-tune", 60, Map.of("seconds", 40.0)));
        log.emit(new Event.StageStarted("probe", 100, 20));
        List<Event.Probe> probes = new ArrayList<>();
        for (int layer = 0; layer <= 12; layer++) {
            double score = 0.66 + 0.25 / (1 + Math.exp(-(layer - 5) / 1.4)) + noise(0.006);
            probes.add(new Event.Probe(layer, 1.02 - score, Map.of("accuracy", score)));
        }
        log.emit(new Event.ProbesScored("probe", 100, probes));
        log.emit(new Event.StageFinished("probe", 100, Map.of("seconds", 12.0)));
        return this;
    }

    /** The search up to a share of its steps, from where it is. */
    SearchRun searched(double share) {
        if (searched == 0) {
            log.emit(new Event.StageStarted("search", STEPS, STEPS_PER_EPOCH));
            sample(0);
        }
        int end = (int) Math.round(share * STEPS);
        for (int step = searched + 1; step <= end; step++) {
            double at = (double) step / STEPS;
            Map<String, Double> values = new LinkedHashMap<>();
            values.put("loss", 2.1 * Math.exp(-2.2 * at) + 0.5 + noise(0.05));
            values.put("labels", 0.7 * Math.exp(-2.4 * at) + 0.12 + noise(0.04));
            values.put("logits", 0.6 * Math.exp(-1.8 * at) + 0.2 + noise(0.03));
            values.put("probes", 0.5 * Math.exp(-1.5 * at) + 0.24 + noise(0.02));
            values.put("efficiency", 0.06 * Math.exp(-1.2 * at) + 0.03 + noise(0.002));
            values.put("temperature", temperature(step));
            values.put("learningRate", 0.02 * (0.5 + 0.5 * Math.cos(Math.PI * at)));
            values.put("gradientNorm", 1.2 + noise(0.4));
            scalars("search", step, (double) step / STEPS_PER_EPOCH, values);
            if (step % EVERY == 0 || step == STEPS) {
                sample(step);
                derived = step == DERIVED ? last : derived;
            }
            if (step % STEPS_PER_EPOCH == 0) {
                transfer(step);
                log.emit(new Event.Progress("search", step, STEPS, Map.of("secondsLeft", (STEPS - step) / 8.0)));
                if (step % (5 * STEPS_PER_EPOCH) == 0) {
                    double score = 0.6 + 0.28 * (1 - Math.exp(-3 * at)) + noise(0.01);
                    log.emit(new Event.Evaluated("search", step, "student", "held-out", 200, Map.of("accuracy", score)));
                }
            }
        }
        searched = end;
        return this;
    }

    /** Derivation, the child and the results. */
    SearchRun finished() throws IOException {
        log.emit(new Event.StageFinished("search", STEPS, Map.of("seconds", 400.0)));
        List<Event.KeptEdge> kept = kept();
        log.emit(new Event.ArchitectureDerived("search", DERIVED, 3, kept));
        log.emit(new Event.StageStarted("child", 60, 20));
        for (int step = 1; step <= 60; step++) {
            scalars("child", step, step / 20.0, Map.of("loss", 0.4 * Math.exp(-step / 30.0) + noise(0.02)));
        }
        log.emit(new Event.Evaluated("child", 60, "student", "dev", 872, Map.of("accuracy", 0.903)));
        log.emit(new Event.StageFinished("child", 60, Map.of("seconds", 20.0)));
        ObjectNode results = (ObjectNode) Json.mapper().readTree(
                """
                {"schema": 1, "method": "anything", "task": "sample reviews", "metric": "accuracy",
                 "teacher": {"score": 0.924, "parameters": 33360000, "sizeBytes": 133000000,
                             "measured": {"latency": {"device": "cpu", "threads": 2, "batch": 1, "tokens": 128,
                                                      "medianMillis": 42.0, "p95Millis": 44.0}}},
                 "student": {"score": 0.903, "parameters": 2240000, "encoderParameters": 410000, "sizeBytes": 8960000,
                             "flops": 61000000, "flopsTokens": 128,
                             "measured": {"latency": {"device": "cpu", "threads": 2, "batch": 1, "tokens": 128,
                                                      "medianMillis": 2.9, "p95Millis": 3.2}}},
                 "architecture": {"depth": 3, "nodes": 3, "short": "K=3 · conv7×3 dilated5×2 skip×1"},
                 "checks": []}
                """);
        Files.writeString(folder.resultsFile(), Json.pretty(results));
        log.emit(new Event.RunFinished(Map.of("seconds", 480.0)));
        return this;
    }

    private List<Event.KeptEdge> kept() {
        List<Event.KeptEdge> kept = new ArrayList<>();
        for (int node = 2; node < nodes + 2; node++) {
            int to = node;
            derived.edges().stream()
                    .filter(edge -> edge.to() == to)
                    .sorted(Comparator.comparingDouble(edge -> -edge.probabilities().subList(0, 9).stream()
                            .mapToDouble(Double::doubleValue)
                            .max()
                            .orElse(0)))
                    .limit(2)
                    .forEach(edge -> {
                        int best = 0;
                        for (int i = 1; i < 9; i++) {
                            best = edge.probabilities().get(i) > edge.probabilities().get(best) ? i : best;
                        }
                        kept.add(new Event.KeptEdge(
                                edge.from(), to, OPERATIONS.get(best), edge.probabilities().get(best)));
                    });
        }
        return kept;
    }

    private static double temperature(int step) {
        return Math.max(0.2, Math.exp(-0.04 * step / STEPS_PER_EPOCH));
    }

    private void sample(int step) {
        double at = (double) step / STEPS;
        List<Event.Edge> edges = new ArrayList<>();
        int index = 0;
        for (int to = 2; to < nodes + 2; to++) {
            for (int from = 0; from < to; from++) {
                edges.add(new Event.Edge(from, to, OPERATIONS, softmax(index++, at)));
            }
        }
        last = new Event.ArchitectureSampled("search", step, temperature(step), softmax(early.length - 1, at), edges);
        log.emit(last);
    }

    private List<Double> softmax(int index, double at) {
        double[] values = new double[early[index].length];
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            double logit = early[index][i] * Math.min(1, 0.2 + 4 * at) * (1 - at) + late[index][i] * at * (0.4 + 0.8 * at);
            values[i] = Math.exp(logit + noise(0.02));
            sum += values[i];
        }
        List<Double> probabilities = new ArrayList<>();
        for (double value : values) {
            probabilities.add(value / sum);
        }
        return probabilities;
    }

    private void transfer(int step) {
        List<double[]> weights = new ArrayList<>();
        double sum = 0;
        double centre = 5 - 2.0 * step / STEPS;
        for (int student = 0; student <= 8; student++) {
            double[] row = new double[13];
            double used = 1 / (1 + Math.exp(2 * (student - centre)));
            for (int teacher = 0; teacher <= 12; teacher++) {
                double wanted = 12.0 * student / Math.max(student, Math.rint(centre));
                row[teacher] = used * Math.exp(-Math.abs(teacher - wanted) * 1.4) * (0.3 + teacher / 12.0);
                sum += row[teacher];
            }
            weights.add(row);
        }
        for (double[] row : weights) {
            for (int i = 0; i < row.length; i++) {
                row[i] /= sum;
            }
        }
        log.emit(new Event.TransferWeighed("search", step, weights));
    }

    private void scalars(String stage, int step, double epoch, Map<String, Double> values) {
        log.emit(new Event.Scalars(stage, step, epoch, values));
    }

    private double noise(double size) {
        return size * (random.nextDouble() - 0.5) * 2;
    }
}
