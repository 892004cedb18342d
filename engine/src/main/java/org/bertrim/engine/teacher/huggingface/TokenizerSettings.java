package org.bertrim.engine.teacher.huggingface;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a {@code tokenizer_config.json} says; everything in it may be missing. */
record TokenizerSettings(JsonNode settings) {

    /** A switch, null where the file does not say. */
    @Nullable Boolean flag(String key) {
        JsonNode value = settings.path(key);
        return value.isBoolean() ? value.booleanValue() : null;
    }

    boolean flag(String key, boolean usual) {
        Boolean flag = flag(key);
        return flag == null ? usual : flag;
    }

    /** A special token, which the file has as a text or as an object. */
    String token(String key, String usual) {
        JsonNode value = settings.path(key);
        return value.isObject() ? value.path("content").asText(usual) : value.asText(usual);
    }

    /**
     * {@code added_tokens} of special tokens that are in the vocabulary.
     *
     * @param ids of all tokens
     * @param leftBlank the one that takes the blank before it along; empty for none
     */
    static ArrayNode special(Map<String, Integer> ids, String leftBlank, String... tokens) {
        ArrayNode added = JsonNodeFactory.instance.arrayNode();
        for (String token : tokens) {
            Integer id = ids.get(token);
            if (id != null) {
                added.addObject()
                        .put("id", id)
                        .put("content", token)
                        .put("single_word", false)
                        .put("lstrip", token.equals(leftBlank))
                        .put("rstrip", false)
                        .put("normalized", false)
                        .put("special", true);
            }
        }
        return added;
    }
}
