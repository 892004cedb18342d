package org.bertrim.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.bertrim.engine.event.Event;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills a worker at seeded instants, again and again, and looks for anything lost or doubled. */
class KillTest {

    private static final List<String> SMALL = List.of("-Xmx128m", "-XX:TieredStopAtLevel=1");

    /** 400 KB a checkpoint: most of the time goes into saving, so most kills hit it. */
    private static final int FLOATS = 100_000;

    @TempDir
    Path workspace;

    @Test
    void nothingIsLostOrDoubledByKills() throws IOException, InterruptedException {
        killAndCompare(8, 60, 1);
    }

    @Test
    @Tag("thorough")
    void nothingIsLostOrDoubledByManyKills() throws IOException, InterruptedException {
        for (int seed = 2; seed < 12; seed++) {
            killAndCompare(20, 150, seed);
        }
    }

    private RunFolder create(int steps) {
        return RunFolder.create(
                workspace, "chain", 1, Instant.now(), ChainBody.experiment(steps, 2, FLOATS, 0, "none"));
    }

    private void killAndCompare(int kills, int steps, long seed) throws IOException, InterruptedException {
        RunFolder reference = create(steps);
        assertThat(new Worker(reference, new ChainBody()).work()).isZero();
        RunFolder folder = create(steps);
        Random random = new Random(seed);
        int killed = 0;
        while (killed < kills && folder.state() != RunState.FINISHED) {
            long counted = counted(folder);
            long seen = new EventReader(folder.eventsFile()).poll().size();
            Process worker = WorkerProcess.start(folder, SMALL, ChainMain.class.getName());
            if (random.nextInt(4) == 0) {
                worker.waitFor(random.nextInt(600), TimeUnit.MILLISECONDS); // while it starts
            } else {
                long goal = seen + 1 + random.nextInt(2 * steps / kills);
                EventReader reader = new EventReader(folder.eventsFile());
                long[] read = new long[1];
                Patience.await(
                        () -> (read[0] += reader.poll().size()) >= goal || !worker.isAlive(),
                        Duration.ofSeconds(60),
                        Duration.ofMillis(1));
                LockSupport.parkNanos(random.nextInt(20_000_000));
            }
            worker.destroyForcibly().waitFor();
            killed++;
            checkInvariants(folder, counted);
        }
        assertThat(killed).isEqualTo(kills);
        Process last = WorkerProcess.start(folder, SMALL, ChainMain.class.getName());
        assertThat(last.waitFor()).isZero();

        assertThat(folder.state()).isEqualTo(RunState.FINISHED);
        assertThat(whatCounts(folder)).isEqualTo(whatCounts(reference));
        assertThat(Files.readAllBytes(folder.resultsFile())).isEqualTo(Files.readAllBytes(reference.resultsFile()));
        assertThat(names(folder.checkpointsFolder())).isEqualTo(names(reference.checkpointsFolder()));
        assertThat(Files.readAllBytes(folder.checkpointsFolder().resolve("best/model.safetensors")))
                .isEqualTo(Files.readAllBytes(reference.checkpointsFolder().resolve("best/model.safetensors")));
    }

    /** Number of the last event that no later worker may take back: that of the newest checkpoint. */
    private static long counted(RunFolder folder) {
        return EventReader.effective(folder.eventsFile()).stream()
                .filter(event -> event.event() instanceof Event.CheckpointSaved)
                .mapToLong(RecordedEvent::seq)
                .max()
                .orElse(0);
    }

    private static void checkInvariants(RunFolder folder, long countedBefore) throws IOException {
        assertThat(folder.state()).isIn(RunState.INTERRUPTED, RunState.FINISHED);
        List<RecordedEvent> all = new EventReader(folder.eventsFile()).poll();
        List<RecordedEvent> effective = EventReader.effective(all);
        // What a checkpoint had made safe before this worker is still there, and nothing was done twice.
        List<RecordedEvent> safe =
                all.stream().filter(event -> event.seq() <= countedBefore).toList();
        assertThat(effective).containsAll(EventReader.effective(safe));
        List<String> steps = effective.stream()
                .filter(event -> event.event() instanceof Event.Scalars)
                .map(event -> ((Event.Scalars) event.event()))
                .map(scalars -> String.format("%d %06d", ChainBody.STAGES.indexOf(scalars.stage()), scalars.step()))
                .toList();
        assertThat(steps).isSorted().doesNotHaveDuplicates();
        // The newest checkpoint that was announced reads back: nobody has to fall back to an older one after a mere kill.
        long newest = counted(folder);
        if (newest > 0 && folder.state() != RunState.FINISHED) {
            Path copy = Files.createTempDirectory(folder.root().getParent(), ".copy").resolve("events.jsonl");
            Files.copy(folder.eventsFile(), copy);
            try (EventLog log = EventLog.open(copy)) {
                assertThat(new CheckpointStore(folder.checkpointsFolder(), log).latest())
                        .hasValueSatisfying(saved -> assertThat(saved.seq()).isEqualTo(newest));
            }
        }
    }

    /** Events without what concerns resuming. */
    private static List<Event> whatCounts(RunFolder folder) {
        return EventReader.effective(folder.eventsFile()).stream()
                .map(RecordedEvent::event)
                .filter(event -> !(event instanceof Event.RunResumed))
                .toList();
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> children = Files.walk(folder)) {
            return children.map(child -> folder.relativize(child).toString()).sorted().toList();
        }
    }
}
