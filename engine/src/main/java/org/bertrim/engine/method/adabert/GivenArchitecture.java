package org.bertrim.engine.method.adabert;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.TreeSet;
import org.bertrim.engine.format.EngineException;
import org.bertrim.engine.format.Json;
import org.bertrim.engine.method.MethodContext;
import org.bertrim.engine.model.Architecture;
import org.bertrim.engine.model.Operation;
import org.bertrim.engine.training.Seeds;
import org.jspecify.annotations.Nullable;

/** Architectures that are not searched: that of a finished run, or one drawn at random. */
final class GivenArchitecture {

    private static final int RANDOM_ARCHITECTURE = -5;
    private static final String MEMO = "givenArchitecture";

    private GivenArchitecture() {}

    /**
     * The architecture that the settings give, null if they ask for a search. It is kept in the memo, so that a run goes on with it
     * whatever happens to the run that it came from.
     *
     * @throws EngineException if the run that is named cannot give one that fits
     */
    static @Nullable Architecture of(AdabertSettings settings, MethodContext context) {
        if (settings.searches()) {
            return null;
        }
        if (settings.architecture().equals(AdabertSettings.RANDOM)) {
            return random(settings, context);
        }
        JsonNode kept = context.port().memo().get(MEMO);
        if (kept != null) {
            return ArchitectureJson.read(kept);
        }
        String run = settings.architecture().substring(AdabertSettings.RUN.length());
        Architecture found = read(run, context.around().results(run).path("architecture"));
        requireFits(run, found, settings);
        context.port().memo().set(MEMO, ArchitectureJson.write(found));
        return found;
    }

    /** The control of a seed: the same on every task. */
    static Architecture random(AdabertSettings settings, MethodContext context) {
        return Derivation.random(
                settings.maxDepth(),
                settings.operations().candidates(),
                settings.nodes(),
                Seeds.of(context.port().seed(), SearchStage.STAGE, 0, RANDOM_ARCHITECTURE));
    }

    private static Architecture read(String run, JsonNode node) {
        if (!node.isObject()) {
            throw problem(run, "the run has no architecture in its results", "Name a finished run that has searched one.");
        }
        List<String> words = Operation.words();
        for (JsonNode edge : node.path("edges")) {
            if (!words.contains(edge.path("operation").asText())) {
                throw problem(
                        run,
                        "its results have the operation " + edge.path("operation").asText("(none)")
                                + ", which this version does not know",
                        "Search the architecture again with this version.");
            }
        }
        try {
            return ArchitectureJson.read(node);
        } catch (IllegalArgumentException e) {
            throw problem(run, "its architecture in results.json is damaged", "Search the architecture again.");
        }
    }

    private static void requireFits(String run, Architecture found, AdabertSettings settings) {
        if (found.nodes() != settings.nodes()) {
            throw problem(
                    run,
                    "its cell has " + found.nodes() + " inner nodes, this experiment's have " + settings.nodes(),
                    "Start the experiment anew with method.nodes set to " + found.nodes() + ".");
        }
        if (found.depth() > settings.maxDepth()) {
            throw problem(
                    run,
                    "it has " + found.depth() + " cells, this experiment allows at most " + settings.maxDepth(),
                    "Start the experiment anew with method.maxDepth of at least " + found.depth() + ".");
        }
        TreeSet<String> missing = new TreeSet<>();
        found.edges().stream()
                .map(edge -> edge.operation())
                .filter(operation -> !settings.operations().candidates().contains(operation))
                .forEach(operation -> missing.add(operation.word()));
        if (!missing.isEmpty()) {
            throw problem(
                    run,
                    "its cell needs operations that this experiment does not allow: " + String.join(", ", missing),
                    "Start the experiment anew with them in method.operations.");
        }
    }

    private static EngineException problem(String run, String why, String remedy) {
        return new EngineException("The architecture of the run " + run + " could not be used", why, remedy);
    }
}
