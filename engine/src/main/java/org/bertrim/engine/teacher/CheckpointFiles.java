package org.bertrim.engine.teacher;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.bertrim.engine.format.DurableFiles;
import org.bertrim.engine.format.EngineException;
import org.bertrim.engine.format.FileTree;
import org.bertrim.engine.format.FolderTree;
import org.bertrim.engine.format.InvalidInput;
import org.bertrim.engine.format.Json;
import org.bertrim.engine.format.SinglePrecision;
import org.bertrim.engine.format.StoredTensor;
import org.bertrim.engine.format.TensorFile;
import org.bertrim.engine.format.TensorSizes;
import org.bertrim.engine.format.UnusableFile;
import org.bertrim.engine.format.ZipTree;
import org.jspecify.annotations.Nullable;

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
    private final @Nullable ObjectNode config;
    private @Nullable TensorFile weights;

    private CheckpointFiles(String what, FileTree tree, CheckpointLayout layout, @Nullable ObjectNode config) {
        this.what = what;
        this.tree = tree;
        this.layout = layout;
        this.config = config;
    }

    /**
     * Finds out which files are the checkpoint, and reads its configuration. The files of weights are opened when they are asked for.
     *
     * @param path a folder or file
     * @throws InvalidInput if there is none, or it is of no known format
     * @throws EngineException if the disk cannot be read
     */
    public static CheckpointFiles open(Path path) {
        String what = "The checkpoint " + path + " could not be read";
        try {
            if (Files.isDirectory(path)) {
                FileTree tree = new FolderTree(path);
                return open(what, tree, CheckpointLayout.find(tree.names()));
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
            return open(what, new FolderTree(parent), CheckpointLayout.of(prefix ? name + ".index" : name));
        } catch (UnusableFile e) {
            throw e.refusal(what);
        } catch (IOException e) {
            throw DurableFiles.failure(what, e);
        }
    }

    private static CheckpointFiles zip(String what, Path path) throws IOException {
        FileTree tree = new ZipTree(path);
        try {
            return open(what, tree, CheckpointLayout.find(tree.names()));
        } catch (IOException | EngineException e) {
            tree.close();
            throw e;
        }
    }

    private static CheckpointFiles open(String what, FileTree tree, CheckpointLayout layout) throws IOException {
        return new CheckpointFiles(what, tree, layout, configuration(tree, layout));
    }

    /** A checkpoint that lies anywhere and has no configuration of its own. */
    static CheckpointFiles open(FileTree tree, CheckpointLayout layout, ObjectNode config) {
        return new CheckpointFiles("The checkpoint " + tree.title() + " could not be read", tree, layout, config);
    }

    private static @Nullable ObjectNode configuration(FileTree tree, CheckpointLayout layout) throws IOException {
        for (String name : CONFIGURATIONS) {
            Optional<String> file = file(tree, layout, name);
            if (file.isPresent()) {
                ObjectNode object = Json.object(tree, file.get(), MOST_CONFIGURATION);
                return layout.format() == CheckpointFormat.TENSORFLOW ? named(object) : object;
            }
        }
        return null;
    }

    /** Google's files do not say of which kind the model is, because there was one. */
    private static ObjectNode named(ObjectNode config) {
        return config.has("model_type") ? config : config.put("model_type", "bert");
    }

    /** Where a small file of the checkpoint lies: beside the weights, or among the assets of a SavedModel. */
    private static Optional<String> file(FileTree tree, CheckpointLayout layout, String name) {
        return Stream.of(layout.root() + name, layout.root() + "assets/" + name)
                .filter(tree.names()::contains)
                .findFirst();
    }

    private TensorFile weights() throws IOException {
        if (weights == null) {
            TensorFile opened = layout.open(tree);
            TensorSizes.check(opened.shapes(), opened.bytes());
            weights = opened;
        }
        return weights;
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
        return config == null ? of(() -> ConfigOfTensors.of(weights().shapes())) : config.deepCopy();
    }

    /** Whether it has a configuration of its own. */
    public boolean hasConfig() {
        return config != null;
    }

    /** The files of its tokenizer by their usual names, as {@code tokenizer.json} and {@code vocab.txt}; those that there are. */
    public Map<String, byte[]> tokenizer() {
        return of(() -> {
            Map<String, byte[]> files = new LinkedHashMap<>();
            for (String name : TOKENIZER) {
                Optional<String> file = file(tree, layout, name);
                if (file.isPresent()) {
                    files.put(name, tree.read(file.get(), MOST_TOKENIZER));
                }
            }
            return files;
        });
    }

    /**
     * Shapes of the tensors by name, as {@link #tensors} gives them.
     *
     * @throws InvalidInput if the files of weights are damaged
     */
    public Map<String, long[]> shapes() {
        return of(() -> Map.copyOf(weights().shapes()));
    }

    /**
     * Reads all tensors: in single precision, row major, matrices (out, in). Integers, which are no parameters, are left out, and so is
     * what an optimizer stored beside them.
     *
     * @throws InvalidInput if a tensor is damaged, naming it
     */
    public Map<String, StoredTensor> tensors() {
        return of(() -> {
            Map<String, StoredTensor> tensors = new LinkedHashMap<>();
            weights().read((name, tensor) -> {
                if (tensors.put(name, SinglePrecision.of(tensor)) != null) {
                    throw new UnusableFile("tensor " + TensorSizes.shown(name) + " stands twice");
                }
            });
            return tensors;
        });
    }

    /** Work on the files. */
    private interface Reader<T> {
        T read() throws IOException;
    }

    private <T> T of(Reader<T> reader) {
        try {
            return reader.read();
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
