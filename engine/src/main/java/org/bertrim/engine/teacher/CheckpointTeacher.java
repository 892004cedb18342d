package org.bertrim.engine.teacher;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.bertrim.engine.format.InvalidInput;
import org.bertrim.engine.format.StoredTensor;
import org.bertrim.engine.model.BertConfig;
import org.bertrim.engine.model.BertConfigJson;

/** A teacher whose checkpoint lies in files of any format, wherever they are. */
final class CheckpointTeacher implements StoredTeacher {

    private final String source;
    private final Supplier<CheckpointFiles> files;

    /**
     * A teacher.
     *
     * @param source what it is called
     * @param files opens its checkpoint
     */
    CheckpointTeacher(String source, Supplier<CheckpointFiles> files) {
        this.source = source;
        this.files = files;
    }

    @Override
    public BertConfig config() {
        try (CheckpointFiles opened = files.get()) {
            return config(opened.config());
        }
    }

    static BertConfig config(ObjectNode json) {
        return BertConfigJson.read(json);
    }

    @Override
    public byte[] tokenizer() {
        try (CheckpointFiles opened = files.get()) {
            return tokenizer(opened);
        }
    }

    private byte[] tokenizer(CheckpointFiles opened) {
        byte[] json = opened.tokenizer().get("tokenizer.json");
        if (json == null) {
            throw new InvalidInput(
                    "The teacher " + source + " could not be opened",
                    "it has no tokenizer.json",
                    "Put the tokenizer's file beside its weights.");
        }
        return json;
    }

    @Override
    public Teacher open() {
        try (CheckpointFiles opened = files.get()) {
            Map<String, StoredTensor> tensors = new LinkedHashMap<>();
            opened.tensors().forEach((name, tensor) ->
                    tensors.put(name.startsWith("embeddings.") || name.startsWith("encoder.") ? "bert." + name : name, tensor));
            byte[] json = tokenizer(opened);
            return new Teacher(
                    source, config(opened.config()), List.of(), tensors, json, Fingerprint.of(tensors, json));
        }
    }
}
