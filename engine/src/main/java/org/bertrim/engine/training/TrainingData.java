package org.bertrim.engine.training;

import java.util.LinkedHashMap;
import java.util.Map;
import org.bertrim.engine.task.HeldOut;
import org.bertrim.engine.task.Task;
import org.bertrim.engine.task.TaskInfo;
import org.bertrim.engine.task.TextTokenizer;
import org.bertrim.engine.task.TokenRows;

/**
 * A task as token rows.
 *
 * @param train rows to train on
 * @param selection rows that importance and checkpoint choice use: the held-out part, or dev in the published protocol
 * @param selectionName {@code held-out} or {@code dev}
 * @param dev the dev sets by name, the first is the one that counts
 * @param paddingId token id that fills short rows
 * @param fingerprint of the task's content
 */
public record TrainingData(
        TaskInfo info,
        TokenRows train,
        TokenRows selection,
        String selectionName,
        Map<String, TokenRows> dev,
        int paddingId,
        String fingerprint) {

    /** The protocol that selects on dev, as it was published; any other holds training rows out. */
    public static final String PUBLISHED = "published";

    /** Splits and tokenises a task; the held-out part is the same for every stage and method of a seed. */
    public static TrainingData of(Task task, TextTokenizer tokenizer, int maxTokens, long seed, String protocol) {
        Map<String, TokenRows> dev = new LinkedHashMap<>();
        task.dev().forEach((name, rows) -> dev.put(name, tokenizer.encode(rows, maxTokens)));
        if (protocol.equals(PUBLISHED)) {
            return new TrainingData(
                    task.info(),
                    tokenizer.encode(task.train(), maxTokens),
                    dev.values().iterator().next(),
                    "dev",
                    dev,
                    tokenizer.paddingId(),
                    task.fingerprint());
        }
        HeldOut.Split split = HeldOut.of(task, seed);
        return new TrainingData(
                task.info(),
                tokenizer.encode(split.train(), maxTokens),
                tokenizer.encode(split.heldOut(), maxTokens),
                "held-out",
                dev,
                tokenizer.paddingId(),
                task.fingerprint());
    }

    /** The same task with other rows to train on. */
    public TrainingData withTrain(TokenRows rows) {
        return new TrainingData(info, rows, selection, selectionName, dev, paddingId, fingerprint);
    }
}
