package org.bertrim.engine.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/**
 * Writes a checkpoint as a folder and reads it back only if every byte is as it was written.
 *
 * <pre>
 * checkpoint.json      stage, step, memo; size and SHA-256 of the tensor files; SHA-256 of all that
 * model.safetensors    the weights
 * state.safetensors    optimizer moments and the like
 * </pre>
 */
public final class CheckpointCodec {

    /** The weights' file in a checkpoint's folder; a safetensors file that stands on its own. */
    public static final String WEIGHTS_FILE = "model.safetensors";

    /** The file of optimizer moments and other state. */
    public static final String STATE_FILE = "state.safetensors";

    private static final String DESCRIPTION_FILE = "checkpoint.json";
    private static final int SCHEMA = 1;
    private static final int PIECE = 1 << 20;

    private CheckpointCodec() {}

    /**
     * Writes a checkpoint and flushes it to the device. The description comes last, so a folder that was not written to
     * its end has none and cannot be read.
     *
     * @param folder is created if missing
     * @throws EngineException if the device is full or the folder cannot be written
     */
    public static void write(Path folder, Checkpoint checkpoint) {
        try {
            Files.createDirectories(folder);
            Files.deleteIfExists(folder.resolve(DESCRIPTION_FILE));
            ObjectNode json = Json.mapper().createObjectNode();
            json.put("schema", SCHEMA);
            json.put("stage", checkpoint.stage());
            json.put("step", checkpoint.step());
            json.put("stageFinished", checkpoint.stageFinished());
            json.set("memo", checkpoint.memo());
            ObjectNode files = json.putObject("files");
            write(folder, WEIGHTS_FILE, checkpoint.weights(), files);
            write(folder, STATE_FILE, checkpoint.state(), files);
            json.put("sha256", seal(json));
            DurableFiles.write(folder.resolve(DESCRIPTION_FILE), Json.pretty(json));
            DurableFiles.syncFolder(folder);
        } catch (IOException e) {
            throw DurableFiles.failure("The checkpoint " + folder + " could not be written", e);
        }
    }

    private static void write(Path folder, String name, Map<String, StoredTensor> tensors, ObjectNode files)
            throws IOException {
        MessageDigest digest = sha256();
        Path file = folder.resolve(name);
        Safetensors.write(file, tensors, Map.of(), digest);
        files.putObject(name)
                .put("sizeBytes", Files.size(file))
                .put("sha256", HexFormat.of().formatHex(digest.digest()));
    }

    /**
     * Reads a checkpoint into memory; its files are closed then.
     *
     * @throws EngineException if a file is missing, changed or damaged; the reason names it
     */
    public static Checkpoint read(Path folder) {
        try {
            JsonNode json = description(folder);
            Map<String, StoredTensor> weights = read(folder, WEIGHTS_FILE, json);
            Map<String, StoredTensor> state = read(folder, STATE_FILE, json);
            return new Checkpoint(
                    json.path("stage").textValue(),
                    json.path("step").longValue(),
                    json.path("stageFinished").booleanValue(),
                    json.path("memo"),
                    weights,
                    state);
        } catch (IOException e) {
            throw DurableFiles.failure(unreadable(folder), e);
        }
    }

    private static JsonNode description(Path folder) {
        if (!Files.isRegularFile(folder.resolve(DESCRIPTION_FILE))) {
            throw damaged(folder, DESCRIPTION_FILE + " is missing");
        }
        JsonNode json = Json.read(folder.resolve(DESCRIPTION_FILE));
        if (!(json instanceof ObjectNode object)) {
            throw damaged(folder, DESCRIPTION_FILE + " is not a JSON object");
        }
        JsonNode seal = object.remove("sha256");
        if (seal == null || !seal.asText().equals(seal(object))) {
            throw damaged(folder, DESCRIPTION_FILE + " was changed after it was written");
        }
        if (object.path("schema").intValue() != SCHEMA) {
            throw damaged(folder, "it has schema " + object.path("schema") + ", this version reads " + SCHEMA);
        }
        return object;
    }

    private static Map<String, StoredTensor> read(Path folder, String name, JsonNode json) throws IOException {
        Path file = folder.resolve(name);
        JsonNode expected = json.path("files").path(name);
        if (!Files.isRegularFile(file)) {
            throw damaged(folder, name + " is missing");
        }
        long size = Files.size(file);
        if (size != expected.path("sizeBytes").asLong(-1)) {
            throw damaged(folder, name + " has " + size + " bytes, but had " + expected.path("sizeBytes")
                    + " when it was written");
        }
        if (!digest(file).equals(expected.path("sha256").textValue())) {
            throw damaged(folder, "the bytes of " + name + " are not those that were written");
        }
        return Safetensors.read(file);
    }

    /** Whether a checkpoint's state file holds nothing. */
    public static boolean isEmptyState(Path file) {
        try (Safetensors state = Safetensors.open(file)) {
            return state.names().isEmpty();
        }
    }

    private static String digest(Path file) throws IOException {
        MessageDigest digest = sha256();
        ByteBuffer piece = ByteBuffer.allocate(PIECE);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            while (channel.read(piece) >= 0) {
                digest.update(piece.flip());
                piece.clear();
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Digest of a description as it reads back, because a number may be written in more ways than one. */
    private static String seal(JsonNode json) {
        try {
            String line = Json.line(Json.mapper().readTree(Json.line(json)));
            return HexFormat.of().formatHex(sha256().digest(line.getBytes(StandardCharsets.UTF_8)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("JSON that was just written cannot be read", e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static EngineException damaged(Path folder, String why) {
        return new EngineException(
                unreadable(folder), why, "Resume from an earlier checkpoint, or start the run again.");
    }

    private static String unreadable(Path folder) {
        return "The checkpoint " + folder + " could not be read";
    }
}
