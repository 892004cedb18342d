package org.bertrim.app.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.bertrim.engine.format.DurableFiles;
import org.bertrim.engine.format.EngineException;
import org.bertrim.engine.format.Json;
import org.bertrim.engine.run.Workspace;

/**
 * Finds the runs of the same experiment: those that differ in nothing but their seed. Only folders of the same name are opened, so
 * that a workspace of a thousand runs costs one listing.
 */
final class RunFamily {

    private static final Pattern ID = Pattern.compile("\\d{8}-\\d{6}-(.*)-s(-?\\d{1,18})(?:-\\d+)?");

    private final Path runs;
    private final String runId;

    RunFamily(Path workspace, String runId) {
        this.runs = Workspace.runs(workspace);
        this.runId = runId;
    }

    RunPicture.Family find(JsonNode experiment) {
        Matcher self = ID.matcher(runId);
        if (!self.matches()) {
            return new RunPicture.Family(List.of(), Map.of());
        }
        Map<Long, String> bySeed = new TreeMap<>();
        Map<String, Double> earlier = Map.of();
        for (String id : sameName(self.group(1))) {
            Matcher matcher = ID.matcher(id);
            boolean own = id.equals(runId);
            if (!matcher.matches() || !own && !sameExperiment(id, experiment)) {
                continue;
            }
            long seed = Long.parseLong(matcher.group(2));
            if (own || !bySeed.containsKey(seed)) {
                bySeed.put(seed, id);
            }
            if (!own && earlier.isEmpty()) {
                earlier = stageSeconds(id);
            }
        }
        bySeed.put(Long.parseLong(self.group(2)), runId);
        List<RunPicture.Sibling> siblings = new ArrayList<>();
        bySeed.forEach((seed, id) -> siblings.add(new RunPicture.Sibling(id, seed)));
        return new RunPicture.Family(List.copyOf(siblings), earlier);
    }

    /** Newest first. */
    private List<String> sameName(String slug) {
        try (Stream<Path> folders = Files.list(runs)) {
            return folders.map(folder -> folder.getFileName().toString())
                    .filter(id -> id.contains("-" + slug + "-s"))
                    .sorted(Comparator.reverseOrder())
                    .toList();
        } catch (IOException e) {
            throw DurableFiles.failure("The runs in " + runs + " could not be listed", e);
        }
    }

    private boolean sameExperiment(String id, JsonNode experiment) {
        try {
            return withoutSeeds(Json.read(runs.resolve(id).resolve("experiment.json"))).equals(withoutSeeds(experiment));
        } catch (EngineException e) {
            return false; // a damaged run has no relatives
        }
    }

    private static JsonNode withoutSeeds(JsonNode experiment) {
        JsonNode copy = experiment.deepCopy();
        if (copy instanceof ObjectNode object) {
            object.remove("seeds");
        }
        return copy;
    }

    private Map<String, Double> stageSeconds(String id) {
        Path file = runs.resolve(id).resolve("results.json");
        if (!Files.exists(file)) {
            return Map.of();
        }
        try {
            Map<String, Double> seconds = new LinkedHashMap<>();
            Json.read(file).path("measured").path("wallSeconds").fields().forEachRemaining(entry -> {
                if (entry.getValue().isNumber()) {
                    seconds.put(entry.getKey(), entry.getValue().doubleValue());
                }
            });
            return Map.copyOf(seconds);
        } catch (EngineException e) {
            return Map.of(); // damaged: it only served an estimate
        }
    }
}
