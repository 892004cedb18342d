package org.bertrim.app.common;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;

/**
 * What can be done with runs. All calls touch files and may start processes, so they belong in {@link Background}; they throw
 * {@link org.bertrim.engine.format.EngineException} with what, why and remedy.
 */
public interface RunControl {

    /**
     * Makes one run of each seed of an experiment and puts it in the queue.
     *
     * @param experiment the experiment file's content
     * @param base what relative paths in it are relative to
     * @param first whether the runs go before everything that waits; where their device is free they start at once
     * @return ids of the runs, in the order of the seeds
     * @throws org.bertrim.engine.experiment.InvalidExperiment with every problem of the file
     */
    List<String> submit(JsonNode experiment, Path base, boolean first);

    void pause(String runId);

    /** Goes on after a pause. */
    void proceed(String runId);

    /** Ends the worker after it has saved a checkpoint. */
    void stop(String runId);

    /** Goes on with a run that was stopped, interrupted or failed, from its last checkpoint. */
    void resume(String runId);
}
