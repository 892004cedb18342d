package org.bertrim.engine.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.bertrim.engine.experiment.Experiment;
import org.bertrim.engine.format.EngineException;
import org.bertrim.engine.format.Json;
import org.bertrim.engine.method.Surroundings;
import org.bertrim.engine.task.RowLimits;
import org.bertrim.engine.task.Task;
import org.bertrim.engine.task.TaskInfo;
import org.bertrim.engine.task.Tasks;
import org.bertrim.engine.task.TextTokenizer;
import org.bertrim.engine.teacher.Teacher;
import org.bertrim.engine.training.Compute;
import org.bertrim.engine.training.RunPort;
import org.bertrim.engine.training.TrainingData;

/** The workspace around a run, and tasks beside its own. */
final class RunSurroundings implements Surroundings {

    private static final String FINGERPRINT = "taskFingerprint";

    private final RunFolder folder;
    private final Path workspace;
    private final Experiment experiment;
    private final Teacher teacher;
    private final TextTokenizer tokenizer;
    private final Compute compute;

    RunSurroundings(
            RunFolder folder,
            Path workspace,
            Experiment experiment,
            Teacher teacher,
            TextTokenizer tokenizer,
            Compute compute) {
        this.folder = folder;
        this.workspace = workspace;
        this.experiment = experiment;
        this.teacher = teacher;
        this.tokenizer = tokenizer;
        this.compute = compute;
    }

    @Override
    public TaskInfo check(String source) {
        return read(source).info();
    }

    /** A task smaller than the run's own gives all of its rows. */
    private Task read(String source) {
        return Tasks.openUpTo(
                source, folder.root(), experiment.task().trainRows(), experiment.task().drawSeed());
    }

    @Override
    public OtherTask open(String source, RunPort part) {
        Task task = read(source);
        String before = part.memo().path(FINGERPRINT).asText(task.fingerprint());
        if (!before.equals(task.fingerprint())) {
            throw new EngineException(
                    "The run cannot be resumed here",
                    "the data of " + source + " was changed, so it would not end as it began",
                    "Put the data back as it was, or start the experiment anew.");
        }
        part.memo().put(FINGERPRINT, task.fingerprint());
        RowLimits limits = experiment.task().limits().within(teacher.shape().positions());
        TrainingData data = TrainingData.of(
                task, tokenizer, limits, part.seed(), experiment.training().protocol());
        RunAugmentation augmentation = RunAugmentation.of(
                experiment, teacher, task, data, tokenizer, limits.maxTokens(), part, compute, workspace);
        return new OtherTask(
                augmentation.data(),
                ExperimentRun.fingerprint(experiment, teacher, task, part.seed()),
                ExperimentRun.models(folder, experiment, teacher, task.info()));
    }

    @Override
    public JsonNode results(String run) {
        RunFolder other = RunStore.find(workspace, run);
        if (other.state() != RunState.FINISHED) {
            throw new EngineException(
                    "The run " + run + " could not be used",
                    "it is not finished, so it has no results yet",
                    "Let it finish first: bertrim run --resume " + other);
        }
        return Json.read(other.resultsFile());
    }
}
