package org.bertrim.engine.task;

import java.util.List;

/**
 * What a row of a span task has beside its texts.
 *
 * @param id its name in the task's file
 * @param passage number of its passage within the file; questions of equal passages have the same
 * @param answers where the right answers lie in the passage, all of them equally right; empty if it has none
 */
public record Question(String id, int passage, List<Span> answers) {

    /** Copies the list. */
    public Question {
        answers = List.copyOf(answers);
    }
}
