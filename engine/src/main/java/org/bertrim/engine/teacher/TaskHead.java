package org.bertrim.engine.teacher;

import org.bertrim.engine.model.BertConfig;
import org.bertrim.engine.model.Head;
import org.bertrim.engine.task.TaskInfo;
import org.bertrim.engine.task.TaskKind;

/** The one place that knows which head a task needs. */
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
}
