package org.bertrim.engine.run;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.bertrim.engine.experiment.TaskChoice;
import org.bertrim.engine.measure.RowLengths;
import org.bertrim.engine.measure.RowSet;
import org.bertrim.engine.task.Example;
import org.bertrim.engine.task.ExampleLengths;
import org.bertrim.engine.task.RowLimits;
import org.bertrim.engine.task.Task;
import org.bertrim.engine.task.TaskInfo;
import org.bertrim.engine.task.TextTokenizer;

/**
 * What a form shows of a task and what estimates need of it: some rows, how often each label comes, how long the rows are.
 *
 * @param first the first training rows, at most {@value #SHOWN}
 * @param labels training rows of each class; for a regression of each tenth of the range of values
 * @param train lengths of the training rows
 * @param dev lengths of the rows of all evaluation sets
 */
public record TaskProfile(
        TaskInfo info,
        String fingerprint,
        List<Example> first,
        long[] labels,
        ExampleLengths train,
        ExampleLengths dev) {

    private static final int SHOWN = 2000;
    private static final int TENTHS = 10;

    /**
     * Reads and tokenises a task; takes seconds for a large one.
     *
     * @param task what to read, as an experiment says it
     * @param base where relative paths start
     * @param tokenizerJson the tokenizer of the teacher
     * @throws org.bertrim.engine.format.EngineException if the task cannot be opened
     */
    public static TaskProfile read(TaskChoice task, Path base, byte[] tokenizerJson) {
        return read(task, base, tokenizerJson, () -> false);
    }

    /**
     * The same for a window, where another task may be chosen meanwhile.
     *
     * @param unwanted asked now and then
     * @throws java.util.concurrent.CancellationException as soon as it says so
     */
    public static TaskProfile read(TaskChoice task, Path base, byte[] tokenizerJson, BooleanSupplier unwanted) {
        Task opened = task.open(base);
        try (TextTokenizer tokenizer = TextTokenizer.of(tokenizerJson)) {
            List<Example> dev = opened.dev().values().stream().flatMap(List::stream).toList();
            return new TaskProfile(
                    opened.info(),
                    opened.fingerprint(),
                    List.copyOf(opened.train().subList(0, Math.min(SHOWN, opened.train().size()))),
                    labels(opened),
                    ExampleLengths.of(opened.info(), opened.train(), tokenizer, unwanted),
                    ExampleLengths.of(opened.info(), dev, tokenizer, unwanted));
        }
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
     * @param limits how texts are made into rows
     * @param published whether dev rows choose checkpoints, so that no row is held out
     * @param added variants that augmentation adds for each row, taken to be as long as it; 0 without augmentation
     */
    public RowLengths cut(RowLimits limits, boolean published, int added) {
        int[] devRows = rows(dev, limits, example -> true);
        Map<RowSet, int[]> sets = new EnumMap<>(RowSet.class);
        sets.put(RowSet.DEV, devRows);
        if (published) {
            sets.put(RowSet.TRAIN, rows(train, limits, example -> true));
            sets.put(RowSet.SELECTION, devRows);
            return new RowLengths(sets, added);
        }
        // which rows are held out depends on the seed; evenly spread ones are as long on average
        int held = Math.min(1000, Math.max(1, (train.count() + 5) / 10));
        boolean[] isHeld = new boolean[train.count()];
        int taken = 0;
        for (int example = 0; example < isHeld.length && taken < held; example++) {
            if ((long) example * held / isHeld.length >= taken) {
                isHeld[example] = true;
                taken++;
            }
        }
        sets.put(RowSet.TRAIN, rows(train, limits, example -> !isHeld[example]));
        sets.put(RowSet.SELECTION, rows(train, limits, example -> isHeld[example]));
        return new RowLengths(sets, added);
    }

    private static int[] rows(ExampleLengths lengths, RowLimits limits, IntPredicate wanted) {
        return IntStream.range(0, lengths.count())
                .filter(wanted)
                .flatMap(example -> Arrays.stream(lengths.rows(example, limits)))
                .toArray();
    }
}
