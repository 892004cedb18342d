package org.bertrim.app.runs;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;
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
import org.bertrim.app.common.PlaceId;
import org.bertrim.app.common.Texts;
import org.bertrim.app.common.Tone;
import org.bertrim.app.store.RunCenter;
import org.bertrim.app.store.RunInfo;
import org.bertrim.app.store.RunRow;
import org.bertrim.app.store.RunStatus;
import org.bertrim.app.store.StoreNotice;
import org.bertrim.engine.experiment.Presets;
import org.jspecify.annotations.Nullable;

/** What the Runs place shows and does, without the toolkit. Belongs to the thread that draws. */
final class RunsViewModel {

    private static final String COLUMNS = "runs.columns";

    private final AppContext context;
    private final RunCenter center;
    private final Texts texts;
    private final RunWords words;
    private final ObjectProperty<RunFilter> filter = new SimpleObjectProperty<>(this, "filter", RunFilter.ALL);
    private final FilteredList<RunRow> filtered;
    private final SortedList<RunRow> shown;
    private final ObservableList<RunRow> selected = FXCollections.observableArrayList();
    private final ObservableList<RunRow> queue = FXCollections.observableArrayList();
    private final ObservableList<Prompt> prompts = FXCollections.observableArrayList();
    private final ObservableList<String> methods = FXCollections.observableArrayList();
    private final ObservableList<String> tasks = FXCollections.observableArrayList();
    private final ObservableList<String> columns = FXCollections.observableArrayList();
    private final Map<String, Map<String, Double>> metrics = new HashMap<>();
    private final ReadOnlyIntegerWrapper revision = new ReadOnlyIntegerWrapper(this, "revision");
    private final RunGroups groups;
    private final ListChangeListener<RunRow> rowsChanged = change -> follow();
    private final ListChangeListener<RunRow> interruptedChanged = change -> offerResume();
    private final ListChangeListener<StoreNotice> noticed = change -> tellNotices();
    private final InvalidationListener counted = change -> revision.set(revision.get() + 1);

    RunsViewModel(AppContext context, RunCenter center, Clock clock) {
        this.context = context;
        this.center = center;
        this.texts = context.texts();
        this.words = new RunWords(texts, clock.getZone(), LocalDate.now(clock));
        this.groups = new RunGroups(words);
        this.filtered = new FilteredList<>(center.rows());
        this.shown = new SortedList<>(filtered);
        filter.addListener(change -> applyFilter());
        center.rows().addListener(rowsChanged);
        center.interrupted().addListener(interruptedChanged);
        center.notices().addListener(noticed);
        center.held().addListener(counted);
        center.loaded().addListener(counted);
        center.unread().addListener(counted);
        follow();
        offerResume();
        tellNotices();
        loadColumns();
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

    /** What runs, then what waits, in the order of the queue. */
    ObservableList<RunRow> queue() {
        return queue;
    }

    ObservableList<Prompt> prompts() {
        return prompts;
    }

    /** Types of methods that occur. */
    ObservableList<String> methods() {
        return methods;
    }

    /** Sources of tasks that occur. */
    ObservableList<String> tasks() {
        return tasks;
    }

    /** Ids of the columns that the user has chosen; empty before any choice. */
    ObservableList<String> columns() {
        return columns;
    }

    /** Goes up with everything that the counts and commands depend on. */
    ReadOnlyIntegerProperty revision() {
        return revision.getReadOnlyProperty();
    }

    boolean isHeld() {
        return center.held().get();
    }

    boolean isLoaded() {
        return center.loaded().get();
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
        return texts.get(isHeld() ? "runs.state.held" : "runs.state", running, waiting);
    }

    Tone stateTone() {
        return isHeld() ? Tone.CAUTION : center.running().get() > 0 ? Tone.ACTIVE : Tone.NEUTRAL;
    }

    private void applyFilter() {
        Predicate<RunInfo> wanted = filter.get().predicate(words);
        Predicate<RunInfo> member = groups.predicate();
        filtered.setPredicate(row -> wanted.test(row.info()) && member.test(row.info()));
        regroup();
        revision.set(revision.get() + 1);
    }

    private void regroup() {
        if (groups.areShown()) {
            groups.show(filtered);
        }
    }

    private void follow() {
        List<RunRow> busy = new ArrayList<>();
        TreeMap<String, String> foundMethods = new TreeMap<>();
        TreeMap<String, String> foundTasks = new TreeMap<>();
        for (RunRow row : center.rows()) {
            RunInfo info = row.info();
            foundMethods.put(info.design().method(), "");
            foundTasks.put(info.design().task(), "");
            if (info.status().isActive() || info.status() == RunStatus.QUEUED) {
                busy.add(row);
            }
        }
        busy.sort(Comparator.comparing((RunRow row) -> !row.info().status().isActive())
                .thenComparing(row -> row.info().order(), Comparator.nullsFirst(Comparator.naturalOrder()))
                .thenComparing(RunRow::id));
        set(queue, busy);
        set(methods, List.copyOf(foundMethods.keySet()));
        set(tasks, List.copyOf(foundTasks.keySet()));
        regroup();
        revision.set(revision.get() + 1);
    }

    /** Leaves a list alone that says the same already, so that nothing on the screen jumps. */
    private static <T> void set(ObservableList<T> list, List<T> now) {
        if (!list.equals(now)) {
            list.setAll(now);
        }
    }

    private void offerResume() {
        List<RunRow> runs = List.copyOf(center.interrupted());
        if (runs.isEmpty()) {
            prompts.removeIf(prompt -> prompt.key().equals("interrupted"));
            return;
        }
        String names = String.join(", ", runs.stream().limit(3).map(RunRow::id).toList());
        prompt(new Prompt(
                "interrupted",
                Tone.CAUTION,
                texts.get("runs.interrupted", runs.size(), names),
                List.of(
                        new Prompt.Choice(texts.get("runs.interrupted.leave"), center::forgive),
                        new Prompt.Choice(texts.get("runs.interrupted.resume"), () -> {
                            center.forgive();
                            each(runs, context.runs()::resume);
                        }))));
    }

    private void tellNotices() {
        for (StoreNotice notice : center.notices()) {
            prompt(new Prompt(
                    "store." + notice.kind(),
                    Tone.CAUTION,
                    texts.get("store.notice." + notice.kind().key(), notice.detail()),
                    List.of(new Prompt.Choice(texts.get("common.close"), () -> center.notices().remove(notice)))));
        }
    }

    private void prompt(Prompt prompt) {
        prompts.removeIf(old -> old.key().equals(prompt.key()));
        prompts.add(prompt);
    }

    /** What the user chose: does it and takes the prompt away. */
    void choose(Prompt prompt, Prompt.Choice choice) {
        prompts.remove(prompt);
        choice.action().run();
    }

    boolean any(Predicate<RunStatus> condition) {
        return selected.stream().anyMatch(row -> condition.test(row.info().status()));
    }

    void open() {
        if (!selected.isEmpty()) {
            open(selected.get(0));
        }
    }

    void open(RunRow row) {
        context.navigator().openRun(row.id());
    }

    void pause() {
        pause(selected);
    }

    void pause(List<RunRow> runs) {
        each(having(runs, RunStatus::canPause), context.runs()::pause);
    }

    void proceed() {
        proceed(selected);
    }

    void proceed(List<RunRow> runs) {
        each(having(runs, RunStatus::canProceed), context.runs()::proceed);
    }

    void resume() {
        each(having(RunStatus::canResume), context.runs()::resume);
    }

    void retry() {
        each(having(status -> status != RunStatus.DAMAGED), center::retry);
    }

    /** Asks once, and says what is kept. */
    void stop() {
        stop(having(RunStatus::canStop));
    }

    void stop(List<RunRow> runs) {
        if (runs.isEmpty()) {
            return;
        }
        if (runs.stream().allMatch(row -> row.info().status() == RunStatus.QUEUED)) {
            each(runs, context.runs()::stop); // nothing has been computed that could be lost
            return;
        }
        prompt(new Prompt(
                "stop",
                Tone.CAUTION,
                texts.get("runs.stop.question", runs.size(), name(runs.get(0))),
                List.of(
                        new Prompt.Choice(texts.get("common.cancel"), () -> {}),
                        new Prompt.Choice(texts.get("runs.stop.yes"), () -> each(runs, context.runs()::stop)))));
    }

    /** Asks once, and offers to take it back. */
    void delete() {
        List<RunRow> runs = having(status -> !status.isActive());
        if (runs.isEmpty()) {
            return;
        }
        prompt(new Prompt(
                "delete",
                Tone.BAD,
                texts.get("runs.delete.question", runs.size(), name(runs.get(0))),
                List.of(
                        new Prompt.Choice(texts.get("common.cancel"), () -> {}),
                        new Prompt.Choice(texts.get("runs.delete.yes"), () -> deleteNow(runs)))));
    }

    private void deleteNow(List<RunRow> runs) {
        work(
                () -> {
                    runs.forEach(row -> center.delete(row.id()));
                    return runs.size();
                },
                count -> prompt(new Prompt(
                        "deleted",
                        Tone.NEUTRAL,
                        texts.get("runs.deleted", count, name(runs.get(0))),
                        List.of(
                                new Prompt.Choice(texts.get("runs.deleted.undo"), () -> each(runs, center::restore)),
                                new Prompt.Choice(texts.get("common.close"), () -> {})))));
    }

    private static String name(RunRow row) {
        return row.info().design().name();
    }

    void duplicate() {
        if (!selected.isEmpty()) {
            String id = selected.get(0).id();
            work(() -> center.experiment(id), context.navigator()::openExperiment);
        }
    }

    void openFolder() {
        if (!selected.isEmpty()) {
            RunInfo run = selected.get(0).info();
            work(() -> FolderOpener.open(run.folder()), opened -> {});
        }
    }

    void design() {
        context.navigator().open(PlaceId.DESIGN);
    }

    void sample() {
        work(() -> Presets.load(Presets.names().get(0)), (JsonNode sample) -> context.navigator().openExperiment(sample));
    }

    void hold(boolean now) {
        work(
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
        work(
                () -> {
                    center.reorder(ids);
                    return ids;
                },
                done -> {});
    }

    private List<String> waiting() {
        List<String> ids = new ArrayList<>();
        queue.stream().filter(row -> row.info().status() == RunStatus.QUEUED).forEach(row -> ids.add(row.id()));
        return ids;
    }

    void write(RunRow row, String notes) {
        if (!notes.equals(row.info().words().notes())) {
            write(List.of(row), old -> new RunInfo.Words(notes, old.tags()));
        }
    }

    /** Adds a tag to every chosen run; several may be written at once, with commas between them. */
    void addTags(String text) {
        List<String> added = Arrays.stream(text.split("[,，、]"))
                .map(String::strip)
                .filter(tag -> !tag.isEmpty())
                .toList();
        if (!added.isEmpty()) {
            write(List.copyOf(selected), old -> {
                List<String> tags = new ArrayList<>(old.tags());
                added.stream().filter(tag -> !tags.contains(tag)).forEach(tags::add);
                return new RunInfo.Words(old.notes(), tags);
            });
        }
    }

    void removeTag(String tag) {
        write(List.copyOf(selected), old -> new RunInfo.Words(
                old.notes(), old.tags().stream().filter(each -> !each.equals(tag)).toList()));
    }

    /** The tags of the chosen runs, of all together. */
    List<String> tags() {
        return selected.stream()
                .flatMap(row -> row.info().words().tags().stream())
                .distinct()
                .sorted()
                .toList();
    }

    private void write(List<RunRow> rows, Function<RunInfo.Words, RunInfo.Words> change) {
        Map<String, RunInfo.Words> now = new HashMap<>();
        rows.forEach(row -> now.put(row.id(), change.apply(row.info().words())));
        work(
                () -> {
                    now.forEach(center::write);
                    return now.size();
                },
                done -> {});
    }

    private void loadColumns() {
        context.background()
                .run(
                        () -> center.preference(COLUMNS).orElse(""),
                        text -> {
                            List<String> chosen = text.isEmpty() ? List.of() : List.of(text.split("\n"));
                            chosen.stream().filter(id -> !isBuiltIn(id)).forEach(this::loadMetric);
                            set(columns, chosen);
                        },
                        context.failures()::report);
    }

    /** Remembers which columns are shown; an empty list means the ones of the start. */
    void chooseColumns(List<String> ids) {
        ids.stream().filter(id -> !isBuiltIn(id)).forEach(this::loadMetric);
        set(columns, ids);
        work(
                () -> {
                    center.preference(COLUMNS, String.join("\n", ids));
                    return ids;
                },
                done -> {});
    }

    static boolean isBuiltIn(String column) {
        return RunColumn.ALL.stream().anyMatch(each -> each.id().equals(column));
    }

    /** A run's number of this name; null where it has none or the numbers are still being read. */
    @Nullable
    Double metric(String name, String run) {
        return metrics.getOrDefault(name, Map.of()).get(run);
    }

    private void loadMetric(String name) {
        work(() -> center.metric(name), values -> {
            metrics.put(name, values);
            revision.set(revision.get() + 1);
        });
    }

    /** Hands over the names of numbers that at least one run has given. */
    void metricNames(Consumer<Collection<String>> show) {
        work(center::metricNames, names -> show.accept(names.keySet()));
    }

    private List<RunRow> having(Predicate<RunStatus> condition) {
        return having(selected, condition);
    }

    private static List<RunRow> having(List<RunRow> runs, Predicate<RunStatus> condition) {
        return runs.stream().filter(row -> condition.test(row.info().status())).toList();
    }

    private void each(List<RunRow> runs, Consumer<String> action) {
        work(
                () -> {
                    runs.forEach(row -> action.accept(row.id()));
                    return runs.size();
                },
                done -> {});
    }

    /** In the background; what has changed is shown at once. */
    private <T> void work(Callable<T> work, Consumer<? super T> done) {
        context.background()
                .run(
                        work,
                        result -> {
                            done.accept(result);
                            center.refresh();
                        },
                        failure -> {
                            context.failures().report(failure);
                            center.refresh();
                        });
    }

    void dispose() {
        center.rows().removeListener(rowsChanged);
        center.interrupted().removeListener(interruptedChanged);
        center.notices().removeListener(noticed);
        center.held().removeListener(counted);
        center.loaded().removeListener(counted);
        center.unread().removeListener(counted);
    }
}
