package org.bertrim.engine.run;

import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.bertrim.engine.experiment.Experiment;
import org.bertrim.engine.experiment.ExperimentReader;
import org.bertrim.engine.experiment.Overrides;
import org.bertrim.engine.format.EngineException;
import org.bertrim.engine.format.Json;
import org.bertrim.engine.kernel.Kernels;
import org.bertrim.engine.kernel.Precision;
import org.bertrim.engine.measure.Machine;
import org.bertrim.engine.task.RowLimits;
import org.bertrim.engine.task.Task;
import org.bertrim.engine.teacher.StoredTeacher;
import org.bertrim.engine.teacher.hub.HubCache;
import org.bertrim.engine.training.Compute;
import org.bertrim.engine.training.TeacherCheck;
import org.jspecify.annotations.Nullable;

/** Main class of the process that checks a teacher: reads one JSON question, prints lines of progress and one JSON answer. */
final class CheckingMain {

    /**
     * What is to be checked.
     *
     * @param downloaded folder of downloaded models
     * @param experiment whose task and layers it is scored with; null to look at the teacher alone
     */
    record Question(String workspace, String downloaded, String source, @Nullable JsonNode experiment) {}

    /** How far it is. */
    private record Progress(int done, int of) {}

    /** What was found out, or why it could not be. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Answer(@Nullable TeacherReport report, MeasuringMain.@Nullable Trouble trouble) {}

    private CheckingMain() {}

    /** Checks; a crash leaves no answer. */
    public static void main(String[] arguments) throws IOException {
        ChildProcess.endWithParent();
        Question question = Json.mapper().readValue(System.in, Question.class);
        try (PrintStream output = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8)) {
            output.println(Json.line(answer(question, (done, of) -> output.println(Json.line(new Progress(done, of))))));
        }
    }

    private static Answer answer(Question question, TeacherCheck.Watch watch) {
        try (NDManager manager = NDManager.newBaseManager()) {
            Path workspace = Path.of(question.workspace());
            StoredTeacher stored = WorkspaceTeachers.of(workspace, new HubCache(Path.of(question.downloaded())))
                    .find(question.source());
            JsonNode tree = question.experiment();
            Experiment experiment = tree == null || tree.isNull() ? null : ExperimentReader.read(tree, workspace, Overrides.none());
            Task task = experiment == null ? null : experiment.task().open(workspace);
            RowLimits limits = experiment == null
                    ? new RowLimits(1, RowLimits.PUBLISHED_STRIDE)
                    : experiment.task().limits();
            Kernels.threads(Machine.cores());
            Compute compute = new Compute(manager, Precision.FLOAT32, Machine.cores(), "cpu");
            return new Answer(
                    TeacherReport.of(
                            stored, experiment == null ? null : experiment.teacher().layers(), task, limits, compute, watch),
                    null);
        } catch (EngineException e) {
            return new Answer(null, new MeasuringMain.Trouble(e.what(), e.why(), e.remedy()));
        }
    }
}
