package org.bertrim.engine.teacher;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.bertrim.engine.format.StoredTensor;
import org.bertrim.engine.model.BertConfig;
import org.bertrim.engine.model.ModelShape;
import org.bertrim.engine.model.Parameters;

/**
 * An opened checkpoint: the encoder that a run starts from.
 *
 * @param source where it came from, e.g. {@code builtin:e5-small-v2}
 * @param shape layers, heads and sizes
 * @param layerNormEpsilon added to the variance in layer norms
 * @param weights parameters by Hugging Face name; pooler and classifier may be missing
 * @param tokenizerJson its tokenizer's file
 * @param fingerprint SHA-256 of weights and tokenizer
 */
public record Teacher(
        String source,
        ModelShape shape,
        double layerNormEpsilon,
        Map<String, StoredTensor> weights,
        byte[] tokenizerJson,
        String fingerprint) {

    private static final double INITIAL_DEVIATION = 0.02;

    /**
     * All weights of a network with {@code outputs} outputs on this encoder; a missing pooler or classifier is drawn from
     * N(0, 0.02²) with zero biases, as in BERT's own fine-tuning.
     */
    public Map<String, StoredTensor> initialised(int outputs, long seed) {
        BertConfig config = BertConfig.of(shape, layerNormEpsilon, outputs);
        Random random = new Random(seed);
        Map<String, StoredTensor> all = new LinkedHashMap<>();
        Parameters.of(config).forEach((name, size) -> {
            StoredTensor known = weights.get(name);
            boolean head = name.startsWith("classifier") || name.startsWith("bert.pooler");
            if (known == null && head) {
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
        return new Teacher(
                source, shape.firstLayers(count), layerNormEpsilon, weights, tokenizerJson, fingerprint + ":" + count);
    }
}
