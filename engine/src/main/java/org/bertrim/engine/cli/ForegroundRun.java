package org.bertrim.engine.cli;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bertrim.engine.event.Event;
import org.bertrim.engine.format.Json;
import org.bertrim.engine.run.Control;
import org.bertrim.engine.run.EventReader;
import org.bertrim.engine.run.RecordedEvent;
import org.bertrim.engine.run.RunFolder;
import org.bertrim.engine.run.RunState;
import org.bertrim.engine.run.WorkerLock;
import org.bertrim.engine.run.WorkerProcess;
import org.jspecify.annotations.Nullable;

/**
 * Lets a worker do one run and shows it meanwhile. Ctrl-C asks the worker to stop and waits for it; a second Ctrl-C
 * leaves it alone with that request. The end of this process does not touch the worker.
 */
final class ForegroundRun {

    private static final long LOOK_MILLIS = 200;

    private final Terminal terminal;
    private final RunFolder folder;
    private final List<String> jvmOptions;
    private final EventReader reader;
    private final ProgressView view;
    private Event.@Nullable RunFailed failure;

    ForegroundRun(Terminal terminal, RunFolder folder, List<String> jvmOptions) {
        this.terminal = terminal;
        this.folder = folder;
        this.jvmOptions = jvmOptions;
        this.reader = new EventReader(folder.eventsFile());
        this.view = ProgressView.of(terminal);
    }

    /** Does the run, or watches it if a worker is at it already; gives the command's exit code. */
    int go(Interrupts interrupts) throws InterruptedException {
        RunState before = folder.state();
        if (before == RunState.FINISHED) {
            terminal.line("The run " + folder + " is finished already.");
            return report();
        }
        terminal.line("Run " + folder);
        view.catchUp(EventReader.effective(reader.poll()).stream().map(RecordedEvent::event).toList());
        if (folder.lostItsResults()) {
            view.note("The run was finished, but its results.json is gone; measuring again.");
        }
        Process worker = null;
        if (before == RunState.RUNNING || before == RunState.PAUSED) {
            view.note("A worker is busy with this run already; showing it.");
            if (before == RunState.PAUSED) {
                Control.request(folder.controlFolder(), Control.Signal.CONTINUE);
            }
        } else {
            worker = WorkerProcess.start(folder, jvmOptions);
        }
        boolean left = !watch(worker, interrupts);
        view.close();
        if (left) {
            terminal.line("The worker stops by itself at the next occasion.");
            terminal.line("Go on later with: bertrim run --resume " + folder);
            return ExitCode.STOPPED;
        }
        return report();
    }

    /** Shows events until the worker is gone; false if the user left before. */
    private boolean watch(@Nullable Process worker, Interrupts interrupts) throws InterruptedException {
        boolean asked = false;
        boolean alive = true;
        while (alive) {
            alive = isAlive(worker); // looked at before the events, so that none is missed
            for (RecordedEvent each : reader.poll()) {
                view.show(each.event());
                failure = each.event() instanceof Event.RunFailed failed ? failed : failure;
            }
            if (alive && interrupts.count() > 0 && !asked) {
                asked = true;
                Control.request(folder.controlFolder(), Control.Signal.STOP);
                view.note("Stopping; press Ctrl-C again not to wait for it.");
            }
            if (alive && interrupts.count() > 1) {
                return false;
            }
        }
        return true;
    }

    /** Waits a moment for the worker's end. */
    private boolean isAlive(@Nullable Process worker) throws InterruptedException {
        if (worker != null) {
            return !worker.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        }
        Thread.sleep(LOOK_MILLIS);
        return WorkerLock.held(folder);
    }

    private int report() {
        RunState state = folder.state();
        String resume = "bertrim run --resume " + folder;
        switch (state) {
            case FINISHED -> {
                terminal.line("");
                new ResultsReport(Json.read(folder.resultsFile())).print(terminal);
                terminal.line("");
                terminal.line("The run's folder is " + folder.root());
                return ExitCode.DONE;
            }
            case STOPPED -> {
                terminal.line("The run is stopped. Go on with: " + resume);
                return ExitCode.STOPPED;
            }
            case FAILED -> {
                String line = failure == null
                        ? FailureReport.line("The run " + folder + " failed", "", "")
                        : FailureReport.line(failure.what(), failure.why(), failure.remedy());
                terminal.error(line + " Log: " + folder.logFile());
                terminal.line("When that is put right, go on with: " + resume);
                return ExitCode.FAILED;
            }
            default -> {
                terminal.error(FailureReport.line(
                        "The run " + folder + " did not come to its end",
                        "its worker is gone without a word",
                        "Look into " + folder.logFile() + ", then go on with: " + resume));
                return ExitCode.FAILED;
            }
        }
    }
}
