package org.bertrim.engine.run;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.stream.Collectors;
import org.bertrim.engine.event.Event;
import org.bertrim.engine.format.Json;
import org.bertrim.engine.task.RowProblem;
import org.bertrim.engine.task.Task;

/** How it is said which rows of a task's data were left out. */
public final class SkippedRows {

    private SkippedRows() {}

    /** One sentence; empty if none was left out. */
    public static Optional<String> words(Task task) {
        if (task.skippedRows() == 0) {
            return Optional.empty();
        }
        int named = task.firstSkipped().size();
        boolean one = task.skippedRows() == 1;
        String first = task.firstSkipped().stream().map(RowProblem::toString).collect(Collectors.joining("; "));
        String rest = task.skippedRows() > named ? "; and " + (task.skippedRows() - named) + " more" : "";
        return Optional.of(task.skippedRows() + (one ? " row of " : " rows of ") + task.info().name()
                + " cannot be used and " + (one ? "is" : "are") + " left out" + (named == 0 ? "" : ": " + first + rest) + ".");
    }

    /** For the log; empty if none was left out. */
    static Optional<Event> warning(Task task) {
        return words(task).map(words -> new Event.Warning("rows-skipped", words, null));
    }

    /** For the results. */
    static ObjectNode results(Task task) {
        ObjectNode results = Json.mapper().createObjectNode();
        results.put("count", task.skippedRows());
        ArrayNode first = results.putArray("first");
        task.firstSkipped().forEach(problem -> first.add(problem.toString()));
        return results;
    }
}
