package org.bertrim.engine.teacher.huggingface;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.bertrim.engine.format.InvalidInput;
import org.bertrim.engine.format.Json;
import org.bertrim.engine.format.JsonTrouble;
import org.jspecify.annotations.Nullable;

/**
 * Finds or makes the {@code tokenizer.json} of a checkpoint: the file itself, else WordPiece from {@code vocab.txt} (BERT, DistilBERT), else
 * byte-level pairs from {@code vocab.json} and {@code merges.txt} (RoBERTa); {@code tokenizer_config.json} says the rest.
 */
public final class TokenizerFiles {

    private static final String COMPLETE = "tokenizer.json";
    private static final String SETTINGS = "tokenizer_config.json";
    private static final String WORD_PIECES = "vocab.txt";
    private static final String PAIRS = "vocab.json";
    private static final String MERGES = "merges.txt";

    /** The files that may be asked for. */
    public static final List<String> NAMES = List.of(COMPLETE, SETTINGS, WORD_PIECES, PAIRS, MERGES);

    /** SentencePiece models, which only their own library reads. */
    private static final List<String> SENTENCE_PIECES = List.of("spiece.model", "sentencepiece.bpe.model", "tokenizer.model");

    private static final String WRITE_ONE =
            "Let transformers write a " + COMPLETE + ": AutoTokenizer.from_pretrained(FOLDER).save_pretrained(FOLDER).";

    private final Function<String, byte @Nullable []> files;
    private final String source;

    private TokenizerFiles(Function<String, byte @Nullable []> files, String source) {
        this.files = files;
        this.source = source;
    }

    /**
     * The content of {@code tokenizer.json}.
     *
     * @param files content of the file of a name beside the weights, null where there is none
     * @param source the teacher's, for messages
     * @throws InvalidInput if there is no tokenizer, or a file of it is damaged
     */
    public static byte[] read(Function<String, byte @Nullable []> files, String source) {
        return new TokenizerFiles(files, source).read();
    }

    private byte[] read() {
        byte[] complete = files.apply(COMPLETE);
        if (complete != null) {
            object(COMPLETE, complete);
            return complete;
        }
        byte[] pieces = files.apply(WORD_PIECES);
        if (pieces != null) {
            require(WORD_PIECES, "Bert", "DistilBert");
            ObjectNode made = WordPieceJson.of(text(WORD_PIECES, pieces), settings());
            requireTokens(WORD_PIECES, made, "unk_token", "[UNK]", "cls_token", "[CLS]", "sep_token", "[SEP]");
            return bytes(made);
        }
        byte[] pairs = files.apply(PAIRS);
        byte[] merges = files.apply(MERGES);
        if (pairs != null && merges != null) {
            require(PAIRS, "Roberta");
            ObjectNode made = BytePairJson.of(object(PAIRS, pairs), text(MERGES, merges), settings());
            requireTokens(PAIRS, made, "cls_token", "<s>", "sep_token", "</s>");
            return bytes(made);
        }
        for (String name : SENTENCE_PIECES) {
            if (files.apply(name) != null) {
                throw problem(
                        "its tokenizer is a SentencePiece model, " + name + ", without a " + COMPLETE,
                        WRITE_ONE);
            }
        }
        throw problem(
                "it has no tokenizer: neither " + COMPLETE + " nor " + WORD_PIECES + " nor " + PAIRS + " with " + MERGES,
                "Put the tokenizer's files beside the weights.");
    }

    /** Other tokenizers have files of the same names, e.g. those that part Japanese words first. */
    private void require(String file, String... kinds) {
        String kind = settings().token("tokenizer_class", "").replaceFirst("(Tokenizer|TokenizerFast)$", "");
        if (!kind.isEmpty() && !List.of(kinds).contains(kind)) {
            throw problem(
                    SETTINGS + " says tokenizer_class " + kind + "Tokenizer, which cannot be made from " + file,
                    WRITE_ONE);
        }
    }

    /** Names of settings, each with the token that is usual. */
    private void requireTokens(String file, ObjectNode made, String... settingsAndTokens) {
        JsonNode vocabulary = made.path("model").path("vocab");
        List<String> missing = new ArrayList<>();
        for (int i = 0; i < settingsAndTokens.length; i += 2) {
            String token = settings().token(settingsAndTokens[i], settingsAndTokens[i + 1]);
            if (!vocabulary.has(token)) {
                missing.add(token);
            }
        }
        if (!missing.isEmpty()) {
            throw problem(file + " lacks " + String.join(", ", missing), "Use the tokenizer that was saved with the model.");
        }
    }

    private TokenizerSettings settings() {
        byte[] settings = files.apply(SETTINGS);
        return new TokenizerSettings(settings == null ? JsonNodeFactory.instance.objectNode() : object(SETTINGS, settings));
    }

    private ObjectNode object(String name, byte[] bytes) {
        try {
            if (Json.mapper().readTree(bytes) instanceof ObjectNode object) {
                return object;
            }
            throw problem(name + " is not a JSON object", "Get the file anew.");
        } catch (JsonProcessingException e) {
            throw problem(name + " is not valid JSON: " + JsonTrouble.describe(bytes, e), "Get the file anew.");
        } catch (IOException e) {
            throw problem(name + " is not UTF-8 text", "Get the file anew.");
        }
    }

    private String text(String name, byte[] bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw problem(name + " is not UTF-8 text", "Get the file anew.");
        }
    }

    private static byte[] bytes(JsonNode tree) {
        try {
            return Json.mapper().writeValueAsBytes(tree);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("JSON that was just made cannot be written", e);
        }
    }

    private InvalidInput problem(String why, String remedy) {
        return new InvalidInput("The tokenizer of " + source + " could not be opened", why, remedy);
    }
}
