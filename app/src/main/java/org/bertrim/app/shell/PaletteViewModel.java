package org.bertrim.app.shell;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.bertrim.app.common.Background;

/** Finds places, commands, presets and runs by words of their names. */
final class PaletteViewModel {

    /** More than a screen holds; a longer query finds the rest. */
    static final int MOST = 40;

    private final List<PaletteEntry> fixed;
    private final Background background;
    private final Callable<List<PaletteEntry>> slow;
    private final Consumer<Throwable> failed;
    private final StringProperty query = new SimpleStringProperty("");
    private final ObservableList<PaletteEntry> matches = FXCollections.observableArrayList();
    private List<PaletteEntry> found = List.of();

    /**
     * Makes the search.
     *
     * @param fixed places and commands
     * @param slow gives what must be read from files; called in the background each time the search opens
     */
    PaletteViewModel(
            List<PaletteEntry> fixed,
            Background background,
            Callable<List<PaletteEntry>> slow,
            Consumer<Throwable> failed) {
        this.fixed = List.copyOf(fixed);
        this.background = background;
        this.slow = slow;
        this.failed = failed;
        query.addListener((property, old, now) -> update());
    }

    /** Begins anew: nothing typed, runs and presets read again. */
    void open() {
        query.set("");
        update();
        background.run(
                slow,
                entries -> {
                    found = List.copyOf(entries);
                    update();
                },
                failed);
    }

    StringProperty query() {
        return query;
    }

    /** What matches, best first. */
    ObservableList<PaletteEntry> matches() {
        return matches;
    }

    private void update() {
        List<String> words = List.of(plain(query.get()).strip().split("\\s+"));
        List<PaletteEntry> all = new ArrayList<>(fixed);
        all.addAll(found);
        matches.setAll(all.stream()
                .filter(entry -> words.stream().allMatch(word -> text(entry).contains(word)))
                .sorted(Comparator.<PaletteEntry>comparingInt(entry -> rank(entry, words)))
                .limit(MOST)
                .toList());
    }

    /** Lower is better: the title begins so, a word of it does, or it is somewhere in it. */
    private static int rank(PaletteEntry entry, List<String> words) {
        String title = plain(entry.title());
        String first = words.get(0);
        int fit = title.startsWith(first) ? 0 : title.contains(" " + first) ? 1 : title.contains(first) ? 2 : 3;
        return first.isEmpty() ? entry.kind().ordinal() : fit * 10 + entry.kind().ordinal();
    }

    private static String text(PaletteEntry entry) {
        return plain(entry.title() + " " + entry.remark());
    }

    private static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
    }
}
