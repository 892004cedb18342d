package org.bertrim.engine.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.bertrim.engine.format.EngineException;
import org.bertrim.engine.format.Json;
import org.bertrim.engine.run.CheckingMain.Answer;
import org.bertrim.engine.run.CheckingMain.Question;
import org.bertrim.engine.teacher.hub.Cancellation;
import org.bertrim.engine.teacher.hub.HubCache;
import org.bertrim.engine.training.TeacherCheck;
import org.jspecify.annotations.Nullable;

/** Checks teachers in a process of its own, for a program with a window. */
public final class TeacherChecking {

    private static final String WHAT = "The teacher could not be checked";

    private final Path workspace;
    private final HubCache downloaded;

    /** Checks teachers of a workspace. */
    public TeacherChecking(Path workspace, HubCache downloaded) {
        this.workspace = workspace;
        this.downloaded = downloaded;
    }

    /**
     * Checks one; takes from seconds to minutes.
     *
     * @param source the teacher
     * @param experiment an experiment whose task and layers it is scored with, resolved; null to look at the teacher alone
     * @param watch told how far it is, on the calling thread
     * @throws EngineException if it cannot be opened or scored
     * @throws java.util.concurrent.CancellationException if that was wished
     */
    public TeacherReport check(
            String source, @Nullable JsonNode experiment, TeacherCheck.Watch watch, Cancellation cancellation) {
        String remedy = "Run \"bertrim teachers --check " + source + "\" on a terminal and look at what it prints.";
        try {
            String question = Json.line(
                    new Question(workspace.toString(), downloaded.folder().toString(), source, experiment));
            String said = ChildProcess.ask(
                    WHAT, remedy, CheckingMain.class, question, line -> progress(line, watch), cancellation);
            Answer answer = Json.mapper().readValue(said, Answer.class);
            if (answer.trouble() != null) {
                throw answer.trouble().thrown();
            }
            if (answer.report() == null) {
                throw new EngineException(WHAT, "the process for it ended before its answer", remedy);
            }
            return answer.report();
        } catch (JsonProcessingException e) {
            throw new EngineException(WHAT, "the process for it gave no answer that can be read", remedy, e);
        }
    }

    private static void progress(String line, TeacherCheck.Watch watch) {
        try {
            JsonNode said = Json.mapper().readTree(line);
            if (said.has("of")) {
                watch.done(said.path("done").asInt(), said.path("of").asInt());
            }
        } catch (JsonProcessingException e) {
            // what a library prints is no progress
        }
    }
}
