package org.bertrim.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.bertrim.engine.format.StoredTensor;
import org.bertrim.engine.model.Activation;
import org.bertrim.engine.model.BertConfig;
import org.bertrim.engine.model.BertModel;
import org.bertrim.engine.model.ForwardPass;
import org.bertrim.engine.model.Head;
import org.bertrim.engine.model.Inputs;
import org.bertrim.engine.model.LayerRule;
import org.bertrim.engine.model.ModelShape;
import org.bertrim.engine.model.Network;
import org.bertrim.engine.model.RandomWeights;
import org.bertrim.engine.model.Subnetwork;
import org.bertrim.engine.model.Variant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The same seed gives the same bits, with two threads and dropout. */
class RepeatTest {

    private static final BertConfig CONFIG = BertConfig.of(new ModelShape(2, 32, 4, 64, 80, 64, 2), 1e-12, 3);
    private static final int BATCH = 6;
    private static final int LENGTH = 24;

    private final Map<String, StoredTensor> weights = RandomWeights.of(CONFIG, 9, 0.2);

    @AfterEach
    void oneThread() {
        Kernels.threads(1);
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void forwardAndBackwardRepeatBitForBit(Precision precision) {
        Kernels.threads(2);
        for (double width : new double[] {1.0, 0.25}) {
            List<float[]> first = once(width, precision, 0.1, 4);

            assertThat(once(width, precision, 0.1, 4)).usingRecursiveComparison().isEqualTo(first);
            assertThat(once(width, precision, 0.1, 5).get(0)).as("another seed").isNotEqualTo(first.get(0));
        }
    }

    /** Gradients of shared parameters are added layer by layer, always in the same order; spans have 12 rows of labels. */
    @ParameterizedTest
    @EnumSource(Precision.class)
    void sharedLayersAndSpansRepeatToo(Precision precision) {
        Kernels.threads(2);
        BertConfig albert = CONFIG.withSets(List.of(0, 0)).withVariant(new Variant(Activation.GELU_NEW, Activation.TANH, 16));
        for (BertConfig config : List.of(albert, albert.withSpans())) {
            List<float[]> first = once(config, 0.5, precision, 0.1, 4);

            assertThat(once(config, 0.5, precision, 0.1, 4)).usingRecursiveComparison().isEqualTo(first);
        }
    }

    /** Whether gradients are recorded, and how scripts are executed, are switches of a thread. */
    @ParameterizedTest
    @EnumSource(Precision.class)
    void anotherThreadComputesTheSame(Precision precision) {
        Kernels.threads(1);
        List<float[]> here = once(0.5, precision, 0, 1);
        List<float[]> there = CompletableFuture.supplyAsync(() -> once(0.5, precision, 0, 1)).join();

        assertThat(there).usingRecursiveComparison().isEqualTo(here);
    }

    /** With its seed fixed, a pass with dropout is a function of the weights: its gradient is the slope. */
    @Test
    void gradientsWithDropoutAreSlopesOfTheSameMask() {
        Kernels.threads(1);
        String name = "bert.encoder.layer.0.attention.self.value.weight";
        float step = 3e-3f;
        List<float[]> exact = once(1.0, Precision.FLOAT32, 0.3, 8);
        int place = new ArrayList<>(weights.keySet()).indexOf(name);
        float[] values = weights.get(name).toFloats();
        Random random = new Random(2);
        for (int i = 0; i < 6; i++) {
            int at = random.nextInt(values.length);
            double slope = (moved(name, values, at, step) - moved(name, values, at, -step)) / (2 * step);
            assertThat((double) exact.get(place + 1)[at]).isCloseTo(slope, within(2e-3));
        }
    }

    private double moved(String name, float[] values, int at, float step) {
        float[] other = values.clone();
        other[at] += step;
        try (NDManager manager = NDManager.newBaseManager();
                BertModel model = new BertModel(manager, CONFIG, weights, Precision.FLOAT32);
                Inputs inputs = inputs(manager)) {
            model.parameters().get(name).set(FloatBuffer.wrap(other));
            model.changed();
            Kernels.seed(8);
            try (ForwardPass pass = model.train(Network.full(CONFIG), inputs, 0.3);
                    Value loss = Kernels.crossEntropy(pass.logits(), labels(manager, BATCH))) {
                return loss.scalar(manager);
            }
        }
    }

    /** The logits, then the gradient of every weight. */
    private List<float[]> once(double width, Precision precision, double dropout, long seed) {
        return once(CONFIG, width, precision, dropout, seed);
    }

    private List<float[]> once(BertConfig config, double width, Precision precision, double dropout, long seed) {
        int labels = config.head() == Head.SPAN ? 2 * BATCH : BATCH;
        try (NDManager manager = NDManager.newBaseManager();
                BertModel model = new BertModel(manager, config, RandomWeights.of(config, 9, 0.2), precision);
                Inputs inputs = inputs(manager)) {
            Map<String, NDArray> gradients = new LinkedHashMap<>();
            model.parameters().forEach((name, array) -> gradients.put(name, manager.zeros(array.getShape())));
            Network network = Network.of(Subnetwork.of(CONFIG.shape(), width, 1, LayerRule.PAPER));
            List<float[]> all = new ArrayList<>();
            Kernels.seed(seed);
            try (Value list = Value.list(List.copyOf(gradients.values()));
                    ForwardPass pass = model.train(network, inputs, dropout);
                    Value loss = Kernels.crossEntropy(pass.logits(), labels(manager, labels))) {
                all.add(pass.logits().floats(manager));
                pass.backward(loss, list);
            }
            gradients.values().forEach(gradient -> all.add(gradient.toFloatArray()));
            return all;
        }
    }

    private static NDArray labels(NDManager manager, int count) {
        return manager.create(new Random(3).longs(count, 0, 3).toArray());
    }

    private static Inputs inputs(NDManager manager) {
        Random random = new Random(1);
        float[] mask = new float[BATCH * LENGTH];
        for (int row = 0; row < BATCH; row++) {
            java.util.Arrays.fill(mask, row * LENGTH, row * LENGTH + 1 + random.nextInt(LENGTH), 1);
        }
        long[] ids = random.longs(BATCH * LENGTH, 0, 80).toArray();
        return Inputs.of(manager, BATCH, LENGTH, ids, random.longs(BATCH * LENGTH, 0, 2).toArray(), mask);
    }
}
