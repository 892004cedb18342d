package org.bertrim.engine.teacher;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bertrim.engine.format.UnusableFile;

/**
 * The configuration of a BERT whose checkpoint has none, as TensorFlow Hub's modules: its sizes are those of the tensors, and a head has 64
 * units, as in every BERT that Google published.
 */
final class ConfigOfTensors {

    private static final int HEAD_SIZE = 64;
    private static final Pattern LAYER = Pattern.compile("(?:bert\\.)?encoder\\.layer\\.(\\d{1,4})\\.output\\.dense\\.weight");
    private static final String REMEDY = "Put its config.json or bert_config.json beside it.";

    private ConfigOfTensors() {}

    static ObjectNode of(Map<String, long[]> shapes) throws UnusableFile {
        int layers = 0;
        for (String name : shapes.keySet()) {
            Matcher matcher = LAYER.matcher(name);
            layers = matcher.matches() ? Math.max(layers, Integer.parseInt(matcher.group(1)) + 1) : layers;
        }
        long[] words = matrix(shapes, "embeddings.word_embeddings.weight");
        long hidden = words[1];
        if (layers == 0 || hidden % HEAD_SIZE != 0) {
            throw new UnusableFile("it has no configuration, and its tensors do not tell one", REMEDY);
        }
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("model_type", "bert");
        node.put("hidden_size", hidden);
        node.put("num_hidden_layers", layers);
        node.put("num_attention_heads", hidden / HEAD_SIZE);
        node.put("intermediate_size", matrix(shapes, "encoder.layer.0.intermediate.dense.weight")[0]);
        node.put("vocab_size", words[0]);
        node.put("max_position_embeddings", matrix(shapes, "embeddings.position_embeddings.weight")[0]);
        node.put("type_vocab_size", matrix(shapes, "embeddings.token_type_embeddings.weight")[0]);
        node.put("layer_norm_eps", 1e-12);
        node.put("hidden_act", "gelu");
        return node;
    }

    private static long[] matrix(Map<String, long[]> shapes, String name) throws UnusableFile {
        long[] shape = shapes.getOrDefault("bert." + name, shapes.get(name));
        if (shape == null || shape.length != 2) {
            throw new UnusableFile("it has no configuration, and no matrix " + name + " that would tell one", REMEDY);
        }
        return shape;
    }
}
