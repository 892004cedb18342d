package org.bertrim.app.runs;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Predicate;
import javafx.beans.InvalidationListener;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;
import javafx.collections.transformation.SortedList;
import org.bertrim.app.common.AppContext;
import org.bertrim.app.common.Texts;
import org.bertrim.app.common.Tone;
import org.bertrim.app.store.RunCenter;
import org.bertrim.app.store.RunInfo;
import org.bertrim.app.store.RunRow;
import org.jspecify.annotations.Nullable;

/** What the Runs place shows and does, without the toolkit. Belongs to the thread that draws. */
final class RunsViewModel {

    private final RunCenter center;
    private final Texts texts;
    private final RunWords words;
    private final ObjectProperty<RunFilter> filter = new SimpleObjectProperty<>(this, "filter", RunFilter.ALL);
    private final FilteredList<RunRow> filtered;
    private final SortedList<RunRow> shown;
    private final ObservableList<RunRow> selected = FXCollections.observableArrayList();
    private final ObservableList<String> methods = FXCollections.observableArrayList();
    private final ObservableList<String> tasks = FXCollections.observableArrayList();
    private final ReadOnlyIntegerWrapper revision = new ReadOnlyIntegerWrapper(this, "revision");
    private final RunGroups groups;
    private final RunPrompts prompts;
    private final RunCommands commands;
    private final WaitingRuns queue;
    private final RunLabels labels;
    private final ChosenColumns columns;
    private final ListChangeListener<RunRow> rowsChanged = change -> follow();
    private final InvalidationListener counted = change -> changed();
    private boolean architectures;

    RunsViewModel(AppContext context, RunCenter center, Clock clock) {
        this.center = center;
        this.texts = context.texts();
        this.words = new RunWords(texts, clock.getZone(), LocalDate.now(clock));
        this.groups = new RunGroups(words);
        RunWork work = new RunWork(context, center);
        this.prompts = new RunPrompts(center, context.runs(), texts, work);
        this.commands = new RunCommands(context, center, work, prompts, selected);
        this.queue = new WaitingRuns(center, work);
        this.labels = new RunLabels(center, work, selected);
        this.columns = new ChosenColumns(context, center, work, this::changed);
        this.filtered = new FilteredList<>(center.rows());
        this.shown = new SortedList<>(filtered);
        filter.addListener(change -> applyFilter());
        center.rows().addListener(rowsChanged);
        center.held().addListener(counted);
        center.loaded().addListener(counted);
        center.unread().addListener(counted);
        follow();
    }

    RunWords words() {
        return words;
    }

    Texts texts() {
        return texts;
    }

    ObjectProperty<RunFilter> filter() {
        return filter;
    }

    /** The runs that the filter lets through; the view gives the order. */
    SortedList<RunRow> shown() {
        return shown;
    }

    /** The runs that the filter lets through, in groups. */
    RunGroups groups() {
        return groups;
    }

    /** Groups the runs; null shows each by itself. */
    void group(@Nullable Grouping by) {
        groups.group(by);
        selected.clear();
        applyFilter();
    }

    /** Shows the runs of one group. */
    void openGroup(RunGroup group) {
        groups.open(group);
        selected.clear();
        applyFilter();
    }

    /** Shows all groups again. */
    void closeGroup() {
        groups.back();
        selected.clear();
        applyFilter();
    }

    /** The chosen runs; the view keeps it up to date. */
    ObservableList<RunRow> selected() {
        return selected;
    }

    WaitingRuns queue() {
        return queue;
    }

    RunPrompts prompts() {
        return prompts;
    }

    /** What can be done with the chosen runs. */
    RunCommands commands() {
        return commands;
    }

    /** Notes and tags of the chosen runs. */
    RunLabels labels() {
        return labels;
    }

    ChosenColumns columns() {
        return columns;
    }

    /** Types of methods that occur. */
    ObservableList<String> methods() {
        return methods;
    }

    /** Sources of tasks that occur. */
    ObservableList<String> tasks() {
        return tasks;
    }

    /** Goes up with everything that the counts and commands depend on. */
    ReadOnlyIntegerProperty revision() {
        return revision.getReadOnlyProperty();
    }

    boolean isLoaded() {
        return center.loaded().get();
    }

    /** Whether any run has searched an architecture. */
    boolean hasArchitectures() {
        return architectures;
    }

    boolean hasRuns() {
        return !center.rows().isEmpty();
    }

    /** How many runs there are, how many are shown, and how many folders are still being read. */
    String count() {
        int all = center.rows().size();
        String count = shown.size() == all
                ? texts.get("runs.count", all)
                : texts.get("runs.count.filtered", shown.size(), all);
        int unread = center.unread().get();
        return unread == 0 ? count : texts.get("runs.count.reading", count, unread);
    }

    /** How many run and wait; empty where nothing does. */
    String state() {
        int running = center.running().get();
        int waiting = center.waiting().get();
        if (running == 0 && waiting == 0) {
            return "";
        }
        return texts.get(queue.isHeld() ? "runs.state.held" : "runs.state", running, waiting);
    }

    Tone stateTone() {
        return queue.isHeld() ? Tone.CAUTION : center.running().get() > 0 ? Tone.ACTIVE : Tone.NEUTRAL;
    }

    private void applyFilter() {
        Predicate<RunInfo> wanted = filter.get().predicate(words);
        Predicate<RunInfo> member = groups.predicate();
        filtered.setPredicate(row -> wanted.test(row.info()) && member.test(row.info()));
        regroup();
        changed();
    }

    private void changed() {
        revision.set(revision.get() + 1);
    }

    private void regroup() {
        if (groups.areShown()) {
            groups.show(filtered);
        }
    }

    private void follow() {
        TreeMap<String, String> foundMethods = new TreeMap<>();
        TreeMap<String, String> foundTasks = new TreeMap<>();
        boolean found = false;
        for (RunRow row : center.rows()) {
            RunInfo info = row.info();
            foundMethods.put(info.design().method(), "");
            foundTasks.put(info.design().task(), "");
            found |= info.outcome().architecture() != null;
        }
        architectures = found;
        queue.follow(center.rows());
        Lists.set(methods, List.copyOf(foundMethods.keySet()));
        Lists.set(tasks, List.copyOf(foundTasks.keySet()));
        regroup();
        changed();
    }

    void dispose() {
        center.rows().removeListener(rowsChanged);
        prompts.dispose();
        center.held().removeListener(counted);
        center.loaded().removeListener(counted);
        center.unread().removeListener(counted);
    }
}
