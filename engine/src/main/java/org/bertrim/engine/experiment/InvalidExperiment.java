package org.bertrim.engine.experiment;

import java.util.List;
import java.util.stream.Collectors;
import org.bertrim.engine.format.InvalidInput;
import org.bertrim.engine.method.FieldProblem;

/** An experiment that cannot run as it is written; carries everything that is wrong with it. */
public final class InvalidExperiment extends InvalidInput {

    private static final long serialVersionUID = 1L;

    private final transient List<FieldProblem> problems;

    /**
     * Collects the problems of one experiment.
     *
     * @param subject the file or preset that is wrong, as a user would call it
     * @param problems what is wrong, at least one
     */
    public InvalidExperiment(String subject, List<FieldProblem> problems) {
        super(
                subject + " is not valid",
                describe(problems),
                problems.size() == 1 ? "Correct this and try again." : "Correct these and try again.");
        this.problems = List.copyOf(problems);
    }

    /** Everything that is wrong, by field. */
    public List<FieldProblem> problems() {
        return problems;
    }

    private static String describe(List<FieldProblem> problems) {
        if (problems.size() == 1) {
            return problems.get(0).toString();
        }
        return problems.stream()
                .map(problem -> System.lineSeparator() + "  " + problem)
                .collect(Collectors.joining("", problems.size() + " problems", ""));
    }
}
