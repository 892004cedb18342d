package org.bertrim.engine.run;

import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line in the list of runs.
 *
 * @param id the run's id
 * @param root its folder
 * @param state what it is doing, null if the folder is damaged
 * @param name the experiment's name, or the id where that cannot be read
 * @param method the method's type, empty if unknown
 * @param task the task's source, empty if unknown
 * @param teacher the teacher's source, empty if unknown
 * @param seed the run's seed, null if unknown
 * @param metric key of the score's metric, empty without results
 * @param score best score of a student or sub-network (of the teacher, if there is neither), a fraction; null without
 *     results
 * @param queueOrder place in the queue, null if it is not there
 * @param started time of its first event, null before
 * @param finished time of the event that ended it, null before
 * @param damage why the folder cannot be read, or what of it is gone; null if all is well
 */
public record RunSummary(
        String id,
        Path root,
        @Nullable RunState state,
        String name,
        String method,
        String task,
        String teacher,
        @Nullable Long seed,
        String metric,
        @Nullable Double score,
        @Nullable Long queueOrder,
        @Nullable Instant started,
        @Nullable Instant finished,
        @Nullable String damage) {}
