package org.bertrim.engine.method;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Collectors;
import org.bertrim.engine.format.EngineException;

/**
 * What a method adds to {@code results.json}.
 *
 * @param content keys of the method's own, e.g. {@code teacher}, {@code subnetworks}, {@code student}
 * @param checks the self-checks; one that failed fails the run
 */
public record MethodResults(ObjectNode content, List<Check> checks) {

    /**
     * One self-check.
     *
     * @param name what is compared
     * @param value the measured value
     * @param limit the bound it is held against
     * @param passed whether it holds
     */
    public record Check(String name, double value, double limit, boolean passed) {}

    /**
     * Ends a run whose numbers must not be used.
     *
     * @throws EngineException naming every check that failed
     */
    public static void requirePassed(List<Check> checks) {
        List<Check> failed = checks.stream().filter(check -> !check.passed()).toList();
        if (!failed.isEmpty()) {
            throw new EngineException(
                    "The run failed its self-checks",
                    failed.stream()
                            .map(check -> check.name() + " is " + check.value() + ", limit " + check.limit())
                            .collect(Collectors.joining("; ")),
                    "Please report this with the run's folder; its numbers must not be used.");
        }
    }
}
