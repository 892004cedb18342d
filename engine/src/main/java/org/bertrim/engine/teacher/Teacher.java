package org.bertrim.engine.teacher;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.bertrim.engine.format.StoredTensor;
import org.bertrim.engine.model.BertConfig;
import org.bertrim.engine.model.Head;
import org.bertrim.engine.model.ModelShape;
import org.bertrim.engine.model.Parameters;
import org.bertrim.engine.model.Slicer;
import org.bertrim.engine.task.TaskInfo;

/**
 * An opened checkpoint: the encoder that a run starts from.
 *
 * @param source where it came from, e.g. {@code builtin:e5-small-v2}
 * @param config its encoder; a task chooses the head, see {@link #config(TaskInfo)}
 * @param labels names of its own classifier's classes in their order, empty if it has no classifier
 * @param weights parameters under the names of {@link Parameters}; heads may be missing, and those of a masked language model may be there
 * @param tokenizerJson its tokenizer's file
 * @param fingerprint SHA-256 of weights and tokenizer
 */
public record Teacher(
        String source,
        BertConfig config,
        List<String> labels,
        Map<String, StoredTensor> weights,
        byte[] tokenizerJson,
        String fingerprint) {

    private static final double INITIAL_DEVIATION = 0.02;

    /** Copies the labels. */
    public Teacher {
        labels = List.copyOf(labels);
    }

    /** Layers, heads and sizes. */
    public ModelShape shape() {
        return config.shape();
    }

    /** The network that learns a task on this encoder. */
    public BertConfig config(TaskInfo info) {
        return TaskHead.on(config, info);
    }

    /**
     * All weights to start learning a task from. The checkpoint's own classifier is taken over where it has the task's classes, brought into
     * the task's order by their names.
     */
    public Map<String, StoredTensor> initialised(TaskInfo info, long seed) {
        Map<String, StoredTensor> own = new LinkedHashMap<>(weights);
        Optional<int[]> places = TaskHead.places(labels, info);
        for (String name : List.of(Parameters.CLASSIFIER + ".weight", Parameters.CLASSIFIER + ".bias")) {
            StoredTensor tensor = own.remove(name);
            if (tensor != null && places.isPresent()) {
                own.put(name, Slicer.rows(tensor, places.get()));
            }
        }
        return initialised(own, config(info), seed);
    }

    /** Whether the checkpoint answers the task as it is: it has a classifier of the task's classes, or a span head for spans. */
    public boolean answers(TaskInfo info) {
        return TaskHead.of(info) == Head.SPAN
                ? weights.containsKey(Parameters.SPANS + ".weight")
                : TaskHead.places(labels, info).isPresent();
    }

    /** Whether the checkpoint has a classifier of its own, for other classes than the task's. */
    public boolean classifiesOtherwise(TaskInfo info) {
        return !labels.isEmpty() && TaskHead.places(labels, info).isEmpty();
    }

    /**
     * All weights of a network on this encoder. What the checkpoint lacks of the head, or has in another size, is drawn from N(0, 0.02²) with
     * zero biases, as in BERT's own fine-tuning; nothing else is made up.
     *
     * @param network this encoder with some head
     */
    public Map<String, StoredTensor> initialised(BertConfig network, long seed) {
        return initialised(weights, network, seed);
    }

    private static Map<String, StoredTensor> initialised(Map<String, StoredTensor> weights, BertConfig network, long seed) {
        Random random = new Random(seed);
        Map<String, StoredTensor> all = new LinkedHashMap<>();
        Parameters.of(network).forEach((name, size) -> {
            StoredTensor known = weights.get(name);
            if (Parameters.inHead(name) && (known == null || !Arrays.equals(known.shape(), size))) {
                known = initial(name, size, random);
            }
            if (known != null) {
                all.put(name, known);
            }
        });
        return all;
    }

    private static StoredTensor initial(String name, long[] size, Random random) {
        int count = 1;
        for (long n : size) {
            count = Math.toIntExact(count * n);
        }
        float[] values = new float[count];
        if (name.endsWith(".weight")) {
            for (int i = 0; i < count; i++) {
                values[i] = (float) (random.nextGaussian() * INITIAL_DEVIATION);
            }
        }
        return StoredTensor.floats(size, values);
    }

    /** The same encoder cut after its first {@code count} layers. */
    public Teacher firstLayers(int count) {
        return new Teacher(source, config.firstLayers(count), labels, weights, tokenizerJson, fingerprint + ":" + count);
    }
}
