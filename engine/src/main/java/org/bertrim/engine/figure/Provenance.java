package org.bertrim.engine.figure;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.util.List;
import org.bertrim.engine.format.Json;

/**
 * Where a figure comes from; every file but CSV carries it in its metadata.
 *
 * @param title what the figure shows, one line
 * @param runId the run whose results are drawn; empty where they are of none
 * @param settings the run's resolved experiment as one line of JSON, ASCII only
 */
public record Provenance(String title, String runId, String settings) {

    static final String SOFTWARE = "Bertrim";

    /** A figure of a run with its resolved experiment, which may be a missing node. */
    public static Provenance of(String title, String runId, JsonNode experiment) {
        return new Provenance(title, runId, settings(experiment));
    }

    Provenance titled(String other) {
        return new Provenance(other, runId, settings);
    }

    private static String settings(JsonNode experiment) {
        try {
            return Json.mapper()
                    .writer()
                    .with(JsonWriteFeature.ESCAPE_NON_ASCII)
                    .writeValueAsString(withoutPaths(experiment));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The experiment with only the last part of the paths that its sources name: a paper's source tells nobody's folders. */
    private static JsonNode withoutPaths(JsonNode experiment) {
        JsonNode copy = experiment.deepCopy();
        for (String key : List.of("teacher", "task")) {
            if (copy.get(key) instanceof ObjectNode choice && choice.path("source").isTextual()) {
                choice.put("source", withoutPath(choice.get("source").textValue()));
            }
        }
        for (JsonNode setting : copy.path("method")) {
            if (setting instanceof ArrayNode list) {
                for (int i = 0; i < list.size(); i++) {
                    if (list.get(i).isTextual()) {
                        list.set(i, withoutPath(list.get(i).textValue()));
                    }
                }
            }
        }
        return copy;
    }

    private static String withoutPath(String source) {
        return source.replaceFirst("^(glue|folder|table):.*[/\\\\]", "$1:");
    }
}
