package org.bertrim.engine.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.bertrim.engine.format.EngineException;
import org.bertrim.engine.format.Json;

/**
 * The experiments that come with the program; they may leave teacher and task open. Their sources are in
 * resources/presets.
 */
public final class Presets {

    private Presets() {}

    /** Their names, in the order in which to offer them. */
    public static List<String> names() {
        return new String(bytes("presets.txt"), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
    }

    /**
     * One of them, as {@link ExperimentReader#read(JsonNode, java.nio.file.Path, Overrides)} takes it.
     *
     * @throws EngineException if there is no preset of this name
     */
    public static JsonNode load(String name) {
        List<String> names = names();
        if (!names.contains(name)) {
            String remedy = Problems.nearest(name, names)
                    .map(near -> "Did you mean " + near + "?")
                    .orElse("Choose one of them.");
            throw new EngineException(
                    "There is no preset " + name, "the presets are " + String.join(", ", names), remedy);
        }
        try {
            return Json.mapper().readTree(bytes(name + ".json"));
        } catch (IOException e) {
            throw new UncheckedIOException("the preset " + name + " is damaged", e);
        }
    }

    private static byte[] bytes(String file) {
        try (InputStream stream = Presets.class.getResourceAsStream("/presets/" + file)) {
            if (stream == null) {
                throw new IllegalStateException("the program lacks its file presets/" + file);
            }
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
