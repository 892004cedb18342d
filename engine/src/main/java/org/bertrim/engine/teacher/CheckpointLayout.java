package org.bertrim.engine.teacher;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.bertrim.engine.format.FileTree;
import org.bertrim.engine.format.SafetensorsFile;
import org.bertrim.engine.format.ShardedTensors;
import org.bertrim.engine.format.TensorFile;
import org.bertrim.engine.format.UnusableFile;
import org.bertrim.engine.format.torch.TorchFile;

/**
 * Which files of a folder or zip are the checkpoint.
 *
 * @param format of the weights
 * @param root folder of the checkpoint, empty or with a slash at its end
 * @param weights the file to open: of weights, or the index of several
 */
record CheckpointLayout(CheckpointFormat format, String root, String weights) {

    private static final String INDEX_OF_SHARDS = ".index.json";

    /** Ends of names of weights that cannot be read. */
    private static final List<String> OTHERS = List.of(".h5", ".msgpack", ".ot", "openvino_model.bin", ".gguf", ".keras");

    /** What a name tells about its file, the preferred first. */
    private record Kind(CheckpointFormat format, Pattern name) {

        static Kind of(CheckpointFormat format, String name) {
            return new Kind(format, Pattern.compile(name));
        }
    }

    /** The names of checkpoints' files; the first group is the folder. */
    private static final List<Kind> USUAL = List.of(
            Kind.of(CheckpointFormat.SAFETENSORS, "()model\\.safetensors(?:\\.index\\.json)?"),
            Kind.of(CheckpointFormat.PYTORCH, "()pytorch_model\\.bin(?:\\.index\\.json)?"),
            Kind.of(CheckpointFormat.TENSORFLOW, "((?:[^/]+/)?)(?:variables/variables|[^/]*\\.ckpt(?:-\\w+)?)\\.index"),
            Kind.of(CheckpointFormat.ONNX, "((?:onnx/)?)model\\.onnx"),
            Kind.of(CheckpointFormat.ONNX, "()[^/]*\\.onnx"));

    /** Any file that somebody may choose. */
    private static final List<Kind> CHOSEN = List.of(
            Kind.of(CheckpointFormat.SAFETENSORS, ".*\\.safetensors(?:\\.index\\.json)?"),
            Kind.of(CheckpointFormat.PYTORCH, ".*\\.(?:bin|pt|pth)(?:\\.index\\.json)?"),
            Kind.of(CheckpointFormat.TENSORFLOW, ".*\\.index"),
            Kind.of(CheckpointFormat.ONNX, ".*\\.onnx"));

    /**
     * Finds the checkpoint among files; of several formats the one that is read best.
     *
     * @throws UnusableFile if there is none, or there are several of one format
     */
    static CheckpointLayout find(Set<String> names) throws UnusableFile {
        for (Kind kind : USUAL) {
            List<String> found = new ArrayList<>(
                    names.stream().filter(name -> kind.name.matcher(name).matches()).toList());
            if (found.size() > 1 && found.size() == 2 && found.get(1).equals(found.get(0) + INDEX_OF_SHARDS)) {
                found.remove(1);
            }
            if (found.size() > 1) {
                throw new UnusableFile("it holds several checkpoints: " + String.join(", ", found), "Choose one of these files.");
            }
            if (found.size() == 1) {
                String weights = found.get(0);
                boolean saved = weights.endsWith("variables/variables.index");
                int end = saved ? weights.length() - "variables/variables.index".length() : weights.lastIndexOf('/') + 1;
                boolean inside = kind.format == CheckpointFormat.ONNX;
                return new CheckpointLayout(kind.format, inside ? "" : weights.substring(0, end), weights);
            }
        }
        throw new UnusableFile(
                "there are no weights in it that can be read" + hint(names),
                "It should hold model.safetensors, pytorch_model.bin, bert_model.ckpt.index with its data, or model.onnx.");
    }

    /** The layout of a file that was chosen. */
    static CheckpointLayout of(String weights) throws UnusableFile {
        for (Kind kind : CHOSEN) {
            if (kind.name.matcher(weights).matches()) {
                return new CheckpointLayout(kind.format, "", weights);
            }
        }
        throw new UnusableFile(
                "the end of its name tells no known format",
                "Choose a folder, or a file that ends in .safetensors, .bin, .pt, .index, .onnx or .zip.");
    }

    private static String hint(Set<String> names) {
        for (String name : names) {
            if (OTHERS.stream().anyMatch(name::endsWith)) {
                return "; " + name + " is in a format that is not";
            }
            if (name.endsWith(".zip")) {
                return "; " + name + " has to be chosen itself";
            }
        }
        return "";
    }

    /** Opens the weights. */
    TensorFile open(FileTree tree) throws IOException {
        if (weights.endsWith(INDEX_OF_SHARDS)) {
            return new ShardedTensors(tree, weights, name -> single(tree, root + name));
        }
        return single(tree, weights);
    }

    private TensorFile single(FileTree tree, String name) throws IOException {
        StandIn.refuse(tree, name);
        return switch (format) {
            case SAFETENSORS -> new SafetensorsFile(onDisk(tree, name));
            case PYTORCH -> new TorchFile(onDisk(tree, name));
            case TENSORFLOW -> new TensorFlowBert(tree, name.substring(0, name.length() - ".index".length()));
            case ONNX -> new OnnxFile(tree, name);
        };
    }

    private static Path onDisk(FileTree tree, String name) throws UnusableFile {
        return tree.path(name)
                .orElseThrow(() -> new UnusableFile(name + " lies in a zip", "Unpack the zip, and choose the folder."));
    }
}
