package org.bertrim.engine.training;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bertrim.engine.event.Event;
import org.bertrim.engine.format.Checkpoint;
import org.bertrim.engine.format.EngineException;
import org.bertrim.engine.task.Example;
import org.bertrim.engine.task.TextTokenizer;
import org.bertrim.engine.task.TokenRows;
import org.bertrim.engine.task.augment.Augmentation;
import org.jspecify.annotations.Nullable;

/**
 * Augments the rows to train on: stage {@code augment} of every method. It is the first stage, so that a source of words which cannot be
 * used ends the run before anything is trained. What is made is kept part by part, see {@link Augmentation}.
 */
public final class Augmenting {

    /** Id of the stage. */
    public static final String STAGE = "augment";

    private static final String FINGERPRINT = "augmentation";

    private final RunPort port;
    private final TextTokenizer tokenizer;
    private final int maxTokens;

    /**
     * Augmenting within one run.
     *
     * @param tokenizer tokenises the variants
     * @param maxTokens longest row of tokens
     */
    public Augmenting(RunPort port, TextTokenizer tokenizer, int maxTokens) {
        this.port = port;
        this.tokenizer = tokenizer;
        this.maxTokens = maxTokens;
    }

    /**
     * The data with variants of its rows, made now or found.
     *
     * @param augmentation of the rows that {@code data.train()} has
     * @param remark what the user should know about the source of words, null if nothing
     * @throws EngineException if the run was begun with other variants
     */
    public TrainingData run(TrainingData data, Augmentation augmentation, Event.@Nullable Warning remark) {
        requireSame(augmentation);
        boolean done = port.finished(STAGE);
        Optional<Checkpoint> within = port.resumePoint(STAGE);
        long reported = within.map(Checkpoint::step).orElse(0L);
        if (!done) {
            port.begin(STAGE, 0, 0);
            port.forgetResumePoint();
            if (within.isEmpty() && remark != null) {
                port.events().emit(remark);
            }
        }
        List<TokenRows> parts = new ArrayList<>();
        Map<Long, int[]> types = new HashMap<>();
        for (int part = 0; part < augmentation.parts(); part++) {
            long before = augmentation.rowsOf(part);
            if (!done) {
                port.obey(STAGE, before, () -> checkpoint(before, false));
            }
            List<Example> made =
                    augmentation.part(part).stream().flatMap(List::stream).toList();
            parts.add(shared(tokenizer.encode(made, maxTokens), types));
            long after = augmentation.rowsOf(part + 1);
            if (!done && after > reported) {
                report(after, augmentation.rows());
            }
        }
        if (!done) {
            port.end(STAGE, 0);
            port.save(checkpoint(0, true));
        }
        return data.with(TokenRows.joined(parts));
    }

    private void requireSame(Augmentation augmentation) {
        ObjectNode memo = port.memo();
        String before = memo.path(FINGERPRINT).asText(augmentation.fingerprint());
        if (!before.equals(augmentation.fingerprint())) {
            throw new EngineException(
                    "The run cannot be resumed",
                    "its augmented rows would be others now: the source of their words was changed",
                    "Put the file of word vectors back as it was, or start the experiment anew.");
        }
        memo.put(FINGERPRINT, augmentation.fingerprint());
    }

    private void report(long done, long of) {
        double perRow = port.clock().seconds() / done;
        port.events()
                .emit(new Event.Progress(
                        STAGE, done, of, Map.of("secondsPerStep", perRow, "secondsLeft", perRow * (of - done))));
    }

    private Checkpoint checkpoint(long rows, boolean finished) {
        return new Checkpoint(STAGE, rows, finished, port.memo().deepCopy(), Map.of(), Map.of());
    }

    /** Rows of equal lengths have equal segments; with millions of variants it matters that they have the same array. */
    private static TokenRows shared(TokenRows rows, Map<Long, int[]> known) {
        int[][] types = new int[rows.size()][];
        for (int row = 0; row < types.length; row++) {
            int[] own = rows.types()[row];
            long zeros = Arrays.stream(own).filter(type -> type == 0).count();
            int[] first = known.computeIfAbsent(zeros << 32 | own.length, key -> own);
            types[row] = Arrays.equals(first, own) ? first : own;
        }
        return new TokenRows(rows.ids(), types, rows.labels());
    }
}
