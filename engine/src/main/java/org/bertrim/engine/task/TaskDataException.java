package org.bertrim.engine.task;

import java.util.List;
import java.util.stream.Collectors;
import org.bertrim.engine.format.InvalidInput;

/**
 * Rows of a task's files cannot be used; carries the first ten with file, line and reason, and the count of the rest.
 */
public final class TaskDataException extends InvalidInput {

    /** What to do about rows of a table. */
    static final String TABLE_REMEDY =
            "Correct or remove these rows and try again. Files must be UTF-8, one row a line, columns separated by"
                    + " one tab, without quoting.";

    private static final long serialVersionUID = 1L;

    private final transient List<RowProblem> problems;
    private final long more;

    TaskDataException(String task, List<RowProblem> problems, long more, String remedy) {
        super(
                "The data of " + task + " has " + count(problems.size() + more),
                problems.stream().map(RowProblem::toString).collect(Collectors.joining("; "))
                        + (more > 0 ? "; and " + more + " more" : ""),
                remedy);
        this.problems = List.copyOf(problems);
        this.more = more;
    }

    private static String count(long rows) {
        return rows == 1 ? "1 row that cannot be used" : rows + " rows that cannot be used";
    }

    /** The first ten problems in the order in which they were met. */
    public List<RowProblem> problems() {
        return problems;
    }

    /** How many rows cannot be used. */
    public long rows() {
        return problems.size() + more;
    }

    /** How many problems there are beyond {@link #problems()}. */
    public long more() {
        return more;
    }
}
