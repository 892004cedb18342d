package org.bertrim.app.journey;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bertrim.engine.format.Json;
import org.bertrim.engine.run.RunFolder;
import org.bertrim.engine.run.WorkerLock;

/** The smallest real experiment that has every stage of DynaBERT, and what its run leaves in the workspace. */
final class SmallJourney {

    static final String NAME = "A small journey";

    /** One layer, 64 rows, two widths: eight steps in each of four stages. */
    private static final String EXPERIMENT =
            """
            {
              "schema": 1,
              "name": "A small journey",
              "teacher": {"source": "builtin:e5-small-v2", "layers": 1, "fineTuning": {"epochs": 1, "learningRate": 1e-4}},
              "task": {"source": "sample:reviews", "maxTokens": 32, "trainRows": 64},
              "method": {
                "type": "dynabert", "widths": [1.0, 0.5], "depths": [1.0],
                "stages": {"width": {"epochs": 1}, "depth": {"epochs": 1}, "final": {"epochs": 1}}
              },
              "training": {"batchSize": 8, "warmupShare": 0.1, "dropout": 0.0, "evaluationsPerEpoch": 1},
              "seeds": [42], "device": "cpu", "precision": "float32", "threads": 1
            }
            """;

    /** A search instead of the grid. */
    private static final String SEARCH = """
            {
              "type": "adabert", "maxDepth": 2, "nodes": 2, "width": 16,
              "stages": {"probe": {"epochs": 1}, "search": {"epochs": 3, "batchSize": 8}, "child": {"epochs": 1}}
            }
            """;

    private SmallJourney() {}

    static JsonNode experiment() {
        try {
            return Json.mapper().readTree(EXPERIMENT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode search() {
        try {
            ObjectNode experiment = (ObjectNode) experiment();
            experiment.set("method", Json.mapper().readTree(SEARCH));
            return experiment;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The only run of a workspace. */
    static RunFolder run(Path workspace) {
        List<RunFolder> runs = runs(workspace);
        if (runs.size() != 1) {
            throw new AssertionError("not one run but " + runs);
        }
        return runs.get(0);
    }

    private static List<RunFolder> runs(Path workspace) {
        try (Stream<Path> folders = Files.list(workspace.resolve("runs"))) {
            return folders.map(RunFolder::open).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The process that works on a run. */
    static ProcessHandle worker(RunFolder run) {
        return handle(run).orElseThrow(() -> new AssertionError("nobody works on " + run));
    }

    private static Optional<ProcessHandle> handle(RunFolder run) {
        return WorkerLock.held(run)
                ? ProcessHandle.of(Json.read(run.root().resolve("worker.json")).path("pid").asLong())
                : Optional.empty();
    }

    /** Ends whatever a test that went wrong has left working in a workspace. */
    static void endWorkers(Path workspace) {
        if (Files.isDirectory(workspace.resolve("runs"))) {
            for (RunFolder run : runs(workspace)) {
                handle(run).ifPresent(worker -> {
                    worker.destroyForcibly();
                    worker.onExit().join();
                });
            }
        }
    }

    /** What a run has written so far: its whole lines of one type. */
    static List<JsonNode> events(RunFolder run, String type) {
        List<JsonNode> events = new ArrayList<>();
        try {
            String text = Files.exists(run.eventsFile()) ? Files.readString(run.eventsFile()) : "";
            for (String line : text.substring(0, text.lastIndexOf('\n') + 1).split("\n")) {
                if (line.contains("\"" + type + "\"")) {
                    events.add(Json.mapper().readTree(line));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return events;
    }
}
