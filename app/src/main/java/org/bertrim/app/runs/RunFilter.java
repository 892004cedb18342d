package org.bertrim.app.runs;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import org.bertrim.app.store.RunInfo;
import org.bertrim.app.store.RunStatus;

/**
 * Which runs are shown: those in which every word of the text occurs and whose status, method and task are among the chosen ones; no
 * choice means all.
 */
record RunFilter(String text, Set<RunStatus> statuses, Set<String> methods, Set<String> tasks) {

    static final RunFilter ALL = new RunFilter("", Set.of(), Set.of(), Set.of());

    boolean isAll() {
        return equals(ALL);
    }

    Predicate<RunInfo> predicate(RunWords words) {
        List<String> parts = List.of(text.toLowerCase(Locale.ROOT).strip().split("\\s+"));
        return run -> (statuses.isEmpty() || statuses.contains(run.status()))
                && (methods.isEmpty() || methods.contains(run.design().method()))
                && (tasks.isEmpty() || tasks.contains(run.design().task()))
                && containsAll(run, parts, words);
    }

    private static boolean containsAll(RunInfo run, List<String> parts, RunWords words) {
        if (parts.size() == 1 && parts.get(0).isEmpty()) {
            return true;
        }
        String all = String.join(
                        "\n",
                        run.id(),
                        run.design().name(),
                        words.method(run),
                        run.design().method(),
                        run.design().task(),
                        run.design().teacher(),
                        words.status(run),
                        String.join("\n", run.words().tags()),
                        run.words().notes())
                .toLowerCase(Locale.ROOT);
        return parts.stream().allMatch(all::contains);
    }
}
