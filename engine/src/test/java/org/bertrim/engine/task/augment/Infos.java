package org.bertrim.engine.task.augment;

import java.util.List;
import org.bertrim.engine.task.Metric;
import org.bertrim.engine.task.TaskInfo;
import org.bertrim.engine.task.TaskKind;

/** Tasks of two classes. */
final class Infos {

    private Infos() {}

    static TaskInfo single(String name) {
        return info(name, false);
    }

    static TaskInfo pair(String name) {
        return info(name, true);
    }

    private static TaskInfo info(String name, boolean pair) {
        return new TaskInfo(
                name, "glue:" + name, TaskKind.CLASSIFICATION, pair, List.of("no", "yes"), List.of(Metric.ACCURACY));
    }
}
