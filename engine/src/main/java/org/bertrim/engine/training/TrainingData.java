package org.bertrim.engine.training;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bertrim.engine.task.Example;
import org.bertrim.engine.task.HeldOut;
import org.bertrim.engine.task.RowLimits;
import org.bertrim.engine.task.Task;
import org.bertrim.engine.task.TaskInfo;
import org.bertrim.engine.task.TextTokenizer;
import org.bertrim.engine.task.TokenRows;

/**
 * A task as token rows.
 *
 * @param train rows to train on, as the task has them
 * @param selection rows that importance and checkpoint choice use: the held-out part, or dev in the published protocol
 * @param selectionName {@code held-out} or {@code dev}
 * @param dev the dev sets by name, the first is the one that counts
 * @param paddingId token id that fills short rows
 * @param fingerprint of the task's content
 * @param variants augmented variants of the rows to train on, none without augmentation; see {@link #augmented()}
 */
public record TrainingData(
        TaskInfo info,
        TokenRows train,
        TokenRows selection,
        String selectionName,
        Map<String, TokenRows> dev,
        int paddingId,
        String fingerprint,
        TokenRows variants) {

    /** The protocol that selects on dev, as it was published; any other holds training rows out. */
    public static final String PUBLISHED = "published";

    /** Data without variants. */
    public TrainingData(
            TaskInfo info,
            TokenRows train,
            TokenRows selection,
            String selectionName,
            Map<String, TokenRows> dev,
            int paddingId,
            String fingerprint) {
        this(info, train, selection, selectionName, dev, paddingId, fingerprint, TokenRows.empty());
    }

    /** Splits and tokenises a task; the held-out part is the same for every stage and method of a seed. */
    public static TrainingData of(Task task, TextTokenizer tokenizer, RowLimits limits, long seed, String protocol) {
        Map<String, TokenRows> dev = new LinkedHashMap<>();
        task.dev().forEach((name, rows) -> dev.put(name, tokenizer.encode(task.info(), rows, limits)));
        boolean published = protocol.equals(PUBLISHED);
        return new TrainingData(
                task.info(),
                tokenizer.encode(task.info(), trainingRows(task, seed, protocol), limits),
                published
                        ? dev.values().iterator().next()
                        : tokenizer.encode(task.info(), HeldOut.of(task, seed).heldOut(), limits),
                published ? "dev" : "held-out",
                dev,
                tokenizer.paddingId(),
                task.fingerprint());
    }

    /** The same task with other rows to train on. */
    public TrainingData withTrain(TokenRows rows) {
        return new TrainingData(info, rows, selection, selectionName, dev, paddingId, fingerprint, TokenRows.empty());
    }

    /** The texts of {@link #train}: what is not held out. */
    public static List<Example> trainingRows(Task task, long seed, String protocol) {
        return protocol.equals(PUBLISHED) ? task.train() : HeldOut.of(task, seed).train();
    }

    /** The same data with these variants of its rows to train on. */
    public TrainingData with(TokenRows made) {
        return new TrainingData(info, train, selection, selectionName, dev, paddingId, fingerprint, made);
    }

    /**
     * The same data with the variants among the rows to train on, behind the original ones; this data where there are none. Stages
     * that teach a student train on it; the teacher learns from the original rows, and selection and scores never see a variant.
     */
    public TrainingData augmented() {
        return variants.size() == 0
                ? this
                : new TrainingData(
                        info,
                        TokenRows.joined(List.of(train, variants)),
                        selection,
                        selectionName,
                        dev,
                        paddingId,
                        fingerprint,
                        TokenRows.empty());
    }
}
