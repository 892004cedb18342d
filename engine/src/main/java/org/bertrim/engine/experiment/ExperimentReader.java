package org.bertrim.engine.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import org.bertrim.engine.format.EngineException;
import org.bertrim.engine.method.FieldProblem;
import org.bertrim.engine.method.Method;
import org.bertrim.engine.model.ModelShape;

/**
 * Reads experiment files strictly: an unknown key, a key that stands twice, a wrong type, a value out of range and a
 * missing value are refused with path, value and what would be right, all of them at once. What may be left out takes
 * its default.
 */
public final class ExperimentReader {

    private ExperimentReader() {}

    /**
     * Reads a file; relative paths in it are relative to its folder.
     *
     * @throws InvalidExperiment with everything that is wrong with it
     * @throws EngineException if the file cannot be read at all
     */
    public static Experiment read(Path file) {
        return read(file, Overrides.none());
    }

    /** Reads a file and replaces its sources. */
    public static Experiment read(Path file, Overrides overrides) {
        return read(file, overrides, TeacherShapes.unknown());
    }

    /** Reads a file, replaces its sources and checks the settings against the teacher where its shape is known. */
    public static Experiment read(Path file, Overrides overrides, TeacherShapes shapes) {
        return read(file, overrides, Methods.all(), shapes);
    }

    static Experiment read(Path file, Overrides overrides, List<Method<?>> methods, TeacherShapes shapes) {
        Problems problems = new Problems();
        JsonNode root = JsonDocument.read(file, problems);
        Path folder = file.toAbsolutePath().getParent();
        return parse("The experiment file " + file, root, folder, overrides, methods, shapes, problems);
    }

    /**
     * Reads a tree, such as a preset's.
     *
     * @param base where relative paths start
     * @throws InvalidExperiment with everything that is wrong with it
     */
    public static Experiment read(JsonNode root, Path base, Overrides overrides) {
        return read(root, base, overrides, TeacherShapes.unknown());
    }

    /** Reads a tree and checks the settings against the teacher where its shape is known. */
    public static Experiment read(JsonNode root, Path base, Overrides overrides, TeacherShapes shapes) {
        return read(root, base, overrides, Methods.all(), shapes);
    }

    static Experiment read(
            JsonNode root, Path base, Overrides overrides, List<Method<?>> methods, TeacherShapes shapes) {
        return parse("The experiment", root, base, overrides, methods, shapes, new Problems());
    }

    /** What does not go together with a teacher of this shape (of all its layers); empty if all does. */
    public static List<FieldProblem> problemsWith(Experiment experiment, ModelShape teacher) {
        return TeacherFit.problems(
                teacher, experiment.teacher(), experiment.task(), experiment.method(), Methods.all());
    }

    /**
     * Checks an experiment against its teacher as soon as that is open.
     *
     * @throws InvalidExperiment with everything that does not go together
     */
    public static void check(Experiment experiment, ModelShape teacher) {
        List<FieldProblem> problems = problemsWith(experiment, teacher);
        if (!problems.isEmpty()) {
            throw new InvalidExperiment("The experiment " + experiment.name(), problems);
        }
    }

    private static Experiment parse(
            String subject,
            JsonNode root,
            Path base,
            Overrides overrides,
            List<Method<?>> methods,
            TeacherShapes shapes,
            Problems problems) {
        return new ExperimentParser(base, overrides, methods, shapes, problems)
                .parse(root)
                .orElseThrow(() -> new InvalidExperiment(subject, problems.found()));
    }
}
