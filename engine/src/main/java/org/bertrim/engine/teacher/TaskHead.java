package org.bertrim.engine.teacher;

import java.util.List;
import java.util.Optional;
import org.bertrim.engine.model.BertConfig;
import org.bertrim.engine.model.Head;
import org.bertrim.engine.task.TaskInfo;
import org.bertrim.engine.teacher.huggingface.ClassNames;
import org.bertrim.engine.task.TaskKind;

/** The one place that knows which head a task needs, and whether a checkpoint's own classifier is such a one. */
public final class TaskHead {

    private TaskHead() {}

    /** The network that learns a task on an encoder. */
    public static BertConfig on(BertConfig encoder, TaskInfo info) {
        return of(info) == Head.SPAN ? encoder.withSpans() : encoder.withOutputs(info.outputs());
    }

    /** The head that a task needs. */
    public static Head of(TaskInfo info) {
        return info.kind() == TaskKind.SPAN ? Head.SPAN : Head.CLASSIFIER;
    }

    /**
     * Where the outputs of a task stand among those of a checkpoint's classifier.
     *
     * @param labels the checkpoint's classes, one for regression
     * @return for each output of the task its number in the checkpoint; empty if the checkpoint classifies something else or nothing
     */
    static Optional<int[]> places(List<String> labels, TaskInfo info) {
        return switch (info.kind()) {
            case REGRESSION -> labels.size() == 1 ? Optional.of(new int[] {0}) : Optional.empty();
            case CLASSIFICATION -> ClassNames.places(info.labels(), labels);
            case SPAN -> Optional.empty();
        };
    }
}
