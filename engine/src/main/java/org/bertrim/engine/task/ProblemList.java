package org.bertrim.engine.task;

import java.util.ArrayList;
import java.util.List;

/** Collects unusable rows over all files of a task: the first ten in full, the rest as a count. */
final class ProblemList {

    private static final int SHOWN = 10;

    private final List<RowProblem> shown = new ArrayList<>();
    private long more;

    void add(String file, long line, String reason) {
        if (shown.size() < SHOWN) {
            shown.add(new RowProblem(file, line, reason));
        } else {
            more++;
        }
    }

    /** Throws if anything was collected; {@code task} names the data in the message. */
    void throwIfAny(String task) {
        throwIfAny(task, TaskDataException.TABLE_REMEDY);
    }

    /** The same with words of its own for what to do. */
    void throwIfAny(String task, String remedy) {
        if (!shown.isEmpty()) {
            throw new TaskDataException(task, shown, more, remedy);
        }
    }
}
