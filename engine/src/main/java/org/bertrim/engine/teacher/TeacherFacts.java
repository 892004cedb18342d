package org.bertrim.engine.teacher;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.bertrim.engine.format.Json;
import org.bertrim.engine.model.BertConfig;
import org.bertrim.engine.model.ModelShape;
import org.bertrim.engine.model.Parameters;

/**
 * What is known of a teacher once it is open.
 *
 * @param source what an experiment's {@code teacher.source} says
 * @param architecture as Hugging Face's {@code model_type} says it
 * @param shape of its encoder
 * @param distinctLayers layers with parameters of their own; fewer than layers where some share them
 * @param parameters of the encoder with its embeddings, without heads
 * @param layerParameters of the layers alone
 * @param labels classes of its own classifier, {@code value} for one of values; empty if it has none
 * @param masked whether it has the head of a masked language model
 * @param spans whether it has a span head
 * @param tokenizer kind of its tokenizer, as its file says it: {@code WordPiece}, {@code BPE}, {@code Unigram}
 * @param lowerCase whether that makes letters small
 * @param format of the weights, e.g. {@code safetensors}
 * @param licence SPDX identifier or a hub's own word, or {@code unknown}
 */
public record TeacherFacts(
        String source,
        String architecture,
        ModelShape shape,
        int distinctLayers,
        long parameters,
        long layerParameters,
        List<String> labels,
        boolean masked,
        boolean spans,
        String tokenizer,
        boolean lowerCase,
        String format,
        String licence) {

    /** Copies the list. */
    public TeacherFacts {
        labels = List.copyOf(labels);
    }

    /** What is known of an opened teacher. */
    public static TeacherFacts of(StoredTeacher stored, Teacher teacher) {
        BertConfig config = teacher.config();
        StoredTeacher.About about = stored.about();
        JsonNode tokenizer = tree(teacher.tokenizerJson());
        return new TeacherFacts(
                teacher.source(),
                about.architecture(),
                config.shape(),
                config.setCount(),
                count(config, false),
                count(config, true),
                teacher.labels(),
                MaskedLanguageModel.has(teacher),
                teacher.weights().containsKey(Parameters.SPANS + ".weight"),
                tokenizer.path("model").path("type").asText("?"),
                lowerCase(tokenizer.path("normalizer")),
                about.format().title(),
                about.licence());
    }

    /** Parameters of an encoder with its embeddings, or of its layers alone; without heads. */
    static long count(BertConfig config, boolean layersOnly) {
        long all = 0;
        for (Map.Entry<String, long[]> tensor : Parameters.of(config).entrySet()) {
            boolean counts = layersOnly ? Parameters.inLayers(tensor.getKey()) : !Parameters.inHead(tensor.getKey());
            long size = 1;
            for (long n : tensor.getValue()) {
                size *= n;
            }
            all += counts ? size : 0;
        }
        return all;
    }

    private static JsonNode tree(byte[] json) {
        try {
            return Json.mapper().readTree(json);
        } catch (IOException e) {
            throw new IllegalStateException("a tokenizer that was opened is no JSON", e);
        }
    }

    /** A normalizer is one step or a list of steps. */
    private static boolean lowerCase(JsonNode normalizer) {
        for (JsonNode step : normalizer.path("normalizers")) {
            if (lowerCase(step)) {
                return true;
            }
        }
        return normalizer.path("lowercase").asBoolean(false) || normalizer.path("type").asText().equals("Lowercase");
    }
}
