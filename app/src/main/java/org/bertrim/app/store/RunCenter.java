package org.bertrim.app.store;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.collections.ObservableList;
import org.bertrim.app.common.Background;
import org.bertrim.app.common.FailureSink;
import org.bertrim.app.common.RunControl;
import org.bertrim.engine.experiment.Experiment;
import org.bertrim.engine.experiment.ExperimentReader;
import org.bertrim.engine.experiment.Overrides;
import org.bertrim.engine.format.EngineException;
import org.bertrim.engine.format.Json;
import org.bertrim.engine.run.Control;
import org.bertrim.engine.run.MachineKnowledge;
import org.bertrim.engine.run.RunFolder;
import org.bertrim.engine.run.RunPlanner;
import org.bertrim.engine.run.Workspace;
import org.bertrim.engine.run.WorkspaceTeachers;
import org.bertrim.engine.teacher.Teachers;

/**
 * The runs of the workspace and the queue. {@link #refresh()} looks at the folders in the background and brings what has changed
 * to the thread that draws, in one batch; whoever shows runs watches {@link #rows()}.
 *
 * <p>All that {@link RunControl} offers, and every method here that says so, touches files and belongs in the background.
 */
public final class RunCenter implements RunControl, AutoCloseable {

    private static final long LOOK_NANOS = 250_000_000;
    private static final String HOLD = "queue.held";

    private final Path workspace;
    private final Background background;
    private final FailureSink failures;
    private final RunIndex index;
    private final RunQueue queue;
    private final RunRows rows = new RunRows();
    private boolean looking; // belongs to the thread that draws

    // guarded by this
    private final RunMemory memory;
    private final Map<String, RunInfo> news = new LinkedHashMap<>();
    private final Set<String> orphans = new HashSet<>();
    private boolean told; // what the store knew
    private boolean hold;
    private boolean closed;

    /** A center whose workers are the engine's. Nothing is opened or read before the first {@link #refresh()}. */
    public RunCenter(Path workspace, Background background, FailureSink failures) {
        this(workspace, background, failures, WorkerStarter.real());
    }

    /** The same with workers of another kind. */
    public RunCenter(Path workspace, Background background, FailureSink failures, WorkerStarter starter) {
        this.workspace = workspace;
        this.background = background;
        this.failures = failures;
        this.index = new RunIndex(workspace);
        this.queue = new RunQueue(starter, this::folder);
        this.memory = new RunMemory(workspace, index);
    }

    /** Every run, in no particular order; belongs to the thread that draws. */
    public ObservableList<RunRow> rows() {
        return rows.shown();
    }

    /** How many runs wait in the queue. */
    public ReadOnlyIntegerProperty waiting() {
        return rows.waiting();
    }

    /** How many runs a worker is busy with. */
    public ReadOnlyIntegerProperty running() {
        return rows.running();
    }

    /** Runs whose workers have gone without a word since they were last seen at work, until {@link #forgive()}. */
    public ObservableList<RunRow> interrupted() {
        return rows.interrupted();
    }

    /** What the user should know about the store; a view takes out what has been read. */
    public ObservableList<StoreNotice> notices() {
        return rows.notices();
    }

    /** How many run folders are still to be read for the first time. */
    public ReadOnlyIntegerProperty unread() {
        return rows.unread();
    }

    /** Whether the first look is done, so that no rows means no runs. */
    public ReadOnlyBooleanProperty loaded() {
        return rows.loaded();
    }

    /** Whether another window owns the workspace: nothing waits for this one to start it, and notes cannot be written. */
    public ReadOnlyBooleanProperty readOnly() {
        return rows.readOnly();
    }

    /** Whether the queue is held: what runs goes on, nothing more is started. */
    public ReadOnlyBooleanProperty held() {
        return rows.held();
    }

    /** Takes note of the interrupted runs: they are not offered any more. */
    public void forgive() {
        rows.interrupted().clear();
    }

    /**
     * Looks at the folders in the background, starts what waits, and changes {@link #rows()} when that is done. To be called on the
     * thread that draws, at most twice a second as long as the window is open; does nothing while a look is under way.
     */
    public void refresh() {
        if (looking) {
            return;
        }
        looking = true;
        background.run(this::look, batch -> {
            looking = false;
            rows.apply(batch);
        }, failure -> {
            looking = false;
            failures.report(failure);
        });
    }

    private synchronized RunRows.Batch look() {
        if (closed) {
            return new RunRows.Batch(List.of(), Set.of(), Set.of(), List.of(), 0, memory.readOnly(), hold);
        }
        memory.open();
        if (!told) {
            told = true;
            hold = memory.preference(HOLD).isPresent();
            index.infos().forEach(info -> news.put(info.id(), info));
        }
        RunIndex.Findings findings = index.look(LOOK_NANOS);
        orphans.addAll(memory.keep(findings));
        findings.changed().forEach((id, entry) -> news.put(id, entry.info()));
        findings.gone().forEach(news::remove);
        pump();
        RunRows.Batch batch = new RunRows.Batch(
                news.values().stream().map(this::dressed).toList(),
                findings.gone(),
                Set.copyOf(orphans),
                memory.takeNotices(),
                findings.unread(),
                memory.readOnly(),
                hold);
        news.clear();
        orphans.clear();
        return batch;
    }

    private void pump() {
        if (memory.readOnly() || hold) {
            return;
        }
        List<EngineException> troubles = new ArrayList<>();
        for (String id : queue.pump(index.infos(), troubles)) {
            news.put(id, index.readNow(id).info());
        }
        troubles.forEach(failures::report);
    }

    private RunInfo dressed(RunInfo info) {
        RunInfo whole = info.with(memory.words(info.id()));
        return whole.status() == RunStatus.QUEUED && queue.isStarting(info.id())
                ? whole.with(RunStatus.STARTING)
                : whole;
    }

    @Override
    public List<String> submit(JsonNode experiment, Path base, boolean first) {
        Teachers teachers = WorkspaceTeachers.of(workspace);
        Experiment read = ExperimentReader.read(
                experiment, base, Overrides.none(), source -> Optional.of(teachers.shape(source)));
        read.task().open(base);
        List<Experiment> planned = RunPlanner.plan(read, teachers, MachineKnowledge.ofPlatform());
        synchronized (this) { // a folder that no one has queued yet must not be seen
            return enqueue(RunPlanner.create(planned, workspace), first);
        }
    }

    private List<String> enqueue(List<RunFolder> folders, boolean first) {
        List<RunInfo> waits = RunQueue.waiting(index.infos());
        long order = 1;
        if (!waits.isEmpty()) {
            order = first ? order(waits.get(0)) - folders.size() : order(waits.get(waits.size() - 1)) + 1;
        }
        List<String> ids = new ArrayList<>();
        for (RunFolder folder : folders) {
            folder.enqueue(order++);
            ids.add(folder.id());
            news.put(folder.id(), index.readNow(folder.id()).info());
        }
        pump();
        return ids;
    }

    private static long order(RunInfo run) {
        Long order = run.order();
        return order == null ? 0 : order;
    }

    @Override
    public void pause(String runId) {
        Control.request(folder(runId).controlFolder(), Control.Signal.PAUSE);
    }

    @Override
    public void proceed(String runId) {
        Control.request(folder(runId).controlFolder(), Control.Signal.CONTINUE);
    }

    /** Ends the worker after it has saved a checkpoint; a run that only waits leaves the queue. */
    @Override
    public synchronized void stop(String runId) {
        RunFolder folder = folder(runId);
        if (status(runId) == RunStatus.QUEUED) {
            folder.dequeue();
        } else {
            Control.request(folder.controlFolder(), Control.Signal.STOP);
        }
        status(runId);
    }

    /** Goes on with a run that has ended early: at once where its device is free, else as the first of the queue. */
    @Override
    public synchronized void resume(String runId) {
        RunStatus status = status(runId);
        if (!status.canResume()) {
            throw new EngineException(
                    "The run " + runId + " cannot be resumed",
                    "it is " + status.key() + " now",
                    "Only a run that was stopped, interrupted or failed can go on.");
        }
        enqueue(List.of(folder(runId)), true);
    }

    /**
     * A fresh run of the same experiment, at the end of the queue; belongs in the background.
     *
     * @return its id
     */
    public synchronized String retry(String runId) {
        JsonNode experiment = experiment(runId);
        String name = experiment.path("name").asText(runId);
        long seed = experiment.path("seeds").path(0).asLong();
        RunFolder copy = RunFolder.create(workspace, name, seed, Instant.now(), experiment);
        return enqueue(List.of(copy), false).get(0);
    }

    /** The experiment of a run as its folder has it; belongs in the background. */
    public JsonNode experiment(String runId) {
        return Json.read(folder(runId).experimentFile());
    }

    /**
     * Gives the waiting runs this order; ids that do not wait any more are left out. Belongs in the background.
     *
     * @param ids the first to start first; waiting runs that are not among them come after
     */
    public synchronized void reorder(List<String> ids) {
        List<RunInfo> waits = new ArrayList<>(RunQueue.waiting(index.infos()));
        List<String> wanted = new ArrayList<>(ids);
        Set<String> there = new HashSet<>();
        waits.forEach(run -> there.add(run.id()));
        wanted.retainAll(there);
        waits.stream().map(RunInfo::id).filter(id -> !wanted.contains(id)).forEach(wanted::add);
        long order = 1;
        for (String id : wanted) {
            if (status(id) == RunStatus.QUEUED && !queue.isStarting(id)) {
                folder(id).enqueue(order);
                news.put(id, index.readNow(id).info());
            }
            order++;
        }
    }

    /**
     * Puts a run that nobody is busy with into the workspace's folder {@code trash}; belongs in the background.
     *
     * @throws EngineException if a worker is busy with it or the folder cannot be moved
     */
    public synchronized void delete(String runId) {
        RunStatus status = index.readNow(runId).info().status();
        if (status.isActive() || queue.isStarting(runId)) {
            throw new EngineException(
                    "The run " + runId + " cannot be deleted", "a worker is busy with it", "Stop it first.");
        }
        RunTrash.take(workspace, runId);
    }

    /** Takes a run back out of the folder {@code trash}; belongs in the background. */
    public synchronized void restore(String runId) {
        RunTrash.giveBack(workspace, runId);
    }

    /** Starts nothing more, or goes on with starting; belongs in the background. */
    public synchronized void hold(boolean now) {
        memory.preference(HOLD, now ? "true" : "");
        hold = now;
        pump();
    }

    /** Writes what the user thinks about a run; belongs in the background. */
    public synchronized void write(String runId, RunInfo.Words words) {
        memory.write(runId, words);
        index.infos().stream().filter(info -> info.id().equals(runId)).forEach(info -> news.put(runId, info));
    }

    /** A word that the user's choices are kept under, e.g. the columns of the table; belongs in the background. */
    public synchronized Optional<String> preference(String name) {
        return memory.preference(name);
    }

    /** Keeps a choice of the user, nothing where it is empty; belongs in the background. */
    public synchronized void preference(String name, String text) {
        memory.preference(name, text);
    }

    /** How many runs have a number of each name, by name; belongs in the background. */
    public synchronized Map<String, Integer> metricNames() {
        return memory.metricNames();
    }

    /** The number of this name of every run that has it, by the run's id; belongs in the background. */
    public synchronized Map<String, Double> metric(String name) {
        return memory.metric(name);
    }

    /** The comparisons that the user has kept, by name; belongs in the background. */
    public synchronized List<SavedComparison> comparisons() {
        return memory.comparisons();
    }

    /** Keeps a comparison in the place of the one with its id; belongs in the background. */
    public synchronized void write(SavedComparison comparison) {
        memory.write(comparison);
    }

    /** Forgets a comparison, if there is one with this id; belongs in the background. */
    public synchronized void removeComparison(String id) {
        memory.removeComparison(id);
    }

    /** Makes the store anew from the run folders, with what the user wrote; belongs in the background. */
    public synchronized void repair() {
        memory.repair();
    }

    /** Lets go of the store. Workers and what waits stay as they are. */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            memory.close();
        }
    }

    private RunStatus status(String runId) {
        RunInfo info = index.readNow(runId).info();
        news.put(runId, info);
        return info.status();
    }

    private RunFolder folder(String id) {
        return RunFolder.open(Workspace.runs(workspace).resolve(id));
    }
}
