package org.bertrim.engine.task;

import org.jspecify.annotations.Nullable;

/**
 * One labelled row of a task.
 *
 * @param text the sentence, or the first sentence of a pair; never blank
 * @param secondText the second sentence of a pair, null in tasks of one sentence
 * @param label the class index (0-based), or the raw value of a regression
 */
public record Example(String text, @Nullable String secondText, float label) {}
