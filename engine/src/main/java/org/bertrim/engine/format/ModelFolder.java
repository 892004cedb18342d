package org.bertrim.engine.format;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
     * Writes the folder under a temporary name, flushes every file and renames it; one that is there is replaced once the new one is
     * complete.
     *
     * @throws EngineException if the disk cannot be written
     */
    public void write(Path folder) {
        Path temporary = DurableFiles.temporary(folder);
        Path old = DurableFiles.temporary(folder.resolveSibling(folder.getFileName() + ".old"));
        try {
            DurableFiles.deleteTree(temporary);
            DurableFiles.deleteTree(old);
            Files.createDirectories(temporary);
            Safetensors.write(temporary.resolve(WEIGHTS), weights, Map.of("format", "pt"));
            DurableFiles.write(temporary.resolve(CONFIG), Json.pretty(config));
            DurableFiles.write(temporary.resolve(TOKENIZER), tokenizerJson);
            if (Files.exists(folder)) {
                DurableFiles.rename(folder, old);
            }
            DurableFiles.rename(temporary, folder);
            DurableFiles.deleteTree(old);
        } catch (IOException e) {
            throw DurableFiles.failure("The model folder " + folder + " could not be written", e);
        }
    }

    /**
     * Reads a folder with all of its tensors.
     *
     * @throws InvalidInput if a file is missing or damaged, naming it
     */
    public static ModelFolder read(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw unusable(folder, "there is no such folder", "Check the path.");
        }
        for (String file : List.of(CONFIG, WEIGHTS, TOKENIZER)) {
            if (!Files.isRegularFile(folder.resolve(file))) {
                throw unusable(folder, file + " is missing", "Use a complete model folder.");
            }
        }
        if (!(Json.read(folder.resolve(CONFIG)) instanceof ObjectNode config)) {
            throw unusable(folder, "its config.json is not an object", "Use a folder that Bertrim wrote.");
        }
        Map<String, StoredTensor> weights = Safetensors.read(folder.resolve(WEIGHTS));
        try {
            return new ModelFolder(weights, config, Files.readAllBytes(folder.resolve(TOKENIZER)));
        } catch (IOException e) {
            throw DurableFiles.failure("The model folder " + folder + " could not be read", e);
        }
    }

    private static InvalidInput unusable(Path folder, String why, String remedy) {
        return new InvalidInput("The model folder " + folder + " could not be read", why, remedy);
    }
}
