package org.bertrim.engine.training;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.LongSupplier;
import org.bertrim.engine.format.Checkpoint;

/**
 * Counts the seconds that a stage works: everything from its begin to its end, scoring included, pauses left out. Checkpoints carry
 * the count, so that it goes on in the next worker; what a killed worker did after its last checkpoint is not part of it.
 */
public final class StageClock {

    private static final String MEASURED = "measured";
    private static final String SECONDS = "stageSeconds";

    private final LongSupplier nanoTime;
    private double counted;
    private long since;
    private boolean running;

    /** A clock that stands at zero. */
    public StageClock() {
        this(System::nanoTime);
    }

    /** A clock that stands at zero and asks {@code nanoTime} for the time. */
    public StageClock(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Counts from this number of seconds on. */
    public void start(double seconds) {
        counted = seconds;
        since = nanoTime.getAsLong();
        running = true;
    }

    /** Stops counting for a while; a clock that stands already stays as it is. */
    public void pause() {
        counted = seconds();
        running = false;
    }

    /** Goes on counting after a {@link #pause}. */
    public void proceed() {
        since = nanoTime.getAsLong();
        running = true;
    }

    /** The count. */
    public double seconds() {
        return running ? counted + (nanoTime.getAsLong() - since) / 1e9 : counted;
    }

    /** The same checkpoint with the count in its memo, under {@code measured}; without it at a stage's end. */
    public Checkpoint stamp(Checkpoint checkpoint) {
        ObjectNode memo = checkpoint.memo().deepCopy();
        memo.remove(MEASURED);
        if (!checkpoint.stageFinished()) {
            memo.putObject(MEASURED).put(SECONDS, seconds());
        }
        return new Checkpoint(
                checkpoint.stage(),
                checkpoint.step(),
                checkpoint.stageFinished(),
                memo,
                checkpoint.weights(),
                checkpoint.state());
    }

    /** The count that a checkpoint carries, 0 if it has none. */
    public static double secondsOf(Checkpoint checkpoint) {
        return checkpoint.memo().path(MEASURED).path(SECONDS).asDouble();
    }

    /** A copy of a checkpoint's memo as the stages wrote it, without the count. */
    public static ObjectNode memoOf(Checkpoint checkpoint) {
        JsonNode memo = checkpoint.memo().deepCopy();
        ((ObjectNode) memo).remove(MEASURED);
        return (ObjectNode) memo;
    }
}
