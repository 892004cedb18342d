package org.bertrim.engine.model;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.bertrim.engine.format.StoredTensor;

/** Random networks for unit tests. */
public final class RandomWeights {

    private RandomWeights() {}

    /** Normal weights with deviation {@code deviation}, layer norms near one. */
    public static Map<String, StoredTensor> of(BertConfig config, long seed, double deviation) {
        Random random = new Random(seed);
        Map<String, StoredTensor> weights = new LinkedHashMap<>();
        Parameters.of(config).forEach((name, shape) -> {
            int count = 1;
            for (long n : shape) {
                count = (int) (count * n);
            }
            float[] values = new float[count];
            for (int i = 0; i < count; i++) {
                values[i] = (float) (random.nextGaussian() * deviation);
                if (name.endsWith("LayerNorm.weight")) {
                    values[i] += 1;
                }
            }
            weights.put(name, StoredTensor.floats(shape, values));
        });
        return weights;
    }
}
