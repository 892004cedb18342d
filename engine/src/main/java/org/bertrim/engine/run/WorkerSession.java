package org.bertrim.engine.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.bertrim.engine.event.Event;
import org.bertrim.engine.format.Checkpoint;
import org.bertrim.engine.format.DurableFiles;
import org.bertrim.engine.format.Json;
import org.bertrim.engine.run.Control.Signal;
import org.jspecify.annotations.Nullable;

/** A run in the hands of its worker: locked, its log open, {@link Event.RunResumed} written if it has been run before. */
public final class WorkerSession {

    private static final Duration NO_END = Duration.ofNanos(Long.MAX_VALUE);

    private final RunFolder folder;
    private final EventLog events;
    private final Control control;
    private final CheckpointStore checkpoints;
    private Optional<CheckpointStore.Saved> resume;

    /**
     * Takes a run over.
     *
     * @param folder the run
     * @param events takes its events
     * @param control what the user asks for
     * @param checkpoints its checkpoints
     * @param resume where to go on; empty to start (or start over), which begins with {@link Event.RunStarted}
     */
    public WorkerSession(
            RunFolder folder,
            EventLog events,
            Control control,
            CheckpointStore checkpoints,
            Optional<CheckpointStore.Saved> resume) {
        this.folder = folder;
        this.events = events;
        this.control = control;
        this.checkpoints = checkpoints;
        this.resume = resume;
    }

    /** The run. */
    public RunFolder folder() {
        return folder;
    }

    /** Takes its events. */
    public EventLog events() {
        return events;
    }

    /** What the user asks for. */
    public Control control() {
        return control;
    }

    /** Its checkpoints. */
    public CheckpointStore checkpoints() {
        return checkpoints;
    }

    /** Where to go on; empty to start (or start over), which begins with {@link Event.RunStarted}. */
    public Optional<CheckpointStore.Saved> resume() {
        return resume;
    }

    /**
     * Gives {@link #resume()} away for good: its tensors are four times the model, and should not stay in memory once they are
     * used.
     */
    Optional<CheckpointStore.Saved> takeResume() {
        Optional<CheckpointStore.Saved> taken = resume;
        resume = Optional.empty();
        return taken;
    }

    /**
     * Does what the user asks for, if anything; cheap enough for every step. Pausing and stopping save a checkpoint
     * first.
     *
     * @param stage id of the stage, {@code step} steps of which are done
     * @param checkpoint makes a checkpoint of this very moment
     * @throws StopRequested if the run is to stop; the checkpoint and {@link Event.RunStopped} are written
     */
    public void obey(String stage, long step, Supplier<Checkpoint> checkpoint) {
        act(stage, step, checkpoint);
    }

    /**
     * The same where no checkpoint can be made, e.g. in the middle of an evaluation: after a stop, or a kill during a
     * pause, the run goes on from its last checkpoint.
     */
    public void obey(String stage, long step) {
        act(stage, step, null);
    }

    private void act(String stage, long step, @Nullable Supplier<Checkpoint> checkpoint) {
        Signal signal = control.poll();
        if (signal == Signal.NONE) {
            return;
        }
        if (signal == Signal.CONTINUE) {
            control.obeyed(Signal.CONTINUE); // nothing was paused
            return;
        }
        String saved = checkpoint == null ? "" : checkpoints.save(checkpoint.get());
        if (signal == Signal.PAUSE) {
            events.emit(new Event.RunPaused(stage, step));
            control.obeyed(Signal.PAUSE);
            if (pauseEndsWithStop()) {
                signal = Signal.STOP;
            } else {
                control.obeyed(Signal.CONTINUE);
                events.emitContinued(saved);
                return;
            }
        }
        events.emit(new Event.RunStopped(stage, step));
        control.obeyed(signal);
        throw new StopRequested();
    }

    private boolean pauseEndsWithStop() {
        Patience.await(
                () -> control.poll() == Signal.CONTINUE || control.poll() == Signal.STOP, NO_END, Patience.LOOK);
        return control.poll() == Signal.STOP;
    }

    /**
     * Ends the run: writes {@code results.json}, then {@link Event.RunFinished}, then removes what only resuming needs.
     *
     * @param measured what may differ between two identical runs, e.g. {@code seconds}
     */
    public void finish(JsonNode results, Map<String, Double> measured) {
        DurableFiles.write(folder.resultsFile(), Json.pretty(results));
        events.emit(new Event.RunFinished(measured));
        checkpoints.dropOptimizerStates();
    }
}
