package org.bertrim.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.bertrim.engine.format.StoredTensor;
import org.bertrim.engine.kernel.Kernels;
import org.bertrim.engine.kernel.Precision;
import org.bertrim.engine.kernel.Value;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Gradients of whole networks against central differences of the loss. */
class GradientTest {

    private static final BertConfig CONFIG = BertConfig.of(new ModelShape(3, 16, 4, 32, 50, 12, 2), 1e-12, 3);
    private static final float STEP = 1e-2f;

    /** Tiny products gain nothing from threads and wait for them where the machine is busy. */
    @BeforeAll
    static void oneThread() {
        Kernels.threads(1);
    }

    @Test
    void everyParametersGradientIsTheSlopeOfTheLoss() {
        check(Subnetwork.of(CONFIG.shape(), 1, 1, LayerRule.PAPER));
    }

    @Test
    void aNarrowShallowNetworkHasItsGradientsAtTheFullModelsPlaces() {
        check(Subnetwork.of(CONFIG.shape(), 0.5, 0.67, LayerRule.PAPER));
    }

    @Test
    void sharedLayersFactorisedEmbeddingsAndSpansHaveTheirSlopes() {
        BertConfig albert = CONFIG.withSets(List.of(0, 0, 1))
                .withVariant(new Variant(Activation.GELU_NEW, Activation.TANH, 8));
        check(albert, Subnetwork.of(CONFIG.shape(), 0.5, 1, LayerRule.PAPER), 0, 2, 1);
        check(albert.withSpans(), Subnetwork.of(CONFIG.shape(), 1, 1, LayerRule.PAPER), 0, 2, 1, 1, 2, 0);
    }

    private static void check(Subnetwork subnetwork) {
        check(CONFIG, subnetwork, 0, 2, 1);
    }

    private static void check(BertConfig config, Subnetwork subnetwork, long... wanted) {
        Network network = Network.of(subnetwork);
        Map<String, StoredTensor> weights = RandomWeights.of(config, 5, 0.3);
        try (NDManager manager = NDManager.newBaseManager();
                BertModel model = new BertModel(manager, config, weights, Precision.FLOAT32);
                Inputs inputs = inputs(manager)) {
            NDArray labels = manager.create(wanted);
            Map<String, NDArray> gradients = new LinkedHashMap<>();
            model.parameters().forEach((name, array) -> gradients.put(name, manager.zeros(array.getShape())));
            try (Value list = Value.list(List.copyOf(gradients.values()));
                    ForwardPass pass = model.train(network, inputs, 0);
                    Value loss = Kernels.crossEntropy(pass.logits(), labels)) {
                pass.backward(loss, list);
            }
            Random random = new Random(11);
            int compared = 0;
            for (String name : gradients.keySet()) {
                float[] values = weights.get(name).toFloats();
                float[] gradient = gradients.get(name).toFloatArray();
                for (int i = 0; i < 6; i++) {
                    int at = random.nextInt(values.length);
                    double slope = (loss(model, network, inputs, labels, name, values, at, STEP)
                                    - loss(model, network, inputs, labels, name, values, at, -STEP))
                            / (2 * STEP);
                    assertThat((double) gradient[at]).as(name + "[" + at + "]").isCloseTo(slope, within(3e-3));
                    compared += Math.abs(slope) > 1e-3 ? 1 : 0;
                }
            }
            assertThat(compared).as("slopes that are clearly not zero").isGreaterThan(50);
        }
    }

    private static double loss(
            BertModel model, Network network, Inputs inputs, NDArray labels, String name, float[] values, int at, float step) {
        float[] moved = values.clone();
        moved[at] += step;
        NDArray parameter = model.parameters().get(name);
        parameter.set(FloatBuffer.wrap(moved));
        model.changed();
        try (ForwardPass pass = model.infer(network, inputs);
                Value loss = Kernels.crossEntropy(pass.logits(), labels)) {
            return loss.scalar(parameter.getManager());
        } finally {
            parameter.set(FloatBuffer.wrap(values));
            model.changed();
        }
    }

    private static Inputs inputs(NDManager manager) {
        long[] ids = {3, 7, 9, 3, 4, 8, 2, 0, 5, 1, 0, 0};
        long[] types = {0, 0, 1, 1, 0, 0, 1, 0, 0, 0, 0, 0};
        float[] mask = {1, 1, 1, 1, 1, 1, 1, 0, 1, 1, 0, 0};
        return Inputs.of(manager, 3, 4, ids, types, mask);
    }
}
