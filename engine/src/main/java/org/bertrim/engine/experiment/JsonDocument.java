package org.bertrim.engine.experiment;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bertrim.engine.format.DurableFiles;
import org.bertrim.engine.format.EngineException;
import org.bertrim.engine.format.JsonTrouble;
import org.bertrim.engine.method.FieldProblem;

/**
 * A JSON file whose keys may stand twice. The engine's usual parser refuses such a file at the first of them; here they
 * are collected with their paths, so that they appear beside everything else that is wrong. The first of two values
 * counts.
 */
final class JsonDocument {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final JsonFactory FACTORY = new JsonFactory();

    private JsonDocument() {}

    /**
     * Reads a file.
     *
     * @throws InvalidExperiment if it is not one JSON document
     * @throws EngineException if it cannot be read at all
     */
    static JsonNode read(Path file, Problems problems) {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (IOException e) {
            throw DurableFiles.failure("The file " + file + " could not be read", e);
        }
        try (JsonParser parser = FACTORY.createParser(bytes)) {
            if (parser.nextToken() == null) {
                throw broken(file, "line 1", "the file is empty");
            }
            JsonNode root = value(parser, "", problems);
            if (parser.nextToken() != null) {
                throw broken(file, place(parser), "the experiment ends before it");
            }
            return root;
        } catch (JsonProcessingException e) {
            String place = JsonTrouble.place(bytes, e);
            throw broken(file, place.isEmpty() ? "the file" : place, "it is not JSON: " + JsonTrouble.reason(bytes, e));
        } catch (IOException e) {
            // The bytes are in memory: what is left are characters that are not those of any Unicode encoding.
            throw broken(file, "the file", "it is not UTF-8 text");
        }
    }

    private static JsonNode value(JsonParser parser, String path, Problems problems) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser, path, problems);
            case START_ARRAY -> array(parser, path, problems);
            case VALUE_STRING -> NODES.textNode(parser.getText());
            case VALUE_NUMBER_INT -> switch (parser.getNumberType()) {
                case INT -> NODES.numberNode(parser.getIntValue());
                case LONG -> NODES.numberNode(parser.getLongValue());
                default -> NODES.numberNode(parser.getBigIntegerValue());
            };
            case VALUE_NUMBER_FLOAT -> NODES.numberNode(parser.getDoubleValue());
            case VALUE_TRUE -> NODES.booleanNode(true);
            case VALUE_FALSE -> NODES.booleanNode(false);
            case VALUE_NULL -> NODES.nullNode();
            default -> throw new IllegalStateException("no value starts with " + parser.currentToken());
        };
    }

    private static ObjectNode object(JsonParser parser, String path, Problems problems) throws IOException {
        ObjectNode object = NODES.objectNode();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String key = parser.currentName();
            String keyPath = Problems.below(path, key);
            parser.nextToken();
            JsonNode value = value(parser, keyPath, problems);
            if (object.has(key)) {
                problems.twice(keyPath, value);
            } else {
                object.set(key, value);
            }
        }
        return object;
    }

    private static ArrayNode array(JsonParser parser, String path, Problems problems) throws IOException {
        ArrayNode array = NODES.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.add(value(parser, path + "[" + array.size() + "]", problems));
        }
        return array;
    }

    private static String place(JsonParser parser) {
        return "line " + parser.currentTokenLocation().getLineNr() + ", column "
                + parser.currentTokenLocation().getColumnNr();
    }

    private static InvalidExperiment broken(Path file, String place, String reason) {
        return new InvalidExperiment("The file " + file, List.of(new FieldProblem(place, "what stands here", reason)));
    }
}
