package org.bertrim.engine.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.bertrim.engine.event.Event;
import org.bertrim.engine.format.DiskSpace;
import org.bertrim.engine.format.DurableFiles;
import org.bertrim.engine.format.EngineException;
import org.bertrim.engine.format.Json;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes a run, does it, and says how it ended, whatever happens on the way. */
final class Worker {

    static final int DONE = 0;
    static final int FAILED = 1;
    static final int STOPPED = 130;

    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);

    private final RunFolder folder;
    private final RunBody body;

    Worker(RunFolder folder, RunBody body) {
        this.folder = folder;
        this.body = body;
    }

    /**
     * Does the run in this process.
     *
     * @return the exit code: 0 finished, 1 failed or held by another worker, 130 stopped by the user
     */
    @SuppressWarnings("try") // the lock is there to be held
    int work() {
        try {
            Optional<WorkerLock> lock = WorkerLock.tryAcquire(folder);
            if (lock.isEmpty()) {
                LOG.error("Another worker is busy with the run {}", folder);
                return FAILED;
            }
            try (WorkerLock held = lock.get();
                    EventLog log = EventLog.open(folder.eventsFile())) {
                return work(log);
            }
        } catch (EngineException e) {
            LOG.error("{}. {}", e.getMessage(), e.remedy(), e); // the log itself is out of reach
            return FAILED;
        }
    }

    private int work(EventLog log) {
        Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> {
            LOG.error("The thread {} died", thread.getName(), failure);
            fail(log, failure);
            Runtime.getRuntime().halt(FAILED); // the run would wait for that thread for ever
        });
        try {
            announce();
            if (isFinished(log)) {
                LOG.info("The run {} is finished already", folder);
                new CheckpointStore(folder.checkpointsFolder(), log).dropOptimizerStates();
                return DONE;
            }
            DiskSpace.real().require(folder.root(), 0, "The run could not be started", CheckpointStore.RESUME);
            CheckpointStore checkpoints = new CheckpointStore(folder.checkpointsFolder(), log);
            boolean lostItsResults = folder.lostItsResults();
            Optional<CheckpointStore.Saved> resume = log.lastSeq() == 0 ? Optional.empty() : checkpoints.resume();
            if (lostItsResults) {
                log.emit(new Event.Warning(
                        "results-missing",
                        "The run was finished, but its results.json is gone; it is measured again.",
                        null));
            }
            body.run(new WorkerSession(folder, log, new Control(folder.controlFolder()), checkpoints, resume));
            if (!isFinished(log)) {
                throw new IllegalStateException("the run came to its end without results");
            }
            return DONE;
        } catch (StopRequested e) {
            LOG.info("The run {} was stopped", folder);
            return STOPPED;
        } catch (Throwable failure) { // the task boundary: whatever it is, the run's folder must say it
            LOG.error("The run {} failed", folder, failure);
            fail(log, failure);
            return FAILED;
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(before);
        }
    }

    private boolean isFinished(EventLog log) {
        return Files.exists(folder.resultsFile())
                && log.last().filter(last -> last.event() instanceof Event.RunFinished).isPresent();
    }

    private void announce() {
        ObjectNode worker = Json.mapper().createObjectNode();
        worker.put("pid", ProcessHandle.current().pid());
        worker.put("started", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
        worker.put("host", NativeProcess.hostName());
        DurableFiles.write(folder.workerFile(), Json.pretty(worker));
        folder.dequeue();
    }

    private static void fail(EventLog log, Throwable failure) {
        try {
            if (!log.ended()) {
                log.emit(Failures.describe(failure));
            }
        } catch (RuntimeException | OutOfMemoryError e) {
            LOG.error("The failure could not be written to the run's events", e);
        }
    }
}
