package org.bertrim.app.store;

import java.util.List;
import org.bertrim.engine.run.JvmOptions;
import org.bertrim.engine.run.RunFolder;
import org.bertrim.engine.run.WorkerProcess;

/** Starts the worker of a run as a process of its own. */
@FunctionalInterface
public interface WorkerStarter {

    /**
     * Starts it and does not wait for it.
     *
     * @throws org.bertrim.engine.format.EngineException if a worker is busy with the run or the process cannot be started
     */
    Process start(RunFolder folder);

    /** The engine's worker, with the options of this Java machine apart from its limits of memory, which suit a window. */
    static WorkerStarter real() {
        List<String> options = JvmOptions.forWorker().stream()
                .filter(option -> !option.startsWith("-Xm"))
                .toList();
        return folder -> WorkerProcess.start(folder, options);
    }
}
