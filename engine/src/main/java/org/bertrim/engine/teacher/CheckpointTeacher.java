package org.bertrim.engine.teacher;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.bertrim.engine.model.BertConfig;
import org.bertrim.engine.teacher.huggingface.HuggingFaceModel;
import org.bertrim.engine.teacher.huggingface.TokenizerFiles;
import org.jspecify.annotations.Nullable;

/**
 * A teacher whose checkpoint lies in files of any format. Configuration and tokenizer are read from small files beside the weights where they
 * are there; else the checkpoint is opened for them.
 */
final class CheckpointTeacher implements StoredTeacher {

    /** What can be read without a look at the weights. */
    interface SmallFiles {

        /** The configuration, if there is a file of it. */
        Optional<JsonNode> config();

        /** Content of a file, null if there is none of this name. */
        byte @Nullable [] file(String name);

        /** The licence, as {@link About#licence}. */
        String licence();
    }

    private final String source;
    private final SmallFiles small;
    private final Supplier<CheckpointFiles> files;

    /**
     * A teacher.
     *
     * @param source what it is called
     * @param small what lies beside the weights
     * @param files opens its checkpoint
     */
    CheckpointTeacher(String source, SmallFiles small, Supplier<CheckpointFiles> files) {
        this.source = source;
        this.small = small;
        this.files = files;
    }

    @Override
    public BertConfig config() {
        Optional<JsonNode> config = small.config();
        if (config.isPresent()) {
            return HuggingFaceModel.config(config.get(), source);
        }
        try (CheckpointFiles opened = files.get()) {
            return HuggingFaceModel.config(opened.config(), source);
        }
    }

    @Override
    public About about() {
        try (CheckpointFiles opened = files.get()) {
            String type = opened.config().path("model_type").asText("");
            return new About(type.isEmpty() ? "bert" : type, opened.format(), small.licence());
        }
    }

    @Override
    public byte[] tokenizer() {
        if (TokenizerFiles.NAMES.stream().anyMatch(name -> small.file(name) != null)) {
            return TokenizerFiles.read(small::file, source);
        }
        try (CheckpointFiles opened = files.get()) {
            return tokenizer(opened);
        }
    }

    private byte[] tokenizer(CheckpointFiles opened) {
        Map<String, byte[]> found = opened.tokenizer();
        Function<String, byte @Nullable []> byName = found::get;
        return TokenizerFiles.read(byName, source);
    }

    @Override
    public Teacher open() {
        try (CheckpointFiles opened = files.get()) {
            return HuggingFaceTeacher.read(opened.config(), opened.tensors(), tokenizer(opened), source);
        }
    }
}
