package org.bertrim.engine.teacher;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.bertrim.engine.format.InvalidInput;
import org.bertrim.engine.format.Json;

/** Compares the ids of a tokenizer with the rows of a word table. */
final class TokenIds {

    private TokenIds() {}

    /**
     * Refuses a tokenizer that knows more tokens than there are embeddings; what is no tokenizer at all is found where it is opened.
     *
     * @throws InvalidInput naming one that has none
     */
    static void require(byte[] tokenizerJson, int rows, String source) {
        JsonNode tree;
        try {
            tree = Json.mapper().readTree(tokenizerJson);
        } catch (IOException e) {
            return;
        }
        JsonNode vocabulary = tree.path("model").path("vocab");
        if (vocabulary.isObject()) {
            vocabulary.properties().forEach(entry -> require(entry.getKey(), entry.getValue().asLong(), rows, source));
        } else if (vocabulary.size() > rows) {
            require(vocabulary.get(rows).path(0).asText(), rows, rows, source);
        }
        for (JsonNode token : tree.path("added_tokens")) {
            require(token.path("content").asText(), token.path("id").asLong(), rows, source);
        }
    }

    private static void require(String token, long id, int rows, String source) {
        if (id < 0 || id >= rows) {
            throw new InvalidInput(
                    "The teacher " + source + " could not be opened",
                    "its tokenizer has the token \"" + token + "\" with the id " + id + ", and the model has embeddings for ids below "
                            + rows,
                    "Use the tokenizer that was saved with the model.");
        }
    }
}
