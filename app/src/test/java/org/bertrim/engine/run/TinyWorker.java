package org.bertrim.engine.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.bertrim.engine.event.Event;
import org.bertrim.engine.format.Json;

/** A real worker process whose run does nothing but count its steps; lies in this package to reach the worker. */
public final class TinyWorker {

    private static final Duration LONG = Duration.ofSeconds(60); // never waited for when all is well
    private static final String STAGE = "final";

    private TinyWorker() {}

    /** Started in a process of its own, with the run's folder. */
    public static void main(String[] arguments) {
        System.exit(WorkerMain.run(arguments, TinyWorker::count));
    }

    /** Starts such a worker. */
    public static Process start(RunFolder folder) {
        return WorkerProcess.start(folder, List.of("-Xmx64m", "-XX:TieredStopAtLevel=1"), TinyWorker.class.getName());
    }

    /** A run of so many steps. */
    public static RunFolder create(Path workspace, String name, int steps, int millisPerStep) {
        ObjectNode experiment = Json.mapper().createObjectNode();
        experiment.put("schema", 1).put("name", name).put("device", "cpu").put("steps", steps).put("millis", millisPerStep);
        experiment.putObject("method").put("type", "counting");
        experiment.putObject("task").put("source", "sample:reviews");
        experiment.putObject("teacher").put("source", "builtin:e5-small-v2");
        experiment.putArray("seeds").add(1);
        return RunFolder.create(workspace, name, 1, Instant.now(), experiment);
    }

    /** Looks until something holds; fails when it never does. */
    public static void await(String what, BooleanSupplier condition) {
        if (!Patience.await(condition, LONG, Duration.ofMillis(20))) {
            throw new AssertionError("waited in vain until " + what);
        }
    }

    private static void count(WorkerSession session) {
        JsonNode experiment = Json.read(session.folder().experimentFile());
        int steps = experiment.path("steps").asInt();
        Duration pause = Duration.ofMillis(experiment.path("millis").asInt());
        session.events()
                .emit(new Event.RunStarted(session.folder().id(), "counting", "reviews", "e5", 1, List.of(STAGE)));
        session.events().emit(new Event.StageStarted(STAGE, steps, steps));
        for (int step = 1; step <= steps; step++) {
            session.events()
                    .emit(new Event.Progress(
                            STAGE, step, steps, Map.of("secondsLeft", (steps - step) * pause.toMillis() / 1000.0)));
            session.obey(STAGE, step);
            Patience.await(() -> false, pause, pause);
        }
        session.events().emit(new Event.Evaluated(STAGE, 0, "student", "dev", 10, Map.of("accuracy", 0.5)));
        session.events().emit(new Event.StageFinished(STAGE, steps, Map.of("seconds", 1.0)));
        ObjectNode results = Json.mapper().createObjectNode();
        results.put("metric", "accuracy");
        results.putObject("student").put("score", 0.5).put("sizeBytes", 4_000);
        session.finish(results, Map.of("seconds", 1.0));
    }
}
