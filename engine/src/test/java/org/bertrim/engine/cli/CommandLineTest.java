package org.bertrim.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.bertrim.engine.export.TinyModels;
import org.bertrim.engine.format.EngineException;
import org.bertrim.engine.format.Json;
import org.bertrim.engine.run.JvmOptions;
import org.bertrim.engine.run.RunFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class CommandLineTest {

    private final RecordedTerminal recorded = new RecordedTerminal(false);

    @TempDir
    Path folder;

    private int run(String... arguments) {
        return Main.run(recorded.terminal(), arguments);
    }

    @Test
    void helpNamesEveryCommandAndEndsWithZero() {
        assertThat(run("--help")).isZero();
        assertThat(recorded.out()).contains("demo", "run", "teachers", "tasks", "runs", "doctor");
        for (CommandLine command :
                Main.commandLine(recorded.terminal()).getSubcommands().values()) {
            assertThat(run(command.getCommandName(), "--help")).as(command.getCommandName()).isZero();
        }
        assertThat(recorded.err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "run",
                "run --preset dynabert-sample --resume x",
                "run --preset nothing",
                "run nowhere.json",
                "run --describe nothing",
                "run --resume x --task sample:pairs",
                "tasks --rows 2",
                "tasks --augment sample:reviews --rows 0",
                "tasks --augment sample:reviews --words nothing",
                "tasks --augment sample:reviews --words masked-lm",
                "tasks --augment nothing",
                "demo --fast"
            })
    void wrongUsageEndsWithTwoAndSaysWhy(String line) {
        assertThat(run(line.isEmpty() ? new String[0] : line.split(" "))).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(recorded.err()).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(strings = {"teachers", "tasks", "runs"})
    void aListAsJsonIsOneDocumentAndNothingElse(String command) throws IOException {
        assertThat(run(command.equals("runs")
                        ? new String[] {command, "--json", "--workspace", folder.toString()}
                        : new String[] {command, "--json"}))
                .isZero();

        assertThat(Json.mapper().readTree(recorded.out()).isArray()).isTrue(); // refuses anything behind the document
        assertThat(recorded.err()).isEmpty();
    }

    @Test
    void tasksAreListedWithTheirScores() throws IOException {
        run("tasks", "--json");

        JsonNode tasks = Json.mapper().readTree(recorded.out());
        assertThat(tasks.findValuesAsText("source"))
                .contains("sample:reviews", "sample:pairs", "glue:SST-2", "glue:STS-B");
        assertThat(run("tasks")).isZero();
        assertThat(recorded.out()).contains("matthews");
    }

    @Test
    void aWorkspaceThatIsAFileIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("workspace"), "no folder");

        assertThat(run("runs", "--workspace", file.toString())).isEqualTo(2);

        assertThat(recorded.err()).contains("it is no folder");
    }

    @Test
    void anAugmentationIsShownByItsRows() throws IOException {
        assertThat(run("tasks", "--augment", "sample:pairs", "--procedure", "script", "--rows", "2", "--json")).isZero();

        JsonNode shown = Json.mapper().readTree(recorded.out());
        assertThat(shown.get("variant").asText()).isEqualTo("script");
        assertThat(shown.get("words").asText()).isEqualTo("embeddings");
        assertThat(shown.get("rows")).hasSize(2).allSatisfy(row -> {
            assertThat(row.get("original").get("secondText").asText()).isNotBlank();
            assertThat(row.get("variants").size()).isBetween(2, 7);
        });
        RecordedTerminal text = new RecordedTerminal(false);
        assertThat(Main.run(text.terminal(), "tasks", "--augment", "sample:reviews")).isZero();
        assertThat(text.out()).startsWith("sample:reviews, procedure paper, words from embeddings, seed 42");
    }

    @Test
    void aLookAtATableShowsWhatIsGuessedAndEveryProblem() throws IOException {
        Path file = Files.writeString(
                folder.resolve("news.csv"),
                "headline,topic\n" + "stocks rose again,finance\n中文标题,sports\n".repeat(6) + "no topic\n");

        assertThat(run("tasks", "--look", file.toString(), "--json")).isEqualTo(ExitCode.WRONG_USAGE);
        JsonNode look = Json.mapper().readTree(recorded.out());
        assertThat(look.get("task").get("columns").get("label").asText()).isEqualTo("topic");
        assertThat(look.get("guessed").toString()).contains("columns.label", "encoding");
        assertThat(look.get("badRows").asInt()).isEqualTo(1);
        assertThat(look.get("problems").get(0).get("line").asInt()).isEqualTo(14);
        RecordedTerminal text = new RecordedTerminal(false);
        assertThat(Main.run(text.terminal(), "tasks", "--look", file.toString(), "--set", "skipBadRows=true"))
                .isZero();
        assertThat(text.out())
                .contains("columns.text        headline", "1 row cannot be used and would be left out:",
                        "news.csv:14 there is 1 column instead of 2", "equal texts:", "tokens of training rows: 50 % up to");
    }

    @Test
    void valuesAreShownAsTheyAreWritten() throws IOException {
        Path file = Files.writeString(folder.resolve("values.csv"), "text,score\n" + "a b,0.1\nc d,14.43\n".repeat(6));

        run("tasks", "--look", file.toString());

        assertThat(recorded.out()).contains("values from 0.1 to 14.43\n");
    }

    /** What a file holds must not move the cursor, colour the terminal or turn the direction of its text. */
    @Test
    void controlCharactersOfATableDoNotReachTheTerminal() throws IOException {
        Path file = Files.writeString(folder.resolve("odd.csv"), "text,label\n" + "\u001b[31mred,a\u0007\n\u202egreen,b\n".repeat(6) + ",a\u001b\n");

        run("tasks", "--look", file.toString());
        run("tasks", "--look", file.toString(), "--set", "columns.text=\u001b[31mred");
        run("tasks", "--look", folder.resolve("\u001b[31m").toString());

        assertThat(recorded.out() + recorded.err()).contains("red", "green").doesNotContain("\u001b", "\u0007", "\u202e");
    }

    @Test
    void whatIsWrongWithSettingsOfATableIsSaidInGoodSentences() throws IOException {
        Path model = folder.resolve("model");
        TinyModels.classifier(List.of("negative", "positive")).folder().write(model);
        Path file = Files.writeString(folder.resolve("other.csv"), "text,label\n" + "a b,x\nc d,y\n".repeat(6));

        assertThat(run("evaluate", model.toString(), "table:" + file, "--set", "nonsense")).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(run("evaluate", model.toString(), "table:" + file, "--set", "header=maybe")).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(run("evaluate", model.toString(), "table:" + file, "--set", "skipBadRows=true")).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(run("evaluate", model.toString(), "table:" + file, "--set", "kind=regression")).isEqualTo(ExitCode.WRONG_USAGE);

        assertThat(recorded.err().lines()).satisfiesExactly(
                line -> assertThat(line).contains("Value for option '--set'"),
                line -> assertThat(line).contains("The description of the table is not valid"),
                line -> assertThat(line).contains("no dev rows that can be used. Check the columns, the labels"),
                line -> assertThat(line).contains("labels cannot be [0, 1]. Allowed is: left out: a regression has no labels."));
    }

    @Test
    void aCommandWithoutEnoughMemoryEndsInOneLine() {
        CommandLine line = new CommandLine(new TooLarge());

        assertThat(Main.execute(line, recorded.terminal())).isEqualTo(ExitCode.FAILED);

        assertThat(recorded.err().lines()).singleElement().asString().contains("more memory", "JAVA_TOOL_OPTIONS");
    }

    @CommandLine.Command
    private static final class TooLarge implements Runnable {
        @Override
        public void run() {
            throw new OutOfMemoryError("Java heap space");
        }
    }

    @Test
    void settingsOfATableNeedATable() {
        assertThat(run("tasks", "--set", "header=true")).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(run("evaluate", "model", "sample:reviews", "--set", "header=true")).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(recorded.err()).contains("no table:FILE");
        assertThat(run("tasks", "--look", "a.csv", "--set", "haeder=true")).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(recorded.err()).contains("did you mean header?");
    }

    @Test
    void runsAreListedWithTheirState() throws IOException {
        String text =
                """
                {"name": "One", "method": {"type": "m"}, "task": {"source": "sample:reviews"}}""";
        JsonNode experiment = Json.mapper().readTree(text);
        RunFolder made = RunFolder.create(folder, "One", 7, Instant.parse("2026-01-14T09:30:00Z"), experiment);
        Files.createDirectories(folder.resolve("runs/20260101-000000-broken-s1"));

        assertThat(run("runs", "--workspace", folder.toString())).isZero();
        assertThat(recorded.out()).contains(made.id(), "interrupted", "sample:reviews", "damaged", "cannot be read");

        RecordedTerminal json = new RecordedTerminal(false);
        assertThat(Main.run(json.terminal(), "runs", "--json", "--workspace", folder.toString())).isZero();
        JsonNode first = Json.mapper().readTree(json.out()).get(0);
        assertThat(first.path("id").asText()).isEqualTo("20260114-093000-one-s7");
        assertThat(first.path("state").asText()).isEqualTo("interrupted");
        assertThat(first.path("seed").asLong()).isEqualTo(7);
    }

    @Test
    void everyProblemOfEveryFileIsReportedAndNothingStarts() throws IOException {
        Path first = Files.writeString(
                folder.resolve("first.json"),
                "{\"schema\": 1, \"name\": \"a\", \"teacher\": {\"source\": \"builtin:nothing\"}, \"bogus\": 1}");
        Path second = Files.writeString(folder.resolve("second.json"), "{\"schema\": 2}");
        Path workspace = folder.resolve("workspace");

        int code = run("run", first.toString(), second.toString(), "--workspace", workspace.toString());

        assertThat(code).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(recorded.err())
                .contains("first.json", "builtin:nothing", "bogus", "method.type", "second.json", "schema");
        assertThat(workspace).doesNotExist();
    }

    @Test
    void aMissingTaskIsFoundBeforeAnythingStarts() {
        Path workspace = folder.resolve("workspace");

        int code = run(
                "run", "--preset", "dynabert-sample", "--task", "glue:" + folder.resolve("SST-2"), "--workspace",
                workspace.toString());

        assertThat(code).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(recorded.err().lines()).singleElement().asString().startsWith("bertrim: ").contains("SST-2");
        assertThat(workspace.resolve("runs")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "sample:nothing", "glue:/nowhere", "glue:/nowhere/SST-2", "table:x.csv"})
    void aTaskThatIsNotThereIsWrongUsageForEvaluateAndRun(String task) throws IOException {
        Path model = folder.resolve("model");
        TinyModels.classifier(List.of("negative", "positive")).folder().write(model);
        Path workspace = folder.resolve("workspace");

        assertThat(run("evaluate", model.toString(), task)).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(recorded.err().lines()).singleElement().asString().startsWith("bertrim: ").contains(task.replace("table:", ""));
        assertThat(run("run", "--preset", "dynabert-paper", "--teacher", "builtin:e5-small-v2", "--task", task,
                        "--workspace", workspace.toString()))
                .isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(workspace).doesNotExist();
    }

    @Test
    void aModelFolderThatIsNoneIsWrongUsage() throws IOException {
        assertThat(run("evaluate", folder.resolve("nowhere").toString(), "sample:reviews"))
                .isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(recorded.err()).contains("there is no such folder");
        Path model = folder.resolve("model");
        TinyModels.classifier(List.of("negative", "positive")).folder().write(model);
        Files.writeString(model.resolve("config.json"), "{\n  \"a\": }");
        assertThat(run("evaluate", model.toString(), "sample:reviews")).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(recorded.err()).contains("config.json", "line 2, column 8").doesNotContain("code 125", "JsonReadFeature");
        Files.writeString(model.resolve("model.safetensors"), "no tensors");
        TinyModels.classifier(List.of("cat", "dog")).folder().write(folder.resolve("other"));
        assertThat(run("evaluate", folder.resolve("other").toString(), "sample:reviews"))
                .isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(recorded.err()).contains("cat / dog");
    }

    /** Each file is reported, also where only opening its task shows what is wrong. */
    @Test
    void moreTrainingRowsThanTheTaskHasAreWrongUsage() throws IOException {
        String text =
                """
                {"schema": 1, "name": "a", "teacher": {"source": "builtin:e5-small-v2"},
                 "task": {"source": "sample:reviews", "trainRows": %s}, "method": {"type": "finetune"}, "seeds": [1]}
                """;
        Path first = Files.writeString(folder.resolve("first.json"), text.formatted("900000"));
        Path second = Files.writeString(folder.resolve("second.json"), text.formatted("800000"));
        Path workspace = folder.resolve("workspace");

        int code = run("run", first.toString(), second.toString(), "--workspace", workspace.toString());

        assertThat(code).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(recorded.err()).contains("900000 training rows", "800000 training rows", "Set trainRows");
        assertThat(workspace).doesNotExist();
    }

    @Test
    void tooFewTrainingRowsToHoldAnyOutAreWrongUsage() throws IOException {
        Path task = Files.createDirectory(folder.resolve("SST-2"));
        Files.writeString(task.resolve("train.tsv"), "sentence\tlabel\na film\t1\n");
        Files.writeString(task.resolve("dev.tsv"), "sentence\tlabel\na film\t1\n");
        Path workspace = folder.resolve("workspace");

        int code = run(
                "run", "--preset", "dynabert-paper", "--teacher", "builtin:e5-small-v2", "--task", "glue:" + task,
                "--workspace", workspace.toString());

        assertThat(code).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(recorded.err().lines()).singleElement().asString().contains("at least two are needed");
        assertThat(workspace).doesNotExist();
    }

    @Test
    void anUnknownRunFailsInOneLineWithItsDetailsInTheLog() throws IOException {
        assertThat(run("run", "--resume", "2026", "--workspace", folder.toString())).isEqualTo(ExitCode.FAILED);

        assertThat(recorded.err().lines()).singleElement().asString().contains("The run 2026 could not be found");
        assertThat(folder.resolve(FailureReport.LOG)).content().contains("EngineException", "at org.bertrim");
    }

    @Test
    void settingsAreDescribedWithRangeDefaultAndSource() {
        assertThat(run("run", "--describe", "dynabert")).isZero();

        assertThat(recorded.out())
                .contains("method.stages.width.epochs (")
                .contains("training.batchSize (whole number from 1 to 1024 rows; default 32)")
                .contains("task.drawSeed (whole number from 0 to 9007199254740991; default 0)")
                .contains("Source: ");
    }

    @Test
    void errorsAreWrittenAsWhatWhyRemedy() {
        assertThat(FailureReport.line(new EngineException("A", "b", "Do c.", null))).isEqualTo("bertrim: A: b. Do c.");
        assertThat(FailureReport.line("A", "", "")).isEqualTo("bertrim: A.");
    }

    @Test
    void aWorkerInheritsPropertiesAndLimitsOnly() {
        List<String> own = List.of(
                "-Da.b=c",
                "-Xmx2g",
                "-agentlib:jdwp=x",
                "-Xrunjdwp:x",
                "-XX:+UseG1GC",
                "-XX:TieredStopAtLevel=1",
                "-XX:ArchiveClassesAtExit=x.jsa",
                "-Xlog:disable",
                "-Djava.awt.headless=false",
                "-ea");

        assertThat(JvmOptions.forWorker(own))
                .containsExactly("-Da.b=c", "-Xmx2g", "-Djava.awt.headless=true");
    }
}
