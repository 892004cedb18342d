package org.bertrim.engine.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.bertrim.engine.task.Metric;
import org.bertrim.engine.task.TaskInfo;
import org.bertrim.engine.task.TaskKind;
import org.bertrim.engine.task.TokenRows;
import org.junit.jupiter.api.Test;

class ConstantAnswerTest {

    private static TaskInfo classes(Metric... metrics) {
        return new TaskInfo("t", "sample:t", TaskKind.CLASSIFICATION, false, List.of("no", "yes"), List.of(metrics));
    }

    private static TokenRows rows(float... labels) {
        return new TokenRows(new int[labels.length][1], new int[labels.length][1], labels);
    }

    @Test
    void byAccuracyItIsTheMajorityClassOfTheTrainingRows() {
        ConstantAnswer answer = ConstantAnswer.of(classes(Metric.ACCURACY, Metric.MATTHEWS), new float[] {1, 1, 0});
        assertThat(answer.name()).isEqualTo("yes");
        assertThat(answer.scores(rows(1, 0, 0, 0))).containsEntry("accuracy", 0.25).containsEntry("matthews", 0.0);
    }

    /** Two of five rows are of class 1: F1 = 2·0.4 / (0.4 + 1) = 4/7 for always 1, 0 for always 0. */
    @Test
    void byF1ItIsTheClassThatF1IsAbout() {
        ConstantAnswer answer = ConstantAnswer.of(classes(Metric.F1), new float[] {1, 1, 0, 0, 0});
        assertThat(answer.name()).isEqualTo("yes");
        assertThat(answer.scores(rows(1, 1, 0, 0, 0))).containsEntry("f1", 4.0 / 7);
    }

    @Test
    void byMatthewsEveryClassIsWorthNothingAndTheMajorityIsNamed() {
        ConstantAnswer answer = ConstantAnswer.of(classes(Metric.MATTHEWS), new float[] {0, 0, 1});
        assertThat(answer.name()).isEqualTo("no");
        assertThat(answer.scores(rows(1, 0))).containsEntry("matthews", 0.0);
    }

    @Test
    void aValueCorrelatesWithNothing() {
        TaskInfo info = new TaskInfo("t", "sample:t", TaskKind.REGRESSION, false, List.of(), List.of(Metric.PEARSON));
        ConstantAnswer answer = ConstantAnswer.of(info, new float[] {1, 2});
        assertThat(answer.name()).isEmpty();
        assertThat(answer.scores(rows(1, 2, 5))).containsEntry("pearson", 0.0);
    }

    /** Of the questions of {@link TinyTask#spanRows} two of three have no answer. */
    @Test
    void forQuestionsItIsThatThereIsNoAnswer() {
        TrainingData data = TinyTask.spans(24);
        ConstantAnswer answer = ConstantAnswer.of(data.info(), data.train().labels());
        TokenRows dev = data.dev().get("dev");
        double unanswerable = dev.windows().questions().stream()
                        .filter(asked -> asked.example().question().answers().isEmpty())
                        .count()
                / (double) dev.examples();
        assertThat(unanswerable).isBetween(0.3, 0.9);
        assertThat(answer.name()).isEqualTo(TaskInfo.UNANSWERABLE);
        assertThat(answer.scores(dev)).containsEntry("spanF1", unanswerable).containsEntry("exactMatch", unanswerable);
    }

    @Test
    void clearlyMoreIsWhatChanceBringsOnceInTwentyTimes() {
        assertThat(ConstantAnswer.beaten(0.584, 0.5, 100)).isTrue(); // 0.5 + 1.645·√(0.25/100) = 0.582
        assertThat(ConstantAnswer.beaten(0.581, 0.5, 100)).isFalse();
        assertThat(ConstantAnswer.beaten(0.166, 0, 100)).isTrue();
        assertThat(ConstantAnswer.beaten(0.163, 0, 100)).isFalse();
        assertThat(ConstantAnswer.beaten(Double.NaN, 0, 100)).isFalse();
    }
}
