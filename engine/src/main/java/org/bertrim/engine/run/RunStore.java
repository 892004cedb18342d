package org.bertrim.engine.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.bertrim.engine.format.DurableFiles;
import org.bertrim.engine.format.EngineException;
import org.bertrim.engine.format.Json;
import org.jspecify.annotations.Nullable;

/** Finds the runs of a workspace by their folders. */
public final class RunStore {

    private static final Pattern SEED = Pattern.compile("-s(-?\\d{1,19})(?:-\\d+)?$");

    private RunStore() {}

    /**
     * Every run, newest first. A folder that cannot be read is listed with the reason.
     *
     * @throws EngineException if the workspace itself cannot be read
     */
    public static List<RunSummary> list(Path workspace) {
        return folders(workspace).stream().map(RunStore::summary).toList();
    }

    private static List<Path> folders(Path workspace) {
        Path runs = Workspace.runs(workspace);
        if (!Files.isDirectory(runs)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(runs)) {
            return children.filter(Files::isDirectory)
                    .filter(folder -> !folder.getFileName().toString().startsWith("."))
                    .sorted(Comparator.comparing((Path folder) -> folder.getFileName().toString())
                            .reversed())
                    .toList();
        } catch (IOException e) {
            throw DurableFiles.failure("The runs in " + workspace + " could not be listed", e);
        }
    }

    /**
     * The run of this id, or the only one whose id begins so.
     *
     * @throws EngineException if there is none or more than one
     */
    public static RunFolder find(Path workspace, String idOrPrefix) {
        List<Path> matches = new ArrayList<>();
        for (Path folder : folders(workspace)) {
            String id = folder.getFileName().toString();
            if (id.equals(idOrPrefix)) {
                return RunFolder.open(folder);
            }
            if (!idOrPrefix.isEmpty() && id.startsWith(idOrPrefix)) {
                matches.add(folder);
            }
        }
        if (matches.size() == 1) {
            return RunFolder.open(matches.get(0));
        }
        String why = matches.isEmpty()
                ? "no run in " + workspace + " has an id that begins so"
                : matches.size() + " runs begin so, e.g. " + matches.get(0).getFileName() + " and "
                        + matches.get(1).getFileName();
        throw new EngineException(
                "The run " + idOrPrefix + " could not be found", why, "Give more of the id; bertrim runs lists them.");
    }

    /** The summary of one run's folder, whatever state it is in. */
    public static RunSummary summary(Path root) {
        String id = root.getFileName().toString();
        JsonNode experiment = MissingNode.getInstance();
        try {
            RunFolder folder = RunFolder.open(root);
            experiment = Json.read(folder.experimentFile());
            if (!experiment.isObject()) {
                return damaged(root, experiment, "experiment.json is not a JSON object");
            }
            RunState state = folder.state();
            boolean ended = state == RunState.FINISHED || state == RunState.FAILED || state == RunState.STOPPED;
            Instant started = folder.firstEvent().map(EventLines.Head::time).orElse(null);
            Instant finished = ended ? folder.lastEvent().map(EventLines.Head::time).orElse(null) : null;
            JsonNode results = state == RunState.FINISHED ? Json.read(folder.resultsFile()) : MissingNode.getInstance();
            OptionalLong order = folder.queueOrder();
            return new RunSummary(
                    id,
                    folder.root(),
                    state,
                    experiment.path("name").asText(id),
                    experiment.path("method").path("type").asText(""),
                    experiment.path("task").path("source").asText(""),
                    experiment.path("teacher").path("source").asText(""),
                    seed(id),
                    results.path("metric").asText(""),
                    score(results),
                    order.isPresent() ? order.getAsLong() : null,
                    started,
                    finished,
                    state == RunState.INTERRUPTED && folder.lostItsResults()
                            ? "it was finished, but its results.json is gone; resuming it measures again"
                            : null);
        } catch (EngineException e) {
            return damaged(root, experiment, e.getMessage());
        }
    }

    private static RunSummary damaged(Path root, JsonNode experiment, String reason) {
        String id = root.getFileName().toString();
        return new RunSummary(
                id,
                root,
                null,
                experiment.path("name").asText(id),
                experiment.path("method").path("type").asText(""),
                experiment.path("task").path("source").asText(""),
                experiment.path("teacher").path("source").asText(""),
                seed(id),
                "",
                null,
                null,
                null,
                null,
                reason);
    }

    private static @Nullable Long seed(String id) {
        Matcher matcher = SEED.matcher(id);
        try {
            return matcher.find() ? Long.valueOf(matcher.group(1)) : null;
        } catch (NumberFormatException e) {
            return null; // not an id that this program gave
        }
    }

    private static @Nullable Double score(JsonNode results) {
        List<JsonNode> candidates = new ArrayList<>();
        candidates.add(results.path("student").path("score"));
        results.path("subnetworks").forEach(each -> candidates.add(each.path("score")));
        Double best = null;
        for (JsonNode candidate : candidates) {
            if (candidate.isNumber() && (best == null || candidate.doubleValue() > best)) {
                best = candidate.doubleValue();
            }
        }
        JsonNode teacher = results.path("teacher").path("score");
        return best == null && teacher.isNumber() ? Double.valueOf(teacher.doubleValue()) : best;
    }
}
