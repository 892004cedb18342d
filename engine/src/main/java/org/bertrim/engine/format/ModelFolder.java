package org.bertrim.engine.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A model as a folder: {@code model.safetensors}, {@code config.json} with Hugging Face's keys and a {@code bertrim} object, and the
 * tokenizer's {@code tokenizer.json}.
 *
 * @param weights parameters by Hugging Face name
 * @param config content of {@code config.json}
 * @param tokenizerJson content of {@code tokenizer.json}
 */
public record ModelFolder(Map<String, StoredTensor> weights, ObjectNode config, byte[] tokenizerJson) {

    private static final String WEIGHTS = "model.safetensors";
    private static final String CONFIG = "config.json";
    private static final String TOKENIZER = "tokenizer.json";

    /**
     * Writes the folder under a temporary name and renames it; replaces one that is there.
     *
     * @throws EngineException if the disk cannot be written
     */
    public void write(Path folder) {
        Path temporary = DurableFiles.temporary(folder);
        try {
            DurableFiles.deleteTree(temporary);
            Files.createDirectories(temporary);
            Safetensors.write(temporary.resolve(WEIGHTS), weights, Map.of("format", "pt"));
            DurableFiles.write(temporary.resolve(CONFIG), Json.pretty(config));
            Files.write(temporary.resolve(TOKENIZER), tokenizerJson);
            DurableFiles.deleteTree(folder);
            DurableFiles.rename(temporary, folder);
        } catch (IOException e) {
            throw DurableFiles.failure("The model folder " + folder + " could not be written", e);
        }
    }

    /**
     * Reads a folder with all of its tensors.
     *
     * @throws EngineException if a file is missing or damaged, naming it
     */
    public static ModelFolder read(Path folder) {
        JsonNode config = Json.read(folder.resolve(CONFIG));
        if (!(config instanceof ObjectNode object)) {
            throw new EngineException(
                    "The model folder " + folder + " could not be read",
                    "its config.json is not an object",
                    "Use a folder that Bertrim wrote.");
        }
        Map<String, StoredTensor> weights = new LinkedHashMap<>();
        try (Safetensors file = Safetensors.open(folder.resolve(WEIGHTS))) {
            for (String name : file.names()) {
                weights.put(name, copy(file.tensor(name)));
            }
            return new ModelFolder(weights, object, Files.readAllBytes(folder.resolve(TOKENIZER)));
        } catch (NoSuchFileException e) {
            throw new EngineException(
                    "The model folder " + folder + " could not be read",
                    Path.of(e.getFile()).getFileName() + " is missing",
                    "Use a complete model folder.",
                    e);
        } catch (IOException e) {
            throw DurableFiles.failure("The model folder " + folder + " could not be read", e);
        }
    }

    private static StoredTensor copy(StoredTensor mapped) {
        java.nio.ByteBuffer copy = java.nio.ByteBuffer.allocate((int) mapped.sizeBytes());
        copy.put(mapped.data()).flip();
        return new StoredTensor(mapped.type(), mapped.shape(), copy);
    }
}
