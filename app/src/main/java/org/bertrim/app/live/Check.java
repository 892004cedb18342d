package org.bertrim.app.live;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.bertrim.engine.format.Json;

/** One thing that the run proved of its models: what was measured and the limit it is held against. */
record Check(String name, double value, double limit, boolean passed) {

    /** The checks of a run's results, those that failed first. */
    static List<Check> of(JsonNode results) {
        List<Check> failed = new ArrayList<>();
        List<Check> passed = new ArrayList<>();
        for (JsonNode node : results.path("checks")) {
            boolean ok = node.path("passed").asBoolean();
            Check check = new Check(
                    node.path("name").asText(), number(node.path("value")), number(node.path("limit")), ok);
            (ok ? passed : failed).add(check);
        }
        failed.addAll(passed);
        return failed;
    }

    private static double number(JsonNode node) {
        return node.isMissingNode() || node.isNull() ? Double.NaN : Json.number(node);
    }
}
