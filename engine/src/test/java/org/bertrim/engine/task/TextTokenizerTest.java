package org.bertrim.engine.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.bertrim.engine.format.InvalidInput;
import org.bertrim.engine.format.Json;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Ids are rows of the vocabulary of BERT-base-uncased, counted from 0. */
class TextTokenizerTest {

    private static final int CLS = 101;
    private static final int SEP = 102;

    private static TextTokenizer tokenizer;

    @BeforeAll
    static void openTokenizer() throws IOException {
        tokenizer = TestTokenizer.open();
    }

    @AfterAll
    static void closeTokenizer() {
        tokenizer.close();
    }

    @Test
    void framesOneSentence() {
        TokenRows rows = tokenizer.encode(List.of(new Example("Hello, World!", null, 1)), 64);

        assertThat(rows.ids()[0]).containsExactly(CLS, 7592, 1010, 2088, 999, SEP); // hello , world !
        assertThat(rows.types()[0]).containsOnly(0);
        assertThat(rows.labels()).containsExactly(1);
    }

    @Test
    void framesPairsWithTypes() {
        TokenRows rows = tokenizer.encode(List.of(new Example("hello", "world !", 3.8f)), 64);

        assertThat(rows.ids()[0]).containsExactly(CLS, 7592, SEP, 2088, 999, SEP);
        assertThat(rows.types()[0]).containsExactly(0, 0, 0, 1, 1, 1);
        assertThat(rows.labels()).containsExactly(3.8f);
    }

    @Test
    void doesNotPad() {
        TokenRows rows = tokenizer.encode(
                List.of(new Example("hello", null, 0), new Example("hello hello hello", null, 0)), 64);

        assertThat(rows.size()).isEqualTo(2);
        assertThat(rows.length(0)).isEqualTo(3);
        assertThat(rows.length(1)).isEqualTo(5);
    }

    @Test
    void cutsTheLongerTextFirst() {
        TokenRows longFirst = tokenizer.encode(List.of(new Example(words("hello", 20), "world world", 0)), 12);
        TokenRows longSecond = tokenizer.encode(List.of(new Example("hello hello", words("world", 20), 0)), 12);
        TokenRows bothLong = tokenizer.encode(List.of(new Example(words("hello", 20), words("world", 30), 0)), 13);

        assertThat(count(longFirst, 7592)).isEqualTo(7); // 12 − 3 special tokens − 2 of the second text
        assertThat(count(longFirst, 2088)).isEqualTo(2);
        assertThat(count(longSecond, 7592)).isEqualTo(2);
        assertThat(count(longSecond, 2088)).isEqualTo(7);
        assertThat(count(bothLong, 7592)).isEqualTo(5);
        assertThat(count(bothLong, 2088)).isEqualTo(5);
        assertThat(bothLong.ids()[0]).startsWith(CLS).endsWith(SEP);
    }

    @Test
    void cutsTheEndOfASentence() {
        TokenRows rows = tokenizer.encode(List.of(new Example("hello world , hello world , hello", null, 0)), 6);

        assertThat(rows.ids()[0]).containsExactly(CLS, 7592, 2088, 1010, 7592, SEP);
    }

    @Test
    void takesLongerRowsThanAnyModel() {
        assertThat(tokenizer.encode(List.of(new Example(words("hello", 700), null, 0)), 1000).length(0)).isEqualTo(702);
    }

    @Test
    void settingsOfTheFileDoNotMatter() throws IOException {
        ObjectNode json = (ObjectNode) Json.mapper().readTree(TestTokenizer.json());
        json.putObject("truncation")
                .put("direction", "Left")
                .put("max_length", 4)
                .put("strategy", "OnlySecond")
                .put("stride", 2);
        ObjectNode padding = json.putObject("padding");
        padding.putObject("strategy").put("Fixed", 40);
        padding.put("direction", "Left")
                .putNull("pad_to_multiple_of")
                .put("pad_id", 5)
                .put("pad_type_id", 0)
                .put("pad_token", "[PAD]");

        try (TextTokenizer odd = TextTokenizer.of(Json.mapper().writeValueAsBytes(json))) {
            List<Example> rows = List.of(
                    new Example(words("hello", 9) + " world", "world", 0), new Example("hello", "hello", 0));
            assertThat(odd.encode(rows, 10).ids()).isDeepEqualTo(tokenizer.encode(rows, 10).ids());
            assertThat(odd.paddingId()).isEqualTo(5);
        }
        assertThat(tokenizer.paddingId()).isZero();
    }

    @Test
    void batchesGiveWhatSingleRowsGive() {
        List<Example> rows = new ArrayList<>();
        for (int i = 0; i < 2500; i++) { // more than two native calls
            rows.add(new Example("row " + i + " café 電影 😀 naïve\u0000!", i % 3 + " b", i));
        }
        TokenRows together = tokenizer.encode(rows, 32);

        assertThat(together.size()).isEqualTo(2500);
        for (int i : new int[] {0, 1023, 1024, 2047, 2048, 2499}) {
            TokenRows alone = tokenizer.encode(List.of(rows.get(i)), 32);
            assertThat(together.ids()[i]).isEqualTo(alone.ids()[0]);
            assertThat(together.types()[i]).isEqualTo(alone.types()[0]);
            assertThat(together.labels()[i]).isEqualTo(i);
        }
    }

    @Test
    void noRowsGiveNoTokens() {
        assertThat(tokenizer.encode(List.of(), 32).size()).isZero();
    }

    @Test
    void givesItsFileBack() throws IOException {
        assertThat(tokenizer.json()).isEqualTo(TestTokenizer.json());
    }

    @Test
    void refusesWhatIsNoTokenizer() {
        for (String text : List.of("", "{", "[]", "{}", "{\"model\": 3}")) {
            assertThatThrownBy(() -> TextTokenizer.of(text.getBytes(StandardCharsets.UTF_8)))
                    .isInstanceOf(InvalidInput.class)
                    .hasMessageContaining("The tokenizer could not be opened");
        }
    }

    /** The native code would end the whole process at the first unknown word. */
    @Test
    void refusesATokenizerWhoseUnknownTokenIsUnknown() {
        String wordPiece = "{\"type\":\"WordPiece\",\"unk_token\":\"[UNK]\",\"continuing_subword_prefix\":\"##\","
                + "\"max_input_chars_per_word\":100,\"vocab\":{\"a\":0}}";
        for (String model : List.of(
                wordPiece,
                wordPiece.replace("\"type\":\"WordPiece\",", ""),
                "{\"type\":\"WordLevel\",\"unk_token\":\"[UNK]\",\"vocab\":{\"a\":0}}",
                "{\"type\":\"BPE\",\"unk_token\":\"[UNK]\",\"vocab\":{\"a\":0},\"merges\":[]}",
                "{\"type\":\"Unigram\",\"unk_id\":null,\"vocab\":[[\"a\",0.0]]}",
                "{\"type\":\"Unigram\",\"unk_id\":7,\"vocab\":[[\"a\",0.0]]}")) {
            assertThatThrownBy(() -> TextTokenizer.of(("{\"model\":" + model + "}").getBytes(StandardCharsets.UTF_8)))
                    .as(model)
                    .isInstanceOf(InvalidInput.class)
                    .hasMessageContaining("unknown");
        }
    }

    @Test
    void bytePairsNeedNoUnknownToken() {
        String model = "{\"type\":\"BPE\",\"unk_token\":null,\"vocab\":{\"a\":0},\"merges\":[]}";
        try (TextTokenizer pairs = TextTokenizer.of(("{\"model\":" + model + "}").getBytes(StandardCharsets.UTF_8))) {
            assertThat(pairs.encode(List.of(new Example("ab", null, 0)), 8).ids()[0]).containsExactly(0);
        }
    }

    @Test
    void refusesMixedRowsAndTooFewTokens() {
        List<Example> mixed = List.of(new Example("a", null, 0), new Example("a", "b", 0));
        assertThatThrownBy(() -> tokenizer.encode(mixed, 32)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> tokenizer.encode(mixed.subList(0, 1), 5)).isInstanceOf(IllegalArgumentException.class);
    }

    private static String words(String word, int count) {
        return String.join(" ", Collections.nCopies(count, word));
    }

    private static long count(TokenRows rows, int id) {
        return IntStream.of(rows.ids()[0]).filter(i -> i == id).count();
    }
}
