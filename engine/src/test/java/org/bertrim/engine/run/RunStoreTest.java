package org.bertrim.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.bertrim.engine.event.Event;
import org.bertrim.engine.format.EngineException;
import org.bertrim.engine.format.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunStoreTest {

    @TempDir
    Path workspace;

    private RunFolder run(String name, long seed, String time) throws IOException {
        String json = "{\"name\":\"" + name + "\",\"method\":{\"type\":\"dynabert\"},"
                + "\"task\":{\"source\":\"sample:reviews\"},\"teacher\":{\"source\":\"builtin:e5-small-v2\"}}";
        return RunFolder.create(workspace, name, seed, Instant.parse(time), Json.mapper().readTree(json));
    }

    private static void finish(RunFolder folder, String results) throws IOException {
        Files.writeString(folder.resultsFile(), results);
        try (EventLog log = EventLog.open(folder.eventsFile())) {
            log.emit(new Event.RunStarted(folder.id(), "dynabert", "t", "t", 1, List.of()));
            log.emit(new Event.RunFinished(Map.of()));
        }
    }

    @Test
    void anEmptyOrMissingWorkspaceHasNoRuns() throws IOException {
        assertThat(RunStore.list(workspace)).isEmpty();
        Files.createDirectories(workspace.resolve("runs"));
        assertThat(RunStore.list(workspace)).isEmpty();
    }

    @Test
    void runsAreListedNewestFirstWithWhatTheirFilesSay() throws IOException {
        RunFolder older = run("One", -7, "2026-01-01T00:00:00Z");
        run("Two", 8, "2026-01-02T00:00:00Z").enqueue(5);
        finish(older, "{\"metric\":\"accuracy\",\"teacher\":{\"score\":0.95},"
                + "\"subnetworks\":[{\"score\":0.5},{\"score\":0.9},{\"score\":\"NaN\"}]}");

        List<RunSummary> runs = RunStore.list(workspace);

        assertThat(runs).extracting(RunSummary::name).containsExactly("Two", "One");
        RunSummary queued = runs.get(0);
        assertThat(queued.state()).isEqualTo(RunState.QUEUED);
        assertThat(queued.queueOrder()).isEqualTo(5);
        assertThat(queued.seed()).isEqualTo(8);
        assertThat(queued.score()).isNull();
        assertThat(queued.started()).isNull();
        RunSummary finished = runs.get(1);
        assertThat(finished.state()).isEqualTo(RunState.FINISHED);
        assertThat(finished.method()).isEqualTo("dynabert");
        assertThat(finished.task()).isEqualTo("sample:reviews");
        assertThat(finished.teacher()).isEqualTo("builtin:e5-small-v2");
        assertThat(finished.seed()).isEqualTo(-7);
        assertThat(finished.metric()).isEqualTo("accuracy");
        assertThat(finished.score()).isEqualTo(0.9); // a student's, not the teacher's
        assertThat(finished.started()).isNotNull().isBeforeOrEqualTo(finished.finished());
        assertThat(finished.damage()).isNull();
    }

    @Test
    void aRunWithATeacherOnlyShowsTheTeachersScore() throws IOException {
        finish(run("One", 1, "2026-01-01T00:00:00Z"), "{\"teacher\":{\"score\":0.95}}");

        assertThat(RunStore.list(workspace).get(0).score()).isEqualTo(0.95);
    }

    @Test
    void damagedFoldersAreListedWithTheReason() throws IOException {
        RunFolder noJson = run("noJson", 1, "2026-01-01T00:00:01Z");
        Files.writeString(noJson.experimentFile(), "{");
        RunFolder brokenResults = run("brokenResults", 2, "2026-01-01T00:00:02Z");
        finish(brokenResults, "{");
        RunFolder noObject = run("noObject", 3, "2026-01-01T00:00:03Z");
        Files.writeString(noObject.experimentFile(), "[]");
        Files.createDirectories(workspace.resolve("runs/20260101-000004-empty-s4"));
        Files.createDirectories(workspace.resolve("runs/.draft"));
        Files.writeString(workspace.resolve("runs/notes.txt"), "not a run");

        List<RunSummary> runs = RunStore.list(workspace);

        assertThat(runs).extracting(RunSummary::seed).containsExactly(4L, 3L, 2L, 1L);
        assertThat(runs).allSatisfy(run -> {
            assertThat(run.state()).isNull();
            assertThat(run.damage()).isNotBlank();
        });
        assertThat(runs.get(2).name()).isEqualTo("brokenResults");
        assertThat(runs.get(2).damage()).contains("results.json");
        assertThat(runs.get(0).damage()).contains("experiment.json");
    }

    @Test
    void aFinishedRunWithoutItsResultsIsInterruptedAndSaysWhy() throws IOException {
        RunFolder folder = run("One", 1, "2026-01-01T00:00:00Z");
        finish(folder, "{}");
        Files.delete(folder.resultsFile());

        RunSummary summary = RunStore.list(workspace).get(0);
        assertThat(summary.state()).isEqualTo(RunState.INTERRUPTED);
        assertThat(summary.damage()).contains("results.json is gone");
        assertThat(summary.score()).isNull();
    }

    @Test
    void runsAreFoundByIdOrUniquePrefix() throws IOException {
        RunFolder one = run("a", 1, "2026-01-01T00:00:00Z");
        RunFolder two = run("a", 1, "2026-01-01T00:00:00Z");
        RunFolder three = run("b", 1, "2026-01-02T00:00:00Z");

        assertThat(RunStore.find(workspace, one.id())).isEqualTo(one);
        assertThat(RunStore.find(workspace, two.id())).isEqualTo(two);
        assertThat(RunStore.find(workspace, "20260102")).isEqualTo(three);
        assertThatThrownBy(() -> RunStore.find(workspace, "20260101"))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("2 runs");
        assertThatThrownBy(() -> RunStore.find(workspace, "x")).isInstanceOf(EngineException.class);
        assertThatThrownBy(() -> RunStore.find(workspace, "")).isInstanceOf(EngineException.class);
    }
}
