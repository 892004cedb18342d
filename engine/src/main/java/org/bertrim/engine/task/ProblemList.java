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

    void add(RowProblem problem) {
        add(problem.file(), problem.line(), problem.reason());
    }

    /** The first ten in the order in which they were met. */
    List<RowProblem> shown() {
        return List.copyOf(shown);
    }

    /** How many there are beyond {@link #shown()}. */
    long more() {
        return more;
    }

    long count() {
        return shown.size() + more;
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
