package org.bertrim.app.runs;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.bertrim.app.common.AppContext;
import org.bertrim.app.store.RunCenter;
import org.jspecify.annotations.Nullable;

/** Which columns the user wants, and the numbers of the runs' results in those that are not built in. */
final class ChosenColumns {

    private static final String COLUMNS = "runs.columns";

    private final AppContext context;
    private final RunCenter center;
    private final RunWork work;
    private final Runnable changed;
    private final ObservableList<String> columns = FXCollections.observableArrayList();
    private final Map<String, Map<String, Double>> metrics = new HashMap<>();

    /**
     * The columns of last time, which are read in the background.
     *
     * @param changed told when numbers have arrived
     */
    ChosenColumns(AppContext context, RunCenter center, RunWork work, Runnable changed) {
        this.context = context;
        this.center = center;
        this.work = work;
        this.changed = changed;
        load();
    }

    /** Ids of the columns that the user has chosen; empty before any choice. */
    ObservableList<String> ids() {
        return columns;
    }

    private void load() {
        context.background()
                .run(
                        () -> center.preference(COLUMNS).orElse(""),
                        text -> {
                            List<String> chosen = text.isEmpty() ? List.of() : List.of(text.split("\n"));
                            chosen.stream().filter(id -> !RunColumn.isBuiltIn(id)).forEach(this::loadMetric);
                            Lists.set(columns, chosen);
                        },
                        context.failures()::report);
    }

    /** Remembers which columns are shown; an empty list means the ones of the start. */
    void choose(List<String> ids) {
        ids.stream().filter(id -> !RunColumn.isBuiltIn(id)).forEach(this::loadMetric);
        Lists.set(columns, ids);
        work.run(
                () -> {
                    center.preference(COLUMNS, String.join("\n", ids));
                    return ids;
                },
                done -> {});
    }

    /** A run's number of this name; null where it has none or the numbers are still being read. */
    @Nullable
    Double metric(String name, String run) {
        return metrics.getOrDefault(name, Map.of()).get(run);
    }

    private void loadMetric(String name) {
        work.run(() -> center.metric(name), values -> {
            metrics.put(name, values);
            changed.run();
        });
    }

    /** Hands over the names of numbers that at least one run has given. */
    void names(Consumer<Collection<String>> show) {
        work.run(center::metricNames, names -> show.accept(names.keySet()));
    }
}
