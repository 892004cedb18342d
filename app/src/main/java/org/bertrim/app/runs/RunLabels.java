package org.bertrim.app.runs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.bertrim.app.store.RunCenter;
import org.bertrim.app.store.RunInfo;
import org.bertrim.app.store.RunRow;

/** What the user writes about the chosen runs: notes and tags. */
final class RunLabels {

    private final RunCenter center;
    private final RunWork work;
    private final List<RunRow> selected;

    /** Labels for the runs that are chosen at the moment. */
    RunLabels(RunCenter center, RunWork work, List<RunRow> selected) {
        this.center = center;
        this.work = work;
        this.selected = selected;
    }

    /** Writes the notes of one run. */
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
        work.run(
                () -> {
                    now.forEach(center::write);
                    return now.size();
                },
                done -> {});
    }
}
