package org.bertrim.engine.teacher;

import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bertrim.engine.format.Json;
import org.bertrim.engine.format.Safetensors;
import org.bertrim.engine.format.StoredTensor;
import org.bertrim.engine.model.Inputs;
import org.bertrim.engine.teacher.huggingface.TokenizerFiles;

/** A small random checkpoint that transformers wrote, with what transformers answers; see the README beside the files. */
public final class GoldenModel {

    private static final Path MODELS = Path.of("src/test/resources/huggingface/models");

    private final String name;
    private final Path folder;
    private final JsonNode expected;

    /** The one in this folder. */
    public GoldenModel(String name) {
        this.name = name;
        this.folder = MODELS.resolve(name);
        this.expected = Json.read(folder.resolve("expected.json"));
    }

    /** Its configuration, a copy of its own each time. */
    public ObjectNode config() {
        return (ObjectNode) Json.read(folder.resolve("config.json"));
    }

    /** Its tensors by their names in the file. */
    public Map<String, StoredTensor> tensors() {
        return new LinkedHashMap<>(Safetensors.read(folder.resolve("model.safetensors")));
    }

    /** Its tokenizer. */
    public byte[] tokenizer() {
        return TokenizerFiles.read(this::file, name);
    }

    private byte[] file(String file) {
        try {
            return Files.exists(folder.resolve(file)) ? Files.readAllBytes(folder.resolve(file)) : null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The whole as a teacher. */
    public Teacher teacher() {
        return HuggingFaceTeacher.read(config(), tensors(), tokenizer(), name);
    }

    /** The stored batch. */
    public Inputs inputs(NDManager manager) {
        float[] mask = floats("mask");
        return Inputs.of(manager, rows(), tokens(), longs("ids"), longs("types"), mask);
    }

    /** Rows of the stored batch. */
    public int rows() {
        return expected.get("rows").asInt();
    }

    /** Its longest row. */
    public int tokens() {
        return expected.get("tokens").asInt();
    }

    /** Stored numbers. */
    public float[] floats(String key) {
        return floats(expected.get(key));
    }

    /** The stored hidden states. */
    public Map<Integer, float[]> states() {
        Map<Integer, float[]> states = new LinkedHashMap<>();
        expected.get("states").forEach(state -> states.put(states.size(), floats(state)));
        return states;
    }

    private long[] longs(String key) {
        JsonNode values = expected.get(key);
        long[] longs = new long[values.size()];
        for (int i = 0; i < longs.length; i++) {
            longs[i] = values.get(i).asLong();
        }
        return longs;
    }

    private static float[] floats(JsonNode values) {
        float[] floats = new float[values.size()];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = values.get(i).floatValue();
        }
        return floats;
    }
}
