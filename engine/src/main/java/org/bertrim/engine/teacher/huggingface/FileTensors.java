package org.bertrim.engine.teacher.huggingface;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.bertrim.engine.format.InvalidInput;
import org.bertrim.engine.format.StoredTensor;
import org.bertrim.engine.format.TensorType;
import org.jspecify.annotations.Nullable;

/**
 * The tensors of a checkpoint by the names that an architecture gives them, wherever the file puts them: with or without the encoder's own
 * prefix ({@code bert.}), behind another one ({@code module.bert.}), with the layer norms' old names. Remembers what is missing, has
 * another shape, or holds what is no number.
 */
final class FileTensors {

    private static final String WORDS = "embeddings.word_embeddings.weight";
    private static final String WEIGHT = ".weight";
    private static final String BIAS = ".bias";
    private static final String OLD_WEIGHT = ".gamma";
    private static final String OLD_BIAS = ".beta";
    /** A message names at most so many tensors. */
    private static final int MOST_NAMED = 50;

    private final Map<String, StoredTensor> tensors;
    private final String base;
    private final String encoder;
    private final String root;
    private final List<String> problems = new ArrayList<>();
    private final List<String> damaged = new ArrayList<>();

    /**
     * Finds out where the encoder is.
     *
     * @param base what the names of its tensors begin with in the architecture's own files, without the dot
     */
    FileTensors(Map<String, StoredTensor> tensors, String base) {
        this.tensors = tensors;
        this.base = base + ".";
        this.encoder = tensors.keySet().stream()
                .filter(name -> name.endsWith(WORDS))
                .map(name -> name.substring(0, name.length() - WORDS.length()))
                .min(Comparator.comparing((String prefix) -> !prefix.endsWith(this.base)).thenComparing(String::length))
                .orElse(this.base);
        this.root = encoder.endsWith(this.base) ? encoder.substring(0, encoder.length() - this.base.length()) : "";
    }

    /** The name in the file of a tensor that the architecture calls so. */
    private String path(String name) {
        return name.startsWith(base) ? encoder + name.substring(base.length()) : root + name;
    }

    private String found(String name) {
        String path = path(name);
        if (tensors.containsKey(path)) {
            return path;
        }
        String old = path.endsWith(WEIGHT)
                ? path.substring(0, path.length() - WEIGHT.length()) + OLD_WEIGHT
                : path.endsWith(BIAS) ? path.substring(0, path.length() - BIAS.length()) + OLD_BIAS : path;
        return tensors.containsKey(old) ? old : path;
    }

    boolean has(String name) {
        return tensors.containsKey(found(name));
    }

    /** The shape of a tensor, empty where there is none. */
    long[] shape(String name) {
        StoredTensor tensor = tensors.get(found(name));
        return tensor == null ? new long[0] : tensor.shape();
    }

    /** The tensor, or null and one more problem. */
    @Nullable StoredTensor take(String name, long... shape) {
        String found = found(name);
        StoredTensor tensor = tensors.get(found);
        if (tensor == null) {
            problems.add(found + " is missing, expected " + Arrays.toString(shape));
        } else if (!Arrays.equals(tensor.shape(), shape)) {
            problems.add(found + " is " + Arrays.toString(tensor.shape()) + ", expected " + Arrays.toString(shape));
        } else if (tensor.type() != TensorType.F32) {
            problems.add(found + " holds " + tensor.type() + ", expected " + TensorType.F32);
        } else {
            Float odd = tensor.firstNotFinite();
            if (odd == null) {
                return tensor;
            }
            damaged.add(found + " holds " + odd);
        }
        return null;
    }

    /**
     * Ends the reading.
     *
     * @param quantised whether the checkpoint says that its matrices are whole numbers, which are no parameters here
     * @throws InvalidInput naming every tensor that is missing or has another shape, or else every one that holds what is no number
     */
    void finish(String source, boolean quantised) {
        refuse(
                source,
                problems,
                "its tensors do not fit its config.json",
                quantised
                        ? "Its config.json says that it was quantised: use the weights from before that."
                        : "Use config.json and weights that were saved together.");
        refuse(
                source,
                damaged,
                "its weights are not all numbers",
                "Its training diverged, or the file is damaged; use an earlier checkpoint, or get the file again.");
    }

    private static void refuse(String source, List<String> found, String why, String remedy) {
        if (found.isEmpty()) {
            return;
        }
        String named = String.join("; ", found.subList(0, Math.min(MOST_NAMED, found.size())));
        String more = found.size() > MOST_NAMED ? "; and " + (found.size() - MOST_NAMED) + " more" : "";
        throw new InvalidInput("The teacher " + source + " could not be opened", why + ": " + named + more, remedy);
    }
}
