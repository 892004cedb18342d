package org.bertrim.engine.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.bertrim.engine.format.Json;
import org.bertrim.engine.task.TableSettings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables of one's own in experiment files. */
class TableTaskFileTest {

    @TempDir
    private Path folder;

    @BeforeEach
    void writeTables() throws IOException {
        Files.writeString(folder.resolve("a.csv"), "review,stars\na,1\nb,2\nc,1\n");
        Files.writeString(folder.resolve("dev.csv"), "review,stars\nd,1\n");
    }

    @Test
    void whatIsSaidIsReadWithPathsBesideTheFile() throws IOException {
        Experiment experiment = read("""
                "source": "table:a.csv", "maxTokens": 32, "columns": {"text": "review", "secondText": false, "label": 2},
                "header": true, "delimiter": "comma", "encoding": "UTF-8", "quoting": "double", "kind": "classification",
                "labels": [1, 2], "labelNames": ["bad", "good"], "devFile": "dev.csv", "metrics": ["accuracy"], "name": "films",
                "skipBadRows": true""");

        assertThat(experiment.task())
                .isEqualTo(new TaskChoice(
                        "table:" + folder.resolve("a.csv"),
                        32,
                        null,
                        null,
                        0,
                        new TableSettings(
                                null, "UTF-8", "comma", "double", true,
                                new TableSettings.Columns("review", "", "2", null), "classification", List.of("1", "2"),
                                List.of("bad", "good"), TableSettings.SplitValues.OPEN, folder.resolve("dev.csv").toString(),
                                null, null, List.of("accuracy"), "films", true)));
        assertThat(experiment.task().open(folder).info().labels()).containsExactly("bad", "good");
        assertThat(again(experiment)).isEqualTo(experiment);
    }

    @Test
    void whatIsLeftOpenHasNoKeyUntilItIsResolved() throws IOException {
        Experiment open = read("\"source\": \"table:a.csv\"");
        Experiment resolved = open.with(open.task().resolved(folder));

        assertThat(open.task().table()).isEqualTo(TableSettings.OPEN);
        assertThat(ExperimentWriter.resolved(open).get("task").toString())
                .isEqualTo("{\"source\":\"table:" + folder.resolve("a.csv") + "\",\"maxTokens\":128,\"drawSeed\":0}");
        assertThat(Json.mapper().readTree(ExperimentWriter.resolved(resolved).get("task").toString()))
                .isEqualTo(Json.mapper().readTree("""
                        {"source": "table:FOLDER/a.csv", "maxTokens": 128, "drawSeed": 0, "format": "delimited",
                         "encoding": "UTF-8", "delimiter": "comma", "quoting": "double", "header": true,
                         "columns": {"text": "review", "secondText": "", "label": "stars", "split": ""},
                         "kind": "classification", "labels": ["1", "2"], "devShare": 0.1, "splitSeed": 0,
                         "metrics": ["accuracy", "f1", "matthews"], "name": "a", "skipBadRows": false}"""
                        .replace("FOLDER", folder.toString())));
        assertThat(again(resolved)).isEqualTo(resolved);
        assertThat(resolved.task().resolved(folder)).isEqualTo(resolved.task());
        assertThat(again(open)).isEqualTo(open);
    }

    private Experiment again(Experiment experiment) {
        return ExperimentReader.read(ExperimentWriter.resolved(experiment), folder, Overrides.none());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "task.columns.txet; \"columns\": {\"txet\": \"a\"}; did you mean text?",
        "task.columns.text; \"columns\": {\"text\": 0}; a column, its number counted from 1, or false for none",
        "task.columns.label; \"columns\": {\"label\": false}; a table needs one",
        "task.columns.label; \"columns\": {\"text\": \"x\", \"label\": \"x\"}; a column that is not columns.text already",
        "task.header; \"header\": \"yes\"; true or false",
        "task.delimiter; \"delimiter\": \"ab\"; without letters, digits and quotes",
        "task.encoding; \"encoding\": \"klingon\"; the name of an encoding",
        "task.quoting; \"quoting\": \"dubble\"; did you mean double?",
        "task.kind; \"kind\": \"sorting\"; one of classification, regression",
        "task.labels; \"labels\": [\"a\"]; at least two labels",
        "task.labels[1]; \"labels\": [\"a\", 1.5, {}, \"a\"]; ",
        "task.labels[3]; \"labels\": [\"a\", \"b\", \"c\", \"a\"]; the same stands in task.labels[0]",
        "task.labels; \"labels\": [\"a\", \"b\"], \"kind\": \"regression\"; a regression has no labels",
        "task.labelNames; \"labelNames\": [\"a\", \"b\"]; set labels as well",
        "task.labelNames[0]; \"labels\": [0, 1], \"labelNames\": [\"1\", \"x\"]; not another class's label",
        "task.metrics[0]; \"metrics\": [\"acuracy\"]; did you mean accuracy?",
        "task.metrics[0]; \"kind\": \"regression\", \"metrics\": [\"f1\"]; does not fit a task that predicts a value",
        "task.metrics[0]; \"labels\": [1, 2, 3], \"metrics\": [\"f1\"]; needs two classes, but there are 3",
        "task.devShare; \"devShare\": 1; from 0.001 to 0.9",
        "task.devShare; \"devShare\": 0.2, \"devFile\": \"dev.csv\"; left out where devFile has the dev rows",
        "task.devFile; \"devFile\": \" \"; the path of a file",
        "task.devFile; \"devFile\": \"dev.csv\", \"columns\": {\"split\": \"s\"}; left out where a split column",
        "task.splitValues.dev; \"columns\": {\"split\": false}, \"splitValues\": {\"dev\": [\"x\"]}; where there is no split column",
        "task.header; \"format\": \"json-lines\", \"header\": true; JSON Lines have none",
        "task.name; \"name\": \"\"; a text of up to 200 characters",
        "task.skipBadRows; \"skipBadRows\": 1; true or false",
    })
    void whatCannotBeRightIsRefusedWithItsPath(String row) {
        String[] parts = row.split("; ", -1);
        InvalidExperiment e = catchThrowableOfType(
                InvalidExperiment.class, () -> read("\"source\": \"table:a.csv\", " + parts[1]));
        if (parts[0].equals("task.labels[1]")) {
            assertThat(e.problems()).extracting(each -> each.path()).containsExactly("task.labels[2]", "task.labels[3]");
            return;
        }

        assertThat(e.problems()).hasSize(1).first().satisfies(problem -> {
            assertThat(problem.path()).isEqualTo(parts[0]);
            assertThat(problem.allowed()).contains(parts[2]);
        });
    }

    @Test
    void aTaskThatIsNoTableHasNoneOfThis() {
        InvalidExperiment e = catchThrowableOfType(
                InvalidExperiment.class,
                () -> read("\"source\": \"sample:reviews\", \"header\": true, \"columns\": {\"text\": \"a\"}"));

        assertThat(e.problems()).extracting(each -> each.path()).containsExactlyInAnyOrder("task.header", "task.columns");
        assertThat(e.problems()).allSatisfy(each -> assertThat(each.allowed()).contains("only a table has this"));
    }

    @Test
    void aTaskInItsPlaceTakesNothingOfTheTable() throws IOException {
        Path file = file("\"source\": \"table:a.csv\", \"header\": true");

        Experiment other = ExperimentReader.read(file, new Overrides(null, "sample:reviews"));

        assertThat(other.task().table()).isNull();
        Experiment table = ExperimentReader.read(file, new Overrides(null, "table:" + folder.resolve("dev.csv")));
        assertThat(table.task().table().header()).isTrue();
    }

    @Test
    void settingsCanBeTypedOneByOne() {
        TableSettings typed = TableSettingsReader.read(
                Map.of("columns.text", "review", "columns.secondText", "false", "header", "false", "splitSeed", "3", "labels", "\"a, b\", c，d", "skipBadRows", "true", "devFile", "d.csv"),
                Path.of("/base"));

        assertThat(typed)
                .isEqualTo(new TableSettings(
                        null, null, null, null, false, new TableSettings.Columns("review", "", null, null), null,
                        List.of("a, b", "c", "d"), null, TableSettings.SplitValues.OPEN, "/base/d.csv", null, 3L, null, null,
                        true));
        assertThat(catchThrowableOfType(
                                InvalidExperiment.class, () -> TableSettingsReader.read(Map.of("colums.text", "a"), folder))
                        .problems())
                .first()
                .satisfies(problem -> assertThat(problem.allowed()).contains("did you mean columns?"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"a, b|a;b", "'\"a, b\", c'|a, b;c", "'\"say \"\"x\"\"\"'|say \"x\"", "5\" screen|5\" screen", " , ,|''"})
    void wordsInALineAreSeparatedByCommas(String line, String words) {
        List<String> expected = words.isEmpty() ? List.of() : List.of(words.split(";"));

        assertThat(WordList.split(line)).isEqualTo(expected);
        assertThat(WordList.split(WordList.join(expected))).isEqualTo(expected);
    }

    private Experiment read(String task) throws IOException {
        return ExperimentReader.read(file(task));
    }

    private Path file(String task) throws IOException {
        ObjectNode file = (ObjectNode) Json.mapper().readTree("""
                {"schema": 1, "name": "n", "teacher": {"source": "builtin:e5-small-v2"}, "method": {"type": "finetune"},
                 "task": {%s}}""".formatted(task));
        return Files.writeString(folder.resolve("experiment.json"), file.toString());
    }
}
