package org.bertrim.app.runs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.bertrim.app.store.RunInfo;
import org.bertrim.app.store.RunRow;
import org.jspecify.annotations.Nullable;

/** The runs in groups: which grouping is chosen, its groups, and the one group that is looked into. */
final class RunGroups {

    /** A group that is looked into, by what its runs have in common. */
    private record Opened(String value, String name) {}

    private final RunWords words;
    private final ReadOnlyObjectWrapper<@Nullable Grouping> grouping = new ReadOnlyObjectWrapper<>(this, "grouping");
    private final ReadOnlyObjectWrapper<@Nullable Opened> opened = new ReadOnlyObjectWrapper<>(this, "opened");
    private final ObservableList<RunGroup> groups = FXCollections.observableArrayList();

    RunGroups(RunWords words) {
        this.words = words;
    }

    /** How runs are grouped; null where each stands for itself. */
    ReadOnlyObjectProperty<@Nullable Grouping> grouping() {
        return grouping.getReadOnlyProperty();
    }

    /** All groups of the runs that were given last; empty without a grouping. */
    ObservableList<RunGroup> groups() {
        return groups;
    }

    /** Whether groups are shown in the place of runs. */
    boolean areShown() {
        return grouping.get() != null && opened.get() == null;
    }

    /** The name of the group that is looked into; empty where there is none. */
    String openedName() {
        Opened group = opened.get();
        return group == null ? "" : group.name();
    }

    void group(@Nullable Grouping by) {
        opened.set(null);
        grouping.set(by);
    }

    void open(RunGroup group) {
        opened.set(new Opened(group.value(), group.name()));
    }

    /** Back to all groups. */
    void back() {
        opened.set(null);
    }

    /** Which runs belong to the group that is looked into; all where there is none. */
    Predicate<RunInfo> predicate() {
        Grouping by = grouping.get();
        Opened group = opened.get();
        return by == null || group == null ? run -> true : run -> by.value(run).equals(group.value());
    }

    /** Groups these runs; groups that are as they were stay the same objects, so that a selection survives. */
    void show(List<RunRow> rows) {
        Grouping by = grouping.get();
        if (by == null) {
            groups.clear();
            return;
        }
        Map<String, List<RunRow>> members = new LinkedHashMap<>();
        rows.forEach(row -> members.computeIfAbsent(by.value(row.info()), value -> new ArrayList<>()).add(row));
        Map<String, RunGroup> before = new LinkedHashMap<>();
        groups.forEach(group -> before.put(group.value(), group));
        List<RunGroup> now = new ArrayList<>();
        members.forEach((value, found) -> {
            RunGroup group = RunGroup.of(value, by.name(words, found.get(0).info()), found);
            RunGroup same = before.get(value);
            now.add(group.equals(same) ? same : group);
        });
        if (!now.equals(groups)) {
            groups.setAll(now);
        }
    }
}
