package org.bertrim.engine.task;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.bertrim.engine.format.EngineException;
import org.bertrim.engine.format.InvalidInput;
import org.bertrim.engine.format.Json;
import org.bertrim.engine.format.JsonTrouble;
import org.jspecify.annotations.Nullable;

/**
 * Reads the tasks that come with the product from the class path: {@code sample-data/NAME/} with {@code task.json}
 * (name, kind, pair, labels, metrics), {@code train.tsv} and {@code dev.tsv} (columns {@code sentence} or {@code
 * sentence1}, {@code sentence2}, and {@code label}, which holds the label's name or the value).
 */
final class SampleTask {

    /** A class path cannot be listed, so the names stand here. */
    static final List<String> NAMES = List.of("reviews", "pairs");

    private final String name;
    private final ClassLoader classes;

    SampleTask(String name, ClassLoader classes) {
        this.name = name;
        this.classes = classes;
    }

    /** The task's description, empty if the class path has no task of this name. */
    Optional<TaskInfo> info() {
        byte[] json;
        try (InputStream in = open("task.json")) {
            if (in == null) {
                return Optional.empty();
            }
            json = in.readAllBytes();
        } catch (IOException e) {
            throw broken("task.json", e.getMessage(), e);
        }
        try {
            return Optional.of(info(Json.mapper().readTree(json)));
        } catch (JsonProcessingException e) {
            throw broken("task.json", "it is not valid JSON: " + JsonTrouble.describe(json, e), e);
        } catch (IOException e) {
            throw broken("task.json", "it is not UTF-8 text", e);
        }
    }

    /**
     * The task's description.
     *
     * @throws InvalidInput if there is no task of this name
     */
    TaskInfo require() {
        return info().orElseThrow(() -> new InvalidInput(
                "The task sample:" + name + " could not be opened",
                "there is no sample task of this name",
                "The sample tasks are: " + String.join(", ", NAMES) + "."));
    }

    Task read() {
        TaskInfo info = require();
        ProblemList problems = new ProblemList();
        List<Example> train = rows(info, "train.tsv", problems);
        Map<String, List<Example>> dev = new LinkedHashMap<>();
        dev.put(Task.DEV, rows(info, "dev.tsv", problems));
        problems.throwIfAny(info.source());
        return Task.of(info, train, dev, 0);
    }

    private List<Example> rows(TaskInfo info, String file, ProblemList problems) {
        LabelReader labels = info.kind() == TaskKind.REGRESSION
                ? LabelReader.values(-Float.MAX_VALUE, Float.MAX_VALUE)
                : LabelReader.classes(info.labels());
        TableLayout layout = info.pair()
                ? TableLayout.withHeader("sentence1", "sentence2", "label", labels)
                : TableLayout.withHeader("sentence", null, "label", labels);
        try (InputStream in = open(file)) {
            if (in == null) {
                throw broken(file, "it is missing", null);
            }
            return layout.read(new TableReader(file, in, problems)).examples();
        } catch (IOException e) {
            throw broken(file, e.getMessage(), e);
        }
    }

    private TaskInfo info(JsonNode json) {
        String kind = json.path("kind").asText("").toUpperCase(Locale.ROOT);
        if (!kind.equals(TaskKind.CLASSIFICATION.name()) && !kind.equals(TaskKind.REGRESSION.name())) {
            throw broken("task.json", "\"kind\" is neither classification nor regression", null);
        }
        List<String> labels = new ArrayList<>();
        json.path("labels").forEach(label -> labels.add(label.asText()));
        List<Metric> metrics = new ArrayList<>();
        for (JsonNode key : json.path("metrics")) {
            metrics.add(Metric.ofKey(key.asText())
                    .orElseThrow(() -> broken("task.json", "there is no metric \"" + key.asText() + "\"", null)));
        }
        try {
            return new TaskInfo(
                    json.path("name").asText(name),
                    "sample:" + name,
                    TaskKind.valueOf(kind),
                    json.path("pair").asBoolean(),
                    labels,
                    metrics);
        } catch (IllegalArgumentException e) {
            throw broken("task.json", e.getMessage(), e);
        }
    }

    private @Nullable InputStream open(String file) {
        return classes.getResourceAsStream("sample-data/" + name + "/" + file);
    }

    private EngineException broken(
            String file,
            @Nullable String why,
            @Nullable Throwable cause) {
        return new EngineException(
                "The file " + file + " of the task sample:" + name + " could not be read",
                String.valueOf(why),
                "The installation is damaged: install it again.",
                cause);
    }
}
