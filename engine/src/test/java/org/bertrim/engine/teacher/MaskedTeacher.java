package org.bertrim.engine.teacher;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.bertrim.engine.format.StoredTensor;
import org.bertrim.engine.model.BertConfig;
import org.bertrim.engine.model.ModelShape;
import org.bertrim.engine.model.RandomWeights;

/** A small random BERT with a masked language model's head and the built-in teacher's tokenizer. */
final class MaskedTeacher {

    /** 2 layers, 4 heads of 4 units, 24 positions. */
    static final ModelShape SHAPE = new ModelShape(2, 16, 4, 32, 30522, 24, 2);

    private MaskedTeacher() {}

    static Teacher open() {
        Map<String, StoredTensor> weights =
                new LinkedHashMap<>(RandomWeights.of(BertConfig.of(SHAPE, 1e-12, 1), 3, 0.5));
        weights.keySet().removeIf(name -> name.startsWith("classifier") || name.startsWith("bert.pooler"));
        Random random = new Random(9);
        String head = "cls.predictions.";
        weights.put(head + "transform.dense.weight", random(random, 0, 16, 16));
        weights.put(head + "transform.dense.bias", random(random, 0, 16));
        weights.put(head + "transform.LayerNorm.weight", random(random, 1, 16));
        weights.put(head + "transform.LayerNorm.bias", random(random, 0, 16));
        weights.put(head + "bias", random(random, 0, 30522));
        return new Teacher(
                "test:masked",
                BertConfig.of(SHAPE, 1e-12, 1),
                java.util.List.of(),
                weights,
                Teachers.builtin().tokenizer("builtin:e5-small-v2"),
                "masked");
    }

    private static StoredTensor random(Random random, double mean, long... shape) {
        int count = 1;
        for (long n : shape) {
            count = (int) (count * n);
        }
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) (mean + 0.5 * random.nextGaussian());
        }
        return StoredTensor.floats(shape, values);
    }
}
