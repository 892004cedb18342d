package org.bertrim.app.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.bertrim.app.store.RunInfo;
import org.bertrim.app.store.RunRow;
import org.bertrim.app.store.RunStatus;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RunGroupTest {

    private static RunRow run(int seed, String task, @Nullable Double score, RunStatus status) {
        RunInfo.Model best = score == null ? null : new RunInfo.Model(1.0, 1.0, score, 10L, 1.0);
        return new RunRow(new RunInfo(
                "run-s" + seed,
                Path.of("runs", "run-s" + seed),
                status,
                new RunInfo.Design("name", "method", task, "teacher", "cpu", (long) seed, "same"),
                new RunInfo.Outcome("accuracy", null, best, best, "final", 1, null),
                new RunInfo.Times(Instant.EPOCH.plusSeconds(seed), null, null, 10),
                null,
                null,
                null,
                new RunInfo.Words("", List.of())));
    }

    @Test
    void givesMeanAndDeviationOfSeeds() {
        RunGroup group = RunGroup.of("same", "name", List.of(
                run(1, "sst", 0.80, RunStatus.FINISHED),
                run(2, "sst", 0.90, RunStatus.FINISHED),
                run(3, "sst", 0.94, RunStatus.FINISHED),
                run(4, "sst", null, RunStatus.QUEUED)));
        assertThat(group.scores()).isEqualTo(3);
        assertThat(group.mean()).isCloseTo(0.88, within(1e-12));
        // squares of -0.08, 0.02, 0.06 sum to 0.0104; half of that is 0.0052
        assertThat(group.deviation()).isCloseTo(Math.sqrt(0.0052), within(1e-12));
        assertThat(group.highest()).isEqualTo(0.94);
        assertThat(group.seconds()).isEqualTo(40);
        assertThat(group.latest()).isEqualTo(Instant.EPOCH.plusSeconds(4));
        assertThat(group.statuses()).isEqualTo(Map.of(RunStatus.FINISHED, 3, RunStatus.QUEUED, 1));
    }

    @Test
    void oneSeedHasNoDeviation() {
        RunGroup group = RunGroup.of("same", "name", List.of(run(1, "sst", 0.8, RunStatus.FINISHED)));
        assertThat(group.mean()).isEqualTo(0.8);
        assertThat(group.deviation()).isNull();
    }

    @Test
    void scoresOfDifferentTasksHaveNoMean() {
        RunGroup group = RunGroup.of("method", "name", List.of(
                run(1, "sst", 0.8, RunStatus.FINISHED), run(2, "cola", 0.5, RunStatus.FINISHED)));
        assertThat(group.scores()).isEqualTo(2);
        assertThat(group.mean()).isNull();
        assertThat(group.highest()).isNull();
    }
}
