package org.bertrim.app.live;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bertrim.engine.event.Event;
import org.bertrim.engine.format.Json;
import org.bertrim.engine.run.EventLog;
import org.bertrim.engine.run.RunFolder;

/** A run's folder with real event files, written by the engine's own log. */
final class SmallRun {

    private static final String EXPERIMENT =
            """
            {"schema": 1, "name": "Small run", "teacher": {"source": "folder:/models/bert-base-uncased"},
             "task": {"source": "glue:/data/SST-2"},
             "method": {"type": "anything", "widths": [1.0, 0.5], "depths": [1.0, 0.5]},
             "seeds": [%d], "device": "cpu", "precision": "float32"}
            """;

    final RunFolder folder;
    final EventLog log;

    SmallRun(Path workspace, long seed, Instant created) throws IOException {
        JsonNode experiment = Json.mapper().readTree(EXPERIMENT.formatted(seed));
        folder = RunFolder.create(workspace, "Small run", seed, created, experiment);
        log = EventLog.open(folder.eventsFile());
    }

    SmallRun(Path workspace) throws IOException {
        this(workspace, 42, Instant.parse("2026-01-02T03:04:05Z"));
    }

    String id() {
        return folder.id();
    }

    SmallRun started() {
        log.emit(new Event.RunStarted(id(), "anything", "SST-2", "folder:/models/bert-base-uncased", 42,
                List.of("fine-tune", "width", "measure")));
        return this;
    }

    SmallRun stage(String stage, long steps) {
        log.emit(new Event.StageStarted(stage, steps, steps));
        return this;
    }

    SmallRun finished(String stage, long steps) {
        log.emit(new Event.StageFinished(stage, steps, Map.of("seconds", 1.0)));
        return this;
    }

    SmallRun step(String stage, long step, double loss) {
        return step(stage, step, Map.of("loss", loss));
    }

    SmallRun step(String stage, long step, Map<String, Double> values) {
        log.emit(new Event.Scalars(stage, step, step / 10.0, new LinkedHashMap<>(values)));
        return this;
    }

    SmallRun progress(String stage, long step, long of, double left) {
        log.emit(new Event.Progress(stage, step, of, Map.of("secondsLeft", left)));
        return this;
    }

    SmallRun teacher(double dev) {
        log.emit(new Event.Evaluated("fine-tune", 0, "teacher", "dev", 872, Map.of("accuracy", dev)));
        return this;
    }

    SmallRun scored(String stage, double width, double depth, String split, double score) {
        log.emit(new Event.SubnetworkEvaluated(stage, 0, width, depth, split, 872, Map.of("accuracy", score)));
        return this;
    }

    /** Half a line, as a killed worker leaves it. */
    void torn() throws IOException {
        Files.write(
                folder.eventsFile(),
                "{\"seq\":".getBytes(StandardCharsets.UTF_8),
                StandardOpenOption.APPEND);
    }
}
