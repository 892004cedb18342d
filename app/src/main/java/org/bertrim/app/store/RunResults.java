package org.bertrim.app.store;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.bertrim.app.store.RunInfo.Model;
import org.bertrim.app.store.RunInfo.Outcome;
import org.jspecify.annotations.Nullable;

/** Reads what a list needs out of {@code results.json}, by the keys that every method uses. */
final class RunResults {

    /** Enough for every method there is; a run with more numbers keeps its first ones. */
    private static final int METRICS = 1_000;

    private static final Comparator<Model> BY_SIZE =
            Comparator.comparing(Model::sizeBytes, Comparator.nullsLast(Comparator.naturalOrder()));
    private static final Comparator<Model> BY_SCORE =
            Comparator.comparing(Model::score, Comparator.nullsFirst(Comparator.naturalOrder()));

    private RunResults() {}

    /** The outcome of a finished run; its digest tells when the best model came to be. */
    static Outcome finished(JsonNode results, RunDigest digest) {
        JsonNode teacher = results.path("teacher");
        Double latency = latency(teacher);
        List<Model> models = new ArrayList<>();
        if (results.path("student").isObject()) {
            models.add(model(results.path("student"), latency));
        }
        results.path("subnetworks").forEach(each -> models.add(model(each, latency)));
        if (models.isEmpty() && teacher.isObject()) {
            models.add(model(teacher, latency));
        }
        Model best = best(models);
        Optional<RunDigest.Scored> when = best == null || best.score() == null
                ? Optional.empty()
                : digest.scored().stream()
                        .filter(each -> each.score() == best.score()
                                && Objects.equals(each.width(), best.width())
                                && Objects.equals(each.depth(), best.depth()))
                        .reduce((earlier, later) -> later.step() == earlier.step()
                                        && later.stage().equals(earlier.stage())
                                ? earlier
                                : later);
        return new Outcome(
                results.path("metric").asText(""),
                number(teacher.path("score")),
                best,
                models.stream()
                        .filter(each -> each.sizeBytes() != null)
                        .min(BY_SIZE)
                        .orElse(null),
                when.map(RunDigest.Scored::stage).orElse(""),
                when.map(RunDigest.Scored::step).orElse(0L),
                architecture(results.path("architecture")));
    }

    /** What is known while a run has no results. */
    static Outcome soFar(RunDigest digest) {
        Double teacher = null;
        RunDigest.Scored best = null;
        for (RunDigest.Scored each : digest.scored()) {
            if (each.teacher()) {
                teacher = each.score();
            } else if (best == null || each.score() > best.score()) {
                best = each;
            }
        }
        return new Outcome(
                digest.metric(),
                teacher,
                best == null ? null : new Model(best.width(), best.depth(), best.score(), null, null),
                null,
                best == null ? "" : best.stage(),
                best == null ? 0 : best.step(),
                null);
    }

    /** Of equal scores the smaller model is the better one. */
    private static @Nullable Model best(List<Model> models) {
        return models.stream()
                .filter(each -> each.score() != null)
                .max(BY_SCORE.thenComparing(BY_SIZE.reversed()))
                .orElse(null);
    }

    private static Model model(JsonNode node, @Nullable Double teacherLatency) {
        Double latency = latency(node);
        return new Model(
                number(node.path("width")),
                number(node.path("depth")),
                number(node.path("score")),
                node.path("sizeBytes").isNumber() ? node.path("sizeBytes").longValue() : null,
                latency == null || teacherLatency == null || latency <= 0 ? null : teacherLatency / latency);
    }

    private static RunInfo.@Nullable Architecture architecture(JsonNode node) {
        return node.path("depth").isInt() && node.path("short").isTextual()
                ? new RunInfo.Architecture(node.path("depth").intValue(), node.path("short").textValue())
                : null;
    }

    private static @Nullable Double latency(JsonNode model) {
        return number(model.path("measured").path("latency").path("medianMillis"));
    }

    private static @Nullable Double number(JsonNode node) {
        return node.isNumber() ? Double.valueOf(node.doubleValue()) : null;
    }

    /** Every number of the results under its path, e.g. {@code subnetworks.3.score}. */
    static Map<String, Double> numbers(JsonNode results) {
        Map<String, Double> numbers = new TreeMap<>();
        collect(results, "", numbers);
        return numbers;
    }

    private static void collect(JsonNode node, String path, Map<String, Double> numbers) {
        if (numbers.size() >= METRICS) {
            return;
        }
        if (node.isNumber()) {
            numbers.put(path, node.doubleValue());
        } else if (node.isObject()) {
            node.properties().forEach(each -> collect(each.getValue(), join(path, each.getKey()), numbers));
        } else if (node.isArray() && !node.path(0).isValueNode()) { // lists of plain numbers are settings, not results
            for (int i = 0; i < node.size(); i++) {
                collect(node.get(i), join(path, Integer.toString(i)), numbers);
            }
        }
    }

    private static String join(String path, String key) {
        return path.isEmpty() ? key : path + "." + key;
    }
}
