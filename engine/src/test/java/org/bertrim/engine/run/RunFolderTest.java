package org.bertrim.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bertrim.engine.event.Event;
import org.bertrim.engine.format.EngineException;
import org.bertrim.engine.format.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunFolderTest {

    private static final Instant NOW = Instant.parse("2026-02-03T23:04:05.678Z");

    @TempDir
    Path workspace;

    private final JsonNode experiment = Json.mapper().createObjectNode().put("name", "x");

    private RunFolder create() {
        return RunFolder.create(workspace, "DynaBERT on sample reviews", 42, NOW, experiment);
    }

    private static void write(RunFolder folder, Event... events) {
        try (EventLog log = EventLog.open(folder.eventsFile())) {
            for (Event event : events) {
                log.emit(event);
            }
        }
    }

    @Test
    void theIdHoldsTimeNameAndSeed() {
        RunFolder folder = create();

        assertThat(folder.id()).isEqualTo("20260203-230405-dynabert-on-sample-reviews-s42");
        assertThat(folder.root()).isEqualTo(workspace.resolve("runs").resolve(folder.id()));
        assertThat(Json.read(folder.experimentFile())).isEqualTo(experiment);
        assertThat(folder.controlFolder()).isEmptyDirectory();
        assertThat(folder.checkpointsFolder()).isEmptyDirectory();
        assertThat(folder.modelsFolder()).isEmptyDirectory();
        assertThat(RunFolder.open(folder.root())).isEqualTo(folder);
    }

    @Test
    void clashesGetANumber() throws IOException {
        assertThat(create().id()).endsWith("-s42");
        assertThat(create().id()).endsWith("-s42-2");
        assertThat(create().id()).endsWith("-s42-3");
        try (Stream<Path> runs = Files.list(workspace.resolve("runs"))) {
            assertThat(runs).hasSize(3); // no drafts are left
        }
    }

    @Test
    void manyAtOnceGetAFolderEach() {
        Set<String> ids =
                IntStream.range(0, 32).parallel().mapToObj(i -> create().id()).collect(Collectors.toSet());

        assertThat(ids).hasSize(32);
    }

    @ParameterizedTest
    @CsvSource({
        "SST-2 / Größe_5!, sst-2-grosse-5",
        "情感分析, run",
        "'', run",
        "--, run",
        "a123456789b123456789c123456789d123456789e, a123456789b123456789c123456789d123456789",
        "../../etc, etc"
    })
    void slugsAreSafeFileNames(String name, String slug) {
        // ß has no decomposition and ö has, so the first loses one letter
        assertThat(RunFolder.slug(name)).isEqualTo(slug.replace("grosse", "gro-e"));
    }

    @Test
    void aFolderWithoutExperimentIsNoRun() {
        assertThatThrownBy(() -> RunFolder.open(workspace)).isInstanceOf(EngineException.class);
        assertThatThrownBy(() -> RunFolder.open(workspace.resolve("none"))).isInstanceOf(EngineException.class);
    }

    @Test
    @SuppressWarnings("try") // the lock is there to be held
    void theStateFollowsLockQueueAndLastEvent() throws IOException {
        RunFolder folder = create();
        assertThat(folder.state()).isEqualTo(RunState.INTERRUPTED); // created, but nobody started it

        folder.enqueue(3);
        assertThat(folder.queueOrder()).hasValue(3);
        assertThat(folder.state()).isEqualTo(RunState.QUEUED);

        try (WorkerLock lock = WorkerLock.tryAcquire(folder).orElseThrow()) {
            folder.dequeue();
            assertThat(folder.state()).isEqualTo(RunState.RUNNING);
            write(folder, new Event.RunPaused("width", 1));
            assertThat(folder.state()).isEqualTo(RunState.PAUSED);
            write(folder, new Event.RunResumed("", 1));
            assertThat(folder.state()).isEqualTo(RunState.RUNNING);
            write(folder, new Event.RunPaused("width", 1));
        }
        assertThat(folder.queueOrder()).isEmpty();
        assertThat(folder.state()).isEqualTo(RunState.INTERRUPTED); // killed while it was paused

        write(folder, new Event.RunResumed("", 0), new Event.RunStopped("width", 1));
        assertThat(folder.state()).isEqualTo(RunState.STOPPED);
        write(folder, new Event.RunResumed("", 0), new Event.RunFailed("what", "why", ""));
        assertThat(folder.state()).isEqualTo(RunState.FAILED);
        folder.enqueue(1);
        assertThat(folder.state()).isEqualTo(RunState.QUEUED); // to be tried again
        try (WorkerLock lock = WorkerLock.tryAcquire(folder).orElseThrow()) {
            assertThat(folder.state()).isEqualTo(RunState.RUNNING);
        }
        write(folder, new Event.RunResumed("", 0), new Event.RunFinished(Map.of()));
        folder.dequeue();
        assertThat(folder.state()).isEqualTo(RunState.INTERRUPTED); // its results are not there
        assertThat(folder.lostItsResults()).isTrue();
        Files.writeString(folder.resultsFile(), "{}");
        assertThat(folder.state()).isEqualTo(RunState.FINISHED);
        assertThat(folder.lostItsResults()).isFalse();
    }

    @Test
    void theWorkspaceIsOptionOrVariableOrHome() {
        Path home = Path.of("/home/x").toAbsolutePath();
        Map<String, String> variable = Map.of(Workspace.VARIABLE, "/somewhere");

        assertThat(Workspace.resolve(null, Map.of(), home)).isEqualTo(home.resolve("Bertrim"));
        assertThat(Workspace.resolve(null, Map.of(Workspace.VARIABLE, " "), home)).isEqualTo(home.resolve("Bertrim"));
        assertThat(Workspace.resolve(null, variable, home)).isEqualTo(Path.of("/somewhere").toAbsolutePath());
        assertThat(Workspace.resolve(Path.of("here"), variable, home)).isEqualTo(Path.of("here").toAbsolutePath());
    }

    @Test
    void pauseAndContinueReplaceEachOtherAndStopGoesFirst() {
        RunFolder folder = create();
        Control control = new Control(folder.controlFolder());
        assertThat(control.poll()).isEqualTo(Control.Signal.NONE);

        Control.request(folder.controlFolder(), Control.Signal.PAUSE);
        Control.request(folder.controlFolder(), Control.Signal.PAUSE);
        assertThat(control.poll()).isEqualTo(Control.Signal.PAUSE);
        Control.request(folder.controlFolder(), Control.Signal.CONTINUE);
        assertThat(control.poll()).isEqualTo(Control.Signal.CONTINUE);
        Control.request(folder.controlFolder(), Control.Signal.STOP);
        assertThat(control.poll()).isEqualTo(Control.Signal.STOP);
        control.obeyed(Control.Signal.STOP);
        assertThat(control.poll()).isEqualTo(Control.Signal.CONTINUE);
        Control.request(folder.controlFolder(), Control.Signal.NONE);
        assertThat(folder.controlFolder()).isEmptyDirectory();
    }
}
