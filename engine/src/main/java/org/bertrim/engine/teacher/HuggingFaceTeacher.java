package org.bertrim.engine.teacher;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.bertrim.engine.format.InvalidInput;
import org.bertrim.engine.format.StoredTensor;
import org.bertrim.engine.teacher.huggingface.HuggingFaceModel;

/** Makes teachers of checkpoints with Hugging Face's names and of folders that Bertrim wrote, whatever format the weights came in. */
public final class HuggingFaceTeacher {

    private HuggingFaceTeacher() {}

    /**
     * A teacher of a checkpoint.
     *
     * @param config content of {@code config.json}, or of Google's {@code bert_config.json}
     * @param weights float32 tensors by their names in the file
     * @param tokenizerJson content of {@code tokenizer.json}, see {@link org.bertrim.engine.teacher.huggingface.TokenizerFiles}
     * @param source what it is called
     * @throws InvalidInput naming everything in the configuration that is wrong or not known, or every tensor that is missing or has another
     *     shape, or the token that has no embedding
     */
    public static Teacher read(
            JsonNode config, Map<String, StoredTensor> weights, byte[] tokenizerJson, String source) {
        HuggingFaceModel model = HuggingFaceModel.read(config, weights, source);
        TokenIds.require(tokenizerJson, model.config().vocabulary(), source);
        return new Teacher(
                source,
                model.config(),
                model.labels(),
                model.weights(),
                tokenizerJson,
                fingerprint(model, tokenizerJson));
    }

    /** What the weights do not tell counts too: activations, heads, which layers share what, and names of classes. */
    private static String fingerprint(HuggingFaceModel model, byte[] tokenizerJson) {
        ByteArrayOutputStream rest = new ByteArrayOutputStream();
        rest.writeBytes(tokenizerJson);
        rest.writeBytes((model.config().json() + "\n" + model.labels()).getBytes(StandardCharsets.UTF_8));
        return Fingerprint.of(model.weights(), rest.toByteArray());
    }
}
