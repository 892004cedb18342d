package org.bertrim.engine.teacher.huggingface;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.bertrim.engine.format.InvalidInput;
import org.bertrim.engine.model.Activation;

/** Reads fields of a {@code config.json} and remembers everything that is wrong with them, to say it at once. */
final class ConfigFields {

    /** No encoder has more; a damaged file may say so. */
    static final int MOST_LAYERS = 1024;

    /** Names of transformers for what is one function here. */
    private static final Map<String, Activation> ACTIVATIONS = Map.of(
            "gelu", Activation.GELU,
            "gelu_python", Activation.GELU,
            "gelu_new", Activation.GELU_NEW,
            "gelu_fast", Activation.GELU_NEW,
            "gelu_pytorch_tanh", Activation.GELU_NEW,
            "relu", Activation.RELU);

    private final JsonNode config;
    private final String source;
    private final Set<String> problems = new LinkedHashSet<>();

    /**
     * Fields of a file.
     *
     * @param source the teacher's, for messages
     */
    ConfigFields(JsonNode config, String source) {
        this.config = config;
        this.source = source;
    }

    JsonNode config() {
        return config;
    }

    boolean has(String key) {
        return config.hasNonNull(key);
    }

    /** A number from 1 up that must be there; 1 where it is wrong. */
    int number(String key) {
        JsonNode value = config.path(key);
        if (!value.canConvertToInt() || !value.isIntegralNumber() || value.intValue() < 1) {
            problems.add(key + (value.isMissingNode() ? " is missing" : " is " + value + ", not a positive number"));
            return 1;
        }
        return value.intValue();
    }

    /** A number from 1 up. */
    int number(String key, int usual) {
        return has(key) ? number(key) : usual;
    }

    /** Id of the padding token. */
    int padding() {
        JsonNode value = config.path("pad_token_id");
        if (!value.canConvertToInt() || value.intValue() < 0 || value.intValue() >= number("vocab_size")) {
            problems.add("pad_token_id is " + value + ", not a token's id");
            return 0;
        }
        return value.intValue();
    }

    /** Number of layers. */
    int layers(String key) {
        int layers = number(key);
        if (layers > MOST_LAYERS) {
            problems.add(key + " is " + layers + ", and no encoder has more than " + MOST_LAYERS);
            return 1;
        }
        return layers;
    }

    /** Heads that divide the hidden units. */
    int heads(String key, int hidden) {
        int before = problems.size();
        int heads = number(key);
        if (hidden == 1 && before > 0) { // the hidden units are wrong already
            return 1;
        }
        if (hidden % heads != 0) {
            problems.add(key + " is " + heads + ", which does not divide the " + hidden + " hidden units");
            return 1;
        }
        return heads;
    }

    /** A small positive number. */
    double epsilon(String key, double usual) {
        JsonNode value = config.path(key);
        if (value.isMissingNode() || value.isNull()) {
            return usual;
        }
        if (!value.isNumber() || !(value.doubleValue() >= 0 && value.doubleValue() < 1)) {
            problems.add(key + " is " + value + ", not a number from 0 to 1");
            return usual;
        }
        return value.doubleValue();
    }

    /** An activation of the feed-forward part. */
    Activation activation(String key, String usual) {
        String word = config.path(key).asText(usual);
        Activation known = ACTIVATIONS.get(word);
        if (known == null) {
            problems.add(key + " is " + word + ", and gelu, gelu_new and relu are known");
            return Activation.GELU;
        }
        return known;
    }

    /** Says that a configuration asks for something that the encoder does not do. */
    void refuse(boolean asked, String what) {
        if (asked) {
            problems.add(what);
        }
    }

    boolean flag(String key, boolean usual) {
        return config.path(key).asBoolean(usual);
    }

    String text(String key, String usual) {
        return config.path(key).asText(usual);
    }

    /** Whether an object or list has something in it. */
    boolean filled(String key) {
        return !config.path(key).isEmpty();
    }

    /**
     * Ends the reading.
     *
     * @throws InvalidInput with every problem that was found
     */
    void finish() {
        if (!problems.isEmpty()) {
            throw new InvalidInput(
                    "The teacher " + source + " could not be opened",
                    "its config.json cannot be used: " + String.join("; ", problems),
                    "Use a plain encoder of the BERT family with the config.json that was saved with it.");
        }
    }
}
