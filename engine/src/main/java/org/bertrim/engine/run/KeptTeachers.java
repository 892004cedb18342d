package org.bertrim.engine.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.bertrim.engine.experiment.Experiment;
import org.bertrim.engine.experiment.ExperimentWriter;
import org.bertrim.engine.format.DurableFiles;
import org.bertrim.engine.format.EngineException;
import org.bertrim.engine.format.Json;
import org.bertrim.engine.task.RowLimits;

/**
 * Finds out without opening a teacher whether its fine-tuned form is kept already: every kept teacher names the run that made it, and
 * that run's files say from what.
 */
final class KeptTeachers {

    private KeptTeachers() {}

    /**
     * Whether a run of this experiment will find its teacher.
     *
     * @param planned one seed, with device, precision and threads decided
     * @param taskFingerprint of its task's rows
     */
    static boolean has(Path workspace, Experiment planned, String taskFingerprint) {
        Path teachers = workspace.resolve("teachers");
        if (!Files.isDirectory(teachers)) {
            return false;
        }
        try (Stream<Path> folders = Files.list(teachers)) {
            JsonNode wanted = asRead(ExperimentWriter.resolved(planned));
            return folders.filter(folder -> Files.isRegularFile(folder.resolve("config.json")))
                    .anyMatch(folder -> fits(workspace, folder, wanted, taskFingerprint));
        } catch (IOException e) {
            throw DurableFiles.failure("The folder " + teachers + " could not be read", e);
        }
    }

    private static boolean fits(Path workspace, Path teacher, JsonNode wanted, String taskFingerprint) {
        try {
            String run = Json.read(teacher.resolve("config.json")).path("bertrim").path("run").asText();
            Path folder = Workspace.runs(workspace).resolve(run);
            if (run.isEmpty() || !Files.isRegularFile(folder.resolve("environment.json"))) {
                return false;
            }
            JsonNode made = Json.read(folder.resolve("experiment.json"));
            JsonNode environment = Json.read(folder.resolve("environment.json"));
            return environment.path("taskFingerprint").asText().equals(taskFingerprint)
                    && List.of("seeds", "device", "precision", "threads", "teacher").stream()
                            .allMatch(key -> made.path(key).equals(wanted.path(key)))
                    && made.path("task").path("maxTokens").equals(wanted.path("task").path("maxTokens"))
                    && docStride(made) == docStride(wanted)
                    && training(made).equals(training(wanted));
        } catch (EngineException e) {
            return false; // a damaged teacher or run is made again
        }
    }

    private static int docStride(JsonNode experiment) {
        return experiment.path("task").path("docStride").asInt(RowLimits.PUBLISHED_STRIDE);
    }

    /** The tree as a file of it would be read: numbers have other types then. */
    private static JsonNode asRead(JsonNode tree) throws JsonProcessingException {
        return Json.mapper().readTree(tree.toString());
    }

    private static JsonNode training(JsonNode experiment) {
        return experiment.path("training") instanceof ObjectNode training
                ? training.deepCopy().without("checkpointMinutes")
                : experiment.path("training");
    }
}
