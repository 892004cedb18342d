package org.bertrim.app.live;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.bertrim.app.common.Tone;

/** What happened, in words, and what the worker itself wrote; searched, followed, copied. */
final class LogModel {

    /** Whose words. */
    enum Source {
        /** The run's events, one line each; neither steps nor progress. */
        EVENTS,
        /** Warnings and failures among them. */
        WARNINGS,
        /** The worker's log. */
        WORKER
    }

    private final Journal journal;
    private final ObservableList<LogLine> lines = FXCollections.observableArrayList();
    /** One view for all: who listens to a view that nobody holds hears nothing any more once it is collected. */
    private final ObservableList<LogLine> shown = FXCollections.unmodifiableObservableList(lines);
    private final ObjectProperty<Source> source = new SimpleObjectProperty<>(this, "source", Source.EVENTS);
    private final StringProperty search = new SimpleStringProperty(this, "search", "");
    private final BooleanProperty follow = new SimpleBooleanProperty(this, "follow", true);
    private List<RunHistory.Milestone> milestones = List.of();
    private List<RunHistory.Milestone> seen = List.of();
    private List<LogLine> events = List.of();
    private LogTail.Text worker = new LogTail.Text(List.of(), false);

    LogModel(Words words) {
        this.journal = new Journal(words);
        source.addListener((property, old, now) -> show());
        search.addListener((property, old, now) -> show());
    }

    void clear() {
        milestones = List.of();
        seen = List.of();
        events = List.of();
        worker = new LogTail.Text(List.of(), false);
        lines.clear();
    }

    void update(RunPicture picture) {
        if (picture.milestones() == seen && picture.log() == worker) {
            return;
        }
        if (picture.milestones() != seen) {
            seen = picture.milestones();
            List<RunHistory.Milestone> told = seen.stream().filter(Journal::tells).toList();
            events = extended(told);
            milestones = told;
        }
        worker = picture.log();
        show();
    }

    /** Only what is new is put into words, as long as nothing was taken back. */
    private List<LogLine> extended(List<RunHistory.Milestone> now) {
        int same = 0;
        while (same < Math.min(milestones.size(), now.size()) && milestones.get(same) == now.get(same)) {
            same++;
        }
        List<LogLine> all = new ArrayList<>(events.subList(0, same));
        now.subList(same, now.size()).forEach(milestone -> all.add(journal.line(milestone)));
        return all;
    }

    private void show() {
        String wanted = search.get().strip().toLowerCase(Locale.ROOT);
        List<LogLine> all = switch (source.get()) {
            case EVENTS -> events;
            case WARNINGS -> events.stream()
                    .filter(line -> line.tone() == Tone.CAUTION || line.tone() == Tone.BAD)
                    .toList();
            case WORKER -> worker.lines().stream().map(line -> new LogLine("", line, Tone.NEUTRAL)).toList();
        };
        List<LogLine> found = all.stream()
                .filter(line -> wanted.isEmpty() || line.whole().toLowerCase(Locale.ROOT).contains(wanted))
                .toList();
        int same = 0;
        while (same < Math.min(lines.size(), found.size()) && lines.get(same).equals(found.get(same))) {
            same++;
        }
        if (same == lines.size()) {
            lines.addAll(found.subList(same, found.size()));
        } else {
            lines.setAll(found);
        }
    }

    /** Everything that is shown, a line each. */
    String copy() {
        return lines.stream().map(LogLine::whole).collect(Collectors.joining("\n"));
    }

    /** Whether the worker's log begins before what is shown. */
    boolean cut() {
        return source.get() == Source.WORKER && worker.cut();
    }

    ObservableList<LogLine> lines() {
        return shown;
    }

    ObjectProperty<Source> sourceProperty() {
        return source;
    }

    StringProperty searchProperty() {
        return search;
    }

    /** Whether the newest line stays in sight. */
    BooleanProperty followProperty() {
        return follow;
    }
}
