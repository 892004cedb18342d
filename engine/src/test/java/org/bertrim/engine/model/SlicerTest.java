package org.bertrim.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.bertrim.engine.format.StoredTensor;
import org.bertrim.engine.kernel.Kernels;
import org.bertrim.engine.kernel.Precision;
import org.bertrim.engine.kernel.Value;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Slices by view, small models by copy, and reordered models. */
class SlicerTest {

    private static final BertConfig CONFIG = BertConfig.of(new ModelShape(4, 32, 8, 64, 50, 16, 2), 1e-12, 3);
    private static final double[] WIDTHS = {1.0, 0.75, 0.5, 0.25};
    private static final double[] DEPTHS = {1.0, 0.75, 0.5};

    private final Map<String, StoredTensor> weights = RandomWeights.of(CONFIG, 21, 0.2);

    @BeforeAll
    static void oneThread() {
        Kernels.threads(1);
    }

    /** Design section 2: a slice equals a small model built fresh, 1e-5; two widths never give identical logits. */
    @ParameterizedTest
    @EnumSource(LayerRule.class)
    void everySliceIsASmallModelAndNoTwoAreTheSame(LayerRule rule) {
        Map<Subnetwork, float[]> all = new LinkedHashMap<>();
        for (double depth : DEPTHS) {
            for (double width : WIDTHS) {
                Subnetwork subnetwork = Subnetwork.of(CONFIG.shape(), width, depth, rule);
                Network network = Network.of(subnetwork);
                BertConfig small = CONFIG.of(network);
                float[] sliced = logits(CONFIG, weights, network);

                assertThat(sliced)
                        .as("%s", subnetwork)
                        .containsExactly(logits(small, Slicer.extract(CONFIG, weights, network), Network.full(small)), within(1e-5f));
                all.forEach((other, logits) -> assertThat(largestDifference(logits, sliced))
                        .as("%s and %s", other, subnetwork)
                        .isGreaterThan(1e-3));
                all.put(subnetwork, sliced);
            }
        }
    }

    @Test
    void aSliceInTrainingModeIsTheSameFunction() {
        Network network = Network.of(Subnetwork.of(CONFIG.shape(), 0.25, 0.5, LayerRule.PAPER));
        try (NDManager manager = NDManager.newBaseManager();
                BertModel model = new BertModel(manager, CONFIG, weights, Precision.FLOAT32);
                Inputs inputs = inputs(manager);
                ForwardPass infer = model.infer(network, inputs);
                ForwardPass train = model.train(network, inputs, 0)) {
            assertThat(train.logits().floats(manager)).containsExactly(infer.logits().floats(manager), within(1e-6f));
        }
    }

    @Test
    void anExtractedModelHasTheShapeOfItsConfiguration() {
        Network network = new Network(List.of(0, 2), List.of(3, 5), List.of(7, 64));
        Map<String, StoredTensor> small = Slicer.extract(CONFIG, weights, network);

        assertThat(small.keySet()).containsExactlyElementsOf(Parameters.of(CONFIG.of(network)).keySet());
        Parameters.of(CONFIG.of(network)).forEach((name, shape) -> assertThat(small.get(name).shape()).isEqualTo(shape));
        assertThat(logits(CONFIG, weights, network))
                .containsExactly(logits(CONFIG.of(network), small, Network.full(CONFIG.of(network))), within(1e-5f));
    }

    /** Layers that share parameters still share them in a small model, unless they are cut in two ways. */
    @Test
    void sharedLayersStaySharedWhereTheyCan() {
        BertConfig albert = CONFIG.withSets(List.of(0, 0, 1, 1))
                .withVariant(new Variant(Activation.GELU_NEW, Activation.TANH, 12));
        Map<String, StoredTensor> stored = RandomWeights.of(albert, 22, 0.2);
        Network alike = Network.of(Subnetwork.of(albert.shape(), 0.5, 0.75, LayerRule.PAPER));
        Network uneven = new Network(List.of(0, 1, 2, 3), List.of(2, 8, 3, 3), List.of(64, 64, 5, 5));

        assertThat(albert.of(alike).sets()).isEqualTo(List.of(0, 0, 1));
        assertThat(albert.of(uneven).sets()).isEqualTo(List.of(0, 1, 2, 2));
        for (Network network : List.of(alike, uneven)) {
            BertConfig small = albert.of(network);
            Map<String, StoredTensor> extracted = Slicer.extract(albert, stored, network);

            assertThat(extracted.keySet()).containsExactlyElementsOf(Parameters.of(small).keySet());
            assertThat(logits(small, extracted, Network.full(small)))
                    .containsExactly(logits(albert, stored, network), within(1e-5f));
        }
    }

    /** A set is moved once, however many layers use it. */
    @Test
    void sharedLayersAreReorderedTogether() {
        BertConfig albert = CONFIG.withSets(List.of(0, 0, 1, 1));
        Map<String, StoredTensor> stored = RandomWeights.of(albert, 22, 0.2);
        Random random = new Random(4);
        int[][] heads = {shuffled(8, random), {}, shuffled(8, random), {}};
        int[][] neurons = {shuffled(64, random), {}, shuffled(64, random), {}};
        for (int i = 1; i < 4; i += 2) {
            heads[i] = heads[i - 1];
            neurons[i] = neurons[i - 1];
        }
        Map<String, StoredTensor> moved = Slicer.reorder(albert, stored, heads, neurons);

        assertThat(moved).isNotEqualTo(stored);
        assertThat(logits(albert, moved, Network.full(albert)))
                .containsExactly(logits(albert, stored, Network.full(albert)), within(1e-5f));
        assertThat(Slicer.reorder(albert, moved, Slicer.inverse(heads), Slicer.inverse(neurons))).isEqualTo(stored);

        heads[1] = shuffled(8, random);
        assertThatThrownBy(() -> Slicer.reorder(albert, stored, heads, neurons))
                .hasMessage("layers 0 and 1 share parameters but not their order");
    }

    @Test
    void reorderingIsAPermutationThatLeavesTheFunction() {
        Random random = new Random(4);
        int[][] heads = new int[CONFIG.layers()][];
        int[][] neurons = new int[CONFIG.layers()][];
        for (int i = 0; i < CONFIG.layers(); i++) {
            heads[i] = shuffled(8, random);
            neurons[i] = shuffled(64, random);
        }
        Map<String, StoredTensor> moved = Slicer.reorder(CONFIG, weights, heads, neurons);

        assertThat(moved.keySet()).containsExactlyElementsOf(weights.keySet());
        weights.forEach((name, tensor) -> {
            float[] before = tensor.toFloats();
            float[] after = moved.get(name).toFloats();
            Arrays.sort(before);
            Arrays.sort(after);
            assertThat(after).as("%s has the same elements", name).isEqualTo(before);
        });
        assertThat(moved.get("bert.encoder.layer.1.intermediate.dense.weight"))
                .isNotEqualTo(weights.get("bert.encoder.layer.1.intermediate.dense.weight"));
        assertThat(logits(CONFIG, moved, Network.full(CONFIG)))
                .containsExactly(logits(CONFIG, weights, Network.full(CONFIG)), within(1e-5f));
        assertThat(Slicer.reorder(CONFIG, moved, Slicer.inverse(heads), Slicer.inverse(neurons))).isEqualTo(weights);
    }

    /** The first heads of a reordered model are the chosen ones: a narrow network differs from the one before. */
    @Test
    void theFirstUnitsAreTheOnesThatWereAskedFor() {
        int[][] heads = IntStream.range(0, 4).mapToObj(i -> new int[] {5, 0, 1, 2, 3, 4, 6, 7}).toArray(int[][]::new);
        int[][] neurons = IntStream.range(0, 4).mapToObj(i -> IntStream.range(0, 64).map(j -> 63 - j).toArray()).toArray(int[][]::new);
        Map<String, StoredTensor> moved = Slicer.reorder(CONFIG, weights, heads, neurons);
        String query = "bert.encoder.layer.2.attention.self.query.bias";
        String out = "bert.encoder.layer.2.output.dense.weight";

        assertThat(Arrays.copyOf(moved.get(query).toFloats(), 4))
                .containsExactly(Arrays.copyOfRange(weights.get(query).toFloats(), 20, 24));
        assertThat(moved.get(out).toFloats()[0]).isEqualTo(weights.get(out).toFloats()[63]);
    }

    private static int[] shuffled(int count, Random random) {
        List<Integer> order = new ArrayList<>(IntStream.range(0, count).boxed().toList());
        java.util.Collections.shuffle(order, random);
        return order.stream().mapToInt(Integer::intValue).toArray();
    }

    private static double largestDifference(float[] a, float[] b) {
        double most = 0;
        for (int i = 0; i < a.length; i++) {
            most = Math.max(most, Math.abs(a[i] - b[i]));
        }
        return most;
    }

    private static float[] logits(BertConfig config, Map<String, StoredTensor> stored, Network network) {
        try (NDManager manager = NDManager.newBaseManager();
                BertModel model = new BertModel(manager, config, stored, Precision.FLOAT32);
                Inputs inputs = inputs(manager);
                ForwardPass pass = model.infer(network, inputs)) {
            Value logits = pass.logits();
            return logits.floats(manager);
        }
    }

    private static Inputs inputs(NDManager manager) {
        Random random = new Random(6);
        float[] mask = new float[5 * 12];
        for (int row = 0; row < 5; row++) {
            Arrays.fill(mask, row * 12, row * 12 + 12 - row, 1);
        }
        return Inputs.of(manager, 5, 12, random.longs(60, 0, 50).toArray(), random.longs(60, 0, 2).toArray(), mask);
    }
}
