package org.bertrim.app.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javafx.beans.Observable;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** The runs as the screen has them; belongs to the thread that draws. */
final class RunRows {

    /** What one look at the folders has brought. */
    record Batch(
            List<RunInfo> changed,
            Set<String> gone,
            Set<String> orphans,
            List<StoreNotice> notices,
            int unread,
            boolean readOnly,
            boolean held) {}

    private final Map<String, RunRow> byId = new HashMap<>();
    private final ObservableList<RunRow> rows =
            FXCollections.observableArrayList(row -> new Observable[] {row.infoProperty()});
    private final ObservableList<RunRow> shown = FXCollections.unmodifiableObservableList(rows);
    private final ReadOnlyIntegerWrapper waiting = new ReadOnlyIntegerWrapper(this, "waiting");
    private final ReadOnlyIntegerWrapper running = new ReadOnlyIntegerWrapper(this, "running");
    private final ObservableList<RunRow> interrupted = FXCollections.observableArrayList();
    private final ObservableList<StoreNotice> notices = FXCollections.observableArrayList();
    private final ReadOnlyIntegerWrapper unread = new ReadOnlyIntegerWrapper(this, "unread");
    private final ReadOnlyBooleanWrapper loaded = new ReadOnlyBooleanWrapper(this, "loaded");
    private final ReadOnlyBooleanWrapper readOnly = new ReadOnlyBooleanWrapper(this, "readOnly");
    private final ReadOnlyBooleanWrapper held = new ReadOnlyBooleanWrapper(this, "held");

    ObservableList<RunRow> shown() {
        return shown;
    }

    ObservableList<RunRow> interrupted() {
        return interrupted;
    }

    ObservableList<StoreNotice> notices() {
        return notices;
    }

    ReadOnlyIntegerProperty waiting() {
        return waiting.getReadOnlyProperty();
    }

    ReadOnlyIntegerProperty running() {
        return running.getReadOnlyProperty();
    }

    ReadOnlyIntegerProperty unread() {
        return unread.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty loaded() {
        return loaded.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty readOnly() {
        return readOnly.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty held() {
        return held.getReadOnlyProperty();
    }

    /** Brings what has changed to the screen. */
    void apply(Batch batch) {
        if (!batch.gone().isEmpty()) {
            rows.removeIf(row -> batch.gone().contains(row.id()));
            batch.gone().forEach(byId::remove);
        }
        List<RunRow> fresh = new ArrayList<>();
        for (RunInfo info : batch.changed()) {
            RunRow row = byId.get(info.id());
            if (row == null) {
                RunRow created = new RunRow(info);
                byId.put(info.id(), created);
                fresh.add(created);
            } else {
                row.update(info);
            }
        }
        rows.addAll(fresh);
        interrupted.removeIf(row -> row.info().status() != RunStatus.INTERRUPTED || byId.get(row.id()) != row);
        batch.orphans().stream()
                .map(byId::get)
                .filter(row -> row != null && !interrupted.contains(row))
                .forEach(interrupted::add);
        notices.addAll(batch.notices());
        unread.set(batch.unread());
        readOnly.set(batch.readOnly());
        held.set(batch.held());
        count();
        loaded.set(true);
    }

    private void count() {
        int wait = 0;
        int busy = 0;
        for (RunRow row : rows) {
            RunStatus status = row.info().status();
            wait += status == RunStatus.QUEUED ? 1 : 0;
            busy += status.isActive() ? 1 : 0;
        }
        waiting.set(wait);
        running.set(busy);
    }
}
