package org.bertrim.engine.teacher;

import org.bertrim.engine.model.BertConfig;
import org.bertrim.engine.task.TaskInfo;

/** The one place that knows which head a task needs. */
public final class TaskHead {

    private TaskHead() {}

    /** The network that learns a task on an encoder. */
    public static BertConfig on(BertConfig encoder, TaskInfo info) {
        return encoder.withOutputs(info.outputs());
    }
}
