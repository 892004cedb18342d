package org.bertrim.engine.experiment;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.nio.file.Path;
import org.bertrim.engine.task.RowLimits;
import org.bertrim.engine.task.TableSettings;
import org.bertrim.engine.task.Task;
import org.bertrim.engine.task.Tasks;
import org.jspecify.annotations.Nullable;

/**
 * Which data to learn and how much of it.
 *
 * @param source {@code sample:NAME}, {@code glue:ABSOLUTE-FOLDER}, {@code squad:ABSOLUTE-FOLDER} or {@code table:ABSOLUTE-FILE}
 * @param maxTokens longer texts are cut to so many tokens; longer passages of questions get several windows of so many
 * @param docStride tokens from one window onto a passage to the next; null for the published number; other tasks have no windows
 * @param trainRows a stratified draw of so many training rows; null for all
 * @param drawSeed seed of that draw, apart from the runs' seeds so that all of them see the same rows
 * @param table how a table is read; null for tasks that are no tables
 */
public record TaskChoice(
        String source,
        int maxTokens,
        @Nullable Integer docStride,
        @Nullable Integer trainRows,
        long drawSeed,
        @JsonUnwrapped @Nullable TableSettings table) {

    /** A task that is no table. */
    public TaskChoice(String source, int maxTokens, @Nullable Integer docStride, @Nullable Integer trainRows, long drawSeed) {
        this(source, maxTokens, docStride, trainRows, drawSeed, null);
    }

    /**
     * Reads the task.
     *
     * @param base where relative paths start
     * @throws org.bertrim.engine.format.InvalidInput if it cannot be opened
     */
    public Task open(Path base) {
        return Tasks.open(source, table, base, trainRows, drawSeed);
    }

    /**
     * The same choice with what is guessed from the data filled in, so that it is not guessed again.
     *
     * @param base where relative paths start
     * @throws org.bertrim.engine.format.InvalidInput if it cannot be opened
     */
    public TaskChoice resolved(Path base) {
        return new TaskChoice(source, maxTokens, docStride, trainRows, drawSeed, Tasks.resolve(source, table, base));
    }

    /** The same choice with texts of another length. */
    public TaskChoice withMaxTokens(int other) {
        return new TaskChoice(source, other, docStride, trainRows, drawSeed, table);
    }

    /** How texts are made into rows. */
    public RowLimits limits() {
        return new RowLimits(maxTokens, docStride == null ? RowLimits.PUBLISHED_STRIDE : docStride);
    }
}
