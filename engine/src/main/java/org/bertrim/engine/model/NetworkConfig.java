package org.bertrim.engine.model;

import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.bertrim.engine.format.InvalidInput;
import org.bertrim.engine.format.StoredTensor;
import org.bertrim.engine.kernel.Precision;

/** The exact shape of a network of any kind: what its folder holds and how it is opened. */
public sealed interface NetworkConfig permits BertConfig, CellConfig {

    /** Classes, or 1 for regression; 2 of a span head. */
    int outputs();

    /** What its logits are. */
    Head head();

    /** Longest sequence that it takes. */
    int positions();

    /** Name to shape of every tensor that its folder holds. */
    Map<String, long[]> tensors();

    /** Content of {@code config.json}. */
    ObjectNode json();

    /**
     * The whole network on the device.
     *
     * @param precision of an encoder's products
     */
    OpenNetwork open(NDManager manager, Map<String, StoredTensor> weights, Precision precision);

    /**
     * Reads what {@link #json} wrote, and plain Hugging Face BERT configurations.
     *
     * @throws InvalidInput if a key is missing or wrong
     */
    static NetworkConfig read(JsonNode node) {
        return node.path("model_type").asText().equals(CellConfigJson.MODEL_TYPE)
                ? CellConfigJson.read(node)
                : BertConfigJson.read(node);
    }
}
