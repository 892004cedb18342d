package org.bertrim.engine.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every expected number is worked out by hand beside it. */
class MetricsTest {

    private static final double ROUNDING = 1e-12;

    private static final TaskInfo BINARY = new TaskInfo(
            "binary",
            "test",
            TaskKind.CLASSIFICATION,
            false,
            List.of("no", "yes"),
            List.of(Metric.ACCURACY, Metric.F1, Metric.MATTHEWS, Metric.ACCURACY_F1_MEAN));
    private static final TaskInfo THREE = new TaskInfo(
            "three", "test", TaskKind.CLASSIFICATION, false, List.of("a", "b", "c"), List.of(Metric.ACCURACY));
    private static final TaskInfo VALUES = new TaskInfo(
            "values",
            "test",
            TaskKind.REGRESSION,
            false,
            List.of(),
            List.of(Metric.PEARSON, Metric.SPEARMAN, Metric.PEARSON_SPEARMAN_MEAN));

    @Test
    void scoresTwoClassesAsByHand() {
        // TP 3, FN 1, FP 2, TN 4
        Map<String, Double> scores = binary(
                new int[] {1, 1, 1, 0, 1, 1, 0, 0, 0, 0}, new int[] {1, 1, 1, 1, 0, 0, 0, 0, 0, 0});

        assertThat(scores.get("accuracy")).isCloseTo(7.0 / 10, within(ROUNDING));
        assertThat(scores.get("f1")).isCloseTo(6.0 / 9, within(ROUNDING)); // 2·3 / (2·3 + 2 + 1)
        // (3·4 − 2·1) / √(5·4·6·5) = 10 / √600
        assertThat(scores.get("matthews")).isCloseTo(10 / Math.sqrt(600), within(ROUNDING));
        assertThat(scores.get("accuracyF1Mean")).isCloseTo((0.7 + 2.0 / 3) / 2, within(ROUNDING));
    }

    @Test
    void givesMetricsInTheTasksOrder() {
        assertThat(binary(new int[] {1}, new int[] {1}).keySet())
                .containsExactly("accuracy", "f1", "matthews", "accuracyF1Mean");
    }

    @Test
    void scoresAreOneWhenAllIsRightAndMinusOneWhenAllIsWrong() {
        assertThat(binary(new int[] {0, 1, 1}, new int[] {0, 1, 1}).values()).containsOnly(1.0);
        assertThat(binary(new int[] {1, 0, 0}, new int[] {0, 1, 1}))
                .containsEntry("matthews", -1.0)
                .containsEntry("f1", 0.0);
    }

    @Test
    void zeroDenominatorsScoreZero() {
        // never class 1, neither predicted nor true: F1 = 0/0, Matthews = 0/0
        assertThat(binary(new int[] {0, 0, 0}, new int[] {0, 0, 0}))
                .containsEntry("accuracy", 1.0)
                .containsEntry("f1", 0.0)
                .containsEntry("matthews", 0.0);
        // constant prediction 1: F1 = 2·2 / (2·2 + 1), Matthews has FN + TN = 0
        Map<String, Double> constant = binary(new int[] {1, 1, 1}, new int[] {1, 1, 0});
        assertThat(constant.get("f1")).isCloseTo(0.8, within(ROUNDING));
        assertThat(constant).containsEntry("matthews", 0.0);
    }

    @Test
    void noRowsScoreZero() {
        assertThat(binary(new int[0], new int[0]).values()).containsOnly(0.0);
        assertThat(values(new float[0], new float[0]).values()).containsOnly(0.0);
    }

    @Test
    void matthewsOfLargeSetsDoesNotOverflow() {
        // 80,000 rows of each class, all right: the product under the root is 80,000⁴ = 4.1e19, above 2⁶³
        int[] labels = new int[160_000];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = i % 2;
        }
        assertThat(binary(labels, labels).get("matthews")).isCloseTo(1, within(ROUNDING));
    }

    @Test
    void takesTheLargestLogitAndOfEqualOnesTheFirst() {
        float[] logits = {
            0.1f, 0.3f, 0.2f, // b
            -5, -6, -4, // c
            1, 1, 1, // a
            0, 2, 2, // b
        };
        assertThat(Metrics.score(THREE, logits, new float[] {1, 2, 0, 2})).containsEntry("accuracy", 0.75);
    }

    @Test
    void logitsThatAreNotNumbersDoNotFail() {
        float[] logits = {Float.NaN, Float.NaN, Float.NaN, Float.POSITIVE_INFINITY};
        assertThat(Metrics.score(BINARY, logits, new float[] {0, 1}).values()).allMatch(Double::isFinite);
    }

    @Test
    void correlatesValuesAsByHand() {
        // x 1 2 3 4 10 (mean 4), y 1 3 2 5 4 (mean 3):
        // xy = 3·2 + 2·0 + 1·1 + 0·2 + 6·1 = 13; xx = 9 + 4 + 1 + 0 + 36 = 50; yy = 4 + 0 + 1 + 4 + 1 = 10
        // ranks of x 1 2 3 4 5, of y 1 3 2 5 4: differences 0 1 1 1 1, Spearman = 1 − 6·4 / (5·24) = 0.8
        Map<String, Double> scores = values(new float[] {1, 2, 3, 4, 10}, new float[] {1, 3, 2, 5, 4});

        double pearson = 13 / Math.sqrt(500);
        assertThat(scores.get("pearson")).isCloseTo(pearson, within(ROUNDING));
        assertThat(scores.get("spearman")).isCloseTo(0.8, within(ROUNDING));
        assertThat(scores.get("pearsonSpearmanMean")).isCloseTo((pearson + 0.8) / 2, within(ROUNDING));
        assertThat(scores.keySet()).containsExactly("pearson", "spearman", "pearsonSpearmanMean");
    }

    @Test
    void tiesShareTheirMeanRank() {
        // ranks of x: 1, 2.5, 2.5, 4 (sum of squares about 2.5: 2.25 + 0 + 0 + 2.25 = 4.5)
        // ranks of y: 2, 2, 2, 4 (sum of squares about 2.5: 0.25·3 + 2.25 = 3); products: 0.75 + 0 + 0 + 2.25 = 3
        Map<String, Double> scores = values(new float[] {0, 1, 1, 7}, new float[] {3, 3, 3, 5});

        assertThat(scores.get("spearman")).isCloseTo(3 / Math.sqrt(13.5), within(ROUNDING));
    }

    @Test
    void zeroAndMinusZeroAreOneTie() {
        assertThat(values(new float[] {0f, -0f, 1}, new float[] {1, 1, 2}).get("spearman"))
                .isCloseTo(1, within(ROUNDING));
    }

    @Test
    void rankCorrelationIsOneForAnyRisingCurve() {
        Map<String, Double> scores = values(new float[] {0.1f, 0.2f, 5, 80}, new float[] {1, 2, 3, 4});
        assertThat(scores.get("spearman")).isCloseTo(1, within(ROUNDING));
        assertThat(scores.get("pearson")).isBetween(0.0, 0.99);
    }

    @ParameterizedTest
    @ValueSource(floats = {0, 0.1f, 2.7182817f, -1e30f, Float.NaN, Float.POSITIVE_INFINITY})
    void constantPredictionsScoreZero(float constant) {
        float[] predictions = new float[7];
        Arrays.fill(predictions, constant);
        assertThat(values(predictions, new float[] {0, 1, 2, 3, 4, 5, 2.5f}).values()).containsOnly(0.0);
    }

    @Test
    void oneLostPredictionMakesCorrelationsZero() {
        assertThat(values(new float[] {1, Float.NaN, 3}, new float[] {1, 2, 3}).values()).containsOnly(0.0);
    }

    @Test
    void constantLabelsScoreZero() {
        assertThat(values(new float[] {1, 2, 3}, new float[] {0.1f, 0.1f, 0.1f}).values()).containsOnly(0.0);
    }

    @Test
    void refusesSizesThatDoNotFit() {
        assertThatThrownBy(() -> Metrics.score(BINARY, new float[3], new float[2]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("3 logits for 2 rows of 2 outputs");
    }

    @Test
    void metricsMustFitTheTask() {
        assertThatThrownBy(() -> new TaskInfo(
                        "t", "s", TaskKind.CLASSIFICATION, false, List.of("a", "b", "c"), List.of(Metric.F1)))
                .hasMessage("the metric f1 needs two classes, but there are 3");
        assertThatThrownBy(() ->
                        new TaskInfo("t", "s", TaskKind.REGRESSION, false, List.of(), List.of(Metric.ACCURACY)))
                .hasMessage("the metric accuracy does not fit a task that predicts a value");
    }

    @Test
    void keysAreFoundAgain() {
        assertThat(Metric.values()).allSatisfy(m -> assertThat(Metric.ofKey(m.key())).contains(m));
        assertThat(Metric.ofKey("bleu")).isEmpty();
    }

    private static Map<String, Double> binary(int[] predicted, int[] labels) {
        float[] logits = new float[2 * predicted.length];
        float[] truth = new float[labels.length];
        for (int i = 0; i < predicted.length; i++) {
            logits[2 * i + predicted[i]] = 1.5f;
            truth[i] = labels[i];
        }
        return Metrics.score(BINARY, logits, truth);
    }

    private static Map<String, Double> values(float[] predicted, float[] labels) {
        return Metrics.score(VALUES, predicted, labels);
    }

    /** Every token is as likely as any other: the first token of the passage, or none where that may be. */
    @Test
    void spansAreScoredByQuestionAndDivergedModelsScoreBadly() throws IOException {
        Task task = SquadFiles.task();
        try (TextTokenizer tokenizer = TestTokenizer.open()) {
            TokenRows rows = tokenizer.encode(task.info(), task.dev().get(Task.DEV), new RowLimits(64, 32));
            float[] outputs = new float[2 * Arrays.stream(rows.ids()).mapToInt(row -> row.length).sum()];
            assertThat(Metrics.score(task.info(), outputs, rows).keySet()).containsExactly("spanF1", "exactMatch");
            Arrays.fill(outputs, Float.NaN);
            assertThat(Metrics.score(task.info(), outputs, rows).values()).allMatch(score -> score < 0.2);
            assertThatThrownBy(() -> Metrics.score(task.info(), new float[7], rows)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> Metrics.score(task.info(), outputs, new TokenRows(rows.ids(), rows.types(), new float[rows.size()])))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> new TaskInfo(
                        "t", "s", TaskKind.SPAN, true, List.of("yes", "no"), List.of(Metric.SPAN_F1)))
                .hasMessageContaining("a span task has pairs");
        assertThatThrownBy(() -> new TaskInfo(
                        "t", "s", TaskKind.SPAN, true, List.of(TaskInfo.ANSWERABLE), List.of(Metric.ACCURACY)))
                .hasMessageContaining("does not fit a task that predicts spans of a text");
    }
}
