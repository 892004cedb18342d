package org.bertrim.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.bertrim.engine.format.StoredTensor;
import org.bertrim.engine.model.BertConfig;
import org.bertrim.engine.model.BertModel;
import org.bertrim.engine.model.ForwardPass;
import org.bertrim.engine.model.Inputs;
import org.bertrim.engine.model.LayerRule;
import org.bertrim.engine.model.ModelShape;
import org.bertrim.engine.model.Network;
import org.bertrim.engine.model.RandomWeights;
import org.bertrim.engine.model.Subnetwork;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Logits, hidden states and the gradient of every weight, against {@link ReferenceBert}. */
class EncoderKernelTest {

    private static final BertConfig CONFIG = BertConfig.of(new ModelShape(2, 16, 4, 32, 60, 128, 2), 1e-12, 3);
    private static final int CLASSES = 3;
    /** So small that no unit is dropped (less than half of 2^-16), yet the kernel takes its path with dropout. */
    private static final double NO_DROPOUT_BY_THE_OTHER_PATH = 1e-9;

    @BeforeAll
    static void oneThread() {
        Kernels.threads(1);
    }

    /** Float32 has 24 bits; sums over up to 4,096 tokens lose some of them. */
    @ParameterizedTest
    @CsvSource({
        "1.0, 1, 1, none", "1.0, 1, 7, none", "1.0, 1, 128, none", "1.0, 1, 128, allButOne",
        "1.0, 32, 1, none", "1.0, 32, 7, mixed", "1.0, 32, 128, mixed", "1.0, 32, 128, allButOne", "1.0, 1, 7, allButOne",
        "0.25, 1, 1, none", "0.25, 1, 7, none", "0.25, 1, 128, none", "0.25, 1, 128, allButOne",
        "0.25, 32, 1, none", "0.25, 32, 7, mixed", "0.25, 32, 128, mixed", "0.25, 32, 128, allButOne", "0.25, 1, 7, mixed"
    })
    void float32IsThePlainFormula(double width, int batch, int length, String padding) {
        new Case(width, 1.0, batch, length, padding).check(Precision.FLOAT32, 0, 1e-5);
    }

    @ParameterizedTest
    @CsvSource({"1.0, 1, 7, none", "1.0, 32, 7, mixed", "0.25, 32, 128, allButOne", "0.25, 4, 128, mixed"})
    void thePathThatDropoutTakesIsTheSameFormula(double width, int batch, int length, String padding) {
        new Case(width, 1.0, batch, length, padding).check(Precision.FLOAT32, NO_DROPOUT_BY_THE_OTHER_PATH, 1e-5);
    }

    @ParameterizedTest
    @CsvSource({"0.5, 8, 7, mixed", "0.25, 1, 5, none"})
    void aShallowNetworkUsesTheKeptLayersOnly(double width, int batch, int length, String padding) {
        new Case(width, 0.5, batch, length, padding).check(Precision.FLOAT32, 0, 1e-5);
    }

    /** Design section 5: bfloat16 within a relative 2e-2. */
    @ParameterizedTest
    @CsvSource({
        "1.0, 1, 1, none, 0", "1.0, 1, 7, none, 0", "1.0, 32, 7, mixed, 0", "1.0, 4, 128, mixed, 0", "1.0, 32, 7, mixed, 1e-9",
        "0.25, 1, 1, none, 0", "0.25, 1, 7, none, 0", "0.25, 32, 7, mixed, 0", "0.25, 32, 128, allButOne, 0",
        "0.25, 4, 128, mixed, 1e-9"
    })
    void bfloat16IsClose(double width, int batch, int length, String padding, double dropout) {
        new Case(width, 1.0, batch, length, padding).check(Precision.BFLOAT16, dropout, 2e-2);
    }

    /** One network with one batch; the loss is cross entropy plus the distance of every state to random targets. */
    private static final class Case {
        private final Network network;
        private final int batch;
        private final int length;
        private final long[] ids;
        private final long[] types;
        private final float[] mask;
        private final long[] labels;
        private final List<float[]> targets = new ArrayList<>();
        private final Map<String, StoredTensor> weights = RandomWeights.of(CONFIG, 3, 0.25);

        Case(double width, double depth, int batch, int length, String padding) {
            Random random = new Random(17);
            this.network = Network.of(Subnetwork.of(CONFIG.shape(), width, depth, LayerRule.PAPER));
            this.batch = batch;
            this.length = length;
            this.ids = random.longs((long) batch * length, 0, 60).toArray();
            this.types = random.longs((long) batch * length, 0, 2).toArray();
            this.labels = random.longs(batch, 0, CLASSES).toArray();
            this.mask = new float[batch * length];
            for (int b = 0; b < batch; b++) {
                int tokens = switch (padding) {
                    case "none" -> length;
                    case "allButOne" -> 1;
                    default -> b == 0 && batch > 1 ? length : 1 + random.nextInt(length);
                };
                Arrays.fill(mask, b * length, b * length + tokens, 1);
            }
            for (int q = 0; q <= network.layers().size(); q++) {
                float[] target = new float[batch * length * CONFIG.hidden()];
                for (int i = 0; i < target.length; i++) {
                    target[i] = (float) random.nextGaussian();
                }
                targets.add(target);
            }
        }

        void check(Precision precision, double dropout, double limit) {
            ReferenceBert exact = new ReferenceBert(CONFIG, network, weights, batch, length, ids, types, mask);
            List<double[]> stateGradients = stateGradients(exact);
            Map<String, double[]> expected = exact.backward(logitGradient(exact), stateGradients);
            int[] states = java.util.stream.IntStream.rangeClosed(0, network.layers().size()).toArray();
            try (NDManager manager = NDManager.newBaseManager();
                    BertModel model = new BertModel(manager, CONFIG, weights, precision);
                    Inputs inputs = Inputs.of(manager, batch, length, ids, types, mask)) {
                Map<String, NDArray> gradients = new LinkedHashMap<>();
                model.parameters().forEach((name, array) -> gradients.put(name, manager.zeros(array.getShape())));
                Shape shape = new Shape(batch, length, CONFIG.hidden());
                List<NDArray> targetArrays =
                        targets.stream().map(target -> manager.create(target, shape)).toList();
                try (Value list = Value.list(List.copyOf(gradients.values()));
                        ForwardPass pass = model.train(network, inputs, dropout);
                        Value own = pass.states(states);
                        Value wanted = Value.list(targetArrays);
                        Value label = Kernels.crossEntropy(pass.logits(), manager.create(labels));
                        Value hidden = Kernels.hiddenError(own, wanted, inputs.mask());
                        Value loss = Kernels.weighted(label, 1, hidden, 1)) {
                    close("logits", pass.logits().floats(manager), exact.logits(), limit);
                    for (int q : states) {
                        try (Value state = Kernels.element(own, q)) {
                            close("state " + q, state.floats(manager), exact.states().get(q), limit);
                        }
                    }
                    pass.backward(loss, list);
                }
                gradients.forEach((name, array) -> gradient(name, array.toFloatArray(), expected, limit));
            }
        }

        private double[] logitGradient(ReferenceBert exact) {
            double[] gradient = new double[batch * CLASSES];
            for (int b = 0; b < batch; b++) {
                double total = 0;
                for (int c = 0; c < CLASSES; c++) {
                    total += Math.exp(exact.logits()[b * CLASSES + c]);
                }
                for (int c = 0; c < CLASSES; c++) {
                    double share = Math.exp(exact.logits()[b * CLASSES + c]) / total;
                    gradient[b * CLASSES + c] = (share - (labels[b] == c ? 1 : 0)) / batch;
                }
            }
            return gradient;
        }

        private List<double[]> stateGradients(ReferenceBert exact) {
            double tokens = 0;
            for (float each : mask) {
                tokens += each;
            }
            List<double[]> all = new ArrayList<>();
            for (int q = 0; q < targets.size(); q++) {
                double[] gradient = new double[targets.get(q).length];
                for (int i = 0; i < gradient.length; i++) {
                    double difference = exact.states().get(q)[i] - targets.get(q)[i];
                    gradient[i] = mask[i / CONFIG.hidden()] * 2 * difference / (tokens * CONFIG.hidden());
                }
                all.add(gradient);
            }
            return all;
        }
    }

    /**
     * Gradients of queries and keys are differences of much larger terms (those of key biases are zero in exact arithmetic), so rounding
     * is measured against the value's gradient, which goes through the same products: for key biases always, for all of them in
     * bfloat16.
     */
    private static void gradient(String name, float[] actual, Map<String, double[]> expected, double limit) {
        double[] exact = expected.get(name);
        double scale = largest(exact);
        boolean difference = name.contains("self.key") || name.contains("self.query");
        if (name.endsWith("key.bias") || difference && limit > 1e-3) {
            scale = Math.max(scale, largest(expected.get(name.replace("key", "value").replace("query", "value"))));
        }
        double most = 0;
        for (int i = 0; i < exact.length; i++) {
            most = Math.max(most, Math.abs(actual[i] - exact[i]));
        }
        assertThat(most).as("gradient of %s, largest is %s", name, scale).isLessThanOrEqualTo(limit * scale + 1e-7);
    }

    private static void close(String name, float[] actual, double[] exact, double limit) {
        double most = 0;
        for (int i = 0; i < exact.length; i++) {
            most = Math.max(most, Math.abs(actual[i] - exact[i]));
        }
        assertThat(actual).hasSameSizeAs(exact);
        assertThat(most).as(name).isLessThanOrEqualTo(limit * Math.max(1, largest(exact)));
    }

    private static double largest(double[] values) {
        return Arrays.stream(values).map(Math::abs).max().orElse(0);
    }
}
