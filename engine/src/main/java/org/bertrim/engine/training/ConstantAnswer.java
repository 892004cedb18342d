package org.bertrim.engine.training;

import java.util.LinkedHashMap;
import java.util.Map;
import org.bertrim.engine.task.Metrics;
import org.bertrim.engine.task.TaskInfo;
import org.bertrim.engine.task.TokenRows;

/**
 * Answers every row alike, and so says what a score is worth: the class that scores best on the training rows by the task's first metric (by
 * accuracy the majority class), no answer for spans, any value for a regression.
 *
 * @param answer number of the class; 0 where there are no classes
 */
record ConstantAnswer(TaskInfo info, int answer) {

    private static final double ERRORS = 1.645; // of a normal distribution 5 % lies above

    /** Chosen on the labels of training rows. */
    static ConstantAnswer of(TaskInfo info, float[] labels) {
        int best = 0;
        double most = Double.NEGATIVE_INFINITY;
        int[] counts = counts(info, labels);
        for (int each = 0; each < counts.length; each++) {
            double score = Scorer.first(Metrics.score(info, same(labels.length, info.outputs(), each), labels));
            if (score > most || score == most && counts[each] > counts[best]) {
                best = each;
                most = score;
            }
        }
        return new ConstantAnswer(info, best);
    }

    private static int[] counts(TaskInfo info, float[] labels) {
        return switch (info.kind()) {
            case CLASSIFICATION -> {
                int[] counts = new int[info.labels().size()];
                for (float label : labels) {
                    counts[(int) label]++;
                }
                yield counts;
            }
            case REGRESSION, SPAN -> new int[0];
        };
    }

    /** What it says: a class, or that there is no answer; empty where it is a value. */
    String name() {
        return switch (info.kind()) {
            case CLASSIFICATION -> info.labels().get(answer);
            case REGRESSION -> "";
            case SPAN -> TaskInfo.UNANSWERABLE;
        };
    }

    /** Its scores, the task's first metric first. */
    Map<String, Double> scores(TokenRows rows) {
        return switch (info.kind()) {
            case CLASSIFICATION -> Metrics.score(info, same(rows.size(), info.outputs(), answer), rows.labels());
            case REGRESSION -> Metrics.score(info, new float[rows.size()], rows.labels());
            case SPAN -> info.mayLackAnswers() ? Metrics.score(info, firstPositions(rows), rows) : zeros();
        };
    }

    /** Where every question has an answer, none is never right. */
    private Map<String, Double> zeros() {
        Map<String, Double> scores = new LinkedHashMap<>();
        info.metrics().forEach(metric -> scores.put(metric.key(), 0.0));
        return scores;
    }

    private static float[] same(int rows, int outputs, int answer) {
        float[] logits = new float[rows * outputs];
        for (int row = 0; row < rows; row++) {
            logits[row * outputs + answer] = 1;
        }
        return logits;
    }

    /** Starts and ends at the first token, which stands for no answer. */
    private static float[] firstPositions(TokenRows rows) {
        int all = 0;
        for (int row = 0; row < rows.size(); row++) {
            all += 2 * rows.length(row);
        }
        float[] logits = new float[all];
        int at = 0;
        for (int row = 0; row < rows.size(); row++) {
            logits[at] = 1;
            logits[at + rows.length(row)] = 1;
            at += 2 * rows.length(row);
        }
        return logits;
    }

    /**
     * Whether a score is clearly higher than this one's: by more than {@value #ERRORS} standard errors of a share, or of a correlation of 0,
     * of so many rows. Chance alone gets there one time in twenty.
     *
     * @param own this one's score
     */
    static boolean beaten(double score, double own, int rows) {
        boolean share = own > 0 && own < 1;
        double error = share ? Math.sqrt(own * (1 - own) / Math.max(1, rows)) : 1 / Math.sqrt(Math.max(1, rows));
        return score > own + ERRORS * error;
    }
}
