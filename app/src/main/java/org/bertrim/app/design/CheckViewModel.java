package org.bertrim.app.design;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
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
     * @param source the teacher
     * @param share 0 to 1, or {@link DownloadViewModel#NO_SHARE}
     */
    record Progress(String source, double share, String words) {}

    /** So many rows of so many are done, after so many nanoseconds of scoring. */
    private record Told(int done, int of, long nanos) {}

    private final Draft draft;
    private final BooleanSupplier stopped;
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
    private @Nullable JsonNode failed;
    private String source = "";
    private boolean waits;
    private volatile @Nullable Told told;
    private volatile long scoringSince;

    /**
     * No check yet.
     *
     * @param stopped whether the task's rows cannot be used as they are, so that nothing can be scored
     */
    CheckViewModel(Draft draft, BooleanSupplier stopped, TeacherAccess access, Texts texts, Background background) {
        this.draft = draft;
        this.stopped = stopped;
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
        if (running.get() || chosen().isEmpty()) {
            return;
        }
        source = chosen();
        cancellation = new Cancellation();
        told = null;
        failure.set("");
        running.set(true);
        tick();
        waits = !draft.isRead();
        if (!waits) {
            begin();
        }
    }

    /** What stands in the draft has been read: nobody knows before whether it can be scored on. */
    void draftRead() {
        if (waits && draft.isRead()) {
            waits = false;
            begin();
        }
    }

    private String chosen() {
        return draft.value(TeacherViewModel.SOURCE).map(JsonNode::asText).orElse("");
    }

    private void begin() {
        Draft.Checked now = draft.checked().get();
        ObjectNode experiment = now.experiment() != null && !stopped.getAsBoolean() ? now.tree() : null;
        JsonNode question = question();
        Cancellation mine = cancellation;
        String teacher = chosen();
        source = teacher;
        background.run(
                () -> checking.check(teacher, experiment, this::tell, mine),
                found -> {
                    checked = question;
                    ended();
                    report.set(words.of(found, experiment == null ? 0 : experiment.path("teacher").path("layers").asInt(0)));
                },
                thrown -> {
                    ended();
                    if (!(thrown instanceof CancellationException)) {
                        failed(teacher, FailureWords.of(texts, thrown));
                    }
                });
    }

    void cancel() {
        cancellation.cancel();
        if (waits) {
            waits = false;
            ended();
        }
    }

    /** Puts the report away. */
    void dismiss() {
        report.set(null);
        failure.set("");
        checked = null;
        failed = null;
    }

    /** Shows how far it is; called a few times a second while it is running. */
    void tick() {
        if (!running.get()) {
            return;
        }
        Told now = told;
        if (now == null || now.of() == 0) {
            progress.set(new Progress(source, DownloadViewModel.NO_SHARE, texts.get("design.check-opening")));
            return;
        }
        double share = (double) now.done() / now.of();
        String rows = texts.get("design.check-progress", Numbers.count(now.done()), Numbers.count(now.of()));
        double left = now.done() == 0 ? Double.NaN : now.nanos() / 1e9 * (now.of() - now.done()) / now.done();
        progress.set(new Progress(
                source,
                share,
                Double.isFinite(left)
                        ? rows + " · " + texts.get("design.download-left", Numbers.duration(texts, left))
                        : rows));
    }

    /** The draft has changed. */
    void refresh() {
        JsonNode now = question();
        old.set(checked != null && !checked.equals(now));
        if (failed != null && !failed.equals(now)) {
            failed = null;
            failure.set("");
        }
    }

    private void tell(int done, int of) {
        long now = System.nanoTime();
        if (done == 0 || told == null) {
            scoringSince = now;
        }
        told = new Told(done, of, now - scoringSince);
    }

    /** Why it failed; of whom, where another teacher has been chosen meanwhile. It stands there until something else is chosen. */
    private void failed(String teacher, String why) {
        failed = question();
        failure.set(teacher.equals(chosen()) ? why : texts.get("design.check-failed", teacher, why));
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
