package org.bertrim.engine.run;

import java.nio.file.Path;
import org.bertrim.engine.format.EngineException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Main class of a worker process; its one argument is the run's folder. */
public final class WorkerMain {

    private static final Logger LOG = LoggerFactory.getLogger(WorkerMain.class);

    private WorkerMain() {}

    /** Does the run and ends the process with 0 if it finished, 1 if it failed, 130 if the user stopped it. */
    public static void main(String[] arguments) {
        System.exit(run(arguments, new ExperimentRun()));
    }

    static int run(String[] arguments, RunBody body) {
        NativeProcess.detach();
        try {
            return new Worker(RunFolder.open(Path.of(arguments[0])), body).work();
        } catch (EngineException e) {
            LOG.error("{}. {}", e.getMessage(), e.remedy());
            return Worker.FAILED;
        }
    }
}
