package org.bertrim.engine.training;

import java.util.Map;
import org.bertrim.engine.event.Event;

/**
 * What an open stage does before its first step, such as asking a teacher about every row: within the stage's clock, shown as progress,
 * obeying pause and stop.
 *
 * <p>A stage that goes on from a checkpoint prepares itself again. It does not report that again, so that its events are those of a
 * stage that was never interrupted.
 */
public final class Preparation {

    private static final int REPORTS = 20;

    private final RunPort port;
    private final String stage;
    private final long step;
    private final long steps;
    private final boolean fresh;
    private long expected;
    private long done;

    Preparation(RunPort port, String stage, long step, long steps, boolean fresh) {
        this.port = port;
        this.stage = stage;
        this.step = step;
        this.steps = steps;
        this.fresh = fresh;
    }

    /** So many more rows are to be gone through; said of all before the first of them. */
    public void expect(long rows) {
        expected += rows;
    }

    /** So many more rows are done; this is where pause and stop are obeyed. */
    public void done(long rows) {
        port.obey(stage, step);
        long before = done;
        done += rows;
        if (fresh && done * REPORTS / expected > before * REPORTS / expected) {
            double perRow = port.clock().seconds() / done;
            report(done, expected, Map.of("secondsPerStep", perRow, "secondsLeft", perRow * (expected - done)));
        }
    }

    /** From here on steps count. */
    void end() {
        if (fresh && done > 0) {
            report(step, steps, Map.of());
        }
    }

    private void report(long now, long of, Map<String, Double> measured) {
        port.events().emit(new Event.Progress(stage, now, of, measured));
    }
}
