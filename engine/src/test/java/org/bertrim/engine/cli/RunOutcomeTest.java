package org.bertrim.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.bertrim.engine.event.Event;
import org.bertrim.engine.export.TinyModels;
import org.bertrim.engine.format.Json;
import org.bertrim.engine.run.EventLog;
import org.bertrim.engine.run.RunFolder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands on a run that is finished. */
class RunOutcomeTest {

    private final RecordedTerminal recorded = new RecordedTerminal(false);

    @TempDir
    Path workspace;

    private RunFolder folder;

    @BeforeEach
    void finishesARun() throws IOException {
        String experiment =
                """
                {"schema": 1, "name": "Done", "teacher": {"source": "builtin:e5-small-v2"},
                 "task": {"source": "sample:reviews"}, "method": {"type": "m"}, "seeds": [3]}
                """;
        JsonNode tree = Json.mapper().readTree(experiment);
        folder = RunFolder.create(workspace, "Done", 3, Instant.parse("2026-01-14T09:30:00Z"), tree);
        try (EventLog log = EventLog.open(folder.eventsFile())) {
            log.emit(new Event.RunStarted(
                    folder.id(), "m", "reviews", "builtin:e5-small-v2", 3, List.of("fine-tune")));
            log.emit(new Event.StageStarted("fine-tune", 2, 2));
            log.emit(new Event.Scalars("fine-tune", 1, 0.5, Map.of("loss", 0.7)));
            log.emit(new Event.Scalars("fine-tune", 2, 1.0, Map.of("loss", 0.6)));
            log.emit(new Event.RunFinished(Map.of("seconds", 1.0)));
        }
        Files.writeString(
                folder.resultsFile(),
                """
                {"schema": 1, "method": "m", "task": "reviews", "metric": "accuracy",
                 "teacher": {"score": 0.75, "parameters": 1000000}, "checks": []}
                """);
        TinyModels.classifier(List.of("negative", "positive"))
                .folder()
                .write(folder.modelsFolder().resolve("teacher"));
    }

    private int run(String... arguments) {
        return Main.run(recorded.terminal(), arguments);
    }

    @Test
    void resumingItShowsItsResults() {
        assertThat(run("run", "--resume", "20260114", "--workspace", workspace.toString())).isZero();

        assertThat(recorded.out()).contains("finished already", "teacher", "75.0", folder.root().toString());
    }

    @Test
    void ifItsResultsAreGoneTheListSaysSo() throws IOException {
        Files.delete(folder.resultsFile());

        assertThat(run("runs", "--workspace", workspace.toString())).isZero();

        assertThat(recorded.out()).contains("interrupted", folder.id() + ": it was finished, but its results.json is gone");
    }

    @Test
    void itsModelIsExportedAndEvaluated() throws IOException {
        Path target = workspace.resolve("taken");
        assertThat(run(
                        "export", folder.id(), "--model", target.toString(), "--width", "0.5", "--workspace",
                        workspace.toString()))
                .as(recorded.err())
                .isZero();
        assertThat(recorded.out()).contains("read back");

        RecordedTerminal json = new RecordedTerminal(false);
        assertThat(Main.run(json.terminal(), "evaluate", target.toString(), "sample:reviews", "--json")).isZero();
        JsonNode answer = Json.mapper().readTree(json.out());
        assertThat(answer.path("heads").asInt()).isEqualTo(2);
        assertThat(answer.at("/scores/dev/accuracy").doubleValue()).isBetween(0.3, 0.7); // random weights
        assertThat(answer.at("/examples/dev").asInt()).isEqualTo(1000);

        assertThat(run("evaluate", target.toString(), "sample:reviews", "--width", "2"))
                .isEqualTo(ExitCode.WRONG_USAGE);
    }

    @Test
    void itsModelIsEvaluatedWhereItLies() throws IOException {
        RecordedTerminal json = new RecordedTerminal(false);
        assertThat(Main.run(
                        json.terminal(), "evaluate", "run:20260114", "sample:reviews", "--json", "--workspace",
                        workspace.toString()))
                .isZero();
        assertThat(Json.mapper().readTree(json.out()).path("model").asText())
                .startsWith(folder.modelsFolder().toAbsolutePath().normalize().toString());

        assertThat(run("evaluate", "run:1999", "sample:reviews", "--workspace", workspace.toString()))
                .isEqualTo(ExitCode.FAILED);
        assertThat(recorded.err()).contains("The run 1999 could not be found");
        assertThat(run(
                        "evaluate", "run:20260114", "sample:reviews", "--name", "nothing", "--workspace",
                        workspace.toString()))
                .isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(run("evaluate", "nowhere", "sample:reviews", "--name", "teacher")).isEqualTo(ExitCode.WRONG_USAGE);
    }

    @Test
    void itsFiguresAreWritten() {
        Path target = workspace.resolve("figures");

        assertThat(run("export", folder.id(), "--figures", target.toString(), "--workspace", workspace.toString()))
                .as(recorded.err())
                .isZero();

        assertThat(target.resolve("loss-fine-tune.pdf")).isRegularFile();
        assertThat(recorded.out()).contains("loss-fine-tune.pdf");
    }

    @Test
    void whatIsToBeExportedMustBeSaid() {
        assertThat(run("export", folder.id(), "--workspace", workspace.toString())).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(run("export", folder.id(), "--figures", "x", "--depth", "1", "--workspace", workspace.toString()))
                .isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(run(
                        "export", folder.id(), "--model", "x", "--name", "nothing", "--workspace",
                        workspace.toString()))
                .isEqualTo(ExitCode.WRONG_USAGE);
    }
}
