package org.bertrim.app.design;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.CancellationException;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.bertrim.app.common.Background;
import org.bertrim.app.common.Numbers;
import org.bertrim.app.common.Texts;
import org.bertrim.engine.run.TeacherChecking;
import org.bertrim.engine.teacher.hub.Cancellation;
import org.jspecify.annotations.Nullable;

/**
 * The check of the chosen teacher in a process of its own: what it is, and what it scores on the draft's task before hours of training are
 * spent. A report that was made with another teacher or task stays, and says so.
 */
final class CheckViewModel {

    /**
     * How far a check is.
     *
     * @param share 0 to 1, or {@link DownloadViewModel#NO_SHARE}
     */
    record Progress(double share, String words) {}

    /** So many rows of so many are done, after so many nanoseconds of scoring. */
    private record Told(int done, int of, long nanos) {}

    private final Draft draft;
    private final TeacherChecking checking;
    private final TeacherReportWords words;
    private final Texts texts;
    private final Background background;
    private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<@Nullable Progress> progress = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<TeacherReportWords.@Nullable Report> report = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyBooleanWrapper old = new ReadOnlyBooleanWrapper();
    private final ReadOnlyStringWrapper failure = new ReadOnlyStringWrapper("");
    private Cancellation cancellation = new Cancellation();
    private @Nullable JsonNode checked;
    private volatile @Nullable Told told;
    private volatile long scoringSince;

    CheckViewModel(Draft draft, TeacherAccess access, Texts texts, Background background) {
        this.draft = draft;
        this.checking = access.checking();
        this.words = new TeacherReportWords(texts);
        this.texts = texts;
        this.background = background;
    }

    ReadOnlyBooleanProperty running() {
        return running.getReadOnlyProperty();
    }

    /** How far it is; null while none is running. */
    ReadOnlyObjectProperty<@Nullable Progress> progress() {
        return progress.getReadOnlyProperty();
    }

    /** The newest report; null before the first. */
    ReadOnlyObjectProperty<TeacherReportWords.@Nullable Report> report() {
        return report.getReadOnlyProperty();
    }

    /** Whether teacher or task have changed since. */
    ReadOnlyBooleanProperty old() {
        return old.getReadOnlyProperty();
    }

    /** Why the last check came to no end; empty if it did. */
    ReadOnlyStringProperty failure() {
        return failure.getReadOnlyProperty();
    }

    /** Checks; a draft that cannot be run yet is no hindrance, but then the teacher is not scored. */
    void check() {
        String source = draft.value(TeacherViewModel.SOURCE).map(JsonNode::asText).orElse("");
        if (running.get() || source.isEmpty()) {
            return;
        }
        Draft.Checked now = draft.checked().get();
        ObjectNode experiment = now.experiment() != null && now.tree() == draft.tree().get() ? now.tree() : null;
        JsonNode question = question();
        Cancellation mine = new Cancellation();
        cancellation = mine;
        told = null;
        failure.set("");
        running.set(true);
        tick();
        background.run(
                () -> checking.check(source, experiment, this::tell, mine),
                found -> {
                    checked = question;
                    ended();
                    report.set(words.of(found, experiment == null ? 0 : experiment.path("teacher").path("layers").asInt(0)));
                },
                thrown -> {
                    ended();
                    if (!(thrown instanceof CancellationException)) {
                        failure.set(FailureWords.of(thrown));
                    }
                });
    }

    void cancel() {
        cancellation.cancel();
    }

    /** Puts the report away. */
    void dismiss() {
        report.set(null);
        failure.set("");
        checked = null;
    }

    /** Shows how far it is; called a few times a second while it is running. */
    void tick() {
        if (!running.get()) {
            return;
        }
        Told now = told;
        if (now == null || now.of() == 0) {
            progress.set(new Progress(DownloadViewModel.NO_SHARE, texts.get("design.check-opening")));
            return;
        }
        double share = (double) now.done() / now.of();
        String rows = texts.get("design.check-progress", Numbers.count(now.done()), Numbers.count(now.of()));
        double left = now.done() == 0 ? Double.NaN : now.nanos() / 1e9 * (now.of() - now.done()) / now.done();
        progress.set(new Progress(
                share,
                Double.isFinite(left)
                        ? rows + " · " + texts.get("design.download-left", Numbers.duration(texts, left))
                        : rows));
    }

    /** The draft has changed. */
    void refresh() {
        old.set(checked != null && !checked.equals(question()));
    }

    private void tell(int done, int of) {
        long now = System.nanoTime();
        if (done == 0 || told == null) {
            scoringSince = now;
        }
        told = new Told(done, of, now - scoringSince);
    }

    private void ended() {
        running.set(false);
        progress.set(null);
        refresh();
    }

    /** What a report depends on: the teacher, its layers, the task. */
    private JsonNode question() {
        ObjectNode tree = draft.tree().get();
        ObjectNode question = JsonNodeFactory.instance.objectNode();
        question.set("source", tree.path("teacher").path("source"));
        question.set("layers", tree.path("teacher").path("layers"));
        question.set("task", tree.path("task"));
        return question;
    }
}
