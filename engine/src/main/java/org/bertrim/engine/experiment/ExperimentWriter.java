package org.bertrim.engine.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.bertrim.engine.format.Json;

/** Writes experiments as files. */
public final class ExperimentWriter {

    private ExperimentWriter() {}

    /**
     * The experiment with every default filled in and every path absolute; {@link ExperimentReader} reads it back as an
     * equal one. What a stage inherits and what is left open has no key.
     */
    public static ObjectNode resolved(Experiment experiment) {
        ObjectNode file = Json.mapper().valueToTree(experiment);
        ObjectNode method = file.objectNode();
        method.put("type", experiment.method().type());
        method.setAll((ObjectNode) Json.mapper().<JsonNode>valueToTree(experiment.method().settings()));
        file.set("method", method);
        removeNulls(file);
        return file;
    }

    /** A record as an object in which what is open has no key. */
    public static ObjectNode withoutNulls(Record value) {
        ObjectNode object = Json.mapper().valueToTree(value);
        removeNulls(object);
        return object;
    }

    /** An object whose members are all open says nothing. */
    private static boolean isEmptyObject(JsonNode node) {
        return node.isObject() && node.isEmpty();
    }

    private static void removeNulls(JsonNode node) {
        node.forEach(ExperimentWriter::removeNulls);
        if (node instanceof ObjectNode object) {
            object.remove(object.properties().stream()
                    .filter(entry -> entry.getValue().isNull() || isEmptyObject(entry.getValue()))
                    .map(Map.Entry::getKey)
                    .toList());
        }
    }
}
