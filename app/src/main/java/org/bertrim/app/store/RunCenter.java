package org.bertrim.app.store;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javafx.beans.Observable;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.bertrim.app.common.Background;
import org.bertrim.app.common.FailureSink;
import org.bertrim.app.common.RunControl;
import org.bertrim.engine.experiment.Experiment;
import org.bertrim.engine.experiment.ExperimentReader;
import org.bertrim.engine.experiment.Overrides;
import org.bertrim.engine.format.DurableFiles;
import org.bertrim.engine.format.EngineException;
import org.bertrim.engine.format.Json;
import org.bertrim.engine.run.Control;
import org.bertrim.engine.run.RunFolder;
import org.bertrim.engine.run.RunPlanner;
import org.bertrim.engine.run.Workspace;
import org.bertrim.engine.task.Tasks;
import org.bertrim.engine.teacher.Teachers;

/**
 * The runs of the workspace and the queue. {@link #refresh()} looks at the folders in the background and brings what has changed
 * to the thread that draws, in one batch; whoever shows runs watches {@link #rows()}.
 *
 * <p>All that {@link RunControl} offers, and every method here that says so, touches files and belongs in the background.
 */
public final class RunCenter implements RunControl {

    private static final long LOOK_NANOS = 250_000_000;

    private final Path workspace;
    private final Background background;
    private final FailureSink failures;
    private final RunIndex index;
    private final RunQueue queue;
    private final Map<String, RunRow> byId = new HashMap<>();
    private final ObservableList<RunRow> rows =
            FXCollections.observableArrayList(row -> new Observable[] {row.infoProperty()});
    private final ObservableList<RunRow> shown = FXCollections.unmodifiableObservableList(rows);
    private final ReadOnlyIntegerWrapper waiting = new ReadOnlyIntegerWrapper(this, "waiting");
    private final ReadOnlyIntegerWrapper running = new ReadOnlyIntegerWrapper(this, "running");
    private final Map<String, RunInfo> news = new LinkedHashMap<>(); // guarded by this
    private boolean looking;

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
    }

    /** Every run, in no particular order; belongs to the thread that draws. */
    public ObservableList<RunRow> rows() {
        return shown;
    }

    /** How many runs wait in the queue. */
    public ReadOnlyIntegerProperty waiting() {
        return waiting.getReadOnlyProperty();
    }

    /** How many runs a worker is busy with. */
    public ReadOnlyIntegerProperty running() {
        return running.getReadOnlyProperty();
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
        background.run(this::look, this::apply, failure -> {
            looking = false;
            failures.report(failure);
        });
    }

    private record Batch(List<RunInfo> changed, Set<String> gone) {}

    private synchronized Batch look() {
        RunIndex.Findings findings = index.look(LOOK_NANOS);
        findings.changed().forEach((id, entry) -> news.put(id, entry.info()));
        findings.gone().forEach(news::remove);
        pump();
        Batch batch = new Batch(news.values().stream().map(this::dressed).toList(), findings.gone());
        news.clear();
        return batch;
    }

    private void pump() {
        List<EngineException> troubles = new ArrayList<>();
        for (String id : queue.pump(index.infos(), troubles)) {
            news.put(id, index.readNow(id).info());
        }
        troubles.forEach(failures::report);
    }

    private RunInfo dressed(RunInfo info) {
        return info.status() == RunStatus.QUEUED && queue.isStarting(info.id()) ? info.with(RunStatus.STARTING) : info;
    }

    private void apply(Batch batch) {
        looking = false;
        rows.removeIf(row -> batch.gone().contains(row.id()));
        batch.gone().forEach(byId::remove);
        List<RunRow> fresh = new ArrayList<>();
        for (RunInfo info : batch.changed()) {
            RunRow row = byId.get(info.id());
            if (row == null) {
                RunRow created = new RunRow(info);
                byId.put(info.id(), created);
                fresh.add(created);
            } else {
                row.update(info);
            }
        }
        rows.addAll(fresh);
        count();
    }

    private void count() {
        int wait = 0;
        int busy = 0;
        for (RunRow row : rows) {
            RunStatus status = row.info().status();
            wait += status == RunStatus.QUEUED ? 1 : 0;
            busy += status.isActive() ? 1 : 0;
        }
        waiting.set(wait);
        running.set(busy);
    }

    @Override
    public List<String> submit(JsonNode experiment, Path base, boolean first) {
        Experiment read = ExperimentReader.read(
                experiment, base, Overrides.none(), source -> Optional.of(Teachers.shape(source)));
        Tasks.open(read.task().source(), base, read.task().trainRows(), read.task().drawSeed());
        synchronized (this) {
            List<RunFolder> folders = RunPlanner.create(read, workspace);
            return enqueue(folders, first);
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
        move(Workspace.runs(workspace).resolve(runId), workspace.resolve("trash").resolve(runId));
    }

    /** Takes a run back out of the folder {@code trash}; belongs in the background. */
    public synchronized void restore(String runId) {
        move(workspace.resolve("trash").resolve(runId), Workspace.runs(workspace).resolve(runId));
    }

    private static void move(Path from, Path to) {
        try {
            Files.createDirectories(to.getParent());
            Files.move(from, to);
        } catch (IOException e) {
            throw DurableFiles.failure("The run " + from.getFileName() + " could not be moved to " + to, e);
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
