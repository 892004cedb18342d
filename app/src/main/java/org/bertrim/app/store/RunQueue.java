package org.bertrim.app.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.bertrim.engine.format.EngineException;
import org.bertrim.engine.run.RunFolder;
import org.bertrim.engine.run.WorkerLock;

/** Starts what waits, one run at a time on each device, in the order of the queue. Not for several threads at once. */
final class RunQueue {

    private static final Comparator<RunInfo> BY_ORDER = Comparator.comparing(
                    RunInfo::order, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(RunInfo::id);

    private final WorkerStarter starter;
    private final Function<String, RunFolder> folders;
    private final Map<String, Process> starting = new HashMap<>();

    RunQueue(WorkerStarter starter, Function<String, RunFolder> folders) {
        this.starter = starter;
        this.folders = folders;
    }

    /** The runs that wait, in the order in which they will start. */
    static List<RunInfo> waiting(Collection<RunInfo> runs) {
        return runs.stream()
                .filter(run -> run.status() == RunStatus.QUEUED)
                .sorted(BY_ORDER)
                .toList();
    }

    /** Whether this run's worker was started and has not taken it yet. */
    boolean isStarting(String id) {
        return starting.containsKey(id);
    }

    /**
     * Starts every run whose device is free.
     *
     * @param failures takes what kept a run from starting; such a run leaves the queue
     * @return the runs that were started or have left the queue
     */
    List<String> pump(Collection<RunInfo> runs, List<EngineException> failures) {
        List<String> touched = settle(failures);
        Set<String> taken = new HashSet<>();
        for (RunInfo run : runs) {
            if (run.status().isActive() || starting.containsKey(run.id())) {
                taken.add(run.design().device());
            }
        }
        for (RunInfo run : waiting(runs)) {
            if (!touched.contains(run.id()) && !starting.containsKey(run.id()) && taken.add(run.design().device())) {
                touched.add(run.id());
                if (!start(run, failures)) {
                    taken.remove(run.design().device());
                }
            }
        }
        return touched;
    }

    private boolean start(RunInfo run, List<EngineException> failures) {
        RunFolder folder = folders.apply(run.id());
        try {
            starting.put(run.id(), starter.start(folder));
            return true;
        } catch (EngineException e) {
            folder.dequeue(); // it would be tried again for ever
            failures.add(e);
            return false;
        }
    }

    /** Looks what has become of the workers that were started. */
    private List<String> settle(List<EngineException> failures) {
        List<String> touched = new ArrayList<>();
        for (Map.Entry<String, Process> each : List.copyOf(starting.entrySet())) {
            String id = each.getKey();
            RunFolder folder = folders.apply(id);
            boolean alive = each.getValue().isAlive(); // asked before the queue: whoever has left it was alive before
            if (WorkerLock.held(folder) || folder.queueOrder().isEmpty()) {
                starting.remove(id);
                touched.add(id);
            } else if (!alive) {
                starting.remove(id);
                touched.add(id);
                folder.dequeue();
                failures.add(new EngineException(
                        "The worker of the run " + id + " ended before it began",
                        "its process came back with the exit code " + each.getValue().exitValue(),
                        "Look into " + folder.logFile() + ", then resume the run."));
            }
        }
        return touched;
    }
}
