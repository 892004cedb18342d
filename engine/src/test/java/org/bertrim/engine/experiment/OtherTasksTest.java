package org.bertrim.engine.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.bertrim.engine.format.Json;
import org.bertrim.engine.method.FieldProblem;
import org.bertrim.engine.method.adabert.AdabertSettings;
import org.bertrim.engine.model.ModelShape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings that name other tasks and other runs. */
class OtherTasksTest {

    private static final ModelShape SHAPE = new ModelShape(2, 384, 12, 1536, 30522, 512, 2);

    @TempDir
    Path folder;

    private Experiment read(String settings) throws IOException {
        String text = """
                {"schema": 1, "name": "n", "teacher": {"source": "builtin:e5-small-v2"},
                 "task": {"source": "sample:reviews"}, "method": {"type": "adabert", %s}}"""
                .formatted(settings);
        return ExperimentReader.read(
                Json.mapper().readTree(text), folder, Overrides.none(), source -> Optional.of(SHAPE));
    }

    private AdabertSettings settings(String settings) throws IOException {
        return (AdabertSettings) read(settings).method().settings();
    }

    private List<FieldProblem> problems(String settings) {
        return catchThrowableOfType(InvalidExperiment.class, () -> read(settings)).problems();
    }

    @Test
    void thereAreNoneUnlessNamed() throws IOException {
        assertThat(settings("\"gamma\": 0.8").crossTasks()).isEmpty();
        assertThat(settings("\"crossTasks\": []").crossTasks()).isEmpty();
    }

    @Test
    void pathsBecomeAbsoluteAndAreReadBackAlike() throws IOException {
        Path data = Files.createDirectories(folder.resolve("data/MRPC"));
        Files.writeString(data.resolve("train.tsv"), "");
        Files.writeString(data.resolve("dev.tsv"), "");
        Experiment experiment = read("\"crossTasks\": [\"sample:pairs\", \"glue:data/MRPC\"]");

        assertThat(((AdabertSettings) experiment.method().settings()).crossTasks())
                .containsExactly("sample:pairs", "glue:" + data.toAbsolutePath());
        assertThat(ExperimentReader.read(ExperimentWriter.resolved(experiment), Path.of("/elsewhere"), Overrides.none()))
                .isEqualTo(experiment);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "'sample:pairs'                         | method.crossTasks    | a list of tasks",
        "['pairs']                              | method.crossTasks[0] | one of sample:NAME",
        "['sample:pairs', 'sample:pairs']       | method.crossTasks[1] | the same stands in method.crossTasks[0]",
        "['sample:reviews']                     | method.crossTasks[0] | the same stands in task.source",
        "['sample:nothing']                     | method.crossTasks[0] | there is no sample task of this name",
        "['glue:nowhere/RTE']                   | method.crossTasks[0] | nowhere",
    }, quoteCharacter = '`')
    void wrongTasksAreNamed(String written, String path, String allowed) {
        assertThat(problems("\"crossTasks\": " + written.replace('\'', '"'))).singleElement().satisfies(problem -> {
            assertThat(problem.path()).isEqualTo(path);
            assertThat(problem.allowed()).contains(allowed);
        });
    }

    @Test
    void aMatrixNeedsSearchedCells() {
        assertThat(problems("\"architecture\": \"random\", \"crossTasks\": [\"sample:pairs\"]"))
                .extracting(FieldProblem::path)
                .containsExactly("method.crossTasks");
    }

    @Test
    void theCellOfARunIsNamedByItsId() throws IOException {
        assertThat(settings("\"architecture\": \"run:20261121-065639-quick-s42\"").architecture())
                .isEqualTo("run:20261121-065639-quick-s42");
        assertThat(settings("\"architecture\": \"random\"").architecture()).isEqualTo("random");
    }

    @ParameterizedTest
    @ValueSource(strings = {"run:", "run:../x", "run:a b", "walk:a", "found", "run"})
    void otherWordsAreRefused(String written) {
        assertThat(problems("\"architecture\": \"" + written + "\"")).singleElement().satisfies(problem -> {
            assertThat(problem.path()).isEqualTo("method.architecture");
            assertThat(problem.allowed()).contains("search, random, run:ID");
        });
    }
}
