package org.bertrim.engine.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.bertrim.engine.format.Checkpoint;
import org.bertrim.engine.format.Json;
import org.junit.jupiter.api.Test;

class StageClockTest {

    private final AtomicLong now = new AtomicLong(5_000_000_000L);
    private final StageClock clock = new StageClock(now::get);

    private void pass(long seconds) {
        now.addAndGet(seconds * 1_000_000_000L);
    }

    private static Checkpoint checkpoint(boolean finished) {
        return new Checkpoint(
                "width", 3, finished, Json.mapper().createObjectNode().put("known", 1), Map.of(), Map.of());
    }

    @Test
    void countsWorkAndNoPauses() {
        pass(100);
        assertThat(clock.seconds()).isZero();
        clock.start(0);
        pass(2);
        clock.pause();
        pass(1000);
        assertThat(clock.seconds()).isEqualTo(2);
        clock.proceed();
        pass(3);
        assertThat(clock.seconds()).isEqualTo(5);
        clock.start(0);
        assertThat(clock.seconds()).isZero();
    }

    @Test
    void theNextWorkerGoesOnFromTheCheckpoint() {
        clock.start(0);
        pass(7);
        Checkpoint within = clock.stamp(checkpoint(false));
        assertThat(StageClock.secondsOf(within)).isEqualTo(7);
        assertThat(StageClock.memoOf(within)).isEqualTo(checkpoint(false).memo());

        StageClock next = new StageClock(now::get);
        next.start(StageClock.secondsOf(within));
        pass(4);
        assertThat(next.seconds()).isEqualTo(11);
    }

    @Test
    void theEndOfAStageCarriesNoTime() {
        clock.start(0);
        pass(7);

        assertThat(clock.stamp(checkpoint(true))).isEqualTo(checkpoint(true));
        assertThat(StageClock.secondsOf(checkpoint(true))).isZero();
    }
}
