package org.bertrim.engine.task;

import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Scores predictions. Formulas as GLUE uses them (Wang et al. 2018):
 *
 * <ul>
 *   <li>accuracy = right / rows
 *   <li>F1 = 2·TP / (2·TP + FP + FN) for class 1
 *   <li>Matthews = (TP·TN − FP·FN) / √((TP+FP)(TP+FN)(TN+FP)(TN+FN))
 *   <li>Pearson = cov / (sd·sd); Spearman = Pearson of the ranks, ties having their mean rank
 * </ul>
 *
 * <p>Spans as SQuAD scores them: means over questions of exact match and F1, see {@link AnswerScores} and {@link SpanAnswers}.
 *
 * <p>A score whose denominator is 0 is 0: constant predictions, a class that is never met, no rows. Correlations of
 * predictions that are not all finite are 0, so a diverged model scores badly instead of failing here.
 */
public final class Metrics {

    private Metrics() {}

    /**
     * Scores a set of rows by all metrics of the task.
     *
     * @param outputs of each row its logits, one row after the other: one for each class, or one for each token where an answer may start,
     *     and then one for each where it may end; of equal logits the lower class, or the earlier token, wins
     * @return metric key to score, the task's main metric first
     * @throws IllegalArgumentException if the sizes do not fit
     */
    public static LinkedHashMap<String, Double> score(TaskInfo info, float[] outputs, TokenRows rows) {
        return info.kind() == TaskKind.SPAN ? spans(info, outputs, rows) : score(info, outputs, rows.labels());
    }

    private static LinkedHashMap<String, Double> spans(TaskInfo info, float[] outputs, TokenRows rows) {
        Windows windows = rows.windows();
        int tokens = Arrays.stream(rows.ids()).mapToInt(row -> row.length).sum();
        if (windows == null || outputs.length != 2 * tokens) {
            throw new IllegalArgumentException(outputs.length + " logits for windows of " + tokens + " tokens in all");
        }
        List<String> answers = SpanAnswers.of(rows, outputs, info.mayLackAnswers());
        double exactMatch = 0;
        double f1 = 0;
        for (int i = 0; i < answers.size(); i++) {
            AnswerScores each = AnswerScores.of(answers.get(i), windows.questions().get(i).rightAnswers());
            exactMatch += each.exactMatch();
            f1 += each.f1();
        }
        LinkedHashMap<String, Double> scores = new LinkedHashMap<>();
        for (Metric metric : info.metrics()) {
            scores.put(metric.key(), ratio(metric == Metric.EXACT_MATCH ? exactMatch : f1, answers.size()));
        }
        return scores;
    }

    /**
     * Scores a set of rows of classes or values by all metrics of the task.
     *
     * @param logits (rows, outputs), row major; of equal logits the lower class wins
     * @param labels (rows) class indices or values
     * @return metric key to score, the task's main metric first
     * @throws IllegalArgumentException if the sizes do not fit
     */
    public static LinkedHashMap<String, Double> score(TaskInfo info, float[] logits, float[] labels) {
        if (logits.length != (long) labels.length * info.outputs()) {
            throw new IllegalArgumentException(
                    logits.length + " logits for " + labels.length + " rows of " + info.outputs() + " outputs");
        }
        LinkedHashMap<String, Double> scores = new LinkedHashMap<>();
        if (info.kind() == TaskKind.REGRESSION) {
            double pearson = correlation(doubles(logits), doubles(labels));
            double spearman = allFinite(logits) ? correlation(ranks(logits), ranks(labels)) : 0.0;
            for (Metric metric : info.metrics()) {
                scores.put(metric.key(), switch (metric) {
                    case PEARSON -> pearson;
                    case SPEARMAN -> spearman;
                    case PEARSON_SPEARMAN_MEAN -> (pearson + spearman) / 2;
                    default -> throw misfit(metric);
                });
            }
        } else {
            Counts counts = Counts.of(logits, labels, info.outputs());
            for (Metric metric : info.metrics()) {
                scores.put(metric.key(), switch (metric) {
                    case ACCURACY -> counts.accuracy();
                    case F1 -> counts.f1();
                    case MATTHEWS -> counts.matthews();
                    case ACCURACY_F1_MEAN -> (counts.accuracy() + counts.f1()) / 2;
                    default -> throw misfit(metric);
                });
            }
        }
        return scores;
    }

    /** Rows by prediction and label; positives are class 1. */
    private record Counts(
            long rows,
            long right,
            double truePositives,
            double trueNegatives,
            double falsePositives,
            double falseNegatives) {

        static Counts of(float[] logits, float[] labels, int classes) {
            long right = 0;
            long[][] table = new long[2][2]; // [predicted is 1][label is 1]
            for (int row = 0; row < labels.length; row++) {
                int predicted = argmax(logits, row * classes, classes);
                int label = (int) labels[row];
                right += predicted == label ? 1 : 0;
                table[predicted == 1 ? 1 : 0][label == 1 ? 1 : 0]++;
            }
            return new Counts(labels.length, right, table[1][1], table[0][0], table[1][0], table[0][1]);
        }

        double accuracy() {
            return ratio(right, rows);
        }

        double f1() {
            return ratio(2 * truePositives, 2 * truePositives + falsePositives + falseNegatives);
        }

        double matthews() {
            double denominator = Math.sqrt((truePositives + falsePositives)
                    * (truePositives + falseNegatives)
                    * (trueNegatives + falsePositives)
                    * (trueNegatives + falseNegatives));
            return ratio(truePositives * trueNegatives - falsePositives * falseNegatives, denominator);
        }
    }

    private static int argmax(float[] values, int from, int count) {
        int best = 0;
        for (int i = 1; i < count; i++) {
            if (values[from + i] > values[from + best]) {
                best = i;
            }
        }
        return best;
    }

    /** Pearson correlation; 0 where it is not defined. */
    private static double correlation(double[] x, double[] y) {
        if (isConstant(x) || isConstant(y)) {
            return 0; // rounding of the mean would leave a denominator just above 0
        }
        double meanX = mean(x);
        double meanY = mean(y);
        double xy = 0;
        double xx = 0;
        double yy = 0;
        for (int i = 0; i < x.length; i++) {
            xy += (x[i] - meanX) * (y[i] - meanY);
            xx += (x[i] - meanX) * (x[i] - meanX);
            yy += (y[i] - meanY) * (y[i] - meanY);
        }
        return Math.max(-1, Math.min(1, ratio(xy, Math.sqrt(xx) * Math.sqrt(yy))));
    }

    private static boolean isConstant(double[] values) {
        for (double value : values) {
            if (value != values[0]) {
                return false;
            }
        }
        return true;
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    /** Ranks from 1; equal values share the mean of their ranks. */
    private static double[] ranks(float[] values) {
        int[] order = IntStream.range(0, values.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> values[i] + 0.0)) // + 0.0 makes -0 equal to 0
                .mapToInt(Integer::intValue)
                .toArray();
        double[] ranks = new double[values.length];
        for (int start = 0; start < order.length; ) {
            int end = start + 1;
            while (end < order.length && values[order[end]] == values[order[start]]) {
                end++;
            }
            for (int i = start; i < end; i++) {
                ranks[order[i]] = (start + 1 + end) / 2.0;
            }
            start = end;
        }
        return ranks;
    }

    private static double ratio(double numerator, double denominator) {
        double value = numerator / denominator;
        return denominator != 0 && Double.isFinite(value) ? value : 0.0;
    }

    private static double[] doubles(float[] values) {
        return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
    }

    private static boolean allFinite(float[] values) {
        return IntStream.range(0, values.length).allMatch(i -> Float.isFinite(values[i]));
    }

    private static IllegalArgumentException misfit(Metric metric) {
        return new IllegalArgumentException("the metric " + metric.key() + " does not fit the task");
    }
}
