package org.bertrim.engine.task;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What rows show of passages: a row asks one question and shows a part of its passage. A passage's tokens are kept once for all rows.
 *
 * @param questions the questions that rows ask, each by one row or more
 * @param question number of each row's question
 * @param at position of the first shown token of the passage in each row
 * @param first number of that token in the passage
 * @param count tokens of the passage that each row shows
 */
public record Windows(List<Asked> questions, int[] question, int[] at, int[] first, int[] count) {

    /**
     * A question with its passage.
     *
     * @param example its texts and right answers
     * @param passage where the tokens of its passage lie
     */
    public record Asked(Example example, Passage passage) {

        /** The words of the right answers, as {@link AnswerScores} compares them. */
        List<List<String>> rightAnswers() {
            return AnswerScores.rightAnswers(Objects.requireNonNull(example.question()).answers().stream()
                    .map(answer -> answer.of(passage.text()))
                    .toList());
        }
    }

    /**
     * Where the tokens of a passage lie in it.
     *
     * @param starts first UTF-16 unit of each
     * @param ends the unit behind the last of each
     */
    public record Passage(String text, int[] starts, int[] ends) {}

    /** Copies the list and checks that all have equally many rows. */
    public Windows {
        questions = List.copyOf(questions);
        if (question.length != at.length || question.length != first.length || question.length != count.length) {
            throw new IllegalArgumentException("rows of different numbers");
        }
    }

    /** Number of rows. */
    public int size() {
        return question.length;
    }

    /**
     * The part of its passage that a row's tokens from {@code start} to {@code end}, positions in the row, cover, without white space at its
     * ends, which pieces of SentencePiece have.
     */
    String text(int row, int start, int end) {
        Passage passage = questions.get(question[row]).passage();
        int shift = first[row] - at[row];
        Span covered = new Span(passage.starts()[start + shift], passage.ends()[end + shift]);
        return covered.stripped(passage.text()).of(passage.text());
    }

    /** Some of the rows, with the questions that they ask. */
    Windows select(int[] rows) {
        Map<Integer, Integer> numbers = new LinkedHashMap<>();
        int[][] chosen = new int[4][rows.length];
        for (int i = 0; i < rows.length; i++) {
            chosen[0][i] = numbers.computeIfAbsent(question[rows[i]], key -> numbers.size());
            chosen[1][i] = at[rows[i]];
            chosen[2][i] = first[rows[i]];
            chosen[3][i] = count[rows[i]];
        }
        return new Windows(
                numbers.keySet().stream().map(questions::get).toList(), chosen[0], chosen[1], chosen[2], chosen[3]);
    }
}
