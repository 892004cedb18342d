package org.bertrim.engine.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.StringLength;
import net.jqwik.api.constraints.Whitespace;
import org.junit.jupiter.api.Test;

/** Exact match and F1 against values that another program computed. */
class AnswerScoresTest {

    @Test
    void wordsAndScoresAreThoseOfAnotherProgram() throws IOException {
        List<JsonNode> cases = SquadFiles.lines("answers.jsonl");
        assertThat(cases).hasSizeGreaterThan(100);
        for (JsonNode each : cases) {
            List<String> right = new ArrayList<>();
            each.get("right").forEach(text -> right.add(text.textValue()));
            List<String> words = new ArrayList<>();
            each.get("words").forEach(text -> words.add(text.textValue()));
            String answer = each.get("answer").textValue();

            AnswerScores scores = AnswerScores.of(answer, AnswerScores.rightAnswers(right));

            assertThat(AnswerScores.words(answer)).as(each.toString()).isEqualTo(words);
            assertThat(scores.exactMatch()).as(each.toString()).isEqualTo(each.get("exactMatch").doubleValue());
            assertThat(scores.f1()).as(each.toString()).isCloseTo(each.get("f1").doubleValue(), within(1e-12));
        }
    }

    @Property(tries = 200)
    void anExactMatchHasAnF1OfOneAndF1IsAShare(@ForAll String answer, @ForAll String right) {
        AnswerScores scores = AnswerScores.of(answer, AnswerScores.rightAnswers(List.of(right)));

        assertThat(scores.f1()).isBetween(0.0, 1.0);
        if (scores.exactMatch() == 1) {
            assertThat(scores.f1()).isEqualTo(1);
        }
        assertThat(AnswerScores.of(right, AnswerScores.rightAnswers(List.of(right))).exactMatch()).isEqualTo(1);
    }

    @Property(tries = 200)
    void caseSpacesArticlesAndPunctuationDoNotCount(
            @ForAll @NotEmpty List<@AlphaChars @StringLength(min = 4, max = 8) String> words,
            @ForAll @Whitespace @StringLength(min = 1, max = 3) String space) {
        String plain = String.join(" ", words);
        String dressed = "The " + String.join(space + "a ", words).toUpperCase(java.util.Locale.ROOT) + "'.";

        assertThat(AnswerScores.words(dressed)).isEqualTo(AnswerScores.words(plain));
    }

    @Property(tries = 200)
    void f1DoesNotDependOnWhichTextIsRight(@ForAll String a, @ForAll String b) {
        assertThat(AnswerScores.of(a, List.of(AnswerScores.words(b))).f1())
                .isEqualTo(AnswerScores.of(b, List.of(AnswerScores.words(a))).f1());
    }
}
