package org.bertrim.engine.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.bertrim.engine.format.EngineException;
import org.bertrim.engine.task.WordTokenizer.Pieces;
import org.bertrim.engine.task.WordTokenizer.Word;
import org.junit.jupiter.api.Test;

class WordTokenizerTest {

    @Test
    void wordsHaveTheirPlacesFormsAndPieces() throws IOException {
        String text = "A  Café's 😀 unaffable, ok!";
        try (WordTokenizer tokenizer = WordTokenizer.of(TestTokenizer.json())) {
            List<Word> words = tokenizer.words(List.of("x", text)).get(1);

            assertThat(words)
                    .extracting(word -> text.substring(word.start(), word.end()))
                    .containsExactly("A", "Café", "'", "s", "😀", "unaffable", ",", "ok", "!");
            assertThat(words).extracting(Word::form).startsWith("a", "cafe", "'", "s", "😀", "unaffable", ",");
            assertThat(words.get(1).pieces()).isEqualTo(1);
            assertThat(words.get(5).pieces()).isGreaterThan(1);
        }
    }

    @Test
    void nothingIsCut() throws IOException {
        try (WordTokenizer tokenizer = WordTokenizer.of(TestTokenizer.json())) {
            assertThat(tokenizer.words(List.of("good ".repeat(2000))).get(0)).hasSize(2000);
            assertThat(tokenizer.words(List.of())).isEmpty();
        }
    }

    @Test
    void piecesOfPairsKnowWhereTheyBeginInTheirOwnText() throws IOException {
        try (WordTokenizer tokenizer = WordTokenizer.of(TestTokenizer.json())) {
            Pieces pieces = tokenizer.pieces(List.of("a [MASK] film"), List.of("😀 good")).get(0);

            assertThat(pieces.types()).containsExactly(0, 0, 0, 0, 0, 1, 1, 1);
            assertThat(pieces.starts()).containsExactly(-1, 0, 2, 9, -1, 0, 3, -1);
            assertThat(tokenizer.vocabulary().get(pieces.ids()[2])).isEqualTo("[MASK]");
        }
    }

    @Test
    void aTokenizerOfAnotherKindIsRefused() {
        byte[] other = "{\"model\": {\"type\": \"Unigram\", \"vocab\": []}}".getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> WordTokenizer.of(other)).isInstanceOf(EngineException.class).hasMessageContaining("Unigram");
    }
}
