package org.bertrim.app.live;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.bertrim.app.common.AppContext;
import org.bertrim.app.common.Tone;
import org.bertrim.engine.format.EngineException;
import org.bertrim.engine.published.PublishedTables;
import org.jspecify.annotations.Nullable;

/**
 * One run on the screen. Whoever has the clock calls {@link #read()} in the background again and again and hands its result to
 * {@link #apply} on the thread that draws; everything else belongs to that thread. Which panels there are is decided by the kinds of
 * events that have arrived, never by the method's name.
 */
final class LiveViewModel {

    /** What went wrong, why, and what to do. */
    record Failure(String what, String why, String remedy) {}

    private final AppContext context;
    private final Words words;
    private final LongSupplier nanos;
    private final ReadOnlyStringWrapper title = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper state = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<Tone> tone = new ReadOnlyObjectWrapper<>(Tone.NEUTRAL);
    private final ReadOnlyObjectWrapper<@Nullable RunPicture> picture = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Failure> failure = new ReadOnlyObjectWrapper<>();
    private final RunRequests requests;
    private final ReadOnlyBooleanWrapper loading = new ReadOnlyBooleanWrapper();
    private final ReadOnlyLongWrapper revision = new ReadOnlyLongWrapper();
    private final StagesModel stages = new StagesModel();
    private final LossModel losses = new LossModel();
    private final ScoreModel scores = new ScoreModel();
    private final GridModel grid;
    private final SizeModel sizes = new SizeModel();
    private final ImportanceModel importance = new ImportanceModel();
    private final CellModel cells = new CellModel();
    private final ProbeModel probes = new ProbeModel();
    private final LogModel log;
    private String runId = "";
    private boolean failedToRead;
    private volatile @Nullable RunReader reader;
    private volatile String wanted = "";

    LiveViewModel(AppContext context, PublishedTables published, ZoneId zone, LongSupplier nanos) {
        this.context = context;
        this.words = new Words(context.texts(), zone);
        this.nanos = nanos;
        this.grid = new GridModel(published);
        this.log = new LogModel(words);
        this.requests = new RunRequests(context);
        title.set(words.get("title"));
    }

    LiveViewModel(AppContext context) {
        this(context, PublishedTables.load(), ZoneId.systemDefault(), System::nanoTime);
    }

    /** Turns to a run; what was shown of another one goes. */
    void open(String id) {
        if (!id.equals(runId)) {
            stages.clear();
            losses.clear();
            scores.clear();
            grid.clear();
            sizes.clear();
            importance.clear();
            cells.clear();
            probes.clear();
            log.clear();
        }
        runId = id;
        wanted = id;
        reader = null;
        failedToRead = false;
        requests.clear();
        failure.set(null);
        picture.set(null);
        title.set(id.isEmpty() ? words.get("title") : id);
        state.set("");
        tone.set(Tone.NEUTRAL);
        loading.set(!id.isEmpty());
        revision.set(revision.get() + 1);
    }

    /** The run that is shown, empty for none. */
    String runId() {
        return runId;
    }

    /**
     * Reads what is new; in the background, one call at a time.
     *
     * @throws EngineException if the run cannot be read
     */
    Optional<RunPicture> read() {
        String id = wanted;
        if (id.isEmpty()) {
            return Optional.empty();
        }
        RunReader present = reader;
        if (present == null || !present.runId().equals(id)) {
            present = new RunReader(context.workspace(), id, nanos);
            if (id.equals(wanted)) {
                reader = present;
            }
        }
        return Optional.of(present.read());
    }

    /** Takes one picture in, if it is one of the run that is shown. */
    void apply(Optional<RunPicture> read) {
        RunPicture now = read.orElse(null);
        if (now == null || !now.runId().equals(runId)) {
            return;
        }
        if (failedToRead) {
            failedToRead = false;
            failure.set(null);
        }
        RunPicture before = picture.get();
        boolean same = before != null && before.revision() == now.revision();
        loading.set(false);
        picture.set(now);
        if (same) {
            return;
        }
        title.set(now.name());
        state.set(words.get("state." + Standing.key(now.state())));
        tone.set(Standing.tone(now.state()));
        requests.update(now);
        now.failure().ifPresentOrElse(
                failed -> failure.set(new Failure(failed.what(), failed.why(), failed.remedy())),
                () -> failure.set(null));
        stages.update(now);
        losses.update(now);
        scores.update(now);
        grid.update(now, scores);
        sizes.update(now);
        importance.update(now);
        cells.update(now);
        probes.update(now);
        log.update(now);
        revision.set(revision.get() + 1);
    }

    /** What {@link #read()} threw. */
    void readFailed(Throwable thrown) {
        loading.set(false);
        if (!failedToRead) { // said once, however often it is tried again
            failedToRead = true;
            failure.set(failure(thrown));
            revision.set(revision.get() + 1);
        }
    }

    private Failure failure(Throwable thrown) {
        return thrown instanceof EngineException e
                ? new Failure(e.what(), e.why(), e.remedy())
                : new Failure(words.get("failure.read"), String.valueOf(thrown.getMessage()), words.get("failure.remedy"));
    }

    /** What the run is doing. */
    Standing standing() {
        RunPicture now = picture.get();
        return now == null ? Standing.NOTHING : Standing.of(now.state());
    }

    /** What stopping would keep, in words. */
    String stopQuestion() {
        return RunFacts.kept(picture.get(), words);
    }

    /** Seed, teacher, task, device and times in one line. */
    String facts() {
        return RunFacts.line(picture.get(), words);
    }

    boolean hasLosses() {
        return !losses.terms().isEmpty();
    }

    boolean hasScores() {
        return !scores.splits().isEmpty();
    }

    boolean hasGrid() {
        RunPicture now = picture.get();
        return now != null
                && (grid.scored() > 0 || now.scores().stream().anyMatch(point -> point.part() != null));
    }

    boolean hasSearch() {
        return cells.present();
    }

    boolean hasImportance() {
        return importance.known();
    }

    List<Check> checks() {
        RunPicture now = picture.get();
        return now == null ? List.of() : Check.of(now.results());
    }

    List<RunPicture.Sibling> siblings() {
        RunPicture now = picture.get();
        return now == null ? List.of() : now.family().siblings();
    }

    Words words() {
        return words;
    }

    StagesModel stages() {
        return stages;
    }

    LossModel losses() {
        return losses;
    }

    ScoreModel scores() {
        return scores;
    }

    GridModel grid() {
        return grid;
    }

    SizeModel sizes() {
        return sizes;
    }

    ImportanceModel importance() {
        return importance;
    }

    CellModel cells() {
        return cells;
    }

    ProbeModel probes() {
        return probes;
    }

    LogModel log() {
        return log;
    }

    ReadOnlyStringProperty titleProperty() {
        return title.getReadOnlyProperty();
    }

    ReadOnlyStringProperty stateProperty() {
        return state.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Tone> toneProperty() {
        return tone.getReadOnlyProperty();
    }

    /** The newest picture, null before the first; changes at every reading. */
    ReadOnlyObjectProperty<@Nullable RunPicture> pictureProperty() {
        return picture.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<@Nullable Failure> failureProperty() {
        return failure.getReadOnlyProperty();
    }

    /** What the run can be asked for, and the question about stopping. */
    RunRequests requests() {
        return requests;
    }

    ReadOnlyBooleanProperty loadingProperty() {
        return loading.getReadOnlyProperty();
    }

    /** Grows when there is something new to draw. */
    ReadOnlyLongProperty revisionProperty() {
        return revision.getReadOnlyProperty();
    }
}
