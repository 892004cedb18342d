package org.bertrim.engine.task;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

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

    /** So many examples have their tokens in memory at a time. */
    private static final int CHUNK = 4096;

    /** The lengths of a task's examples. */
    public static ExampleLengths of(TaskInfo info, List<Example> examples, TextTokenizer tokenizer) {
        return of(info, examples, tokenizer, () -> false);
    }

    /**
     * The same of what may become unwanted while it is counted.
     *
     * @param unwanted asked now and then
     * @throws CancellationException as soon as it says so
     */
    public static ExampleLengths of(
            TaskInfo info, List<Example> examples, TextTokenizer tokenizer, BooleanSupplier unwanted) {
        if (info.kind() == TaskKind.SPAN) {
            return PassageRows.lengths(examples, tokenizer);
        }
        int[] tokens = new int[examples.size()];
        for (int from = 0; from < tokens.length; from += CHUNK) {
            if (unwanted.getAsBoolean()) {
                throw new CancellationException("nobody waits for these lengths any more");
            }
            List<Example> chunk = examples.subList(from, Math.min(tokens.length, from + CHUNK));
            int[] lengths = Arrays.stream(tokenizer.encode(chunk, MOST_TOKENS).ids()).mapToInt(ids -> ids.length).toArray();
            System.arraycopy(lengths, 0, tokens, from, lengths.length);
        }
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
