package org.bertrim.app.runs;

import java.util.function.BiFunction;
import java.util.function.Function;
import org.bertrim.app.store.RunInfo;

/** What the runs of a group have in common. */
enum Grouping {
    /** All seeds of the same settings. */
    EXPERIMENT(
            "experiment",
            run -> run.design().experiment().isEmpty() ? run.id() : run.design().experiment(),
            (words, run) -> run.design().name()),
    /** The method's type. */
    METHOD("method", run -> run.design().method(), RunWords::method),
    /** The task's source. */
    TASK("task", run -> run.design().task(), (words, run) -> RunWords.brief(run.design().task())),
    /** What the run is doing. */
    STATUS("status", run -> run.status().key(), RunWords::status);

    private final String key;
    private final Function<RunInfo, String> value;
    private final BiFunction<RunWords, RunInfo, String> name;

    Grouping(String key, Function<RunInfo, String> value, BiFunction<RunWords, RunInfo, String> name) {
        this.key = key;
        this.value = value;
        this.name = name;
    }

    /** Ends the keys of its texts. */
    String key() {
        return key;
    }

    /** The same for all runs of a group. */
    String value(RunInfo run) {
        return value.apply(run);
    }

    /** What the group of a run is called. */
    String name(RunWords words, RunInfo run) {
        return name.apply(words, run);
    }
}
