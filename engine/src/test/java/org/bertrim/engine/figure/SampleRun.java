package org.bertrim.engine.figure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.bertrim.engine.event.Event;
import org.bertrim.engine.format.Json;

/** Results and events of invented runs; the numbers follow plain formulas and mean nothing. */
final class SampleRun {

    static final String ID = "20260102-030405-sample-s42";

    private SampleRun() {}

    static ObjectNode results(double[] widths, double[] depths) {
        ObjectNode results = Json.mapper().createObjectNode();
        results.put("schema", 1).put("method", "dynabert").put("task", "reviews").put("metric", "accuracy");
        results.putObject("teacher").put("score", 0.934).put("parameters", 33_360_770L);
        ArrayNode subnetworks = results.putArray("subnetworks");
        for (double width : widths) {
            for (double depth : depths) {
                subnetworks
                        .addObject()
                        .put("width", width)
                        .put("depth", depth)
                        .put("score", score(width, depth))
                        .put("parameters", parameters(width, depth))
                        .put("encoderParameters", parameters(width, depth) - 12_000_000);
            }
        }
        return results;
    }

    static double score(double width, double depth) {
        return 0.931 - 0.06 * (1 - width) * (1 - width) - 0.08 * (1 - depth) * (1 - depth);
    }

    static long parameters(double width, double depth) {
        return Math.round(12_000_000 + 21_300_000 * width * depth);
    }

    static ObjectNode experiment(double[] widths, double[] depths) {
        ObjectNode experiment = Json.mapper().createObjectNode();
        experiment.put("schema", 1).put("name", "Sample “reviews”");
        ObjectNode method = experiment.putObject("method").put("type", "dynabert");
        ArrayNode list = method.putArray("widths");
        for (double width : widths) {
            list.add(width);
        }
        list = method.putArray("depths");
        for (double depth : depths) {
            list.add(depth);
        }
        return experiment;
    }

    static JsonNode nothing() {
        return Json.mapper().createObjectNode();
    }

    static List<Event> fineTuning(int steps) {
        Random random = new Random(7);
        List<Event> events = new ArrayList<>();
        for (int step = 1; step <= steps; step++) {
            double loss = 0.15 + 0.55 * Math.exp(-4.0 * step / steps) + 0.06 * random.nextGaussian();
            Map<String, Double> values = new LinkedHashMap<>();
            values.put("loss", Math.max(0.01, loss));
            values.put("learningRate", 2e-5 * (1 - (double) step / steps));
            events.add(new Event.Scalars("fine-tune", step, 3.0 * step / steps, values));
        }
        return events;
    }

    static List<Event> distillation(String stage, int steps, double[] widths, double[] depths) {
        Random random = new Random(11);
        List<Event> events = new ArrayList<>();
        for (int step = 1; step <= steps; step++) {
            Map<String, Double> values = new LinkedHashMap<>();
            double total = 0;
            for (double width : widths) {
                for (double depth : depths.length == 0 ? new double[] {1} : depths) {
                    String key = depths.length == 0 ? "" + width : width + "." + depth;
                    double hard = 1 + (1 - width) + (1 - depth);
                    double fall = Math.exp(-3.0 * step / steps);
                    double logits = hard * (0.1 + 0.4 * fall) * (1 + 0.15 * random.nextGaussian());
                    double hidden = hard * (0.02 + 0.08 * fall) * (1 + 0.1 * random.nextGaussian());
                    values.put("loss.logits." + key, logits);
                    values.put("loss.hidden." + key, hidden);
                    total += logits + 0.1 * hidden;
                }
            }
            values.put("loss", total);
            values.put("learningRate", 2e-5);
            events.add(new Event.Scalars(stage, step, (double) step / steps, values));
        }
        return events;
    }
}
