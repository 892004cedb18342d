package org.bertrim.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.bertrim.engine.format.StoredTensor;
import org.bertrim.engine.kernel.Kernels;
import org.bertrim.engine.kernel.Precision;
import org.bertrim.engine.task.Example;
import org.bertrim.engine.task.Metric;
import org.bertrim.engine.task.RowLimits;
import org.bertrim.engine.task.Task;
import org.bertrim.engine.task.TaskInfo;
import org.bertrim.engine.task.TaskKind;
import org.bertrim.engine.task.Tasks;
import org.bertrim.engine.teacher.Teacher;
import org.bertrim.engine.teacher.Teachers;
import org.bertrim.engine.training.TeacherScore.Verdict;
import org.bertrim.engine.training.TeacherScore.Way;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Checks of one layer of the built-in teacher on a few sample rows. */
class TeacherCheckTest {

    private static Teacher teacher;
    private static Task reviews;

    @BeforeAll
    static void open() {
        Kernels.threads(1);
        teacher = Teachers.builtin().open("builtin:e5-small-v2").firstLayers(1);
        reviews = few(Tasks.open("sample:reviews", Path.of("").toAbsolutePath(), null, 0), 240, 100);
    }

    private static Task few(Task task, int train, int dev) {
        Map<String, List<Example>> sets = new LinkedHashMap<>();
        sets.put("dev", Tasks.draw(task.info(), task.dev().get("dev"), dev, "test", 1));
        return Task.of(task.info(), Tasks.draw(task.info(), task.train(), train, "test", 1), sets, 0);
    }

    private static TeacherScore check(Teacher checked, Task task, TeacherCheck.Watch watch) {
        try (NDManager manager = NDManager.newBaseManager()) {
            return TeacherCheck.of(
                    checked,
                    task,
                    new RowLimits(32, RowLimits.PUBLISHED_STRIDE),
                    new Compute(manager, Precision.FLOAT32, 1, "cpu"),
                    watch);
        }
    }

    private static TeacherScore check(Teacher checked, Task task) {
        return check(checked, task, (done, of) -> {});
    }

    @Test
    void aTeacherWithoutAHeadAnswersByAProbe() {
        List<Integer> progress = new ArrayList<>();
        TeacherScore score = check(teacher, reviews, (done, of) -> {
            assertThat(of).isEqualTo(340);
            progress.add(done);
        });
        assertThat(score.way()).isEqualTo(Way.LINEAR_PROBE);
        assertThat(score.trainRows()).isEqualTo(240);
        assertThat(score.rows()).isEqualTo(100);
        assertThat(score.metric()).isEqualTo("accuracy");
        assertThat(score.constantScores().get("accuracy")).isBetween(0.45, 0.55);
        assertThat(score.scores().get("accuracy")).isGreaterThan(0.6);
        assertThat(score.verdict()).isEqualTo(Verdict.BETTER);
        assertThat(progress).isSorted().first().isEqualTo(0);
        assertThat(progress.get(progress.size() - 1)).isEqualTo(340);
    }

    /** The same rows with labels that have nothing to do with them. */
    @Test
    void aTaskThatTheTeacherKnowsNothingOfIsFlagged() {
        Task mixed = Task.of(reviews.info(), mixed(reviews.train()), Map.of("dev", mixed(reviews.dev().get("dev"))), 0);
        TeacherScore score = check(teacher, mixed);
        assertThat(score.scores().get("accuracy")).isLessThan(0.6);
        assertThat(score.verdict()).isEqualTo(Verdict.NOT_BETTER);
    }

    private static List<Example> mixed(List<Example> rows) {
        List<Example> mixed = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            mixed.add(new Example(rows.get(i).text(), null, i % 2));
        }
        return mixed;
    }

    @Test
    void aTeacherWithTheTasksClassesAnswersByThemInAnyOrder() {
        TeacherScore way = check(withClassifier("positive", "negative"), reviews);
        TeacherScore other = check(withClassifier("negative", "positive"), reviews);
        assertThat(way.way()).isEqualTo(Way.OWN_HEAD);
        assertThat(way.trainRows()).isZero();
        assertThat(way.scores().get("accuracy") + other.scores().get("accuracy")).isEqualTo(1.0);
        assertThat(way.verdict() == Verdict.BETTER && other.verdict() == Verdict.BETTER).isFalse();
    }

    /** Its first class is the more likely the larger the pooler's first number. */
    private static Teacher withClassifier(String... labels) {
        Map<String, StoredTensor> weights = new LinkedHashMap<>(teacher.weights());
        int hidden = teacher.shape().hidden();
        float[] pooler = new float[hidden * hidden];
        for (int i = 0; i < hidden; i++) {
            pooler[i * hidden + i] = 1;
        }
        float[] rows = new float[2 * hidden];
        rows[0] = 1;
        rows[hidden] = -1;
        weights.put("bert.pooler.dense.weight", StoredTensor.floats(new long[] {hidden, hidden}, pooler));
        weights.put("bert.pooler.dense.bias", StoredTensor.floats(new long[] {hidden}, new float[hidden]));
        weights.put("classifier.weight", StoredTensor.floats(new long[] {2, hidden}, rows));
        weights.put("classifier.bias", StoredTensor.floats(new long[] {2}, new float[2]));
        return new Teacher("test", teacher.config(), List.of(labels), weights, teacher.tokenizerJson(), "test");
    }

    @Test
    void valuesAreProbedToo() {
        TaskInfo info = new TaskInfo("length", "sample:length", TaskKind.REGRESSION, false, List.of(), List.of(Metric.PEARSON));
        Task lengths = Task.of(info, lengths(reviews.train()), Map.of("dev", lengths(reviews.dev().get("dev"))), 0);
        TeacherScore score = check(teacher, lengths);
        assertThat(score.constantAnswer()).isEmpty();
        assertThat(score.constantScores()).containsEntry("pearson", 0.0);
        assertThat(score.scores().get("pearson")).isGreaterThan(0.4);
        assertThat(score.verdict()).isEqualTo(Verdict.BETTER);
    }

    private static List<Example> lengths(List<Example> rows) {
        return rows.stream().map(row -> new Example(row.text(), null, row.text().length())).toList();
    }

    @Test
    void whoeverWaitsCanEndIt() {
        assertThatThrownBy(() -> check(teacher, reviews, (done, of) -> {
                    if (done > 0) {
                        throw new CancellationException();
                    }
                }))
                .isInstanceOf(CancellationException.class);
    }
}
