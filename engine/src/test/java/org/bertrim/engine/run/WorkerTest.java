package org.bertrim.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.bertrim.engine.event.Event;
import org.bertrim.engine.format.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkerTest {

    private static final List<String> SMALL = List.of("-Xmx64m");

    /** Long enough for a machine that is busy with other things; nothing here measures time. */
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    Path workspace;

    private final List<ProcessHandle> started = new ArrayList<>();

    @AfterEach
    void endWhatIsLeft() {
        started.forEach(ProcessHandle::destroyForcibly);
        started.forEach(process -> process.onExit().join());
    }

    private RunFolder create(JsonNode experiment) {
        return RunFolder.create(workspace, "chain", 1, Instant.parse("2026-01-01T00:00:00Z"), experiment);
    }

    private RunFolder endless() {
        return create(ChainBody.experiment(1_000_000, 1_000_000, 10, 5, "none"));
    }

    private Process start(RunFolder folder) {
        Process process = WorkerProcess.start(folder, SMALL, ChainMain.class.getName());
        started.add(process.toHandle());
        return process;
    }

    /** Without the look at the lock that {@link WorkerProcess} takes before it starts anything. */
    private Process startRaw(RunFolder folder) throws IOException {
        return startRaw(folder, ChainMain.class);
    }

    private Process startRaw(RunFolder folder, Class<?> main) throws IOException {
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        main.getName(),
                        folder.root().toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.logFile().toFile()))
                .start();
        started.add(process.toHandle());
        return process;
    }

    private static int exitCode(Process process) throws InterruptedException {
        assertThat(process.waitFor(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    private static void await(BooleanSupplier condition) {
        assertThat(Patience.await(condition, LONG, Duration.ofMillis(10))).isTrue();
    }

    private static void awaitEvents(RunFolder folder, int count) {
        EventReader reader = new EventReader(folder.eventsFile());
        int[] seen = new int[1];
        await(() -> (seen[0] += reader.poll().size()) >= count);
    }

    private static Event last(RunFolder folder) {
        List<RecordedEvent> events = new EventReader(folder.eventsFile()).poll();
        return events.get(events.size() - 1).event();
    }

    @Test
    void runsToItsEndInAProcessOfItsOwn() throws InterruptedException, IOException {
        RunFolder folder = create(ChainBody.experiment(5, 2, 10, 0, "none"));
        folder.enqueue(1);

        assertThat(exitCode(start(folder))).isZero();

        assertThat(folder.state()).isEqualTo(RunState.FINISHED);
        assertThat(folder.queueOrder()).isEmpty();
        assertThat(folder.resultsFile()).exists();
        assertThat(last(folder)).isInstanceOf(Event.RunFinished.class);
        JsonNode worker = Json.read(folder.workerFile());
        assertThat(worker.get("pid").longValue()).isEqualTo(started.get(0).pid());
        assertThat(Instant.parse(worker.get("started").textValue())).isBefore(Instant.now());
        assertThat(worker.get("host").textValue()).isNotBlank();
        assertThat(folder.checkpointsFolder().resolve("depth-end/model.safetensors")).exists();
        assertThat(folder.checkpointsFolder().resolve("depth-end/state.safetensors")).doesNotExist();

        byte[] events = Files.readAllBytes(folder.eventsFile());
        assertThat(exitCode(start(folder))).isZero(); // finished runs stay as they are
        assertThat(Files.readAllBytes(folder.eventsFile())).isEqualTo(events);
    }

    @Test
    void theLockIsSeenFromEveryProcessAndEndsWithItsHolder() throws InterruptedException, IOException {
        RunFolder folder = endless();
        Process worker = start(folder);
        awaitEvents(folder, 5);

        assertThat(WorkerLock.held(folder)).isTrue();
        assertThat(WorkerLock.tryAcquire(folder)).isEmpty();
        assertThat(folder.state()).isEqualTo(RunState.RUNNING);
        assertThat(exitCode(startRaw(folder))).isEqualTo(Worker.FAILED); // a second worker goes away again
        assertThatThrownBy(() -> start(folder)).hasMessageContaining("another worker is busy");
        assertThat(Files.readString(folder.logFile())).contains("Another worker is busy");
        assertThat(worker.isAlive()).isTrue();

        worker.destroyForcibly().waitFor();
        assertThat(WorkerLock.held(folder)).isFalse();
        assertThat(folder.state()).isEqualTo(RunState.INTERRUPTED);
    }

    @Test
    @SuppressWarnings("try") // the lock is there to be held
    void lookingAtALockThatThisProcessHoldsDoesNotDropIt() throws InterruptedException, IOException {
        RunFolder folder = endless();
        try (WorkerLock lock = WorkerLock.tryAcquire(folder).orElseThrow()) {
            assertThat(WorkerLock.held(folder)).isTrue();
            assertThat(WorkerLock.tryAcquire(folder)).isEmpty();
            assertThat(WorkerLock.held(RunFolder.open(folder.root().resolve("../" + folder.id())))).isTrue();

            assertThat(exitCode(startRaw(folder))).isEqualTo(Worker.FAILED);
            assertThat(folder.eventsFile()).doesNotExist();
        }
        assertThat(WorkerLock.held(folder)).isFalse();
    }

    @Test
    void pausesContinuesStopsAndResumes() throws InterruptedException {
        RunFolder folder = create(ChainBody.experiment(30, 1_000, 10, 20, "none"));
        Control.request(folder.controlFolder(), Control.Signal.STOP); // left from long ago
        Process worker = start(folder);
        awaitEvents(folder, 3);

        Control.request(folder.controlFolder(), Control.Signal.PAUSE);
        await(() -> folder.state() == RunState.PAUSED);
        await(() -> new Control(folder.controlFolder()).poll() == Control.Signal.NONE);
        long paused = new EventReader(folder.eventsFile()).poll().size();
        assertThat(worker.isAlive()).isTrue();

        Control.request(folder.controlFolder(), Control.Signal.CONTINUE);
        await(() -> folder.state() == RunState.RUNNING);
        awaitEvents(folder, (int) paused + 3);
        Control.request(folder.controlFolder(), Control.Signal.STOP);

        assertThat(exitCode(worker)).isEqualTo(Worker.STOPPED);
        assertThat(folder.state()).isEqualTo(RunState.STOPPED);
        assertThat(folder.controlFolder()).isEmptyDirectory();
        assertThat(exitCode(start(folder))).isZero();
        assertThat(steps(folder)).isEqualTo(steps(reference(30)));
    }

    @Test
    void stopsOutOfAPause() throws InterruptedException {
        RunFolder folder = endless();
        Process worker = start(folder);
        awaitEvents(folder, 3);
        Control.request(folder.controlFolder(), Control.Signal.PAUSE);
        await(() -> folder.state() == RunState.PAUSED);

        Control.request(folder.controlFolder(), Control.Signal.STOP);

        assertThat(exitCode(worker)).isEqualTo(Worker.STOPPED);
        assertThat(folder.state()).isEqualTo(RunState.STOPPED);
    }

    /** The same run without any interruption, in this process. */
    private RunFolder reference(int steps) {
        RunFolder folder = create(ChainBody.experiment(steps, 1_000, 10, 0, "none"));
        assertThat(new Worker(folder, new ChainBody()).work()).isZero();
        return folder;
    }

    private static List<Event> steps(RunFolder folder) {
        return EventReader.effective(folder.eventsFile()).stream()
                .map(RecordedEvent::event)
                .filter(event -> event instanceof Event.Scalars)
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "exception, The run stopped with an error, IllegalStateException: the loss is odd",
        "memory, The run ran out of memory, the worker's Java heap of [56]. MB is full",
        "thread, The run stopped with an error, AssertionError: the prefetch died"
    })
    void whateverGoesWrongStandsInTheEvents(String how, String what, String why)
            throws InterruptedException, IOException {
        RunFolder folder = create(ChainBody.experiment(5, 1, 10, 0, how));

        assertThat(exitCode(start(folder))).isEqualTo(Worker.FAILED);

        assertThat(folder.state()).isEqualTo(RunState.FAILED);
        assertThat(last(folder)).isInstanceOfSatisfying(Event.RunFailed.class, failed -> {
            assertThat(failed.what()).isEqualTo(what);
            assertThat(failed.why()).matches(why);
            assertThat(failed.remedy()).isNotBlank();
        });
        assertThat(Files.readString(folder.logFile())).contains("ChainBody");

        Json.mapper().writeValue(folder.experimentFile().toFile(), ChainBody.experiment(5, 1, 10, 0, "none"));
        assertThat(exitCode(start(folder))).isZero(); // the cause is removed
        assertThat(steps(folder)).isEqualTo(steps(reference(5)));
    }

    @Test
    void aNativeCrashLeavesARunThatResumes() throws InterruptedException, IOException {
        RunFolder folder = create(ChainBody.experiment(5, 1, 10, 0, "crash"));

        assertThat(exitCode(start(folder))).isEqualTo(134);
        assertThat(folder.state()).isEqualTo(RunState.INTERRUPTED);

        Json.mapper().writeValue(folder.experimentFile().toFile(), ChainBody.experiment(5, 1, 10, 0, "none"));
        assertThat(exitCode(start(folder))).isZero();
        assertThat(steps(folder)).isEqualTo(steps(reference(5)));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void survivesTheEndOfItsStartersProcessGroup() throws IOException, InterruptedException {
        RunFolder folder = endless();
        Process starter = startRaw(folder, StarterMain.class);
        awaitEvents(folder, 5);
        List<ProcessHandle> children = starter.children().toList();
        started.addAll(children);
        ProcessHandle worker = ProcessHandle.of(Json.read(folder.workerFile()).get("pid").longValue()).orElseThrow();
        assertThat(children).hasSize(2).contains(worker);

        new ProcessBuilder("sh", "-c", "kill -9 -" + starter.pid()).inheritIO().start().waitFor();

        assertThat(exitCode(starter)).isEqualTo(128 + 9);
        await(() -> children.stream().filter(child -> !child.equals(worker)).noneMatch(ProcessHandle::isAlive));
        assertThat(worker.isAlive()).isTrue();
        awaitEvents(folder, new EventReader(folder.eventsFile()).poll().size() + 10); // it goes on
        Control.request(folder.controlFolder(), Control.Signal.STOP);
        await(() -> folder.state() == RunState.STOPPED);
    }

    @Test
    void argumentsSurviveTheArgumentFile() throws InterruptedException, IOException {
        RunFolder folder = RunFolder.create(
                workspace.resolve("a b \"c\" #d \\e"),
                "chain",
                1,
                Instant.now(),
                ChainBody.experiment(2, 1, 10, 0, "none"));

        assertThat(exitCode(start(folder))).isZero();

        assertThat(WorkerProcess.quote("a\\b \"c\"")).isEqualTo("\"a\\\\b \\\"c\\\"\"");
        String separator = File.pathSeparator;
        assertThat(WorkerProcess.absolute("x" + separator + separator + "y"))
                .isEqualTo(Path.of("x").toAbsolutePath() + separator + Path.of("y").toAbsolutePath());
    }
}
