package org.bertrim.engine.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bertrim.engine.format.EngineException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Main class of a worker process; its one argument is the run's folder. */
public final class WorkerMain {

    /** The class that does a run; has a constructor without parameters. */
    private static final String BODY = "org.bertrim.engine.run.ExperimentRun";

    private static final Logger LOG = LoggerFactory.getLogger(WorkerMain.class);

    private WorkerMain() {}

    /** Does the run and ends the process with 0 if it finished, 1 if it failed, 130 if the user stopped it. */
    public static void main(String[] arguments) throws ReflectiveOperationException {
        System.exit(run(arguments, Class.forName(BODY).asSubclass(RunBody.class).getDeclaredConstructor().newInstance()));
    }

    static int run(String[] arguments, RunBody body) {
        NativeProcess.detach();
        deleteArgumentFile();
        try {
            return new Worker(RunFolder.open(Path.of(arguments[0])), body).work();
        } catch (EngineException e) {
            LOG.error("{}. {}", e.getMessage(), e.remedy());
            return Worker.FAILED;
        }
    }

    private static void deleteArgumentFile() {
        String file = System.getProperty(WorkerProcess.ARGUMENT_FILE);
        if (file != null) {
            try {
                Files.deleteIfExists(Path.of(file));
            } catch (IOException e) {
                LOG.warn("{} could not be deleted: {}", file, e.toString());
            }
        }
    }
}
