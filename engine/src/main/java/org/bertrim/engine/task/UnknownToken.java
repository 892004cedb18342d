package org.bertrim.engine.task;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What a tokenizer answers to what it does not know. The native code takes it for granted that there is such a token and ends the whole
 * process at the first text that needs it if there is none, so this has to be looked at before.
 */
final class UnknownToken {

    private static final String MODEL = "model";
    private static final String TOKEN = "unk_token";

    private UnknownToken() {}

    /**
     * Refuses a tokenizer that has an unknown token which is not in its vocabulary, or none where its kind cannot do without.
     *
     * @param tree a {@code tokenizer.json}
     * @throws org.bertrim.engine.format.InvalidInput if so
     */
    static void require(JsonNode tree) {
        JsonNode model = tree.path(MODEL);
        JsonNode vocabulary = model.path("vocab");
        if (vocabulary.isArray()) { // Unigram, by places in the list
            JsonNode place = model.path("unk_id");
            if (!place.canConvertToInt() || !vocabulary.has(place.asInt())) {
                throw TextTokenizer.broken("its unknown token (unk_id) is " + place.asText("not there") + ", no place in its vocabulary", null);
            }
            return;
        }
        JsonNode token = model.path(TOKEN);
        boolean none = token.isMissingNode() || token.isNull();
        boolean needed = !model.has("merges"); // byte pairs leave out what they do not know
        if (vocabulary.isObject() && (none ? needed : !vocabulary.has(token.asText()))) {
            throw TextTokenizer.broken(
                    none
                            ? "it has no token for unknown words (" + TOKEN + ")"
                            : "its token for unknown words (" + TOKEN + "), " + token.asText() + ", is not in its vocabulary",
                    null);
        }
    }
}
