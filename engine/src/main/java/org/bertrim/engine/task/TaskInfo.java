package org.bertrim.engine.task;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * What a task is, without its rows.
 *
 * @param name name for people, e.g. {@code SST-2}
 * @param source where it comes from, as in an experiment file: {@code sample:NAME}, {@code glue:FOLDER} or {@code table:FILE}
 * @param kind what it predicts
 * @param pair whether a row has two sentences
 * @param labels class names in the order of the class indices; empty for regression
 * @param metrics the scores it is judged by, at least one, the main one first
 */
public record TaskInfo(
        String name, String source, TaskKind kind, boolean pair, List<String> labels, List<Metric> metrics) {

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

    /** Outputs of a model for this task: one logit per class, or 1 for regression. */
    public int outputs() {
        return kind == TaskKind.REGRESSION ? 1 : labels.size();
    }
}
