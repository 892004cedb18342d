package org.bertrim.app.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.HexFormat;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bertrim.app.store.RunInfo.Design;
import org.bertrim.app.store.RunInfo.Outcome;
import org.bertrim.app.store.RunInfo.Problem;
import org.bertrim.app.store.RunInfo.Times;
import org.bertrim.app.store.RunInfo.Words;
import org.bertrim.engine.format.EngineException;
import org.bertrim.engine.format.Json;
import org.bertrim.engine.run.Control;
import org.bertrim.engine.run.EventReader;
import org.bertrim.engine.run.RunFolder;
import org.bertrim.engine.run.RunState;
import org.jspecify.annotations.Nullable;

/** Follows one run's folder: each {@link #read} reads only the events that are new since the one before. */
final class RunReader {

    private static final Pattern SEED = Pattern.compile("-s(-?\\d{1,18})(?:-\\d+)?$");
    private static final DateTimeFormatter CREATED = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");
    private static final int CREATED_LENGTH = 15;
    private static final int ID_BYTES = 16;

    private final Path root;
    private final EventReader events;
    private final RunDigest digest = new RunDigest();
    private @Nullable JsonNode experiment;
    private @Nullable ExperimentText text;
    private Map<String, Double> metrics = Map.of();

    /**
     * What was run, apart from the seed.
     *
     * @param id the same for every seed of an experiment
     */
    record ExperimentText(String id, String content) {

        private static ExperimentText of(JsonNode experiment) {
            ObjectNode shared = experiment.deepCopy();
            shared.remove("seeds");
            String content = Json.line(shared);
            try {
                byte[] digest = MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
                return new ExperimentText(HexFormat.of().formatHex(digest, 0, ID_BYTES), content);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    RunReader(Path root) {
        this.root = root;
        this.events = new EventReader(root.resolve("events.jsonl"));
    }

    /** What the folder says now; words are not in it. A folder that cannot be read says so. */
    RunInfo read() {
        try {
            RunFolder folder = RunFolder.open(root);
            if (experiment == null) {
                JsonNode read = Json.read(folder.experimentFile());
                if (!read.isObject()) {
                    throw new EngineException(
                            "The run " + id() + " cannot be read",
                            "its experiment.json is not a JSON object",
                            "Restore the file from a copy, or delete the run.");
                }
                experiment = read;
                text = ExperimentText.of(read);
            }
            RunState state = folder.state();
            digest.add(events.poll());
            return info(folder, state, experiment);
        } catch (EngineException e) {
            return damaged(e);
        }
    }

    /** Every number that the run has given, by name; filled by {@link #read}. */
    Map<String, Double> metrics() {
        return metrics;
    }

    @Nullable
    ExperimentText experiment() {
        return text;
    }

    private RunInfo info(RunFolder folder, RunState state, JsonNode experiment) {
        Outcome outcome;
        Map<String, Double> numbers = new TreeMap<>(digest.lastValues());
        if (state == RunState.FINISHED) {
            JsonNode results = Json.read(folder.resultsFile());
            outcome = RunResults.finished(results, digest);
            numbers.putAll(RunResults.numbers(results));
        } else {
            outcome = RunResults.soFar(digest);
        }
        metrics = numbers;
        OptionalLong order = folder.queueOrder();
        return new RunInfo(
                folder.id(),
                folder.root(),
                status(folder, state),
                design(experiment),
                outcome,
                new Times(created(), digest.started(), ended(state), digest.seconds()),
                digest.progress(),
                digest.problem(),
                state == RunState.QUEUED && order.isPresent() ? order.getAsLong() : null,
                Words.NONE);
    }

    private @Nullable Instant ended(RunState state) {
        return state == RunState.INTERRUPTED ? digest.latest() : digest.ended();
    }

    private static RunStatus status(RunFolder folder, RunState state) {
        if (state == RunState.RUNNING || state == RunState.PAUSED) {
            Control.Signal asked = new Control(folder.controlFolder()).poll();
            if (asked == Control.Signal.STOP) {
                return RunStatus.STOPPING;
            }
            if (asked == Control.Signal.PAUSE && state == RunState.RUNNING) {
                return RunStatus.PAUSING;
            }
        }
        return RunStatus.of(state);
    }

    private Design design(JsonNode experiment) {
        return new Design(
                experiment.path("name").asText(id()),
                experiment.path("method").path("type").asText(""),
                experiment.path("task").path("source").asText(""),
                experiment.path("teacher").path("source").asText(""),
                experiment.path("device").asText(""),
                seed(),
                text == null ? "" : text.id());
    }

    private RunInfo damaged(EngineException e) {
        JsonNode known = experiment == null ? MissingNode.getInstance() : experiment;
        return new RunInfo(
                id(),
                root,
                RunStatus.DAMAGED,
                design(known),
                Outcome.NONE,
                new Times(created(), digest.started(), digest.ended(), digest.seconds()),
                null,
                new Problem(e.what(), e.why(), e.remedy()),
                null,
                Words.NONE);
    }

    private String id() {
        return root.getFileName().toString();
    }

    private @Nullable Long seed() {
        Matcher matcher = SEED.matcher(id());
        return matcher.find() ? Long.valueOf(matcher.group(1)) : null;
    }

    /** The id says it; a folder that someone renamed has a time of its own. */
    private Instant created() {
        String id = id();
        try {
            return LocalDateTime.parse(id.substring(0, Math.min(CREATED_LENGTH, id.length())), CREATED)
                    .toInstant(ZoneOffset.UTC);
        } catch (DateTimeParseException e) {
            return modified();
        }
    }

    private Instant modified() {
        try {
            return Files.readAttributes(root, BasicFileAttributes.class).lastModifiedTime().toInstant();
        } catch (IOException e) {
            return Instant.EPOCH;
        }
    }
}
