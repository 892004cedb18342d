package org.bertrim.app.store;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/**
 * One run in {@link RunCenter#rows()}. It stays the same object as long as the run exists, so that a selection survives; what is
 * known about the run changes with {@link #infoProperty()}, on the thread that draws.
 */
public final class RunRow {

    private final String id;
    private final ReadOnlyObjectWrapper<RunInfo> info;

    /** A row that says this. */
    public RunRow(RunInfo info) {
        this.id = info.id();
        this.info = new ReadOnlyObjectWrapper<>(this, "info", info);
    }

    /** The run's id. */
    public String id() {
        return id;
    }

    /** What is known about the run now. */
    public RunInfo info() {
        return info.get();
    }

    /** The same, to be watched. */
    public ReadOnlyObjectProperty<RunInfo> infoProperty() {
        return info.getReadOnlyProperty();
    }

    void update(RunInfo now) {
        info.set(now);
    }

    @Override
    public String toString() {
        return id;
    }
}
