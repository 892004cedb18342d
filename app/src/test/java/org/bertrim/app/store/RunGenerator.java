package org.bertrim.app.store;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.bertrim.engine.event.Event;
import org.bertrim.engine.format.Json;

/**
 * Writes run folders as the engine writes them, without training anything: the same ones from the same number. Its numbers are made
 * up and serve tests and measurements of lists only.
 */
public final class RunGenerator {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);
    private static final Instant FIRST = Instant.parse("2026-03-02T08:00:00Z");
    private static final List<String> STAGES = List.of("fine-tune", "importance", "width", "depth", "final", "measure");
    private static final List<String> TASKS =
            List.of("sample:reviews", "sample:pairs", "glue:/data/glue/SST-2", "glue:/data/glue/RTE", "glue:/data/glue/MRPC");
    private static final List<String> TEACHERS = List.of("builtin:e5-small-v2", "hub:google-bert/bert-base-uncased");
    private static final List<String> METHODS = List.of("dynabert", "dynabert", "dynabert", "finetune", "adabert");

    private final Random random;
    private final int metrics;

    private RunGenerator(long seed, int metrics) {
        this.random = new Random(seed);
        this.metrics = metrics;
    }

    /** Arguments: workspace, number of runs, numbers in the results of each. */
    public static void main(String[] arguments) throws IOException {
        write(Path.of(arguments[0]), Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
    }

    /** Writes so many runs; of twenty, sixteen are finished, and one each is stopped, failed, interrupted and damaged. */
    public static void write(Path workspace, int runs, int metrics) throws IOException {
        RunGenerator generator = new RunGenerator(1, metrics);
        for (int number = 0; number < runs; number++) {
            generator.run(workspace, number);
        }
    }

    private void run(Path workspace, int number) throws IOException {
        String method = METHODS.get(random.nextInt(METHODS.size()));
        String task = TASKS.get(random.nextInt(TASKS.size()));
        String teacher = TEACHERS.get(random.nextInt(TEACHERS.size()));
        String what = task.substring(task.lastIndexOf(task.contains("/") ? '/' : ':') + 1);
        String name = method + " on " + what + (number % 3 == 0 ? ", narrow" : "");
        long seed = 42 + number % 5;
        Instant start = FIRST.plusSeconds(number * 7_200L + random.nextInt(3_000));
        String id = TIME.format(start) + "-" + name.toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z0-9]+", "-") + "-s" + seed;
        Path folder = Files.createDirectories(workspace.resolve("runs").resolve(id));
        for (String child : List.of("control", "checkpoints", "models")) {
            Files.createDirectories(folder.resolve(child));
        }
        int kind = number % 20;
        ObjectNode experiment = Json.mapper().createObjectNode().put("schema", 1).put("name", name);
        experiment.putObject("teacher").put("source", teacher);
        experiment.putObject("task").put("source", task);
        experiment.putObject("method").put("type", method);
        experiment.putArray("seeds").add(seed);
        experiment.put("device", "cpu").put("precision", "bfloat16").put("threads", 2);
        Files.writeString(folder.resolve("experiment.json"), kind == 19 ? "{\"schema\":" : Json.pretty(experiment));
        double score = 0.6 + 0.35 * random.nextDouble();
        boolean finished = kind < 16;
        events(folder, id, method, what, teacher, seed, start, score, kind);
        if (finished) {
            Files.writeString(folder.resolve("results.json"), Json.pretty(results(method, what, score)));
        }
        Files.createFile(folder.resolve("worker.lock"));
    }

    private void events(
            Path folder, String id, String method, String task, String teacher, long seed, Instant start, double score, int kind)
            throws IOException {
        StringBuilder lines = new StringBuilder();
        long[] seq = {0};
        double[] at = {0};
        java.util.function.Consumer<Event> emit = event -> {
            at[0] += 0.2 + random.nextDouble();
            String time = start.plusMillis((long) (1000 * at[0])).toString();
            lines.append("{\"seq\":").append(++seq[0]).append(",\"time\":\"").append(time).append("\",");
            lines.append(Json.line(event).substring(1)).append('\n');
        };
        emit.accept(new Event.RunStarted(id, method, task, teacher, seed, STAGES));
        int stages = kind < 16 ? STAGES.size() : 2 + random.nextInt(3);
        for (int i = 0; i < stages; i++) {
            String stage = STAGES.get(i);
            int steps = List.of("importance", "measure").contains(stage) ? 0 : 57;
            emit.accept(new Event.StageStarted(stage, steps, steps));
            for (int step = 1; step <= steps; step++) {
                Map<String, Double> values = new LinkedHashMap<>();
                values.put("loss", random.nextDouble() / step);
                values.put("learningRate", 2e-5);
                emit.accept(new Event.Scalars(stage, step, step / 57.0, values));
                emit.accept(new Event.Progress(stage, step, steps, Map.of("secondsLeft", 0.4 * (steps - step))));
            }
            emit.accept(new Event.StageFinished(stage, steps, Map.of("seconds", 30.0)));
            if (i == 0) {
                emit.accept(new Event.Evaluated(stage, 0, "teacher", "dev", 1000, Map.of("accuracy", score + 0.01)));
            } else if (steps > 0) {
                emit.accept(new Event.SubnetworkEvaluated(
                        stage, 0, 1.0, 1.0, "dev", 1000, Map.of("accuracy", score - (STAGES.size() - 2 - i) * 0.01)));
            }
        }
        if (kind < 16) {
            emit.accept(new Event.RunFinished(Map.of("seconds", at[0])));
        } else if (kind == 16) {
            emit.accept(new Event.RunStopped("width", 57));
        } else if (kind == 17) {
            emit.accept(new Event.RunFailed(
                    "The run ran out of memory",
                    "the system refused another 1.2 GB",
                    "Close other programs and resume the run, or start it again with a smaller batch or shorter texts."));
        }
        Files.writeString(folder.resolve("events.jsonl"), lines);
    }

    private ObjectNode results(String method, String task, double score) {
        ObjectNode results = Json.mapper().createObjectNode();
        results.put("schema", 1).put("method", method).put("task", task).put("metric", "accuracy");
        model(results.putObject("teacher"), score + 0.01, 33_360_770, 21);
        ArrayNode subnetworks = results.putArray("subnetworks");
        for (int i = 0; i * 8 < metrics; i++) {
            ObjectNode node = subnetworks.addObject();
            double width = List.of(1.0, 0.75, 0.5, 0.25).get(i % 4);
            double depth = List.of(1.0, 0.75, 0.5).get(i / 4 % 3);
            node.put("width", width).put("depth", depth);
            model(node, score - 0.05 * (2 - width - depth), (long) (11e6 + 22e6 * width * depth), 4 + 17 * width * depth);
        }
        return results;
    }

    private void model(ObjectNode node, double score, long parameters, double millis) {
        node.put("score", score).put("parameters", parameters).put("sizeBytes", 4 * parameters);
        ObjectNode latency = node.putObject("measured").putObject("latency");
        latency.put("medianMillis", millis).put("p95Millis", 1.1 * millis).put("tokens", 128);
    }
}
