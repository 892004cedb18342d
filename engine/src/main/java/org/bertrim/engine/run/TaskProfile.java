package org.bertrim.engine.run;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.bertrim.engine.experiment.TaskChoice;
import org.bertrim.engine.measure.RowLengths;
import org.bertrim.engine.measure.RowSet;
import org.bertrim.engine.task.Example;
import org.bertrim.engine.task.Task;
import org.bertrim.engine.task.TaskInfo;
import org.bertrim.engine.task.TextTokenizer;
import org.bertrim.engine.teacher.Teachers;

/**
 * What a form shows of a task and what estimates need of it: some rows, how often each label comes, how long the rows are.
 *
 * @param first the first training rows, at most {@value #SHOWN}
 * @param labels training rows of each class; for a regression of each tenth of the range of values
 * @param trainTokens tokens of each training row, special tokens included, not cut
 * @param devTokens tokens of each row of all evaluation sets
 */
public record TaskProfile(
        TaskInfo info,
        String fingerprint,
        List<Example> first,
        long[] labels,
        int[] trainTokens,
        int[] devTokens) {

    private static final int SHOWN = 2000;
    private static final int TENTHS = 10;
    /** Longer than any text that a teacher takes; a row that reaches it counts as exactly so long. */
    private static final int MOST_TOKENS = 2048;

    /**
     * Reads and tokenises a task; takes seconds for a large one.
     *
     * @param task what to read, as an experiment says it
     * @param base where relative paths start
     * @param teacher source of the teacher whose tokenizer is used
     * @throws org.bertrim.engine.format.EngineException if task or teacher cannot be opened
     */
    public static TaskProfile read(TaskChoice task, Path base, String teacher) {
        Task opened = task.open(base);
        try (TextTokenizer tokenizer = TextTokenizer.of(Teachers.tokenizer(teacher))) {
            int[] dev = opened.dev().values().stream()
                    .flatMapToInt(rows -> Arrays.stream(lengths(tokenizer, rows)))
                    .toArray();
            return new TaskProfile(
                    opened.info(),
                    opened.fingerprint(),
                    List.copyOf(opened.train().subList(0, Math.min(SHOWN, opened.train().size()))),
                    labels(opened),
                    lengths(tokenizer, opened.train()),
                    dev);
        }
    }

    private static int[] lengths(TextTokenizer tokenizer, List<Example> rows) {
        return Arrays.stream(tokenizer.encode(rows, MOST_TOKENS).ids()).mapToInt(ids -> ids.length).toArray();
    }

    private static long[] labels(Task task) {
        int classes = task.info().labels().size();
        if (classes > 0) {
            long[] counts = new long[classes];
            task.train().forEach(row -> counts[(int) row.label()]++);
            return counts;
        }
        double low = task.train().stream().mapToDouble(Example::label).min().orElse(0);
        double high = task.train().stream().mapToDouble(Example::label).max().orElse(1);
        long[] counts = new long[TENTHS];
        task.train().forEach(row -> counts[(int) Math.min(
                TENTHS - 1, (row.label() - low) / Math.max(1e-9, high - low) * TENTHS)]++);
        return counts;
    }

    /**
     * The rows that training and scoring will see.
     *
     * @param maxTokens longer ones are cut to so many
     * @param published whether dev rows choose checkpoints, so that no row is held out
     * @param added variants that augmentation adds for each row, taken to be as long as it; 0 without augmentation
     */
    public RowLengths cut(int maxTokens, boolean published, int added) {
        int[] train = cut(trainTokens, maxTokens);
        int[] dev = cut(devTokens, maxTokens);
        Map<RowSet, int[]> sets = new EnumMap<>(RowSet.class);
        sets.put(RowSet.DEV, dev);
        if (published) {
            sets.put(RowSet.TRAIN, train);
            sets.put(RowSet.SELECTION, dev);
            return new RowLengths(sets, added);
        }
        // which rows are held out depends on the seed; evenly spread ones are as long on average
        int held = Math.min(1000, Math.max(1, (train.length + 5) / 10));
        int[] selection = new int[held];
        int[] rest = new int[Math.max(0, train.length - held)];
        int at = 0;
        int taken = 0;
        for (int row = 0; row < train.length; row++) {
            if (taken < held && (long) row * held / train.length >= taken) {
                selection[taken++] = train[row];
            } else if (at < rest.length) {
                rest[at++] = train[row];
            }
        }
        sets.put(RowSet.TRAIN, rest);
        sets.put(RowSet.SELECTION, selection);
        return new RowLengths(sets, added);
    }

    /** Share of the training rows that are longer, 0 to 1. */
    public double longerThan(int maxTokens) {
        return trainTokens.length == 0
                ? 0
                : (double) Arrays.stream(trainTokens).filter(tokens -> tokens > maxTokens).count() / trainTokens.length;
    }

    private static int[] cut(int[] tokens, int most) {
        return Arrays.stream(tokens).map(count -> Math.min(count, most)).toArray();
    }
}
