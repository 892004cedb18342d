package org.bertrim.engine.task;

import java.util.Arrays;
import java.util.List;

/**
 * Finds the answers that a model gives by the logits of where they start and end (Devlin et al. 2019, sections 4.2 and 4.3, and the released
 * code).
 *
 * <p>Of each window the {@value #BEST} likeliest starts and ends are paired; a pair counts if both are tokens of the passage, in order and
 * at most {@value #LONGEST} tokens apart. The pair with the highest sum of its two logits over all windows of a question is its answer, and
 * the answer's text is cut out of the passage, so that it reads as it does there. Which window has most of the text around the answer is not
 * looked at: the window in which it is likeliest decides.
 *
 * <p>Where questions may lack an answer, the sum of the logits at {@code [CLS]}, the lowest of all windows, stands for none; the answer is
 * none if that sum is higher by more than {@value #THRESHOLD}. The threshold is not tuned.
 */
final class SpanAnswers {

    /** Starts and ends that are paired; {@code n_best_size} of the released code. */
    static final int BEST = 20;
    /** Tokens of the longest answer; {@code max_answer_length}. */
    static final int LONGEST = 30;
    /** How much likelier than the best answer none must be; {@code null_score_diff_threshold}. */
    static final double THRESHOLD = 0;

    private SpanAnswers() {}

    /**
     * The answers to all questions.
     *
     * @param rows windows
     * @param outputs of each row the logits of starts and then of ends, as many as it has tokens, one row after the other
     * @param mayLackAnswers whether none may be the answer
     * @return one for each question; empty where there is none
     */
    static List<String> of(TokenRows rows, float[] outputs, boolean mayLackAnswers) {
        Windows windows = rows.windows();
        int questions = rows.examples();
        String[] answers = new String[questions];
        double[] best = new double[questions];
        double[] none = new double[questions];
        Arrays.fill(answers, "");
        Arrays.fill(best, Double.NEGATIVE_INFINITY);
        Arrays.fill(none, Double.POSITIVE_INFINITY);
        int at = 0;
        for (int row = 0; row < rows.size(); row++) {
            int length = rows.length(row);
            float[] starts = Arrays.copyOfRange(outputs, at, at + length);
            float[] ends = Arrays.copyOfRange(outputs, at + length, at + 2 * length);
            at += 2 * length;
            int question = windows.question()[row];
            none[question] = Math.min(none[question], (double) starts[0] + ends[0]);
            int from = windows.at()[row];
            int to = from + windows.count()[row];
            for (int start : highest(starts)) {
                for (int end : highest(ends)) {
                    double sum = (double) starts[start] + ends[end];
                    boolean possible = start >= from && end >= start && end < to && end - start < LONGEST;
                    if (possible && sum > best[question]) {
                        best[question] = sum;
                        answers[question] = windows.text(row, start, end);
                    }
                }
            }
        }
        for (int question = 0; question < questions; question++) {
            if (mayLackAnswers && none[question] - best[question] > THRESHOLD) {
                answers[question] = "";
            }
        }
        return List.of(answers);
    }

    /** Positions of the {@value #BEST} highest values, the highest first, the earlier of equal ones first. */
    private static int[] highest(float[] values) {
        int[] positions = new int[Math.min(BEST, values.length)];
        int found = 0;
        for (int i = 0; i < values.length; i++) {
            int place = found;
            while (place > 0 && values[i] > values[positions[place - 1]]) {
                place--;
            }
            if (place == positions.length) {
                continue;
            }
            found = Math.min(found + 1, positions.length);
            System.arraycopy(positions, place, positions, place + 1, found - place - 1);
            positions[place] = i;
        }
        return positions;
    }
}
