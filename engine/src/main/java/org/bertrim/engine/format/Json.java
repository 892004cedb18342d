package org.bertrim.engine.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The one configuration of JSON in the engine: UTF-8, two-space indentation for files, one line for events, duplicate
 * keys refused, NaN and infinities as the strings "NaN", "Infinity", "-Infinity".
 *
 * <p>Records read such strings back as numbers by themselves; in a tree they are texts, and {@link #number} reads them.
 */
public final class Json {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(JsonWriteFeature.WRITE_NAN_AS_STRINGS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
            .build();

    private Json() {}

    /** The shared mapper; callers must not reconfigure it. */
    public static ObjectMapper mapper() {
        return MAPPER;
    }

    /** One line of JSON without a line end. */
    public static String line(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Indented JSON with a final line end, for files that people read. */
    public static String pretty(Object value) {
        try {
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value) + "\n";
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The number that a tree's node holds, also where it is one of the strings "NaN", "Infinity" and "-Infinity".
     *
     * @throws IllegalArgumentException if the node holds anything else
     */
    public static double number(JsonNode node) {
        if (node.isNumber()) {
            return node.doubleValue();
        }
        return switch (node.isTextual() ? node.textValue() : "") {
            case "NaN" -> Double.NaN;
            case "Infinity" -> Double.POSITIVE_INFINITY;
            case "-Infinity" -> Double.NEGATIVE_INFINITY;
            default -> throw new IllegalArgumentException(node + " is not a number");
        };
    }

    /**
     * Reads a file as a tree.
     *
     * @throws InvalidInput if the file is not one JSON document
     * @throws EngineException if it is missing or cannot be read
     */
    public static JsonNode read(Path file) {
        String what = "The file " + file + " could not be read";
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (IOException e) {
            throw DurableFiles.failure(what, e);
        }
        try {
            return parse(bytes);
        } catch (UnusableFile e) {
            throw new InvalidInput(what, "it is " + e.getMessage(), "Correct the file and try again.", e);
        }
    }

    /**
     * Reads bytes as a tree.
     *
     * @throws UnusableFile if they are not one JSON document; the reason goes on after "it is"
     */
    public static JsonNode parse(byte[] bytes) throws UnusableFile {
        try {
            return MAPPER.readTree(bytes);
        } catch (JsonProcessingException e) {
            throw new UnusableFile("not valid JSON: " + JsonTrouble.describe(bytes, e));
        } catch (IOException e) { // the bytes are in memory: what is left is text that is in no Unicode encoding
            throw new UnusableFile("not UTF-8 text");
        }
    }

    /**
     * Reads a small file of several as an object.
     *
     * @throws UnusableFile if it is larger than {@code most} bytes or not one JSON object; the reason names it
     * @throws IOException if it cannot be read
     */
    public static ObjectNode object(FileTree tree, String name, long most) throws IOException {
        byte[] bytes = tree.read(name, most);
        try {
            if (parse(bytes) instanceof ObjectNode object) {
                return object;
            }
        } catch (UnusableFile e) {
            throw new UnusableFile(name + " is " + e.getMessage());
        }
        throw new UnusableFile(name + " is not an object");
    }
}
