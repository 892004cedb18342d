package org.bertrim.engine.teacher;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bertrim.engine.format.DurableFiles;
import org.bertrim.engine.format.EngineException;
import org.bertrim.engine.format.FileTree;
import org.bertrim.engine.format.FolderTree;
import org.bertrim.engine.format.InvalidInput;
import org.bertrim.engine.format.Json;
import org.bertrim.engine.format.JsonTrouble;
import org.bertrim.engine.format.SinglePrecision;
import org.bertrim.engine.format.StoredTensor;
import org.bertrim.engine.format.TensorFile;
import org.bertrim.engine.format.TensorSizes;
import org.bertrim.engine.format.UnusableFile;
import org.bertrim.engine.format.ZipTree;

/**
 * A checkpoint as it came, in any of the {@link CheckpointFormat}s: its configuration, its tokenizer's files and its tensors under the names
 * that Hugging Face gives them for its architecture. What they mean is for others to say.
 *
 * <p>Read are a folder; a file in one ({@code model.safetensors}, {@code pytorch_model.bin}, an index of either, {@code *.ckpt.index} or the
 * name before that, {@code *.onnx}); and a zip of a TensorFlow checkpoint or SavedModel, which is not unpacked.
 *
 * <p>Whatever is wrong with the files is an {@link InvalidInput}; no code in them is run, nothing is written.
 */
public final class CheckpointFiles implements AutoCloseable {

    private static final List<String> CONFIGURATIONS = List.of("config.json", "bert_config.json");

    /** What a tokenizer may be made of. */
    private static final List<String> TOKENIZER = List.of(
            "tokenizer.json",
            "tokenizer_config.json",
            "vocab.txt",
            "vocab.json",
            "merges.txt",
            "spiece.model",
            "special_tokens_map.json",
            "added_tokens.json");

    private static final long MOST_CONFIGURATION = 1 << 20;
    private static final long MOST_TOKENIZER = 64 << 20;

    private final String what;
    private final FileTree tree;
    private final CheckpointLayout layout;
    private final TensorFile weights;
    private final Optional<ObjectNode> config;

    private CheckpointFiles(String what, FileTree tree, CheckpointLayout layout, Optional<ObjectNode> given) throws IOException {
        this.what = what;
        this.tree = tree;
        this.layout = layout;
        this.weights = layout.open(tree);
        TensorSizes.check(weights.shapes(), weights.bytes());
        this.config = given.isPresent() ? given : configuration();
    }

    /**
     * Opens a checkpoint: reads what tells which tensors there are, not yet the tensors.
     *
     * @param path a folder or file
     * @throws InvalidInput if there is none, or it is damaged or of no known format
     * @throws EngineException if the disk cannot be read
     */
    public static CheckpointFiles open(Path path) {
        String what = "The checkpoint " + path + " could not be read";
        try {
            if (Files.isDirectory(path)) {
                FileTree tree = new FolderTree(path);
                return open(what, tree, CheckpointLayout.find(tree.names()), Optional.empty());
            }
            if (Files.isRegularFile(path) && path.toString().endsWith(".zip")) {
                return zip(what, path);
            }
            Path parent = path.toAbsolutePath().normalize().getParent();
            String name = String.valueOf(path.getFileName());
            boolean prefix = !Files.exists(path) && parent != null && Files.isRegularFile(parent.resolve(name + ".index"));
            if (parent == null || !prefix && !Files.isRegularFile(path)) {
                throw new InvalidInput(what, "there is no such file or folder", "Check the path.");
            }
            return open(what, new FolderTree(parent), CheckpointLayout.of(prefix ? name + ".index" : name), Optional.empty());
        } catch (UnusableFile e) {
            throw e.refusal(what);
        } catch (IOException e) {
            throw DurableFiles.failure(what, e);
        }
    }

    private static CheckpointFiles zip(String what, Path path) throws IOException {
        FileTree tree = new ZipTree(path);
        try {
            return open(what, tree, CheckpointLayout.find(tree.names()), Optional.empty());
        } catch (IOException | EngineException e) {
            tree.close();
            throw e;
        }
    }

    /**
     * Opens a checkpoint that lies anywhere.
     *
     * @param config its configuration if it has none of its own
     */
    static CheckpointFiles open(FileTree tree, Optional<ObjectNode> config) {
        String what = "The checkpoint " + tree.title() + " could not be read";
        try {
            return open(what, tree, CheckpointLayout.find(tree.names()), config);
        } catch (UnusableFile e) {
            throw e.refusal(what);
        } catch (IOException e) {
            throw DurableFiles.failure(what, e);
        }
    }

    private static CheckpointFiles open(String what, FileTree tree, CheckpointLayout layout, Optional<ObjectNode> config)
            throws IOException {
        return new CheckpointFiles(what, tree, layout, config);
    }

    private Optional<ObjectNode> configuration() throws IOException {
        for (String name : CONFIGURATIONS) {
            Optional<String> file = file(name);
            if (file.isPresent()) {
                byte[] bytes = tree.read(file.get(), MOST_CONFIGURATION);
                try {
                    if (Json.mapper().readTree(bytes) instanceof ObjectNode object) {
                        return Optional.of(layout.format() == CheckpointFormat.TENSORFLOW ? named(object) : object);
                    }
                    throw new UnusableFile("its " + name + " is not an object");
                } catch (JsonProcessingException e) {
                    throw new UnusableFile("its " + name + " is not valid JSON: " + JsonTrouble.describe(bytes, e));
                }
            }
        }
        return Optional.empty();
    }

    /** Google's files do not say of which kind the model is, because there was one. */
    private static ObjectNode named(ObjectNode config) {
        return config.has("model_type") ? config : config.put("model_type", "bert");
    }

    /** Where a small file of the checkpoint lies: beside the weights, or among the assets of a SavedModel. */
    private Optional<String> file(String name) {
        for (String place : List.of(layout.root() + name, layout.root() + "assets/" + name)) {
            if (tree.names().contains(place)) {
                return Optional.of(place);
            }
        }
        return Optional.empty();
    }

    /** The format of the weights. */
    public CheckpointFormat format() {
        return layout.format();
    }

    /**
     * Its {@code config.json}, or {@code bert_config.json}, which has the same keys. Where there is neither, one that its tensors tell, see
     * {@link ConfigOfTensors}.
     *
     * @throws InvalidInput if there is none and the tensors do not tell one
     */
    public ObjectNode config() {
        try {
            return config.isPresent() ? config.get().deepCopy() : ConfigOfTensors.of(weights.shapes());
        } catch (UnusableFile e) {
            throw e.refusal(what);
        }
    }

    /** Whether it has a configuration of its own. */
    public boolean hasConfig() {
        return config.isPresent();
    }

    /** The files of its tokenizer by their usual names, as {@code tokenizer.json} and {@code vocab.txt}; those that there are. */
    public Map<String, byte[]> tokenizer() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        try {
            for (String name : TOKENIZER) {
                Optional<String> file = file(name);
                if (file.isPresent()) {
                    files.put(name, tree.read(file.get(), MOST_TOKENIZER));
                }
            }
            return files;
        } catch (UnusableFile e) {
            throw e.refusal(what);
        } catch (IOException e) {
            throw DurableFiles.failure(what, e);
        }
    }

    /** Shapes of the tensors by name, as {@link #tensors} gives them. */
    public Map<String, long[]> shapes() {
        return Map.copyOf(weights.shapes());
    }

    /**
     * Reads all tensors: in single precision, row major, matrices (out, in). Integers, which are no parameters, are left out, and so is
     * what an optimizer stored beside them.
     *
     * @throws InvalidInput if a tensor is damaged, naming it
     */
    public Map<String, StoredTensor> tensors() {
        Map<String, StoredTensor> tensors = new LinkedHashMap<>();
        List<String> twice = new ArrayList<>();
        try {
            weights.read((name, tensor) -> {
                if (tensors.put(name, SinglePrecision.of(tensor)) != null) {
                    twice.add(name);
                }
            });
            if (!twice.isEmpty()) {
                throw new UnusableFile("tensor " + twice.get(0) + " stands twice");
            }
            return tensors;
        } catch (UnusableFile e) {
            throw e.refusal(what);
        } catch (IOException e) {
            throw DurableFiles.failure(what, e);
        }
    }

    @Override
    public void close() {
        tree.close();
    }
}
