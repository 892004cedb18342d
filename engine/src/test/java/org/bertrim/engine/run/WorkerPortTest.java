package org.bertrim.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bertrim.engine.event.Event;
import org.bertrim.engine.format.Checkpoint;
import org.bertrim.engine.format.Json;
import org.bertrim.engine.format.StoredTensor;
import org.bertrim.engine.training.StageClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerPortTest {

    private static final List<String> STAGES = List.of("width", "depth");

    @TempDir
    Path workspace;

    private RunFolder folder;

    @BeforeEach
    void create() {
        folder = RunFolder.create(
                workspace, "p", 1, Instant.parse("2026-01-01T00:00:00Z"), Json.mapper().createObjectNode());
    }

    private WorkerSession session(EventLog log) {
        CheckpointStore store = new CheckpointStore(folder.checkpointsFolder(), log);
        Optional<CheckpointStore.Saved> resume = log.lastSeq() == 0 ? Optional.empty() : store.resume();
        return new WorkerSession(folder, log, new Control(folder.controlFolder()), store, resume);
    }

    private static Checkpoint checkpoint(String stage, long step, boolean finished) {
        return new Checkpoint(
                stage,
                step,
                finished,
                Json.mapper().createObjectNode(),
                Map.of("w", StoredTensor.floats(new long[] {1}, step)),
                Map.of());
    }

    /** On this clock a pause lasts 1,000 seconds, and nothing else takes any time. */
    @Test
    void aPauseIsNoPartOfAStagesTime() throws IOException {
        try (EventLog log = EventLog.open(folder.eventsFile())) {
            WorkerSession session = session(log);
            StageClock clock = new StageClock(() -> 1_000_000_000_000L
                    * new EventReader(folder.eventsFile())
                            .poll().stream()
                                    .filter(each -> each.event() instanceof Event.RunPaused)
                                    .count());
            WorkerPort port = new WorkerPort(session, 1, STAGES, 5, clock);
            port.begin("width", 10, 10);
            for (String signal : List.of("pause", "continue")) {
                Files.createFile(folder.controlFolder().resolve(signal));
            }

            port.obey("width", 3, () -> checkpoint("width", 3, false));
            port.end("width", 10);

            assertThat(new EventReader(folder.eventsFile()).poll())
                    .extracting(RecordedEvent::event)
                    .anyMatch(Event.RunPaused.class::isInstance)
                    .contains(new Event.StageFinished("width", 10, Map.of("seconds", 0.0)));
        }
    }

    @Test
    void theNextWorkerKnowsWhatIsDoneAndLetsTheCheckpointGoOnceItIsUsed() {
        try (EventLog log = EventLog.open(folder.eventsFile())) {
            WorkerPort port = new WorkerPort(session(log), 1, STAGES, 5);
            assertThat(port.resumed()).isFalse();
            port.begin("width", 1, 1);
            port.end("width", 1);
            port.save(checkpoint("width", 1, true));
            port.begin("depth", 9, 9);
            port.save(checkpoint("depth", 4, false));
        }
        try (EventLog log = EventLog.open(folder.eventsFile())) {
            WorkerSession session = session(log);
            WorkerPort port = new WorkerPort(session, 1, STAGES, 5);

            assertThat(port.resumed()).isTrue();
            assertThat(session.resume()).isEmpty();
            assertThat(port.finished("width")).isTrue();
            assertThat(port.finished("depth")).isFalse();
            assertThat(port.resumePoint("depth")).hasValueSatisfying(from -> assertThat(from.step()).isEqualTo(4));
            port.begin("depth", 9, 9);
            port.forgetResumePoint();
            assertThat(port.resumePoint("depth")).isEmpty();
            port.save(checkpoint("depth", 6, false));
            assertThat(port.finished("width")).isTrue();
        }
        assertThat(EventReader.effective(folder.eventsFile()))
                .extracting(RecordedEvent::event)
                .filteredOn(Event.StageStarted.class::isInstance)
                .as("a stage that goes on does not begin again")
                .hasSize(2);
    }
}
