package org.bertrim.engine.training;

import java.util.Map;

/**
 * What a teacher scores on a task before any training, beside whoever answers every row alike.
 *
 * @param way how it answered
 * @param task name of the task
 * @param trainRows rows that a probe was fitted on; 0 without one
 * @param split the dev set
 * @param rows rows of it that were scored; of a span task questions
 * @param allRows rows that it has
 * @param scores metric to value, the task's first metric first; empty if {@code way} is {@link Way#NONE}
 * @param constantAnswer what the constant answer is; empty where it is a value
 * @param constantScores metric to its value, in the same order
 * @param verdict by the first metric
 */
public record TeacherScore(
        Way way,
        String task,
        int trainRows,
        String split,
        int rows,
        int allRows,
        Map<String, Double> scores,
        String constantAnswer,
        Map<String, Double> constantScores,
        Verdict verdict) {

    /** How a teacher answers a task before training. */
    public enum Way {
        /** By its own classifier or span head, whose labels are the task's. */
        OWN_HEAD,
        /** By a linear probe on its frozen vectors, as it has no such head. */
        LINEAR_PROBE,
        /** Not at all: it has no head, and no probe serves such a task. */
        NONE
    }

    /** What the score says. */
    public enum Verdict {
        /** Clearly better than the constant answer: chance alone would not get there nineteen times in twenty. */
        BETTER,
        /** Not clearly better than the constant answer: no more above it than chance may bring one time in twenty. */
        NOT_BETTER,
        /** There is no score. */
        UNKNOWN
    }

    /** Whether not even a perfect teacher could be told from the constant answer by so few rows. */
    public boolean tooFewRows() {
        return !ConstantAnswer.beaten(1, Scorer.first(constantScores), rows);
    }

    /** The first metric. */
    public String metric() {
        return constantScores.keySet().iterator().next();
    }
}
