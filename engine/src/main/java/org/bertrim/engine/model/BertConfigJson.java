package org.bertrim.engine.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.bertrim.engine.format.InvalidInput;

/**
 * A network's shape as {@code config.json}: Hugging Face's keys, and the exact layers in a {@code bertrim} object.
 *
 * <p>Where Hugging Face's own BERT computes the same function the file says {@code bert}. Factorised embeddings, shared layers and another
 * pooler than tanh are beyond it: such a file has a model type of its own, so that no other program computes something else from it.
 */
public final class BertConfigJson {

    /** The model type of networks that Hugging Face's BERT cannot be. */
    public static final String MODEL_TYPE = "bertrim-encoder";

    private static final String OWN = "bertrim";
    private static final String HEAD_SIZE = "headSize";
    private static final String HEADS = "heads";
    private static final String FEED_FORWARD = "feedForward";
    private static final String HEAD = "head";
    private static final String SPAN = "span";
    private static final String POOLER = "poolerActivation";
    private static final String EMBEDDING = "embeddingSize";
    private static final String SETS = "layerSets";
    /** No encoder has more; a damaged file may say so. */
    private static final int MOST_LAYERS = 1024;

    private BertConfigJson() {}

    /** Hugging Face's keys and a {@code bertrim} object with what they cannot say. */
    public static ObjectNode write(BertConfig config) {
        boolean spans = config.head() == Head.SPAN;
        boolean shares = !config.sets().equals(BertConfig.unshared(config.layers()));
        boolean otherPooler = config.variant().pooler() != Activation.TANH;
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        if (shares || otherPooler || config.projected()) {
            node.put("model_type", MODEL_TYPE);
        } else {
            node.putArray("architectures").add(spans ? "BertForQuestionAnswering" : "BertForSequenceClassification");
            node.put("model_type", "bert");
        }
        node.put("hidden_size", config.hidden());
        node.put("num_hidden_layers", config.layers());
        node.put("num_attention_heads", config.shape().heads());
        node.put("intermediate_size", config.shape().feedForward());
        node.put("vocab_size", config.vocabulary());
        node.put("max_position_embeddings", config.positions());
        node.put("type_vocab_size", config.types());
        node.put("layer_norm_eps", config.layerNormEpsilon());
        node.put("hidden_act", config.variant().activation().word());
        node.put("hidden_dropout_prob", 0.1);
        node.put("attention_probs_dropout_prob", 0.1);
        node.put("num_labels", config.outputs());
        ObjectNode own = node.putObject(OWN);
        own.put(HEAD_SIZE, config.headSize());
        list(own, HEADS, config.heads());
        list(own, FEED_FORWARD, config.feedForward());
        if (spans) {
            own.put(HEAD, SPAN);
        }
        if (otherPooler) {
            own.put(POOLER, config.variant().pooler().word());
        }
        if (config.projected()) {
            own.put(EMBEDDING, config.variant().embedding());
        }
        if (shares) {
            list(own, SETS, config.sets());
        }
        return node;
    }

    private static void list(ObjectNode node, String key, List<Integer> values) {
        ArrayNode array = node.putArray(key);
        values.forEach(array::add);
    }

    /**
     * Reads what {@link #write} wrote, and plain Hugging Face BERT configurations.
     *
     * @throws InvalidInput if a key is missing or wrong
     */
    public static BertConfig read(JsonNode node) {
        int layers = number(node, "num_hidden_layers");
        if (layers > MOST_LAYERS) {
            throw problem("num_hidden_layers is " + layers + ", and no encoder has more than " + MOST_LAYERS);
        }
        int heads = number(node, "num_attention_heads");
        int hidden = number(node, "hidden_size");
        JsonNode own = node.path(OWN);
        Variant variant = new Variant(
                activation(node, "hidden_act", Activation.GELU),
                activation(own, POOLER, Activation.TANH),
                own.has(EMBEDDING) ? number(own, EMBEDDING) : 0);
        boolean spans = own.path(HEAD).asText().equals(SPAN)
                || node.path("architectures").path(0).asText().endsWith("ForQuestionAnswering");
        try {
            return new BertConfig(
                    hidden,
                    own.path(HEAD_SIZE).asInt(hidden / heads),
                    list(own.path(HEADS), layers, heads),
                    list(own.path(FEED_FORWARD), layers, number(node, "intermediate_size")),
                    sets(own.path(SETS), layers),
                    number(node, "vocab_size"),
                    number(node, "max_position_embeddings"),
                    number(node, "type_vocab_size"),
                    node.path("layer_norm_eps").asDouble(1e-12),
                    variant,
                    spans ? Head.SPAN : Head.CLASSIFIER,
                    node.path("num_labels").asInt(2));
        } catch (IllegalArgumentException e) {
            throw problem(String.valueOf(e.getMessage()));
        }
    }

    private static List<Integer> list(JsonNode array, int layers, int usual) {
        List<Integer> values = new ArrayList<>();
        for (int i = 0; i < layers; i++) {
            values.add(array.path(i).asInt(usual));
        }
        return values;
    }

    private static List<Integer> sets(JsonNode array, int layers) {
        List<Integer> sets = new ArrayList<>();
        for (int i = 0; i < layers; i++) {
            sets.add(array.path(i).asInt(i));
        }
        return sets;
    }

    private static Activation activation(JsonNode node, String key, Activation usual) {
        String word = node.path(key).asText(usual.word());
        return Activation.ofWord(word).orElseThrow(() -> problem(key + " is " + word + ", which is not known"));
    }

    private static int number(JsonNode node, String key) {
        if (!node.path(key).canConvertToInt() || node.path(key).asInt() < 1) {
            throw problem(key + " is missing or not a positive number");
        }
        return node.get(key).asInt();
    }

    private static InvalidInput problem(String why) {
        return new InvalidInput(
                "The model's config.json could not be used", why, "Use the configuration that was saved with the weights.");
    }
}
