package org.bertrim.engine.method.adabert;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.bertrim.engine.event.StageIds;
import org.bertrim.engine.training.FineTuning;
import org.jspecify.annotations.Nullable;

/**
 * The stages of the matrix of cells and tasks: on each further task fine-tuning, probes and search; then on every task each found cell
 * and a random one as a network that is trained without searching.
 *
 * @param tasks the experiment's own task first; empty where no matrix is wanted
 */
record CrossPlan(List<Entry> tasks) {

    /** Part of the control's name. */
    static final String RANDOM = "random";

    private static final String OWN = "own";

    /**
     * One task.
     *
     * @param name in ids of stages
     * @param source null for the experiment's own
     */
    record Entry(String name, @Nullable String source) {}

    CrossPlan {
        tasks = List.copyOf(tasks);
    }

    static CrossPlan of(List<String> sources) {
        if (sources.isEmpty()) {
            return new CrossPlan(List.of());
        }
        List<Entry> tasks = new ArrayList<>(List.of(new Entry(OWN, null)));
        Set<String> taken = new HashSet<>(Set.of(OWN, RANDOM));
        for (String source : sources) {
            String plain = plain(source);
            String name = plain;
            for (int i = 2; !taken.add(name); i++) {
                name = plain + "-" + i;
            }
            tasks.add(new Entry(name, source));
        }
        return new CrossPlan(tasks);
    }

    /** The last part of a source, with the characters that ids may have. */
    private static String plain(String source) {
        String last = source.substring(Math.max(source.lastIndexOf(':'), Math.max(source.lastIndexOf('/'), source.lastIndexOf('\\'))) + 1);
        String plain = last.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        return plain.isEmpty() ? "task" : plain;
    }

    /** Tasks beside the experiment's own. */
    List<Entry> others() {
        return tasks.isEmpty() ? tasks : tasks.subList(1, tasks.size());
    }

    /** Where cells come from: every task, then chance. */
    List<String> origins() {
        List<String> origins = new ArrayList<>();
        tasks.forEach(task -> origins.add(task.name()));
        origins.add(RANDOM);
        return origins;
    }

    /** The part that trains a cell on a task. */
    static String part(Entry task, String origin) {
        return task.name() + ".from-" + origin;
    }

    /** Ids of all stages, in the order in which they run. */
    List<String> stages() {
        List<String> stages = new ArrayList<>();
        for (Entry task : others()) {
            for (String stage : List.of(FineTuning.STAGE, ProbeStage.STAGE, SearchStage.STAGE)) {
                stages.add(StageIds.of(stage, task.name()));
            }
        }
        for (Entry task : tasks) {
            for (String origin : origins()) {
                stages.add(StageIds.of(SearchStage.STAGE, part(task, origin)));
                stages.add(StageIds.of(ChildStage.STAGE, part(task, origin)));
            }
        }
        return stages;
    }
}
