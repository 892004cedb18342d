package org.bertrim.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.bertrim.engine.event.Event;
import org.bertrim.engine.format.DurableFiles;

/** Starts the workers of one run and kills them at chosen instants. */
final class Killer implements AutoCloseable {

    /** Long enough for a machine that is busy with other things; nothing here measures time. */
    private static final Duration LONG = Duration.ofMinutes(5);

    /** Nanoseconds after an instant within which a kill may come; the shorter one where a stage is about to end. */
    private static final int SOON = 20_000_000;

    private static final int AT_ONCE = 1_000_000;

    /**
     * When to kill.
     *
     * @param seen asked of the events since the worker's start
     * @param there asked of the folder
     * @param nanos the longest time that may pass until the kill
     */
    record Instant(String name, Predicate<Event> seen, Predicate<RunFolder> there, int nanos) {

        static Instant when(String name, int nanos, Predicate<Event> seen) {
            return new Instant(name, seen, folder -> true, nanos);
        }

        /** As soon as a stage has begun. */
        static Instant started(String stage) {
            return when(stage + " started", SOON, e -> e instanceof Event.StageStarted s && s.stage().equals(stage));
        }

        /** After so many optimizer steps. */
        static Instant step(String stage, long step) {
            return when(
                    stage + " step " + step,
                    SOON,
                    e -> e instanceof Event.Scalars s && s.stage().equals(stage) && s.step() >= step);
        }

        /** Within the scoring of a model or of the first sub-networks. */
        static Instant evaluating(String stage, String split) {
            return when(
                    stage + " scores " + split,
                    AT_ONCE,
                    e -> e instanceof Event.Evaluated s && s.stage().equals(stage) && s.split().equals(split)
                            || e instanceof Event.SubnetworkEvaluated n
                                    && n.stage().equals(stage)
                                    && n.split().equals(split));
        }

        /** Between two stages: the last event of a stage is there, its checkpoint is not. */
        static Instant finished(String stage) {
            return when(
                    stage + " finished",
                    AT_ONCE,
                    e -> e instanceof Event.StageFinished s && s.stage().equals(stage));
        }

        /** While a checkpoint of this stage is written. */
        static Instant writing(String stage) {
            return new Instant(
                    stage + " writes a checkpoint",
                    event -> true,
                    folder -> anyChild(folder.checkpointsFolder(), "." + stage + "-", true),
                    AT_ONCE);
        }

        /** The fine-tuned teacher is kept for all runs, the checkpoint that says so is not there yet. */
        static Instant teacherKept() {
            return new Instant(
                    "teacher kept", event -> true, folder -> anyChild(teachers(folder), "", false), AT_ONCE);
        }

        private static Path teachers(RunFolder folder) {
            return folder.root().resolve("../../teachers").normalize();
        }

        private static boolean anyChild(Path parent, String prefix, boolean temporary) {
            if (!Files.isDirectory(parent)) {
                return false;
            }
            try (Stream<Path> children = Files.list(parent)) {
                return children.anyMatch(child -> Files.isDirectory(child)
                        && DurableFiles.isTemporary(child) == temporary
                        && child.getFileName().toString().startsWith(prefix));
            } catch (IOException e) {
                return false; // it changed while it was read
            }
        }
    }

    private final RunFolder folder;
    private Process worker;

    Killer(RunFolder folder) {
        this.folder = folder;
    }

    /** What every Java machine of the tests is started with. */
    private static List<String> options() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> option.startsWith("-D") || option.startsWith("-Xmx"))
                .toList();
    }

    /**
     * Starts a worker and kills it at this instant, not before it has gone on where the one before was. Fails if the worker
     * ended by itself, before the kill or while it was on its way.
     *
     * @return the stage that was open; with {@code after} in front if its last checkpoint was announced already, so that the
     *     kill came too late for it
     */
    String kill(Instant instant, Random random) throws InterruptedException {
        EventReader reader = new EventReader(folder.eventsFile());
        long before = reader.poll().size();
        start();
        boolean[] seen = new boolean[1];
        boolean reached = Patience.await(
                () -> {
                    for (RecordedEvent event : reader.poll()) {
                        seen[0] |= event.seq() > before && instant.seen().test(event.event());
                    }
                    return seen[0] && instant.there().test(folder) || !worker.isAlive();
                },
                LONG,
                Duration.ofMillis(1));
        boolean alive = worker.isAlive();
        long nanos = random.nextInt(instant.nanos());
        Patience.await(() -> !worker.isAlive(), Duration.ofNanos(nanos), Duration.ofNanos(nanos + 1));
        int code = worker.destroyForcibly().waitFor();
        assertThat(reached && alive).as(instant.name() + log()).isTrue();
        assertThat(code).as("%s: not one of the worker's own exit codes%s", instant.name(), log())
                .isNotIn(Worker.DONE, Worker.FAILED, Worker.STOPPED);
        assertThat(folder.state()).as(instant.name() + log()).isEqualTo(RunState.INTERRUPTED);
        return openStage();
    }

    /** Starts a worker and lets it come to its end. */
    int finish() throws InterruptedException {
        start();
        return worker.waitFor();
    }

    /** Starts a worker that goes on by itself. */
    Process start() {
        worker = WorkerProcess.start(folder, options());
        return worker;
    }

    /** What the workers printed. */
    String log() {
        try {
            return Files.exists(folder.logFile()) ? "\n" + Files.readString(folder.logFile()) : "";
        } catch (IOException e) {
            return e.toString();
        }
    }

    private String openStage() {
        String open = "";
        for (RecordedEvent recorded : EventReader.effective(folder.eventsFile())) {
            if (recorded.event() instanceof Event.StageStarted started) {
                open = started.stage();
            } else if (recorded.event() instanceof Event.CheckpointSaved saved
                    && saved.file().startsWith(open + "-end")) {
                open = "after " + open;
            }
        }
        return open;
    }

    @Override
    public void close() {
        if (worker != null) {
            worker.destroyForcibly();
        }
    }
}
