package org.bertrim.engine.published;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.bertrim.engine.format.Json;
import org.jspecify.annotations.Nullable;

/** The published tables that ship with the product. A number is only given where task, metric and split agree. */
public final class PublishedTables {

    private static final String FOLDER = "published/";

    private final List<PublishedValue> values;

    private PublishedTables(List<PublishedValue> values) {
        this.values = List.copyOf(values);
    }

    /** Reads every table; they are part of the build, so a fault in them is a fault of the build. */
    public static PublishedTables load() {
        List<PublishedValue> values = new ArrayList<>();
        new String(bytes("published.txt"), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank())
                .forEach(name -> read(name + ".json", values));
        return new PublishedTables(values);
    }

    /** Every number, in the order of the files. */
    public List<PublishedValue> values() {
        return values;
    }

    /** The numbers of one task on one split by one metric, also those without a value; averages never match a task. */
    public List<PublishedValue> of(String task, String metric, String split) {
        return matching(task, metric, split).toList();
    }

    /** The published grids of sub-networks for a task, in the order of the papers; empty where no paper has one. */
    public List<PublishedGrid> grids(String task, String metric, String split) {
        Map<String, List<PublishedValue>> models = new LinkedHashMap<>();
        matching(task, metric, split)
                .filter(v -> v.width() != null && v.depth() != null && v.teacher() != null)
                .forEach(v -> models.computeIfAbsent(v.model(), name -> new ArrayList<>()).add(v));
        return models.entrySet().stream()
                .map(e -> new PublishedGrid(
                        e.getKey(), Objects.requireNonNull(e.getValue().get(0).teacher()), e.getValue()))
                .toList();
    }

    private Stream<PublishedValue> matching(String task, String metric, String split) {
        return values.stream()
                .filter(v -> v.task().equals(task) && metric.equals(v.metric()) && v.split().equals(split));
    }

    private static void read(String file, List<PublishedValue> values) {
        try {
            JsonNode root = Json.mapper().readTree(bytes(file));
            JsonNode paper = root.path("paper");
            for (JsonNode node : root.path("values")) {
                values.add(value(paper, node));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(FOLDER + file + " in this build is damaged", e);
        }
    }

    private static PublishedValue value(JsonNode paper, JsonNode node) {
        return new PublishedValue(
                paper.path("name").asText(),
                paper.path("reference").asText(),
                node.path("table").asText(),
                node.path("model").asText(),
                text(node.path("teacher")),
                node.path("task").asText(),
                text(node.path("metric")),
                node.path("split").asText(),
                number(node.path("width")),
                number(node.path("depth")),
                number(node.path("value")),
                status(node.path("status").asText()),
                text(node.path("note")));
    }

    private static PublishedValue.Status status(String key) {
        return Stream.of(PublishedValue.Status.values())
                .filter(status -> status.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("a published table has the unknown status " + key));
    }

    private static @Nullable String text(JsonNode node) {
        return node.isTextual() ? node.textValue() : null;
    }

    private static @Nullable Double number(JsonNode node) {
        return node.isNumber() ? node.doubleValue() : null;
    }

    private static byte[] bytes(String file) {
        try (InputStream stream = PublishedTables.class.getClassLoader().getResourceAsStream(FOLDER + file)) {
            if (stream == null) {
                throw new IllegalStateException("this build lacks " + FOLDER + file);
            }
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("this build's " + FOLDER + file + " could not be read", e);
        }
    }
}
