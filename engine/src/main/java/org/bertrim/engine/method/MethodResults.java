package org.bertrim.engine.method;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

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
}
