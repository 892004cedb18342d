package org.bertrim.app.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/** What the measured networks of a run cost and what they are worth. */
final class SizeModel {

    /** What a network costs. */
    enum Cost {
        PARAMETERS,
        SIZE,
        FLOPS,
        LATENCY
    }

    /** One network: its cost in the unit of the axis and its score ×100; {@code part} is null for the student. */
    record Point(@Nullable Part part, double cost, double score) {}

    private final ObjectProperty<Cost> cost = new SimpleObjectProperty<>(this, "cost", Cost.PARAMETERS);
    private JsonNode results = MissingNode.getInstance();

    void update(RunPicture picture) {
        results = picture.results();
    }

    void clear() {
        results = MissingNode.getInstance();
    }

    List<Point> points() {
        List<Point> points = new ArrayList<>();
        for (JsonNode node : results.path("subnetworks")) {
            add(points, new Part(node.path("width").asDouble(), node.path("depth").asDouble()), node);
        }
        if (results.path("student").isObject()) {
            add(points, null, results.path("student"));
        }
        return points;
    }

    private void add(List<Point> points, @Nullable Part part, JsonNode node) {
        double value = costOf(node);
        if (node.path("score").isNumber() && Double.isFinite(value)) {
            points.add(new Point(part, value, 100 * node.path("score").doubleValue()));
        }
    }

    /** Millions of parameters, megabytes, billions of operations, or milliseconds. */
    private double costOf(JsonNode node) {
        JsonNode value = switch (cost.get()) {
            case PARAMETERS -> node.path("parameters");
            case SIZE -> node.path("sizeBytes");
            case FLOPS -> node.path("flops");
            case LATENCY -> node.path("measured").path("latency").path("medianMillis");
        };
        double unit = switch (cost.get()) {
            case PARAMETERS, SIZE -> 1e6;
            case FLOPS -> 1e9;
            case LATENCY -> 1;
        };
        return value.isNumber() ? value.doubleValue() / unit : Double.NaN;
    }

    /** The teacher's score ×100. */
    OptionalDouble teacher() {
        JsonNode score = results.path("teacher").path("score");
        return score.isNumber() ? OptionalDouble.of(100 * score.doubleValue()) : OptionalDouble.empty();
    }

    /** How latencies were measured, an empty node before they are there. */
    JsonNode latency() {
        for (JsonNode node : results.path("subnetworks")) {
            if (node.path("measured").path("latency").isObject()) {
                return node.path("measured").path("latency");
            }
        }
        return results.path("student").path("measured").path("latency");
    }

    ObjectProperty<Cost> costProperty() {
        return cost;
    }
}
