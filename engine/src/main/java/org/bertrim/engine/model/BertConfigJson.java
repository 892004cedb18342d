package org.bertrim.engine.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.bertrim.engine.format.InvalidInput;

/** A network's shape as {@code config.json}: Hugging Face's keys, and the exact layers in a {@code bertrim} object. */
public final class BertConfigJson {

    private BertConfigJson() {}

    /** Hugging Face's keys and a {@code bertrim} object with head size, heads and neurons of each layer. */
    public static ObjectNode write(BertConfig config) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.putArray("architectures").add("BertForSequenceClassification");
        node.put("model_type", "bert");
        node.put("hidden_size", config.hidden());
        node.put("num_hidden_layers", config.layers());
        node.put("num_attention_heads", config.shape().heads());
        node.put("intermediate_size", config.shape().feedForward());
        node.put("vocab_size", config.vocabulary());
        node.put("max_position_embeddings", config.positions());
        node.put("type_vocab_size", config.types());
        node.put("layer_norm_eps", config.layerNormEpsilon());
        node.put("hidden_act", "gelu");
        node.put("hidden_dropout_prob", 0.1);
        node.put("attention_probs_dropout_prob", 0.1);
        node.put("num_labels", config.outputs());
        ObjectNode own = node.putObject("bertrim");
        own.put("headSize", config.headSize());
        ArrayNode heads = own.putArray("heads");
        config.heads().forEach(heads::add);
        ArrayNode neurons = own.putArray("feedForward");
        config.feedForward().forEach(neurons::add);
        return node;
    }

    /**
     * Reads what {@link #write} wrote, and plain Hugging Face BERT configurations.
     *
     * @throws InvalidInput if a key is missing
     */
    public static BertConfig read(JsonNode node) {
        int layers = number(node, "num_hidden_layers");
        int heads = number(node, "num_attention_heads");
        int hidden = number(node, "hidden_size");
        JsonNode own = node.path("bertrim");
        return new BertConfig(
                hidden,
                own.path("headSize").asInt(hidden / heads),
                list(own.path("heads"), layers, heads),
                list(own.path("feedForward"), layers, number(node, "intermediate_size")),
                number(node, "vocab_size"),
                number(node, "max_position_embeddings"),
                number(node, "type_vocab_size"),
                node.path("layer_norm_eps").asDouble(1e-12),
                node.path("num_labels").asInt(2));
    }

    private static List<Integer> list(JsonNode array, int layers, int usual) {
        List<Integer> values = new ArrayList<>();
        for (int i = 0; i < layers; i++) {
            values.add(array.path(i).asInt(usual));
        }
        return values;
    }

    private static int number(JsonNode node, String key) {
        if (!node.path(key).canConvertToInt() || node.path(key).asInt() < 1) {
            throw new InvalidInput(
                    "The model's config.json could not be used",
                    key + " is missing or not a positive number",
                    "Use the configuration that was saved with the weights.");
        }
        return node.get(key).asInt();
    }
}
