package org.bertrim.engine.task;

import org.jspecify.annotations.Nullable;

/**
 * One labelled row of a task.
 *
 * @param text the sentence, or the first sentence of a pair, or a question; never blank
 * @param secondText the second sentence of a pair, or the passage that answers the question; null in tasks of one sentence
 * @param label the class index (0-based), or the raw value of a regression; of a question whether it is answerable, see {@link TaskInfo}
 * @param question what else is known of a question; null in tasks that ask none
 */
public record Example(
        String text, @Nullable String secondText, float label, @Nullable Question question) {

    /** A row that asks no question. */
    public Example(String text, @Nullable String secondText, float label) {
        this(text, secondText, label, null);
    }
}
