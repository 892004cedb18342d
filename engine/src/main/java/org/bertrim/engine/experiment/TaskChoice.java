package org.bertrim.engine.experiment;

import org.bertrim.engine.task.RowLimits;
import org.jspecify.annotations.Nullable;

/**
 * Which data to learn and how much of it.
 *
 * @param source {@code sample:NAME}, {@code glue:ABSOLUTE-FOLDER}, {@code squad:ABSOLUTE-FOLDER} or {@code table:ABSOLUTE-FILE}
 * @param maxTokens longer texts are cut to so many tokens; longer passages of questions get several windows of so many
 * @param docStride tokens from one window onto a passage to the next; null for the published number; other tasks have no windows
 * @param trainRows a stratified draw of so many training rows; null for all
 * @param drawSeed seed of that draw, apart from the runs' seeds so that all of them see the same rows
 */
public record TaskChoice(String source, int maxTokens, @Nullable Integer docStride, @Nullable Integer trainRows, long drawSeed) {

    /** The same with other lengths. */
    public TaskChoice withMaxTokens(int tokens) {
        return new TaskChoice(source, tokens, docStride, trainRows, drawSeed);
    }

    /** How texts are made into rows. */
    public RowLimits limits() {
        return new RowLimits(maxTokens, docStride == null ? RowLimits.PUBLISHED_STRIDE : docStride);
    }
}
