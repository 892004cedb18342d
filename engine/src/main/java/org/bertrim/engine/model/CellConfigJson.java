package org.bertrim.engine.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bertrim.engine.format.InvalidInput;
import org.bertrim.engine.model.Architecture.Place;
import org.bertrim.engine.model.CellConfig.CellEdge;

/** A small cell network's shape as {@code config.json}. */
final class CellConfigJson {

    static final String MODEL_TYPE = "bertrim-cells";

    private static final String OWN = "bertrim";

    private CellConfigJson() {}

    /** Hugging Face's keys where they fit, the cell in the {@code bertrim} object. */
    static ObjectNode write(CellConfig config) {
        if (config.projected() || config.everyDepth() || config.candidates() > 1) {
            throw new IllegalArgumentException("only small networks are stored as models");
        }
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("model_type", MODEL_TYPE);
        node.put("hidden_size", config.width());
        node.put("num_hidden_layers", config.depth());
        node.put("vocab_size", config.vocabulary());
        node.put("max_position_embeddings", config.positions());
        node.put("layer_norm_eps", CellConfig.NORM_EPSILON);
        node.put("num_labels", config.outputs());
        ObjectNode cell = node.putObject(OWN).putObject("cell");
        cell.put("nodes", config.nodes());
        cell.put("pair", config.pair());
        ArrayNode edges = cell.putArray("edges");
        for (CellEdge edge : config.edges()) {
            edges.addObject()
                    .put("from", edge.from())
                    .put("to", edge.to())
                    .put("operation", edge.candidates().get(0).word());
        }
        return node;
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws InvalidInput if a key is missing or wrong
     */
    static CellConfig read(JsonNode node) {
        JsonNode cell = node.path(OWN).path("cell");
        int nodes = number(cell, "nodes", 1);
        List<CellEdge> edges = new ArrayList<>();
        Set<Place> taken = new HashSet<>();
        for (JsonNode edge : cell.path("edges")) {
            String word = edge.path("operation").asText();
            int from = number(edge, "from", 0);
            int to = number(edge, "to", 2);
            Operation operation = Operation.ofWord(word).orElse(null);
            if (operation == null || from >= to || to > nodes + 1) {
                throw problem("the edge " + edge + " is not part of a cell of " + nodes + " nodes");
            }
            if (!taken.add(new Place(from, to))) {
                throw problem("the edge " + edge + " stands twice");
            }
            edges.add(new CellEdge(from, to, List.of(operation)));
        }
        edges.sort(Comparator.comparingInt(CellEdge::to).thenComparingInt(CellEdge::from)); // a node is read when it is complete
        int width = number(node, "hidden_size", 1);
        return new CellConfig(
                width,
                width,
                number(node, "vocab_size", 1),
                number(node, "max_position_embeddings", 1),
                number(node, "num_hidden_layers", 1),
                nodes,
                edges,
                false,
                cell.path("pair").asBoolean(),
                number(node, "num_labels", 1));
    }

    private static int number(JsonNode node, String key, int least) {
        if (!node.path(key).canConvertToInt() || node.path(key).asInt() < least) {
            throw problem(key + " is missing or not a number from " + least + " up");
        }
        return node.get(key).asInt();
    }

    private static InvalidInput problem(String why) {
        return new InvalidInput(
                "The model's config.json could not be used", why, "Use the configuration that was saved with the weights.");
    }
}
