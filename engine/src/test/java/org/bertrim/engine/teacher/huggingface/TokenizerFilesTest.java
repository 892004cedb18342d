package org.bertrim.engine.teacher.huggingface;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.bertrim.engine.format.EngineException;
import org.bertrim.engine.format.InvalidInput;
import org.bertrim.engine.format.Json;
import org.bertrim.engine.task.Example;
import org.bertrim.engine.task.TextTokenizer;
import org.bertrim.engine.task.TokenRows;
import org.bertrim.engine.task.WordTokenizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokenizers made of other files give the ids that transformers gives; see the README beside the files. */
class TokenizerFilesTest {

    private static final Path TOKENIZERS = Path.of("src/test/resources/huggingface/tokenizers");

    @ParameterizedTest
    @ValueSource(strings = {"uncased", "cased", "bpe", "bpe-prefix", "unigram"})
    void idsAreThoseOfTransformers(String name) {
        JsonNode rows = Json.read(TOKENIZERS.resolve(name).resolve("expected.json")).get("rows");
        assertThat(rows.size()).isGreaterThanOrEqualTo(30);
        try (TextTokenizer tokenizer = TextTokenizer.of(of(name))) {
            for (JsonNode row : rows) {
                String second = row.get("b").isNull() ? null : row.get("b").asText();
                TokenRows tokens = tokenizer.encode(List.of(new Example(row.get("a").asText(), second, 0)), 512);
                assertThat(tokens.ids()[0]).as("%s", row).isEqualTo(ints(row.get("ids")));
                assertThat(tokens.types()[0]).as("%s", row).isEqualTo(ints(row.get("types")));
            }
        }
    }

    private static int[] ints(JsonNode values) {
        return IntStream.range(0, values.size()).map(i -> values.get(i).asInt()).toArray();
    }

    private static byte[] of(String name) {
        return TokenizerFiles.read(file -> bytes(TOKENIZERS.resolve(name).resolve(file)), name);
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.exists(file) ? Files.readAllBytes(file) : null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aTokenizerFileIsTakenAsItIs() {
        assertThat(of("unigram")).isEqualTo(bytes(TOKENIZERS.resolve("unigram/tokenizer.json")));
    }

    /** Google's files have only a vocabulary: one with capitals tells case. */
    @Test
    void withoutSettingsTheVocabularyTellsWhetherCaseMatters() {
        assertThat(ids("uncased", "The FILM")).isEqualTo(ids("uncased", "the film"));
        assertThat(ids("cased", "The FILM")).isNotEqualTo(ids("cased", "the film"));
    }

    @Test
    void aCapitalWithoutSmallFormTellsNothing() {
        byte[] vocabulary = "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\nfilm\n\u211d\n".getBytes(StandardCharsets.UTF_8);

        byte[] json = TokenizerFiles.read(Map.of("vocab.txt", vocabulary)::get, "test");

        assertThat(new String(json, StandardCharsets.UTF_8)).contains("\"lowercase\":true");
    }

    private static int[] ids(String name, String text) {
        byte[] vocabulary = bytes(TOKENIZERS.resolve(name).resolve("vocab.txt"));
        try (TextTokenizer tokenizer = TextTokenizer.of(TokenizerFiles.read(Map.of("vocab.txt", vocabulary)::get, name))) {
            return tokenizer.encode(List.of(new Example(text, null, 0)), 64).ids()[0];
        }
    }

    @Test
    void paddingIsThatOfTheTokenizer() {
        try (TextTokenizer pairs = TextTokenizer.of(of("bpe"));
                TextTokenizer pieces = TextTokenizer.of(of("uncased"))) {
            assertThat(pairs.paddingId()).isEqualTo(1);
            assertThat(pieces.paddingId()).isZero();
        }
    }

    /** Four special tokens, and the longer text is cut. */
    @Test
    void pairsOfRobertaAreCutToo() {
        try (TextTokenizer tokenizer = TextTokenizer.of(of("bpe"))) {
            int[] ids = tokenizer.encode(List.of(new Example("film ".repeat(40), "good", 0)), 16).ids()[0];

            assertThat(ids).hasSize(16).startsWith(0).endsWith(2);
            assertThat(IntStream.of(ids).filter(id -> id == 2).count()).isEqualTo(3);
        }
    }

    @Test
    void wordsOfBytePairsAreRefusedInPlainWords() {
        assertThatThrownBy(() -> WordTokenizer.of(of("bpe")))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("BPE, not WordPiece");
    }

    @Test
    void whatIsMissingOrDamagedIsSaid() {
        assertThat(problem(Map.of())).contains("tokenizer.json").contains("vocab.txt").contains("merges.txt");
        assertThat(problem(Map.of("spiece.model", new byte[] {1}))).contains("SentencePiece").contains("save_pretrained");
        assertThat(problem(Map.of(
                        "vocab.txt", bytes("a"), "tokenizer_config.json", bytes("{\"tokenizer_class\": \"BertJapaneseTokenizer\"}"))))
                .contains("BertJapaneseTokenizer")
                .contains("save_pretrained");
        assertThat(problem(Map.of("vocab.txt", new byte[] {(byte) 0xc3, 'a'}))).contains("vocab.txt is not UTF-8");
        assertThat(problem(Map.of("vocab.txt", bytes("a"), "tokenizer_config.json", new byte[] {'{'})))
                .contains("tokenizer_config.json is not valid JSON");
        assertThat(problem(Map.of("vocab.json", new byte[] {'3'}, "merges.txt", new byte[0]))).contains("vocab.json is not a JSON object");
    }

    @Test
    void aTokenizerFileThatIsNoneIsNamed() {
        assertThat(problem(Map.of("tokenizer.json", bytes("{")))).contains("of t could not").contains("tokenizer.json is not valid JSON");
        assertThat(problem(Map.of("tokenizer.json", bytes("null")))).contains("tokenizer.json is not a JSON object");
    }

    /** Without them every text would begin and end with the token of id 0. */
    @Test
    void tokensThatNoTextCanDoWithoutAreMissed() {
        assertThat(problem(Map.of("vocab.txt", bytes("[PAD]\n[UNK]\n[SEP]\na\n")))).contains("vocab.txt lacks [CLS]");
        assertThat(problem(Map.of("vocab.txt", bytes("")))).contains("vocab.txt lacks [UNK], [CLS], [SEP]");
        assertThat(problem(Map.of("vocab.json", bytes("{\"<s>\": 0}"), "merges.txt", new byte[0]))).contains("vocab.json lacks </s>");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String problem(Map<String, byte[]> files) {
        try {
            TokenizerFiles.read(files::get, "t");
            return "accepted";
        } catch (InvalidInput e) {
            return e.getMessage() + " " + e.remedy();
        }
    }
}
