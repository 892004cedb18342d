package org.bertrim.engine.task;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.djl.huggingface.tokenizers.jni.CharSpan;
import ai.djl.util.PairList;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.bertrim.engine.format.InvalidInput;
import org.bertrim.engine.format.Json;
import org.bertrim.engine.format.JsonTrouble;
import org.jspecify.annotations.Nullable;

/**
 * Turns texts into token ids by a Hugging Face {@code tokenizer.json}. One sentence becomes {@code [CLS] a [SEP]}, a
 * pair {@code [CLS] a [SEP] b [SEP]} with types 0 and 1, or whatever the file's own template says (RoBERTa). Padding
 * and truncation settings of the file are not used: rows come unpadded, and what is too long loses tokens at the end of
 * the longer text.
 *
 * <p>Not for use by several threads at once.
 */
public final class TextTokenizer implements AutoCloseable {

    /** Room for the three special tokens of a BERT pair, four of a RoBERTa pair, and a token of each text. */
    private static final int FEWEST_TOKENS = 6;

    /** Stands for no longest row. */
    private static final int UNCUT = Integer.MAX_VALUE;

    /** Rows per native call: enough to keep all cores busy, few enough to hold little native memory. */
    private static final int ROWS_PER_CALL = 1024;

    static {
        // DJL reports its use over the network unless told otherwise; this must hold before its first call.
        if (System.getProperty("OPT_OUT_TRACKING") == null) {
            System.setProperty("OPT_OUT_TRACKING", "true");
        }
    }

    private final byte[] json;
    private final byte[] bareJson;
    private final int paddingId;
    private @Nullable HuggingFaceTokenizer tokenizer;
    private int maxTokens;

    private TextTokenizer(byte[] json, byte[] bareJson, int paddingId) {
        this.json = json;
        this.bareJson = bareJson;
        this.paddingId = paddingId;
    }

    /**
     * Opens a tokenizer.
     *
     * @param tokenizerJson content of a {@code tokenizer.json}
     * @throws InvalidInput if it is not a tokenizer
     */
    public static TextTokenizer of(byte[] tokenizerJson) {
        ObjectNode tree = parse(tokenizerJson);
        UnknownToken.require(tree);
        int paddingId = paddingId(tree);
        tree.putNull("truncation");
        tree.putNull("padding");
        TextTokenizer opened = new TextTokenizer(tokenizerJson.clone(), bytes(tree), paddingId);
        opened.tokenizer(FEWEST_TOKENS);
        return opened;
    }

    /**
     * Tokenises the rows of a task: one row of tokens per example, or windows of questions onto passages.
     *
     * @param rows examples of this task
     */
    public TokenRows encode(TaskInfo info, List<Example> rows, RowLimits limits) {
        return info.kind() == TaskKind.SPAN ? new PassageRows(this, limits).of(rows) : encode(rows, limits.maxTokens());
    }

    /**
     * Tokenises rows.
     *
     * @param rows examples, all with a second text or all without
     * @param maxTokens longest row, special tokens included; 6 or more
     * @return one row of tokens per example, in their order
     */
    public TokenRows encode(List<Example> rows, int maxTokens) {
        if (maxTokens < FEWEST_TOKENS) {
            throw new IllegalArgumentException("maxTokens " + maxTokens + " is below " + FEWEST_TOKENS);
        }
        HuggingFaceTokenizer encoder = tokenizer(maxTokens);
        int[][] ids = new int[rows.size()][];
        int[][] types = new int[rows.size()][];
        float[] labels = new float[rows.size()];
        for (int start = 0; start < rows.size(); start += ROWS_PER_CALL) {
            List<Example> part = rows.subList(start, Math.min(rows.size(), start + ROWS_PER_CALL));
            Encoding[] encodings = encode(encoder, part);
            for (int i = 0; i < encodings.length; i++) {
                ids[start + i] = ints(encodings[i].getIds());
                types[start + i] = ints(encodings[i].getTypeIds());
                labels[start + i] = part.get(i).label();
            }
        }
        return new TokenRows(ids, types, labels);
    }

    /**
     * The tokens of one text.
     *
     * @param ids their ids
     * @param starts first UTF-16 unit of each
     * @param ends the unit behind the last of each
     */
    record Tokens(int[] ids, int[] starts, int[] ends) {}

    /**
     * What stands around the tokens of a pair.
     *
     * @param before ids in front of the first text
     * @param between ids between the texts
     * @param after ids behind the second text
     * @param types segments of those three, of the first text and of the second
     */
    record Frame(int[] before, int[] between, int[] after, Types types) {

        /** Segments. */
        record Types(int before, int first, int between, int second, int after) {}

        /** Special tokens of a pair. */
        int special() {
            return before.length + between.length + after.length;
        }
    }

    /** The tokens of texts on their own: nothing is cut, no special token stands around them. */
    List<Tokens> tokens(List<String> texts) {
        HuggingFaceTokenizer encoder = tokenizer(UNCUT);
        List<Tokens> all = new ArrayList<>(texts.size());
        for (int start = 0; start < texts.size(); start += ROWS_PER_CALL) {
            List<String> part = texts.subList(start, Math.min(texts.size(), start + ROWS_PER_CALL));
            Encoding[] encodings = encoder.batchEncode(part, false, false);
            for (int i = 0; i < encodings.length; i++) {
                all.add(tokens(part.get(i), encodings[i]));
            }
        }
        return all;
    }

    private static Tokens tokens(String text, Encoding encoding) {
        CharOffsets offsets = new CharOffsets(text);
        CharSpan[] spans = encoding.getCharTokenSpans();
        int[] starts = new int[spans.length];
        int[] ends = new int[spans.length];
        for (int i = 0; i < spans.length; i++) {
            starts[i] = offsets.of(spans[i].getStart());
            ends[i] = offsets.of(spans[i].getEnd());
        }
        return new Tokens(ints(encoding.getIds()), starts, ends);
    }

    /**
     * What the tokenizer puts around the texts of a pair, found by tokenising one.
     *
     * @throws InvalidInput if it does not put a token in front of the first text and one behind each
     */
    Frame frame() {
        Encoding pair = tokenizer(UNCUT).encode("a", "a", true, false);
        int[] ids = ints(pair.getIds());
        int[] types = ints(pair.getTypeIds());
        long[] special = pair.getSpecialTokenMask();
        int[] borders = new int[4]; // where a text begins or ends
        int found = 0;
        for (int i = 1; i < ids.length; i++) {
            if (special[i] != special[i - 1]) {
                if (found == borders.length) {
                    throw noFrame();
                }
                borders[found++] = i;
            }
        }
        if (found != borders.length || special[0] == 0) {
            throw noFrame();
        }
        return new Frame(
                Arrays.copyOfRange(ids, 0, borders[0]),
                Arrays.copyOfRange(ids, borders[1], borders[2]),
                Arrays.copyOfRange(ids, borders[3], ids.length),
                new Frame.Types(
                        types[0], types[borders[0]], types[borders[1]], types[borders[2]], types[borders[3]]));
    }

    private static InvalidInput noFrame() {
        return broken("it does not put a token of its own before, between and behind the two texts of a pair", null);
    }

    /** The {@code tokenizer.json} as it was given. */
    public byte[] json() {
        return json.clone();
    }

    /** Id of the padding token; 0 where the file names none. */
    public int paddingId() {
        return paddingId;
    }

    /** Frees the native tokenizer; it opens again when needed. */
    @Override
    public void close() {
        if (tokenizer != null) {
            tokenizer.close();
            tokenizer = null;
        }
    }

    private static Encoding[] encode(HuggingFaceTokenizer encoder, List<Example> rows) {
        boolean pairs = rows.get(0).secondText() != null;
        if (!pairs) {
            List<String> texts = new ArrayList<>(rows.size());
            for (Example row : rows) {
                requireShape(row, false);
                texts.add(row.text());
            }
            return encoder.batchEncode(texts);
        }
        PairList<String, String> texts = new PairList<>(rows.size());
        for (Example row : rows) {
            requireShape(row, true);
            texts.add(row.text(), row.secondText());
        }
        return encoder.batchEncode(texts);
    }

    private static void requireShape(Example row, boolean pair) {
        if ((row.secondText() != null) != pair) {
            throw new IllegalArgumentException("pairs and single sentences cannot be mixed");
        }
    }

    /** The native tokenizer for this length: DJL fixes truncation when a tokenizer is made. */
    private HuggingFaceTokenizer tokenizer(int length) {
        if (tokenizer != null && maxTokens == length) {
            return tokenizer;
        }
        close();
        Map<String, String> options = length == UNCUT
                ? Map.of("addSpecialTokens", "true", "truncation", "do_not_truncate", "padding", "do_not_pad")
                : Map.of(
                        "addSpecialTokens", "true",
                        "truncation", "longest_first",
                        "maxLength", Integer.toString(length),
                        "modelMaxLength", Integer.toString(length),
                        "stride", "0",
                        "padding", "do_not_pad",
                        "padToMultipleOf", "0");
        try {
            tokenizer = HuggingFaceTokenizer.newInstance(new ByteArrayInputStream(bareJson), options);
        } catch (IOException e) {
            throw broken(e.getMessage(), e);
        } catch (RuntimeException e) { // what the native code throws for a file that it does not accept
            throw broken(e.getMessage(), e);
        }
        maxTokens = length;
        return tokenizer;
    }

    static byte[] bytes(ObjectNode tree) {
        try {
            return Json.mapper().writeValueAsBytes(tree);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("JSON that was just read cannot be written", e);
        }
    }

    static ObjectNode parse(byte[] json) {
        try {
            if (Json.mapper().readTree(json) instanceof ObjectNode tree) {
                return tree;
            }
            throw broken("it is not a JSON object", null);
        } catch (JsonProcessingException e) {
            throw broken("it is not valid JSON: " + JsonTrouble.describe(json, e), e);
        } catch (IOException e) {
            throw broken("it is not UTF-8 text", e);
        }
    }

    private static int paddingId(JsonNode tree) {
        JsonNode padding = tree.path("padding").path("pad_id");
        if (padding.isInt()) {
            return padding.intValue();
        }
        for (JsonNode token : tree.path("added_tokens")) {
            String content = token.path("content").asText();
            if (content.equals("[PAD]") || content.equals("<pad>")) {
                return token.path("id").asInt();
            }
        }
        return 0;
    }

    private static int[] ints(long[] values) {
        int[] ints = new int[values.length];
        for (int i = 0; i < values.length; i++) {
            ints[i] = Math.toIntExact(values[i]);
        }
        return ints;
    }

    static InvalidInput broken(@Nullable String why, @Nullable Throwable cause) {
        return new InvalidInput(
                "The tokenizer could not be opened",
                String.valueOf(why),
                "Use the tokenizer.json that belongs to the model.",
                cause);
    }
}
