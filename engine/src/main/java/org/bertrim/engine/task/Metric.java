package org.bertrim.engine.task;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A score of a task's predictions; 1 is perfect. Formulas stand at {@link Metrics}. */
public enum Metric {
    /** Share of rows whose class is right. */
    ACCURACY("accuracy", TaskKind.CLASSIFICATION),
    /** F1 of class 1 of two. */
    F1("f1", TaskKind.CLASSIFICATION),
    /** Matthews correlation of two classes, -1 to 1. */
    MATTHEWS("matthews", TaskKind.CLASSIFICATION),
    /** Linear correlation of predicted and true values, -1 to 1. */
    PEARSON("pearson", TaskKind.REGRESSION),
    /** Rank correlation of predicted and true values, -1 to 1. */
    SPEARMAN("spearman", TaskKind.REGRESSION),
    /** Mean of accuracy and F1. */
    ACCURACY_F1_MEAN("accuracyF1Mean", TaskKind.CLASSIFICATION),
    /** Mean of both correlations. */
    PEARSON_SPEARMAN_MEAN("pearsonSpearmanMean", TaskKind.REGRESSION),
    /** Mean over questions of how far the words of the answer are those of a right one. */
    SPAN_F1("spanF1", TaskKind.SPAN),
    /** Share of questions whose answer is a right one, but for case, punctuation, articles and white space. */
    EXACT_MATCH("exactMatch", TaskKind.SPAN);

    private final String key;
    private final TaskKind kind;

    Metric(String key, TaskKind kind) {
        this.key = key;
        this.kind = kind;
    }

    /** The name in files and events. */
    public String key() {
        return key;
    }

    /** What tasks it scores. */
    public TaskKind kind() {
        return kind;
    }

    /** The metric with this key. */
    public static Optional<Metric> ofKey(String key) {
        return Arrays.stream(values()).filter(m -> m.key.equals(key)).findFirst();
    }

    /** Why a task of this kind and these labels cannot be scored by this metric; empty if it can. */
    Optional<String> misfit(TaskKind taskKind, List<String> labels) {
        if (taskKind != kind) {
            return Optional.of("the metric " + key + " does not fit a task that predicts " + taskKind.words());
        }
        if (kind == TaskKind.CLASSIFICATION && this != ACCURACY && labels.size() != 2) {
            return Optional.of("the metric " + key + " needs two classes, but there are " + labels.size());
        }
        return Optional.empty();
    }
}
