package org.bertrim.engine.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.bertrim.engine.format.Json;
import org.bertrim.engine.method.FieldProblem;
import org.bertrim.engine.method.FieldProblem.Kind;
import org.bertrim.engine.task.RowLimits;
import org.bertrim.engine.task.SquadFiles;
import org.bertrim.engine.task.TaskKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Methods and augmentation that cannot do anything with what a task predicts. */
class TaskKindsTest {

    private static final String QUESTIONS = "squad:" + SquadFiles.folder();

    private static Experiment read(String task, String method, String more) throws IOException {
        String text = """
                {"schema": 1, "name": "n", "teacher": {"source": "builtin:e5-small-v2"},
                 "task": {"source": "%s", "maxTokens": 384, "docStride": 96}, "method": {"type": "%s"}%s}"""
                .formatted(task, method, more);
        return ExperimentReader.read(Json.mapper().readTree(text), Path.of("").toAbsolutePath(), Overrides.none());
    }

    private static List<FieldProblem> problems(String task, String method, String more) {
        return catchThrowableOfType(InvalidExperiment.class, () -> read(task, method, more)).problems();
    }

    @ParameterizedTest
    @ValueSource(strings = {"finetune", "dynabert"})
    void methodsThatTrainByTheSharedLossesLearnSpans(String method) throws IOException {
        TaskChoice task = read(QUESTIONS, method, "").task();

        assertThat(task).isEqualTo(new TaskChoice(QUESTIONS, 384, 96, null, 0));
        assertThat(task.limits()).isEqualTo(new RowLimits(384, 96));
        assertThat(new TaskChoice(QUESTIONS, 384, null, null, 0).limits()).isEqualTo(new RowLimits(384, 128));
        assertThat(Methods.named(method).taskKinds()).containsExactlyInAnyOrder(TaskKind.values());
    }

    @Test
    void aMethodThatDoesNotLearnSpansIsRefusedWithThoseThatDo() {
        assertThat(problems(QUESTIONS, "adabert", "")).singleElement().satisfies(problem -> {
            assertThat(problem.path()).isEqualTo("method.type");
            assertThat(problem.value()).isEqualTo("\"adabert\"");
            assertThat(problem.kind()).isEqualTo(Kind.TASK_METHODS);
            assertThat(problem.arguments()).contains("finetune", "dynabert").doesNotContain("adabert");
            assertThat(problem.allowed()).contains("does not learn tasks that predict spans of a text");
        });
    }

    @Test
    void textsWithTheAnswersInThemAreNotAugmented() throws IOException {
        String augmented = ", \"augmentation\": {\"method\": \"tinybert\"}";

        assertThat(problems(QUESTIONS, "dynabert", augmented)).singleElement().satisfies(problem -> {
            assertThat(problem.path()).isEqualTo("augmentation.method");
            assertThat(problem.kind()).isEqualTo(Kind.TASK_AUGMENTED);
            assertThat(problem.allowed()).startsWith("none, as texts whose parts are the answers");
        });
        assertThat(read("sample:reviews", "dynabert", augmented).augmentation().active()).isTrue();
    }

    @Test
    void otherTasksOfAMethodMustBeOfItsKindsToo() throws IOException {
        String text = """
                {"schema": 1, "name": "n", "teacher": {"source": "builtin:e5-small-v2"}, "task": {"source": "sample:reviews"},
                 "method": {"type": "adabert", "crossTasks": ["sample:pairs", "%s"]}}"""
                .formatted(QUESTIONS);

        InvalidExperiment thrown = catchThrowableOfType(
                InvalidExperiment.class,
                () -> ExperimentReader.read(Json.mapper().readTree(text), Path.of("/"), Overrides.none()));

        assertThat(thrown.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.path()).isEqualTo("method.crossTasks[1]");
            assertThat(problem.kind()).isEqualTo(Kind.METHOD_TASKS);
            assertThat(problem.allowed()).contains("this one predicts spans of a text");
        });
    }

    @Test
    void theSourceIsMadeAbsolute() throws IOException {
        assertThat(problems("squad:nowhere", "finetune", ", \"seeds\": []"))
                .extracting(FieldProblem::path)
                .containsExactly("seeds", "task.source");
        assertThat(read("squad:nowhere", "finetune", "").task().source())
                .isEqualTo("squad:" + Path.of("nowhere").toAbsolutePath());
    }
}
