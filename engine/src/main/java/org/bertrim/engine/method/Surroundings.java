package org.bertrim.engine.method;

import com.fasterxml.jackson.databind.JsonNode;
import org.bertrim.engine.task.TaskInfo;
import org.bertrim.engine.training.RunPort;
import org.bertrim.engine.training.TrainingData;

/** What a run reaches beside its own task: other tasks, and finished runs of the same workspace. */
public interface Surroundings {

    /**
     * Another task under the settings of this run.
     *
     * @param data as {@link MethodContext#data()}
     * @param teacherFingerprint as in {@link MethodContext}; a run of that task with the same settings has the same
     * @param models writes folders of models for that task
     */
    record OtherTask(TrainingData data, String teacherFingerprint, ModelWriter models) {}

    /**
     * Looks whether a task can be used, with all of its rows, and tells what it is; for the start of a run that needs it hours later.
     *
     * @param source as {@code task.source} in experiment files, with an absolute path
     * @throws org.bertrim.engine.format.EngineException if it cannot
     */
    TaskInfo check(String source);

    /**
     * Opens a task; where the experiment augments, the task's rows are augmented now, as stage {@code augment} of {@code part}.
     *
     * @param part port of the part of the run that works on the task
     */
    OtherTask open(String source, RunPort part);

    /**
     * The {@code results.json} of a finished run of the same workspace.
     *
     * @param run its id, or as much of its beginning as is enough
     * @throws org.bertrim.engine.format.EngineException if there is no such run, or it is not finished
     */
    JsonNode results(String run);
}
