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
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Logits, hidden states and the gradient of every weight, against {@link ReferenceBert}. */
class EncoderKernelTest {

    private static final BertConfig PLAIN = BertConfig.of(new ModelShape(2, 16, 4, 32, 60, 128, 2), 1e-12, 3);
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
        new Case(PLAIN, width, 1.0, batch, length, padding).check(Precision.FLOAT32, 0, 1e-5);
    }

    @ParameterizedTest
    @CsvSource({"1.0, 1, 7, none", "1.0, 32, 7, mixed", "0.25, 32, 128, allButOne", "0.25, 4, 128, mixed"})
    void thePathThatDropoutTakesIsTheSameFormula(double width, int batch, int length, String padding) {
        new Case(PLAIN, width, 1.0, batch, length, padding).check(Precision.FLOAT32, NO_DROPOUT_BY_THE_OTHER_PATH, 1e-5);
    }

    @ParameterizedTest
    @CsvSource({"0.5, 8, 7, mixed", "0.25, 1, 5, none"})
    void aShallowNetworkUsesTheKeptLayersOnly(double width, int batch, int length, String padding) {
        new Case(PLAIN, width, 0.5, batch, length, padding).check(Precision.FLOAT32, 0, 1e-5);
    }

    /** Design section 5: bfloat16 within a relative 2e-2. */
    @ParameterizedTest
    @CsvSource({
        "1.0, 1, 1, none, 0", "1.0, 1, 7, none, 0", "1.0, 32, 7, mixed, 0", "1.0, 4, 128, mixed, 0", "1.0, 32, 7, mixed, 1e-9",
        "0.25, 1, 1, none, 0", "0.25, 1, 7, none, 0", "0.25, 32, 7, mixed, 0", "0.25, 32, 128, allButOne, 0",
        "0.25, 4, 128, mixed, 1e-9"
    })
    void bfloat16IsClose(double width, int batch, int length, String padding, double dropout) {
        new Case(PLAIN, width, 1.0, batch, length, padding).check(Precision.BFLOAT16, dropout, 2e-2);
    }

    /** Four layers, of which the first two and the last two share their parameters; embeddings of half the hidden width. */
    private static BertConfig albert(List<Integer> sets) {
        return BertConfig.of(new ModelShape(sets.size(), 16, 4, 32, 60, 128, 2), 1e-12, 3)
                .withSets(sets)
                .withVariant(new Variant(Activation.GELU_NEW, Activation.TANH, 8));
    }

    private static BertConfig architecture(String name) {
        return switch (name) {
            case "albert" -> albert(List.of(0, 0, 1, 1));
            case "one-set" -> albert(List.of(0, 0));
            case "one-set-span" -> albert(List.of(0, 0)).withSpans();
            case "as-wide" -> PLAIN.withVariant(Variant.BERT.withEmbedding(PLAIN.hidden()));
            case "distilbert" -> BertConfig.of(new ModelShape(2, 16, 4, 32, 60, 128, 1), 1e-12, 3)
                    .withVariant(Variant.BERT.withPooler(Activation.RELU));
            case "relu" -> PLAIN.withVariant(Variant.BERT.withActivation(Activation.RELU));
            case "span" -> PLAIN.withSpans();
            default -> throw new IllegalArgumentException(name);
        };
    }

    @ParameterizedTest
    @CsvSource({
        "albert, 1.0, 1.0, 8, 7, mixed", "albert, 0.5, 1.0, 4, 33, mixed", "albert, 0.25, 0.5, 1, 5, none",
        "one-set-span, 0.5, 1.0, 4, 9, mixed", "one-set, 0.5, 1.0, 4, 7, mixed", "as-wide, 1.0, 1.0, 4, 7, mixed",
        "distilbert, 1.0, 1.0, 8, 7, mixed", "distilbert, 0.25, 0.5, 8, 7, none", "relu, 0.5, 1.0, 4, 7, mixed",
        "span, 1.0, 1.0, 8, 7, mixed", "span, 1.0, 1.0, 1, 7, none", "span, 0.25, 0.5, 32, 17, allButOne"
    })
    void everyArchitectureIsItsPlainFormula(
            String name, double width, double depth, int batch, int length, String padding) {
        new Case(architecture(name), width, depth, batch, length, padding).check(Precision.FLOAT32, 0, 1e-5);
    }

    @ParameterizedTest
    @CsvSource({
        "one-set, 1.0, 1.0, 8, 7, mixed", "one-set, 0.25, 1.0, 4, 33, mixed", "one-set-span, 1.0, 1.0, 4, 9, mixed",
        "distilbert, 1.0, 1.0, 8, 7, mixed", "relu, 0.5, 1.0, 4, 7, mixed", "span, 1.0, 1.0, 8, 7, mixed"
    })
    void everyArchitectureIsCloseInBfloat16(
            String name, double width, double depth, int batch, int length, String padding) {
        new Case(architecture(name), width, depth, batch, length, padding).check(Precision.BFLOAT16, 0, 2e-2);
    }

    /** Span logits of padding are so low that a softmax leaves it nothing. */
    @Test
    void spansOfPaddingHaveNoShare() {
        Case padded = new Case(architecture("span"), 1.0, 1.0, 2, 6, "allButOne");
        float[] logits = padded.logits();

        assertThat(logits).hasSize(2 * 2 * 6);
        for (int i = 0; i < logits.length; i++) {
            if (i % 6 == 0) {
                assertThat(Math.abs(logits[i])).isLessThan(100);
            } else {
                assertThat(logits[i]).isEqualTo(-1e4f);
            }
        }
    }

    /** One network with one batch; the loss is cross entropy plus the distance of every state to random targets. */
    private static final class Case {
        private final BertConfig config;
        private final Network network;
        private final int batch;
        private final int length;
        private final int rows;
        private final int classes;
        private final long[] ids;
        private final long[] types;
        private final float[] mask;
        private final long[] labels;
        private final List<float[]> targets = new ArrayList<>();
        private final Map<String, StoredTensor> weights;

        Case(BertConfig config, double width, double depth, int batch, int length, String padding) {
            Random random = new Random(17);
            this.config = config;
            this.weights = RandomWeights.of(config, 3, 0.25);
            this.network = Network.of(Subnetwork.of(config.shape(), width, depth, LayerRule.PAPER));
            this.rows = config.head() == Head.SPAN ? 2 * batch : batch;
            this.classes = config.head() == Head.SPAN ? length : config.outputs();
            this.batch = batch;
            this.length = length;
            this.ids = random.longs((long) batch * length, 0, 60).toArray();
            this.types = random.longs((long) batch * length, 0, 2).toArray();
            this.labels = config.head() == Head.SPAN ? new long[rows] : random.longs(batch, 0, classes).toArray();
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
                float[] target = new float[batch * length * config.hidden()];
                for (int i = 0; i < target.length; i++) {
                    target[i] = (float) random.nextGaussian();
                }
                targets.add(target);
            }
        }

        void check(Precision precision, double dropout, double limit) {
            ReferenceBert exact = new ReferenceBert(config, network, weights, batch, length, ids, types, mask);
            List<double[]> stateGradients = stateGradients(exact);
            Map<String, double[]> expected = exact.backward(logitGradient(exact), stateGradients);
            int[] states = java.util.stream.IntStream.rangeClosed(0, network.layers().size()).toArray();
            try (NDManager manager = NDManager.newBaseManager();
                    BertModel model = new BertModel(manager, config, weights, precision);
                    Inputs inputs = Inputs.of(manager, batch, length, ids, types, mask)) {
                Map<String, NDArray> gradients = new LinkedHashMap<>();
                model.parameters().forEach((name, array) -> gradients.put(name, manager.zeros(array.getShape())));
                Shape shape = new Shape(batch, length, config.hidden());
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
            double[] gradient = new double[rows * classes];
            for (int b = 0; b < rows; b++) {
                double total = 0;
                for (int c = 0; c < classes; c++) {
                    total += Math.exp(exact.logits()[b * classes + c]);
                }
                for (int c = 0; c < classes; c++) {
                    double share = Math.exp(exact.logits()[b * classes + c]) / total;
                    gradient[b * classes + c] = (share - (labels[b] == c ? 1 : 0)) / rows;
                }
            }
            return gradient;
        }

        float[] logits() {
            try (NDManager manager = NDManager.newBaseManager();
                    BertModel model = new BertModel(manager, config, weights, Precision.FLOAT32);
                    Inputs inputs = Inputs.of(manager, batch, length, ids, types, mask);
                    ForwardPass pass = model.infer(network, inputs)) {
                return pass.logits().floats(manager);
            }
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
                    gradient[i] = mask[i / config.hidden()] * 2 * difference / (tokens * config.hidden());
                }
                all.add(gradient);
            }
            return all;
        }
    }

    /**
     * Gradients of queries and keys are differences of much larger terms (those of key biases are zero in exact arithmetic), so rounding
     * is measured against the value's gradient, which goes through the same products: for key biases always, for all of them in
     * bfloat16, and where a single token leaves attention no choice, so that they are zero.
     */
    private static void gradient(String name, float[] actual, Map<String, double[]> expected, double limit) {
        double[] exact = expected.get(name);
        double scale = largest(exact);
        boolean difference = name.contains("self.key") || name.contains("self.query");
        if (name.endsWith("key.bias") || difference && (limit > 1e-3 || scale == 0)) {
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
