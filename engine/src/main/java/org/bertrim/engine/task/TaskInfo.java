package org.bertrim.engine.task;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * What a task is, without its rows.
 *
 * @param name name for people, e.g. {@code SST-2}
 * @param source where it comes from, as in an experiment file: {@code sample:NAME}, {@code glue:FOLDER}, {@code squad:FOLDER} or {@code
 *     table:FILE}
 * @param kind what it predicts
 * @param pair whether a row has two texts
 * @param labels class names in the order of the class indices; empty for regression; of a span task {@value #ANSWERABLE}, and {@value
 *     #UNANSWERABLE} behind it if questions may have no answer
 * @param metrics the scores it is judged by, at least one, the main one first
 */
public record TaskInfo(
        String name, String source, TaskKind kind, boolean pair, List<String> labels, List<Metric> metrics) {

    /** Label of a question whose passage has its answer. */
    public static final String ANSWERABLE = "answerable";
    /** Label of one whose passage has not. */
    public static final String UNANSWERABLE = "unanswerable";

    private static final List<String> ALWAYS_ANSWERED = List.of(ANSWERABLE);
    private static final List<String> SOMETIMES_ANSWERED = List.of(ANSWERABLE, UNANSWERABLE);

    /**
     * Copies the lists and checks that they fit the kind.
     *
     * @throws IllegalArgumentException with the reason if labels or metrics do not fit
     */
    public TaskInfo {
        labels = List.copyOf(labels);
        metrics = List.copyOf(metrics);
        if (kind == TaskKind.CLASSIFICATION && labels.size() < 2) {
            throw new IllegalArgumentException("a classification needs at least two labels");
        }
        if (kind == TaskKind.REGRESSION && !labels.isEmpty()) {
            throw new IllegalArgumentException("a regression has no labels");
        }
        if (kind == TaskKind.SPAN && !(pair && (labels.equals(ALWAYS_ANSWERED) || labels.equals(SOMETIMES_ANSWERED)))) {
            throw new IllegalArgumentException(
                    "a span task has pairs of question and passage, and the labels " + SOMETIMES_ANSWERED + " or the first of them");
        }
        if (new HashSet<>(labels).size() != labels.size()) {
            throw new IllegalArgumentException("a label is listed twice");
        }
        if (metrics.isEmpty()) {
            throw new IllegalArgumentException("a task needs at least one metric");
        }
        for (Metric metric : metrics) {
            Optional<String> misfit = metric.misfit(kind, labels);
            if (misfit.isPresent()) {
                throw new IllegalArgumentException(misfit.get());
            }
        }
    }

    /** A task of questions on passages. */
    static TaskInfo questions(String name, String source, boolean sometimesUnanswerable) {
        return new TaskInfo(
                name,
                source,
                TaskKind.SPAN,
                true,
                sometimesUnanswerable ? SOMETIMES_ANSWERED : ALWAYS_ANSWERED,
                List.of(Metric.SPAN_F1, Metric.EXACT_MATCH));
    }

    /** Whether no answer may be the right answer. */
    public boolean mayLackAnswers() {
        return kind == TaskKind.SPAN && labels.size() > 1;
    }

    /** Outputs of a model for this task: one logit per class, 1 for regression, 2 per token for spans. */
    public int outputs() {
        return switch (kind) {
            case CLASSIFICATION -> labels.size();
            case REGRESSION -> 1;
            case SPAN -> 2;
        };
    }

    /** What it predicts, in words. */
    public String predicts() {
        return switch (kind) {
            case CLASSIFICATION -> String.join(" / ", labels);
            case REGRESSION -> "a value";
            case SPAN -> predictsSpans(labels);
        };
    }

    /** What a span task of these labels predicts, in words. */
    public static String predictsSpans(List<String> labels) {
        return labels.contains(UNANSWERABLE) ? "a span of the passage, or none" : "a span of the passage";
    }

    /** What its rows are, in words. */
    public String rows() {
        return kind == TaskKind.SPAN ? "questions on passages" : pair ? "sentence pairs" : "sentences";
    }
}
