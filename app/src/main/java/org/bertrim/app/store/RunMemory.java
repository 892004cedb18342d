package org.bertrim.app.store;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.bertrim.engine.format.EngineException;
import org.bertrim.engine.run.Workspace;
import org.jdbi.v3.core.JdbiException;

/**
 * Carries what was found and what the user wrote between the store and the index. A store that fails in use is made anew, once, and
 * asked again. Not for several threads at once.
 */
final class RunMemory implements AutoCloseable {

    private final StoreKeeper keeper;
    private final RunIndex index;
    private final Path runs;
    private final Map<String, RunStatus> seen = new HashMap<>();
    private Map<String, RunInfo.Words> words = Map.of();

    RunMemory(Path workspace, RunIndex index) {
        this.keeper = new StoreKeeper(workspace);
        this.index = index;
        this.runs = Workspace.runs(workspace);
    }

    /** Opens the store if it is not open and tells the index what it knows; says whether it was this call that did. */
    boolean open() {
        if (!keeper.open()) {
            return false;
        }
        for (RunTable.Known known : ask(store -> store.runs(runs))) {
            index.know(known.info(), known.stamp());
            seen.put(known.info().id(), known.info().status());
        }
        words = new HashMap<>(ask(Store::words));
        return true;
    }

    boolean readOnly() {
        return keeper.readOnly();
    }

    List<StoreNotice> takeNotices() {
        return keeper.takeNotices();
    }

    RunInfo.Words words(String run) {
        return words.getOrDefault(run, RunInfo.Words.NONE);
    }

    /**
     * Keeps what a look has found. A run at work is only written when its status changes: everything else about it is read anew
     * after a start.
     *
     * @return runs that were at work when they were last seen and are without a worker now
     */
    Set<String> keep(RunIndex.Findings findings) {
        Set<String> orphans = new HashSet<>();
        List<RunIndex.Entry> writes = new ArrayList<>();
        findings.changed().forEach((id, entry) -> {
            RunStatus now = entry.info().status();
            RunStatus before = seen.put(id, now);
            if (before != null && before.isActive() && now == RunStatus.INTERRUPTED) {
                orphans.add(id);
            }
            if (entry.rests() || before != now) {
                writes.add(entry);
            }
        });
        tell(store -> {
            store.save(writes);
            store.remove(findings.gone());
        });
        seen.keySet().removeAll(findings.gone());
        return orphans;
    }

    void write(String run, RunInfo.Words changed) {
        refuseIfReadOnly();
        tell(store -> store.write(run, changed));
        words.put(run, changed);
        keeper.backUp();
    }

    void write(SavedComparison comparison) {
        refuseIfReadOnly();
        tell(store -> store.write(comparison));
        keeper.backUp();
    }

    void removeComparison(String id) {
        refuseIfReadOnly();
        tell(store -> store.removeComparison(id));
        keeper.backUp();
    }

    List<SavedComparison> comparisons() {
        return ask(Store::comparisons);
    }

    Map<String, Integer> metricNames() {
        return ask(Store::metricNames);
    }

    Map<String, Double> metric(String name) {
        return ask(store -> store.metric(name));
    }

    Optional<String> preference(String name) {
        return ask(store -> store.preference(name)).filter(text -> !text.isEmpty());
    }

    /** A choice made in a window that does not own the workspace lasts as long as the window. */
    void preference(String name, String text) {
        tell(store -> store.preference(name, text));
        if (!readOnly()) {
            keeper.backUp();
        }
    }

    /** Makes the store anew from the run folders; the words stay. */
    void repair() {
        refuseIfReadOnly();
        renew(false);
    }

    private void refuseIfReadOnly() {
        open();
        if (readOnly()) {
            throw new EngineException(
                    "This window cannot write to the workspace",
                    "another Bertrim window has it open",
                    "Write in that window, or close it and open this one again.");
        }
    }

    private void renew(boolean damaged) {
        keeper.renew(damaged);
        index.forget();
        words = new HashMap<>(keeper.store().words());
    }

    private void tell(Consumer<Store> order) {
        ask(store -> {
            order.accept(store);
            return true;
        });
    }

    private <T> T ask(Function<Store, T> question) {
        open();
        try {
            return question.apply(keeper.store());
        } catch (JdbiException e) {
            renew(true);
            return question.apply(keeper.store());
        }
    }

    @Override
    public void close() {
        keeper.close();
    }
}
