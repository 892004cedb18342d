package org.bertrim.app.runs;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.bertrim.app.store.RunCenter;
import org.bertrim.app.store.RunRow;
import org.bertrim.app.store.RunStatus;

/** The queue: what runs, then what waits, in its order, which can be changed here. */
final class WaitingRuns {

    private final RunCenter center;
    private final RunWork work;
    private final ObservableList<RunRow> rows = FXCollections.observableArrayList();

    WaitingRuns(RunCenter center, RunWork work) {
        this.center = center;
        this.work = work;
    }

    /** What runs, then what waits, in the order of the queue. */
    ObservableList<RunRow> rows() {
        return rows;
    }

    /** Whether nothing more is started. */
    boolean isHeld() {
        return center.held().get();
    }

    /** Takes out of all runs those that run or wait. */
    void follow(List<RunRow> all) {
        List<RunRow> busy = new ArrayList<>();
        for (RunRow row : all) {
            RunStatus status = row.info().status();
            if (status.isActive() || status == RunStatus.QUEUED) {
                busy.add(row);
            }
        }
        busy.sort(Comparator.comparing((RunRow row) -> !row.info().status().isActive())
                .thenComparing(row -> row.info().order(), Comparator.nullsFirst(Comparator.naturalOrder()))
                .thenComparing(RunRow::id));
        Lists.set(rows, busy);
    }

    /** Starts nothing more, or goes on with starting. */
    void hold(boolean now) {
        work.run(
                () -> {
                    center.hold(now);
                    return now;
                },
                done -> {});
    }

    /** Moves a waiting run so many places; the first place is behind what runs. */
    void move(RunRow row, int places) {
        List<String> ids = waiting();
        int from = ids.indexOf(row.id());
        int to = Math.max(0, Math.min(ids.size() - 1, from + places));
        if (from >= 0 && to != from) {
            ids.add(to, ids.remove(from));
            reorder(ids);
        }
    }

    /** Moves a waiting run to where another waiting run is. */
    void moveTo(String id, RunRow target) {
        List<String> ids = waiting();
        int to = ids.indexOf(target.id());
        if (ids.contains(id) && to >= 0) {
            ids.remove(id);
            ids.add(to, id);
            reorder(ids);
        }
    }

    private void reorder(List<String> ids) {
        work.run(
                () -> {
                    center.reorder(ids);
                    return ids;
                },
                done -> {});
    }

    private List<String> waiting() {
        List<String> ids = new ArrayList<>();
        rows.stream().filter(row -> row.info().status() == RunStatus.QUEUED).forEach(row -> ids.add(row.id()));
        return ids;
    }
}
