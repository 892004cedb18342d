package org.bertrim.engine.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.bertrim.engine.event.Event;
import org.bertrim.engine.format.Json;

/**
 * Everything about a finished run that a second run of the same experiment repeats byte for byte.
 *
 * @param events the lines of the events that count, without {@code seq}, {@code time} and {@code measured} and without
 *     the kinds that concern resuming
 * @param results {@code results.json} without {@code measured}
 * @param files digest of every file below {@code models/} and of the best model beside the checkpoints; the run's id,
 *     which {@code config.json} names, is left out
 */
record Ending(List<String> events, String results, Map<String, String> files) {

    private static final String ID = "ID";

    static Ending of(RunFolder folder) throws IOException {
        List<String> events = EventReader.effective(folder.eventsFile()).stream()
                .map(RecordedEvent::event)
                .filter(event -> !concernsResuming(event))
                .map(event -> Json.line(withoutMeasured(Json.mapper().valueToTree(event)))
                        .replace(folder.id(), ID))
                .toList();
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder.modelsFolder())) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(folder.modelsFolder().relativize(file).toString(), digest(file, folder.id()));
            }
        }
        Path best = folder.checkpointsFolder().resolve("best/model.safetensors");
        if (Files.exists(best)) { // not there where the teacher was taken over and nothing was trained
            files.put("best", digest(best, folder.id()));
        }
        return new Ending(events, Json.pretty(withoutMeasured(Json.read(folder.resultsFile()))), files);
    }

    private static boolean concernsResuming(Event event) {
        return event instanceof Event.RunResumed
                || event instanceof Event.CheckpointSaved
                || event instanceof Event.RunPaused
                || event instanceof Event.RunStopped;
    }

    private static JsonNode withoutMeasured(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.remove("measured");
        }
        node.forEach(Ending::withoutMeasured);
        return node;
    }

    private static String digest(Path file, String id) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        if (file.endsWith("config.json")) {
            bytes = new String(bytes, StandardCharsets.UTF_8).replace(id, ID).getBytes(StandardCharsets.UTF_8);
        }
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
