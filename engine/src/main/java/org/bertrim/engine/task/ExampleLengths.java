package org.bertrim.engine.task;

import java.util.Arrays;
import java.util.List;

/**
 * How long the texts of examples are, so that the lengths of their rows can be told for any limits.
 *
 * @param tokens tokens of each example, special tokens included, nothing cut
 * @param questions of a span task the tokens of each question; empty in other tasks
 * @param special special tokens of a question with its passage; 0 in other tasks
 */
public record ExampleLengths(int[] tokens, int[] questions, int special) {

    /** Longer than any text that a teacher takes; a row that reaches it counts as exactly so long. */
    private static final int MOST_TOKENS = 2048;

    /** The lengths of a task's examples. */
    public static ExampleLengths of(TaskInfo info, List<Example> examples, TextTokenizer tokenizer) {
        if (info.kind() == TaskKind.SPAN) {
            return PassageRows.lengths(examples, tokenizer);
        }
        int[] tokens = Arrays.stream(tokenizer.encode(examples, MOST_TOKENS).ids()).mapToInt(ids -> ids.length).toArray();
        return new ExampleLengths(tokens, new int[0], 0);
    }

    /** Number of examples. */
    public int count() {
        return tokens.length;
    }

    /** Tokens of each row of an example: one row that is cut, or a row for each window. */
    public int[] rows(int example, RowLimits limits) {
        if (questions.length == 0) {
            return new int[] {Math.min(tokens[example], limits.maxTokens())};
        }
        int passage = tokens[example] - special - questions[example];
        int before = special + limits.questionTokens(questions[example], special);
        int room = limits.maxTokens() - before;
        int[] rows = new int[limits.windows(passage, room)];
        for (int window = 0; window < rows.length; window++) {
            rows[window] = before + Math.min(room, passage - window * limits.step(room));
        }
        return rows;
    }

    /** Share of the examples that are longer, 0 to 1: they lose tokens, or need more than one window. */
    public double longerThan(int maxTokens) {
        return count() == 0 ? 0 : (double) Arrays.stream(tokens).filter(each -> each > maxTokens).count() / count();
    }
}
