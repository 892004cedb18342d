package org.bertrim.engine.method.adabert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.bertrim.engine.format.Json;
import org.bertrim.engine.model.Architecture;
import org.bertrim.engine.model.KeptEdge;

/** Architectures in memos and results: depth, nodes, kept edges, and a short form for people. */
final class ArchitectureJson {

    private ArchitectureJson() {}

    static ObjectNode write(Architecture architecture) {
        ObjectNode node = Json.mapper().createObjectNode();
        node.put("depth", architecture.depth());
        node.put("nodes", architecture.nodes());
        ArrayNode edges = node.putArray("edges");
        architecture.edges().forEach(edge -> edges.addObject()
                .put("from", edge.from())
                .put("to", edge.to())
                .put("operation", edge.operation().word())
                .put("probability", edge.probability()));
        node.put("short", architecture.shortForm());
        return node;
    }

    /**
     * Reads back what {@link #write} wrote.
     *
     * @throws IllegalArgumentException if it is something else
     */
    static Architecture read(JsonNode node) {
        List<KeptEdge> edges = new ArrayList<>();
        node.path("edges").forEach(edge -> edges.add(Json.mapper().convertValue(edge, KeptEdge.class)));
        return new Architecture(node.path("depth").intValue(), node.path("nodes").intValue(), edges);
    }
}
