package org.bertrim.engine.experiment;

import org.jspecify.annotations.Nullable;

/**
 * Sources given beside a file or preset, such as on the command line; they take the place of the file's. Their relative
 * paths are relative to the working directory, where they were typed, not to the file.
 *
 * @param teacher the teacher's source, null to keep the file's
 * @param task the task's source, null to keep the file's
 */
public record Overrides(@Nullable String teacher, @Nullable String task) {

    /** Nothing is replaced. */
    public static Overrides none() {
        return new Overrides(null, null);
    }
}
