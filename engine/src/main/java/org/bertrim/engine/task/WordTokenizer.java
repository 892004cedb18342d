package org.bertrim.engine.task;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.djl.huggingface.tokenizers.jni.CharSpan;
import ai.djl.util.PairList;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.bertrim.engine.format.EngineException;
import org.jspecify.annotations.Nullable;

/**
 * Says which words a text has for a tokenizer, and of how many pieces. Nothing is cut.
 *
 * <p>Not for use by several threads at once.
 */
public final class WordTokenizer implements AutoCloseable {

    /**
     * One word as the tokenizer sees it, a punctuation mark being a word of its own.
     *
     * @param start where it begins in the text
     * @param end where it ends
     * @param form its pieces put together, e.g. in lower case; the text itself where a piece is not in the vocabulary
     * @param pieces how many pieces it has
     */
    public record Word(int start, int end, String form, int pieces) {}

    /**
     * A text as pieces, special tokens included.
     *
     * @param ids their ids
     * @param types segment of each
     * @param starts where each piece begins in its own text, -1 for special tokens
     */
    public record Pieces(int[] ids, int[] types, int[] starts) {}

    private static final int ROWS_PER_CALL = 1024;

    private final HuggingFaceTokenizer tokenizer;
    private final String prefix;
    private final String unknown;
    private final List<String> vocabulary;

    private WordTokenizer(
            HuggingFaceTokenizer tokenizer, String prefix, String unknown, List<String> vocabulary) {
        this.tokenizer = tokenizer;
        this.prefix = prefix;
        this.unknown = unknown;
        this.vocabulary = vocabulary;
    }

    /**
     * Opens a tokenizer whose model is WordPiece.
     *
     * @param tokenizerJson content of a {@code tokenizer.json}
     * @throws EngineException if it is not one
     */
    public static WordTokenizer of(byte[] tokenizerJson) {
        ObjectNode tree = TextTokenizer.parse(tokenizerJson);
        JsonNode model = tree.path("model");
        if (!model.path("vocab").isObject() || !model.path("type").asText("WordPiece").equals("WordPiece")) {
            throw new EngineException(
                    "The words of a text cannot be told apart",
                    "the tokenizer's model is " + model.path("type").asText("unknown") + ", not WordPiece",
                    "Augment with a teacher of the BERT family, or set augmentation.method to none.");
        }
        tree.putNull("truncation");
        tree.putNull("padding");
        Map<String, String> options = Map.of(
                "addSpecialTokens", "true", "truncation", "do_not_truncate", "padding", "do_not_pad");
        try {
            HuggingFaceTokenizer opened =
                    HuggingFaceTokenizer.newInstance(new ByteArrayInputStream(TextTokenizer.bytes(tree)), options);
            return new WordTokenizer(
                    opened,
                    model.path("continuing_subword_prefix").asText("##"),
                    model.path("unk_token").asText("[UNK]"),
                    vocabulary(model.path("vocab")));
        } catch (IOException | RuntimeException e) { // the latter is what the native code throws for a bad file
            throw TextTokenizer.broken(e.getMessage(), e);
        }
    }

    private static List<String> vocabulary(JsonNode vocab) {
        int size = 0;
        for (JsonNode id : vocab) {
            size = Math.max(size, id.asInt() + 1);
        }
        String[] pieces = new String[size];
        Arrays.fill(pieces, "");
        vocab.properties().forEach(entry -> pieces[entry.getValue().asInt()] = entry.getKey());
        return List.of(pieces);
    }

    /** The pieces by their ids; empty texts where an id has none. */
    public List<String> vocabulary() {
        return vocabulary;
    }

    /** Whether a piece of the vocabulary goes on with a word that another piece began. */
    public boolean continues(String piece) {
        return piece.startsWith(prefix);
    }

    /** The words of each text, in their order. */
    public List<List<Word>> words(List<String> texts) {
        List<List<Word>> all = new ArrayList<>(texts.size());
        for (int start = 0; start < texts.size(); start += ROWS_PER_CALL) {
            List<String> part = texts.subList(start, Math.min(texts.size(), start + ROWS_PER_CALL));
            Encoding[] encodings = tokenizer.batchEncode(part);
            for (int i = 0; i < encodings.length; i++) {
                all.add(words(part.get(i), encodings[i]));
            }
        }
        return all;
    }

    private List<Word> words(String text, Encoding encoding) {
        CharOffsets offsets = new CharOffsets(text);
        CharSpan[] spans = encoding.getCharTokenSpans();
        String[] tokens = encoding.getTokens();
        long[] wordIds = encoding.getWordIds();
        List<Word> words = new ArrayList<>();
        int at = 0;
        while (at < tokens.length) {
            if (spans[at] == null) {
                at++;
                continue;
            }
            int end = at + 1;
            while (end < tokens.length && spans[end] != null && wordIds[end] == wordIds[at] && wordIds[at] >= 0) {
                end++;
            }
            int from = offsets.of(spans[at].getStart());
            int to = offsets.of(spans[end - 1].getEnd());
            words.add(new Word(from, to, form(tokens, at, end, text.substring(from, to)), end - at));
            at = end;
        }
        return Collections.unmodifiableList(words);
    }

    private String form(String[] tokens, int from, int to, String text) {
        StringBuilder form = new StringBuilder();
        for (int i = from; i < to; i++) {
            if (tokens[i].equals(unknown)) {
                return text;
            }
            form.append(i > from && continues(tokens[i]) ? tokens[i].substring(prefix.length()) : tokens[i]);
        }
        return form.toString();
    }

    /**
     * The pieces of texts or of pairs of them.
     *
     * @param firsts first segments
     * @param seconds second segments, as many, or null for none
     */
    public List<Pieces> pieces(List<String> firsts, @Nullable List<String> seconds) {
        Encoding[] encodings;
        if (seconds == null) {
            encodings = tokenizer.batchEncode(firsts);
        } else {
            PairList<String, String> pairs = new PairList<>(firsts.size());
            for (int i = 0; i < firsts.size(); i++) {
                pairs.add(firsts.get(i), seconds.get(i));
            }
            encodings = tokenizer.batchEncode(pairs);
        }
        List<Pieces> all = new ArrayList<>(encodings.length);
        for (int row = 0; row < encodings.length; row++) {
            int[] ids = Arrays.stream(encodings[row].getIds()).mapToInt(Math::toIntExact).toArray();
            int[] types = Arrays.stream(encodings[row].getTypeIds()).mapToInt(Math::toIntExact).toArray();
            CharOffsets first = new CharOffsets(firsts.get(row));
            CharOffsets second = seconds == null ? first : new CharOffsets(seconds.get(row));
            CharSpan[] spans = encodings[row].getCharTokenSpans();
            int[] starts = new int[ids.length];
            for (int i = 0; i < starts.length; i++) {
                CharSpan span = spans[i];
                starts[i] = span == null ? -1 : (types[i] == 0 ? first : second).of(span.getStart());
            }
            all.add(new Pieces(ids, types, starts));
        }
        return all;
    }

    @Override
    public void close() {
        tokenizer.close();
    }
}
