package org.bertrim.app.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.bertrim.engine.event.Event;
import org.bertrim.engine.run.EventLog;
import org.bertrim.engine.run.RunState;
import org.bertrim.engine.run.WorkerLock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunReaderTest {

    @TempDir
    Path workspace;

    private final AtomicLong nanos = new AtomicLong(1);

    private RunReader reader(SmallRun run) {
        return new RunReader(workspace, run.id(), () -> nanos.addAndGet(2_000_000_000L));
    }

    private static double[] values(RunPicture picture, String stage, String name) {
        return picture.curves().stream()
                .filter(slice -> slice.stage().equals(stage))
                .findFirst()
                .orElseThrow()
                .values()
                .get(name)
                .copy();
    }

    @Test
    void aGrowingFileIsReadFromWhereItWasLeft() throws IOException {
        SmallRun run = new SmallRun(workspace).started().stage("fine-tune", 3).step("fine-tune", 1, 0.5);
        RunReader reader = reader(run);
        RunPicture first = reader.read();
        assertThat(values(first, "fine-tune", "loss")).containsExactly(0.5);
        run.step("fine-tune", 2, 0.25).step("fine-tune", 3, 0.125);
        RunPicture second = reader.read();
        assertThat(values(second, "fine-tune", "loss")).containsExactly(0.5, 0.25, 0.125);
        assertThat(second.revision()).isGreaterThan(first.revision());
        assertThat(values(first, "fine-tune", "loss")).as("an old picture never changes").containsExactly(0.5);
    }

    @Test
    void nothingNewIsTheSameRevision() throws IOException {
        SmallRun run = new SmallRun(workspace).started().stage("fine-tune", 3).step("fine-tune", 1, 0.5);
        RunReader reader = reader(run);
        long revision = reader.read().revision();
        assertThat(reader.read().revision()).isEqualTo(revision);
    }

    @Test
    void aRunThatHasNotBegunIsReadToo() throws IOException {
        SmallRun run = new SmallRun(workspace);
        run.folder.enqueue(1);
        Files.delete(run.folder.eventsFile());
        RunPicture picture = reader(run).read();
        assertThat(picture.state()).isEqualTo(RunState.QUEUED);
        assertThat(picture.name()).isEqualTo("Small run");
        assertThat(picture.curves()).isEmpty();
        assertThat(picture.stages()).isEmpty();
    }

    @Test
    void aTornLastLineIsWaitedFor() throws IOException {
        SmallRun run = new SmallRun(workspace).started().stage("fine-tune", 3).step("fine-tune", 1, 0.5);
        RunReader reader = reader(run);
        run.torn();
        assertThat(values(reader.read(), "fine-tune", "loss")).containsExactly(0.5);
        try (EventLog again = EventLog.open(run.folder.eventsFile())) { // cuts what is torn
            again.emit(new Event.RunResumed("start", 3));
            again.emit(new Event.Scalars("fine-tune", 2, 0.2, Map.of("loss", 0.4)));
        }
        assertThat(values(reader.read(), "fine-tune", "loss")).containsExactly(0.5, 0.4);
    }

    @Test
    void aResumptionTakesBackWhatDidNotCount() throws IOException {
        SmallRun run = new SmallRun(workspace)
                .started() // 1
                .stage("width", 4) // 2
                .step("width", 1, 4.0) // 3
                .step("width", 2, 3.0); // 4
        run.log.emit(new Event.CheckpointSaved("width-2", "width", 2)); // 5
        run.step("width", 3, 99.0).scored("width", 1.0, 1.0, "dev", 0.1); // 6, 7
        RunReader reader = reader(run);
        RunPicture before = reader.read();
        assertThat(values(before, "width", "loss")).containsExactly(4.0, 3.0, 99.0);
        assertThat(before.scores()).hasSize(1);
        run.log.emit(new Event.RunResumed("width-2", 5));
        run.step("width", 3, 2.0);
        RunPicture after = reader.read();
        assertThat(values(after, "width", "loss")).containsExactly(4.0, 3.0, 2.0);
        assertThat(after.scores()).isEmpty();
        assertThat(after.cuts()).isEqualTo(1);
        assertThat(values(before, "width", "loss")).as("an old picture never changes").containsExactly(4.0, 3.0, 99.0);
        RunPicture fresh = reader(run).read();
        assertThat(values(fresh, "width", "loss")).as("the same when read from the start").containsExactly(4.0, 3.0, 2.0);
        assertThat(fresh.stages()).isEqualTo(after.stages());
    }

    @Test
    void aStageThatWasTakenBackIsToCome() throws IOException {
        SmallRun run = new SmallRun(workspace).started().stage("fine-tune", 1).step("fine-tune", 1, 1.0);
        run.finished("fine-tune", 1); // 4
        run.stage("width", 2).step("width", 1, 1.0);
        run.log.emit(new Event.RunResumed("fine-tune-end", 4));
        List<StageFact> stages = reader(run).read().stages();
        assertThat(stages.stream().map(StageFact::status))
                .containsExactly(StageFact.Status.DONE, StageFact.Status.NEXT, StageFact.Status.NEXT);
    }

    @Test
    void valuesThatAreNoNumbersStayGaps() throws IOException {
        SmallRun run = new SmallRun(workspace)
                .started()
                .stage("width", 3)
                .step("width", 1, 1.0)
                .step("width", 2, Double.NaN)
                .step("width", 3, Double.POSITIVE_INFINITY);
        assertThat(values(reader(run).read(), "width", "loss"))
                .containsExactly(1.0, Double.NaN, Double.POSITIVE_INFINITY);
    }

    @Test
    void aValueThatComesLaterIsMissingBefore() throws IOException {
        SmallRun run = new SmallRun(workspace)
                .started()
                .stage("width", 3)
                .step("width", 1, Map.of("loss", 1.0))
                .step("width", 2, Map.of("loss", 0.9, "temperature", 2.0))
                .step("width", 3, Map.of("temperature", 1.0));
        RunPicture picture = reader(run).read();
        assertThat(values(picture, "width", "temperature")).containsExactly(Double.NaN, 2.0, 1.0);
        assertThat(values(picture, "width", "loss")).containsExactly(1.0, 0.9, Double.NaN);
    }

    @Test
    void theStateFollowsTheLockAndTheLastEvent() throws IOException {
        SmallRun run = new SmallRun(workspace).started().stage("width", 3);
        RunReader reader = reader(run);
        assertThat(reader.read().state()).isEqualTo(RunState.INTERRUPTED);
        try (WorkerLock lock = WorkerLock.tryAcquire(run.folder).orElseThrow()) {
            assertThat(lock).isNotNull();
            assertThat(reader.read().state()).isEqualTo(RunState.RUNNING);
            run.log.emit(new Event.RunPaused("width", 1));
            assertThat(reader.read().state()).isEqualTo(RunState.PAUSED);
        }
        run.log.emit(new Event.RunFailed("The loss is not a number", "step 2", "Lower the learning rate"));
        RunPicture failed = reader.read();
        assertThat(failed.state()).isEqualTo(RunState.FAILED);
        assertThat(failed.failure().orElseThrow().remedy()).isEqualTo("Lower the learning rate");
    }

    @Test
    void relativesAreRunsThatDifferInTheSeedAlone() throws IOException {
        SmallRun run = new SmallRun(workspace);
        SmallRun other = new SmallRun(workspace, 7, Instant.parse("2026-01-02T03:04:06Z"));
        SmallRun changed = new SmallRun(workspace, 8, Instant.parse("2026-01-02T03:04:07Z"));
        Files.writeString(
                changed.folder.experimentFile(),
                Files.readString(changed.folder.experimentFile()).replace("float32", "bfloat16"));
        Files.writeString(other.folder.resultsFile(), "{\"measured\": {\"wallSeconds\": {\"width\": 12.5}}}");
        RunPicture.Family family = reader(run).read().family();
        assertThat(family.siblings())
                .containsExactly(new RunPicture.Sibling(other.id(), 7), new RunPicture.Sibling(run.id(), 42));
        assertThat(family.earlierSeconds()).containsExactly(Map.entry("width", 12.5));
    }

    @Test
    void aLongRunKeepsEveryPoint() throws IOException {
        SmallRun run = new SmallRun(workspace).started().stage("width", 3000);
        double[] expected = new double[3000];
        for (int i = 0; i < expected.length; i++) {
            expected[i] = 1.0 / (i + 1);
            run.step("width", i + 1, expected[i]);
        }
        double[] read = values(reader(run).read(), "width", "loss");
        assertThat(Arrays.equals(read, expected)).isTrue();
    }

    @Test
    void theEndOfAWorkersLogIsFollowed() throws IOException {
        SmallRun run = new SmallRun(workspace);
        RunReader reader = reader(run);
        assertThat(reader.read().log().lines()).isEmpty();
        Files.writeString(run.folder.logFile(), "one\n");
        assertThat(reader.read().log().lines()).containsExactly("one");
        Files.writeString(run.folder.logFile(), "x".repeat(300_000) + "\nlast\n");
        LogTail.Text tail = reader.read().log();
        assertThat(tail.cut()).isTrue();
        assertThat(tail.lines()).containsExactly("last");
    }
}
