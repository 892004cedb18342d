package org.bertrim.engine.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.bertrim.engine.format.EngineException;
import org.bertrim.engine.format.Json;

/**
 * The experiments that come with the program; they may leave teacher and task open. Their sources are in
 * resources/presets.
 */
public final class Presets {

    /** What the program itself takes a preset for; the word in the list. */
    public enum Use {
        /** The sample experiment from end to end. */
        DEMO("demo"),
        /** The same on less data, done within a minute. */
        QUICK_DEMO("quick-demo");

        private final String word;

        Use(String word) {
            this.word = word;
        }
    }

    /** A line of the list: the preset's name, then what it is taken for, if anything. */
    private static final Pattern GAP = Pattern.compile("\\s+");

    private Presets() {}

    /** Their names, in the order in which to offer them. */
    public static List<String> names() {
        return list().map(words -> words.get(0)).toList();
    }

    /** The name of the preset that serves this use. */
    public static String named(Use use) {
        return list().filter(words -> words.subList(1, words.size()).contains(use.word))
                .map(words -> words.get(0))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no preset is marked " + use.word));
    }

    private static Stream<List<String>> list() {
        return new String(bytes("presets.txt"), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank())
                .map(line -> List.of(GAP.split(line.strip())));
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
