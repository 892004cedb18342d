package org.bertrim.engine.method.dynabert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.bertrim.engine.model.Network;
import org.bertrim.engine.model.Inputs;
import org.bertrim.engine.model.ForwardPass;
import org.bertrim.engine.model.BertModel;
import org.bertrim.engine.method.NetworkMeasures;
import org.bertrim.engine.format.EngineException;
import org.bertrim.engine.format.StoredTensor;
import org.bertrim.engine.method.MethodResults;
import org.bertrim.engine.method.MethodResults.Check;
import org.bertrim.engine.model.BertConfig;
import org.bertrim.engine.model.RandomWeights;
import org.bertrim.engine.model.Slicer;
import org.bertrim.engine.training.TinyTask;
import org.junit.jupiter.api.Test;

/** The exact check finds what the check by logits may miss. */
class RewiringTest {

    private static final BertConfig CONFIG = BertConfig.of(TinyTask.SHAPE, 1e-12, 2);
    private static final String NEURONS = "bert.encoder.layer.2.intermediate.dense.bias";

    private final Map<String, StoredTensor> original = RandomWeights.of(CONFIG, 3, 0.2);
    private final int[][] heads = orders(4, 1);
    private final int[][] neurons = orders(32, 2);
    private final Map<String, StoredTensor> rewired = Slicer.reorder(CONFIG, original, heads, neurons);

    private static int[][] orders(int units, long seed) {
        Random random = new Random(seed);
        return IntStream.range(0, CONFIG.layers())
                .mapToObj(layer -> IntStream.range(0, units)
                        .boxed()
                        .sorted(java.util.Comparator.comparingDouble(unit -> random.nextDouble()))
                        .mapToInt(Integer::intValue)
                        .toArray())
                .toArray(int[][]::new);
    }

    private long changed(Map<String, StoredTensor> weights, int[][] headOrder, int[][] neuronOrder) {
        return Rewiring.changedTensors(CONFIG, original, weights, headOrder, neuronOrder);
    }

    @Test
    void whatWasOnlySortedComesBack() {
        assertThat(rewired).isNotEqualTo(original);
        assertThat(changed(rewired, heads, neurons)).isZero();
    }

    /** One unit in the last place of one bias. */
    @Test
    void theSmallestChangeOfOneNumberIsFound() {
        float[] bias = rewired.get(NEURONS).toFloats();
        bias[7] = Math.nextUp(bias[7]);
        Map<String, StoredTensor> damaged = new LinkedHashMap<>(rewired);
        damaged.put(NEURONS, StoredTensor.floats(new long[] {bias.length}, bias));

        assertThat(changed(damaged, heads, neurons)).isEqualTo(1);
    }

    /** Query, key, value with their biases, and the matrix behind them: seven tensors of one layer. */
    @Test
    void anotherOrderThanTheOneThatWasAskedForIsFound() {
        int[][] swapped = java.util.Arrays.stream(heads).map(int[]::clone).toArray(int[][]::new);
        int first = swapped[1][0];
        swapped[1][0] = swapped[1][1];
        swapped[1][1] = first;

        assertThat(changed(rewired, swapped, neurons)).isEqualTo(7);
    }

    @Test
    void anOrderThatNamesAUnitTwiceIsFound() {
        int[][] twice = java.util.Arrays.stream(neurons).map(int[]::clone).toArray(int[][]::new);
        twice[0][0] = twice[0][1];

        assertThat(changed(Slicer.reorder(CONFIG, original, heads, twice), heads, twice)).isPositive();
    }

    /** In float64 sorting moves no logit; a change of one weight does. */
    @Test
    void theFunctionStaysAndOnlyTheFunctionStays() {
        float[] before = logits(original);
        assertThat(logits(rewired)).usingComparatorWithPrecision(1e-6f).containsExactly(before);

        float[] bias = rewired.get(NEURONS).toFloats();
        bias[7] += 0.05f;
        Map<String, StoredTensor> damaged = new LinkedHashMap<>(rewired);
        damaged.put(NEURONS, StoredTensor.floats(new long[] {bias.length}, bias));
        assertThat(NetworkMeasures.largestDifference(before, logits(damaged))).isGreaterThan(1e-5);
    }

    private static float[] logits(Map<String, StoredTensor> weights) {
        long[] ids = IntStream.range(0, 12).asLongStream().map(i -> i % CONFIG.vocabulary()).toArray();
        float[] mask = new float[12];
        java.util.Arrays.fill(mask, 1);
        try (NDManager manager = NDManager.newBaseManager();
                BertModel model = BertModel.inDoublePrecision(manager, CONFIG, weights);
                Inputs inputs = Inputs.of(manager, 2, 6, ids, new long[12], mask);
                ForwardPass pass = model.infer(Network.full(CONFIG), inputs)) {
            return pass.logits().floats(manager);
        }
    }

    @Test
    void aCheckThatFailsEndsTheRun() {
        assertThatThrownBy(() -> MethodResults.requirePassed(List.of(new Check("a", 0, 1, true), new Check("b", 2, 0, false))))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("b is 2.0, limit 0.0");
        MethodResults.requirePassed(List.of(new Check("a", 0, 1, true)));
    }
}
