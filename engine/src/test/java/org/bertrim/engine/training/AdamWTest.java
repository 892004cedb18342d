package org.bertrim.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bertrim.engine.format.StoredTensor;
import org.bertrim.engine.kernel.Kernels;
import org.bertrim.engine.kernel.Precision;
import org.bertrim.engine.kernel.Value;
import org.bertrim.engine.model.BertConfig;
import org.bertrim.engine.model.BertModel;
import org.bertrim.engine.model.ForwardPass;
import org.bertrim.engine.model.Inputs;
import org.bertrim.engine.model.Network;
import org.bertrim.engine.model.Parameters;
import org.bertrim.engine.model.RandomWeights;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Clipping and AdamW against the formulas of Loshchilov and Hutter 2019, algorithm 2, in doubles. */
class AdamWTest {

    private static final BertConfig CONFIG = BertConfig.of(TinyTask.SHAPE.firstLayers(1), 1e-12, 2);
    private static final double DECAY = 0.1;
    private static final double CLIP = 0.5;

    @BeforeAll
    static void oneThread() {
        Kernels.threads(1);
    }

    @Test
    void severalStepsFollowTheFormulas() {
        Map<String, double[]> weights = new LinkedHashMap<>();
        Map<String, double[]> first = new LinkedHashMap<>();
        Map<String, double[]> second = new LinkedHashMap<>();
        try (NDManager manager = NDManager.newBaseManager();
                BertModel model = new BertModel(manager, CONFIG, RandomWeights.of(CONFIG, 1, 0.3), Precision.FLOAT32);
                AdamW optimizer = new AdamW(model, manager, DECAY)) {
            model.store().forEach((name, tensor) -> weights.put(name, doubles(tensor)));
            weights.forEach((name, values) -> {
                first.put(name, new double[values.length]);
                second.put(name, new double[values.length]);
            });
            for (int step = 1; step <= 5; step++) {
                double rate = 0.01 / step;
                optimizer.reset();
                backward(manager, model, optimizer.gradients(), step);
                Map<String, float[]> gradients = gradients(manager, model, optimizer);
                double norm = Math.sqrt(gradients.values().stream().mapToDouble(AdamWTest::squares).sum());
                double scale = Math.min(1, CLIP / (norm + 1e-6));
                for (String name : weights.keySet()) {
                    plain(weights.get(name), gradients.get(name), first.get(name), second.get(name), step, rate, scale,
                            name.endsWith("bias") || name.contains("LayerNorm") ? 0 : DECAY);
                }

                assertThat(optimizer.clip(CLIP)).isCloseTo(norm, within(1e-4 * norm));
                optimizer.step(step, rate);

                model.store().forEach((name, tensor) -> assertThat(largestDifference(tensor.toFloats(), weights.get(name)))
                        .as(name)
                        .isLessThan(1e-4));
                optimizer.store().forEach((name, tensor) -> {
                    String weight = name.substring(name.indexOf('/') + 1);
                    double[] moments = (name.startsWith("adam.first") ? first : second).get(weight);
                    assertThat(largestDifference(tensor.toFloats(), moments)).as(name).isLessThan(1e-6);
                });
            }
        }
    }

    /** θ ← θ − η(λθ + m̂ / (√v̂ + ε)). */
    private static void plain(
            double[] weight, float[] gradient, double[] first, double[] second, int step, double rate, double scale, double decay) {
        for (int i = 0; i < weight.length; i++) {
            double g = gradient[i] * scale;
            first[i] = 0.9 * first[i] + 0.1 * g;
            second[i] = 0.999 * second[i] + 0.001 * g * g;
            double m = first[i] / (1 - Math.pow(0.9, step));
            double v = second[i] / (1 - Math.pow(0.999, step));
            weight[i] -= rate * (decay * weight[i] + m / (Math.sqrt(v) + 1e-8));
        }
    }

    /** As BERT's and Hugging Face's groups. */
    @Test
    void biasesAndLayerNormsAreNotDecayed() {
        assertThat(Parameters.of(CONFIG).keySet().stream().filter(name -> !Parameters.decays(name)))
                .containsExactly(
                        "bert.embeddings.LayerNorm.weight", "bert.embeddings.LayerNorm.bias",
                        "bert.encoder.layer.0.attention.self.query.bias", "bert.encoder.layer.0.attention.self.key.bias",
                        "bert.encoder.layer.0.attention.self.value.bias", "bert.encoder.layer.0.attention.output.dense.bias",
                        "bert.encoder.layer.0.attention.output.LayerNorm.weight",
                        "bert.encoder.layer.0.attention.output.LayerNorm.bias",
                        "bert.encoder.layer.0.intermediate.dense.bias", "bert.encoder.layer.0.output.dense.bias",
                        "bert.encoder.layer.0.output.LayerNorm.weight", "bert.encoder.layer.0.output.LayerNorm.bias",
                        "bert.pooler.dense.bias", "classifier.bias");
    }

    /** Steps 1 to 10 with a fifth of warm-up: 0, 1/2, then down from 1 in eighths, as transformers' linear schedule. */
    @Test
    void theRateRisesAndFallsLinearly() {
        double[] expected = {0, 0.5, 1, 0.875, 0.75, 0.625, 0.5, 0.375, 0.25, 0.125};
        for (int step = 1; step <= 10; step++) {
            assertThat(LearningRate.at(step, 10, 2e-5, 0.2)).isCloseTo(2e-5 * expected[step - 1], within(1e-15));
        }
        assertThat(LearningRate.at(1, 10, 2e-5, 0)).isEqualTo(2e-5);
        assertThat(LearningRate.at(10, 10, 2e-5, 0)).isCloseTo(2e-6, within(1e-15));
        assertThat(LearningRate.at(10, 10, 1, 1)).isCloseTo(0.9, within(1e-15));
        assertThat(LearningRate.at(1, 1, 1, 0)).isEqualTo(1);
    }

    private static void backward(NDManager manager, BertModel model, Value gradients, int step) {
        try (Inputs inputs = Inputs.of(manager, 2, 3, new long[] {1, 2, 3, 4, step, 6}, new long[6], new float[] {1, 1, 1, 1, 1, 0});
                ForwardPass pass = model.train(Network.full(CONFIG), inputs, 0);
                Value loss = Kernels.crossEntropy(pass.logits(), manager.create(new long[] {step % 2, 1}))) {
            pass.backward(loss, gradients);
        }
    }

    private static Map<String, float[]> gradients(NDManager manager, BertModel model, AdamW optimizer) {
        Map<String, float[]> all = new LinkedHashMap<>();
        int i = 0;
        for (String name : model.parameters().keySet()) {
            try (Value each = Kernels.element(optimizer.gradients(), i++)) {
                all.put(name, each.floats(manager));
            }
        }
        return all;
    }

    private static double squares(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += (double) value * value;
        }
        return sum;
    }

    private static double largestDifference(float[] a, double[] b) {
        double most = 0;
        for (int i = 0; i < b.length; i++) {
            most = Math.max(most, Math.abs(a[i] - b[i]));
        }
        return most;
    }

    private static double[] doubles(StoredTensor tensor) {
        float[] floats = tensor.toFloats();
        double[] values = new double[floats.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = floats[i];
        }
        return values;
    }
}
