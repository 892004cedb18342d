package org.bertrim.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.bertrim.engine.event.Event;
import org.bertrim.engine.format.DurableFiles;

/** Starts the workers of one run and kills them at chosen instants. */
final class Killer implements AutoCloseable {

    /** Long enough for a machine that is busy with other things; nothing here measures time. */
    private static final Duration LONG = Duration.ofMinutes(5);

    /** When to kill; {@code seen} is asked of the events since the worker's start, {@code there} of the folder. */
    record Instant(String name, Predicate<Event> seen, Predicate<RunFolder> there) {

        static Instant when(String name, Predicate<Event> seen) {
            return new Instant(name, seen, folder -> true);
        }

        /** As soon as a stage has begun. */
        static Instant started(String stage) {
            return when(stage + " started", e -> e instanceof Event.StageStarted s && s.stage().equals(stage));
        }

        /** After so many optimizer steps. */
        static Instant step(String stage, long step) {
            return when(
                    stage + " step " + step,
                    e -> e instanceof Event.Scalars s && s.stage().equals(stage) && s.step() >= step);
        }

        /** Within the scoring of a model or of the first sub-networks. */
        static Instant evaluating(String stage, String split) {
            return when(
                    stage + " scores " + split,
                    e -> e instanceof Event.Evaluated s && s.stage().equals(stage) && s.split().equals(split)
                            || e instanceof Event.SubnetworkEvaluated n
                                    && n.stage().equals(stage)
                                    && n.split().equals(split));
        }

        /** Between two stages: the last event of a stage is there, its checkpoint is not. */
        static Instant finished(String stage) {
            return when(stage + " finished", e -> e instanceof Event.StageFinished s && s.stage().equals(stage));
        }

        /** While a checkpoint of this stage is written. */
        static Instant writing(String stage) {
            return new Instant(
                    stage + " writes a checkpoint",
                    event -> true,
                    folder -> anyChild(folder.checkpointsFolder(), "." + stage + "-", true));
        }

        /** The fine-tuned teacher is kept for all runs, the checkpoint that says so is not there yet. */
        static Instant teacherKept() {
            return new Instant("teacher kept", event -> true, folder -> anyChild(teachers(folder), "", false));
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
     * Starts a worker and kills it at this instant, not before it has gone on where the one before was.
     *
     * @param nanos to wait after the instant
     * @return the stage that was open, whose final checkpoint was not there yet
     */
    String kill(Instant instant, long nanos) throws InterruptedException {
        start();
        EventReader reader = new EventReader(folder.eventsFile());
        boolean resumes = Files.exists(folder.eventsFile());
        long before = resumes ? reader.poll().size() : 0;
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
        Patience.await(() -> !worker.isAlive(), Duration.ofNanos(nanos), Duration.ofNanos(nanos + 1));
        worker.destroyForcibly().waitFor();
        assertThat(reached && alive).as(instant.name() + log()).isTrue();
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
        List<String> open = new ArrayList<>(List.of(""));
        for (RecordedEvent recorded : EventReader.effective(folder.eventsFile())) {
            if (recorded.event() instanceof Event.StageStarted started) {
                open.add(started.stage());
            }
        }
        return open.get(open.size() - 1);
    }

    @Override
    public void close() {
        if (worker != null) {
            worker.destroyForcibly();
        }
    }
}
