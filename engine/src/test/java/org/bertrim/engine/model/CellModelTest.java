package org.bertrim.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.bertrim.engine.format.StoredTensor;
import org.bertrim.engine.kernel.CellKernels;
import org.bertrim.engine.kernel.CellKernels.Norm;
import org.bertrim.engine.kernel.Kernels;
import org.bertrim.engine.kernel.Value;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Cells against {@link ReferenceCells}, which works row by row without padding, and their gradients against central differences. */
class CellModelTest {

    private static final int DEPTH = 3;
    private static final int NODES = 2;
    private static final int WIDTH = 4;
    private static final List<Operation> ALL = List.of(Operation.values());
    private static final ModelShape TEACHER = new ModelShape(2, 6, 2, 12, 30, 16, 2);
    /** Rows of token ids behind the first token, of mixed lengths, one of one token. */
    private static final int[][] FIRST = {{5, 9, 3, 7, 7, 2, 8, 4, 6}, {4, 11, 2}, {3}};
    private static final int[][] SECOND = {{8, 2}, {5, 6, 7, 8, 9, 10, 2}, {9, 9, 2}};

    private final NDManager manager = NDManager.newBaseManager();

    @BeforeAll
    static void oneThread() {
        Kernels.threads(1);
    }

    @AfterEach
    void close() {
        manager.close();
    }

    private static CellConfig config(boolean pair) {
        return CellConfig.search(TEACHER, WIDTH, DEPTH, NODES, ALL, pair, 3);
    }

    /** Random values everywhere; scales and variances stay positive. */
    static Map<String, StoredTensor> weights(CellConfig config, long seed) {
        Random random = new Random(seed);
        Map<String, StoredTensor> weights = new LinkedHashMap<>();
        config.tensors().forEach((name, shape) -> {
            float[] values = new float[(int) Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
            for (int i = 0; i < values.length; i++) {
                boolean positive = name.endsWith(".scale") || name.endsWith(".variance") || name.equals("embeddings.norm.weight");
                values[i] = (float) (positive ? 0.5 + random.nextDouble() : 0.5 * random.nextGaussian());
            }
            weights.put(name, StoredTensor.floats(shape, values));
        });
        return weights;
    }

    private CellInputs inputs(boolean pair, int[] rows, int padding) {
        int longest = 0;
        for (int row : rows) {
            longest = Math.max(longest, 1 + FIRST[row].length + (pair ? SECOND[row].length : 0));
        }
        int tokens = longest + padding;
        long[] ids = new long[rows.length * tokens];
        long[] types = new long[ids.length];
        float[] mask = new float[ids.length];
        for (int i = 0; i < rows.length; i++) {
            int at = i * tokens;
            ids[at] = 1;
            mask[at++] = 1;
            for (int id : FIRST[rows[i]]) {
                ids[at] = id;
                mask[at++] = 1;
            }
            for (int id : pair ? SECOND[rows[i]] : new int[0]) {
                ids[at] = id;
                types[at] = 1;
                mask[at++] = 1;
            }
        }
        return CellInputs.of(manager, rows.length, tokens, ids, types, mask, pair);
    }

    private static int[][][] sentences(boolean pair) {
        return pair ? new int[][][] {FIRST, SECOND} : new int[][][] {FIRST};
    }

    private float[] logits(CellModel model, CellInputs inputs, CellModel.Choice choice, Norm norm) {
        try (CellPass pass = model.infer(inputs, choice, norm);
                Value logits = pass.logits(choice.depth())) {
            return logits.floats(manager);
        }
    }

    private static double[] flat(double[][] rows) {
        return Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
    }

    private static void assertClose(float[] actual, double[] expected) {
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < expected.length; i++) {
            assertThat((double) actual[i]).as("element " + i).isCloseTo(expected[i], within(1e-5));
        }
    }

    @ParameterizedTest
    @EnumSource(Operation.class)
    void everyOperationIsThatOfItsDefinition(Operation operation) {
        for (boolean pair : new boolean[] {false, true}) {
            CellConfig config = config(pair);
            Map<String, StoredTensor> weights = weights(config, 3);
            int[] selected = new int[config.edges().size()];
            Arrays.fill(selected, operation.ordinal());
            for (boolean batch : new boolean[] {true, false}) {
                double[] expected =
                        flat(new ReferenceCells(config, weights, batch).logits(sentences(pair), 2, selected));
                try (CellModel model = new CellModel(manager, config, weights);
                        CellInputs inputs = inputs(pair, new int[] {0, 1, 2}, 0)) {
                    assertClose(
                            logits(model, inputs, new CellModel.Choice(2, selected), batch ? Norm.BATCH : Norm.STORED),
                            expected);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void mixedCellsOfEveryDepthAreThoseOfTheirDefinition(boolean pair) {
        CellConfig config = config(pair);
        Map<String, StoredTensor> weights = weights(config, 4);
        Random random = new Random(5);
        try (CellModel model = new CellModel(manager, config, weights);
                CellInputs inputs = inputs(pair, new int[] {0, 1, 2}, 0)) {
            for (int depth = 1; depth <= DEPTH; depth++) {
                int[] selected = random.ints(config.edges().size(), -1, ALL.size()).toArray();
                double[] expected =
                        flat(new ReferenceCells(config, weights, true).logits(sentences(pair), depth, selected));
                assertClose(logits(model, inputs, new CellModel.Choice(depth, selected), Norm.BATCH), expected);
            }
        }
    }

    /** A batch that is padded further gives the same logits and the same statistics. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void paddingCountsNowhere(boolean pair) {
        CellConfig config = config(pair);
        Map<String, StoredTensor> weights = weights(config, 6);
        int[] selected = new Random(7).ints(config.edges().size(), 0, ALL.size()).toArray();
        CellModel.Choice choice = new CellModel.Choice(DEPTH, selected);
        List<float[]> logits = new ArrayList<>();
        List<Map<String, StoredTensor>> statistics = new ArrayList<>();
        for (int padding : new int[] {0, 5}) {
            try (CellModel model = new CellModel(manager, config, weights);
                    CellInputs inputs = inputs(pair, new int[] {0, 1, 2}, padding)) {
                logits.add(logits(model, inputs, choice, new Norm(true, 1)));
                statistics.add(model.store());
            }
        }
        try (CellModel model = new CellModel(manager, config, statistics(weights, statistics.get(0)));
                CellInputs whole = inputs(pair, new int[] {0, 1, 2}, 0);
                CellInputs alone = inputs(pair, new int[] {1}, 0)) {
            float[] together = logits(model, whole, choice, Norm.STORED);
            float[] one = logits(model, alone, choice, Norm.STORED);
            for (int c = 0; c < 3; c++) {
                assertThat(one[c]).isCloseTo(together[3 + c], within(1e-5f));
            }
        }
        for (int i = 0; i < logits.get(0).length; i++) {
            assertThat(logits.get(1)[i]).isCloseTo(logits.get(0)[i], within(1e-5f));
        }
        statistics.get(0).forEach((name, tensor) -> {
            float[] other = statistics.get(1).get(name).toFloats();
            float[] mine = tensor.toFloats();
            for (int i = 0; i < mine.length; i++) {
                assertThat(other[i]).as(name).isCloseTo(mine[i], within(1e-5f));
            }
        });
    }

    private static Map<String, StoredTensor> statistics(Map<String, StoredTensor> tables, Map<String, StoredTensor> stored) {
        Map<String, StoredTensor> all = new LinkedHashMap<>(tables);
        all.putAll(stored);
        return all;
    }

    /** Of the loss sum of logits · fixed numbers, through every kind of operation at once. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void everyWeightsGradientIsTheSlopeOfTheLoss(boolean pair) {
        CellConfig config = config(pair);
        Map<String, StoredTensor> weights = weights(config, 8);
        int[] selected = IntStream.range(0, config.edges().size()).map(e -> (2 * e + 1) % 9).toArray();
        slopes(config, weights, new CellModel.Choice(2, selected), pair, 60);
    }

    /** The small network's own tables learn, through the rows of the batch's tokens. */
    @Test
    void aChildsTablesLearn() {
        Architecture architecture = new Architecture(
                2,
                2,
                List.of(
                        new KeptEdge(0, 2, Operation.CONV5, 1),
                        new KeptEdge(1, 2, Operation.MAX_POOL3, 1),
                        new KeptEdge(1, 3, Operation.DILATED7, 1),
                        new KeptEdge(2, 3, Operation.SKIP, 1)));
        CellConfig child = config(false).child(architecture);
        slopes(child, weights(child, 9), new CellModel.Choice(2, new int[4]), false, 25);
    }

    private void slopes(
            CellConfig config, Map<String, StoredTensor> weights, CellModel.Choice choice, boolean pair, int least) {
        int head = config.everyDepth() ? choice.depth() : 0;
        NDArray labels = manager.create(new long[] {0, 2, 1});
        try (CellModel model = CellModel.inDoublePrecision(manager, config, weights);
                CellInputs inputs = inputs(pair, new int[] {0, 1, 2}, 1)) {
            Map<String, NDArray> gradients = new LinkedHashMap<>();
            model.parameters()
                    .forEach((name, array) -> gradients.put(name, manager.zeros(array.getShape(), DataType.FLOAT64)));
            try (Value list = Value.list(List.copyOf(gradients.values()));
                    CellPass pass = model.train(inputs, choice, Norm.BATCH, 0);
                    Value logits = pass.logits(head);
                    Value loss = Kernels.crossEntropy(logits, labels)) {
                pass.backward(loss, list);
            }
            Random random = new Random(10);
            int clear = 0;
            for (Map.Entry<String, NDArray> entry : gradients.entrySet()) {
                NDArray parameter = model.parameters().get(entry.getKey());
                double[] gradient = entry.getValue().toDoubleArray();
                double[] values = parameter.toDoubleArray();
                for (int i = 0; i < 3; i++) {
                    int at = random.nextInt(values.length);
                    double step = 1e-5;
                    double slope = (loss(model, inputs, choice, head, labels, parameter, values, at, step)
                                    - loss(model, inputs, choice, head, labels, parameter, values, at, -step))
                            / (2 * step);
                    assertThat(gradient[at]).as(entry.getKey() + "[" + at + "]").isCloseTo(slope, within(1e-6));
                    clear += Math.abs(slope) > 1e-4 ? 1 : 0;
                }
            }
            assertThat(clear).as("slopes that are clearly not zero").isGreaterThan(least);
        }
    }

    private double loss(
            CellModel model, CellInputs inputs, CellModel.Choice choice, int head, NDArray labels, NDArray parameter,
            double[] values, int at, double step) {
        double[] moved = values.clone();
        moved[at] += step;
        parameter.set(java.nio.DoubleBuffer.wrap(moved));
        try (CellPass pass = model.infer(inputs, choice, Norm.BATCH);
                Value logits = pass.logits(head);
                Value loss = Kernels.crossEntropy(logits, labels);
                NDArray array = loss.array(manager)) {
            return array.toDoubleArray()[0];
        } finally {
            parameter.set(java.nio.DoubleBuffer.wrap(values));
        }
    }

    /**
     * The gate of a candidate that was not drawn has the gradient that it would have if its output were added: the slope of the loss
     * when the edge's output is the drawn one plus h times the candidate's.
     */
    @Test
    void everyCandidatesGateHasItsOwnSlope() {
        CellConfig config = config(false);
        Map<String, StoredTensor> weights = weights(config, 12);
        int[] selected = IntStream.range(0, config.edges().size()).map(e -> (3 * e + 2) % 9).toArray();
        CellModel.Choice choice = new CellModel.Choice(2, selected);
        NDArray labels = manager.create(new long[] {0, 2, 1});
        int edges = config.edges().size();
        try (CellModel model = CellModel.inDoublePrecision(manager, config, weights);
                CellInputs inputs = inputs(false, new int[] {0, 1, 2}, 1)) {
            double[] gate = new double[edges * ALL.size()];
            for (int e = 0; e < edges; e++) {
                gate[e * ALL.size() + selected[e]] = 1;
            }
            NDArray gates = manager.create(gate, new Shape(edges, ALL.size()));
            NDArray gradient = manager.zeros(gates.getShape(), DataType.FLOAT64);
            try (Value list = Value.list(List.of(gates));
                    Value none = Value.list(List.of());
                    Value leaves = CellKernels.leaves(list, new int[] {1}, none);
                    CellPass pass = model.search(inputs, choice, leaves, 0);
                    Value logits = pass.logits(2);
                    Value loss = Kernels.crossEntropy(logits, labels);
                    Value into = Value.list(List.of(gradient))) {
                CellKernels.accumulate(loss, leaves, new int[] {1}, none, into);
            }
            double[] slopes = gradient.toDoubleArray();
            Random random = new Random(13);
            int clear = 0;
            for (int i = 0; i < 20; i++) {
                int at = random.nextInt(gate.length);
                if (at % ALL.size() == selected[at / ALL.size()]) {
                    continue; // its weights would learn as well
                }
                double slope = (gated(model, inputs, choice, labels, gate, at, 1e-5)
                                - gated(model, inputs, choice, labels, gate, at, -1e-5))
                        / 2e-5;
                assertThat(slopes[at]).as("gate " + at).isCloseTo(slope, within(1e-6));
                clear += Math.abs(slope) > 1e-4 ? 1 : 0;
            }
            assertThat(clear).isGreaterThan(8);
        }
    }

    private double gated(
            CellModel model, CellInputs inputs, CellModel.Choice choice, NDArray labels, double[] gate, int at, double step) {
        double[] moved = gate.clone();
        moved[at] += step;
        try (Value gates = Value.list(List.of(manager.create(
                        moved, new Shape(choice.selected().length, ALL.size()))));
                CellPass pass = model.search(inputs, choice, gates, 0);
                Value logits = pass.logits(2);
                Value loss = Kernels.crossEntropy(logits, labels);
                NDArray array = loss.array(manager)) {
            return array.toDoubleArray()[0];
        }
    }

    /** A search pass returns the drawn network's logits and gradients; weights of other candidates and deeper cells get none. */
    @Test
    void theSearchsGradientsAreThoseOfTheDrawnNetwork() {
        CellConfig config = config(false);
        Map<String, StoredTensor> weights = weights(config, 14);
        int[] selected = IntStream.range(0, config.edges().size()).map(e -> (2 * e + 1) % 9).toArray();
        CellModel.Choice choice = new CellModel.Choice(2, selected);
        NDArray labels = manager.create(new long[] {0, 2, 1});
        float[] gate = new float[selected.length * ALL.size()];
        for (int e = 0; e < selected.length; e++) {
            gate[e * ALL.size() + selected[e]] = 1;
        }
        try (CellModel model = new CellModel(manager, config, weights);
                CellInputs inputs = inputs(false, new int[] {0, 1, 2}, 1);
                Value gates = Value.list(List.of(manager.create(gate, new Shape(selected.length, ALL.size()))))) {
            Map<String, float[]> drawn = gradients(model, labels, () -> model.train(inputs, choice, Norm.BATCH, 0));
            Map<String, float[]> searched = gradients(model, labels, () -> model.search(inputs, choice, gates, 0));
            drawn.forEach((name, gradient) -> {
                float[] other = searched.get(name);
                for (int i = 0; i < gradient.length; i++) {
                    assertThat(other[i]).as(name).isCloseTo(gradient[i], within(1e-6f));
                }
            });
            assertThat(searched.keySet()).filteredOn(name -> name.startsWith("cells.2.")).isNotEmpty().allSatisfy(name ->
                    assertThat(searched.get(name)).containsOnly(0));
        }
    }

    private Map<String, float[]> gradients(
            CellModel model, NDArray labels, java.util.function.Supplier<CellPass> run) {
        Map<String, NDArray> gradients = new LinkedHashMap<>();
        model.parameters().forEach((name, array) -> gradients.put(name, manager.zeros(array.getShape())));
        try (Value list = Value.list(List.copyOf(gradients.values()));
                CellPass pass = run.get();
                Value logits = pass.logits(2);
                Value loss = Kernels.crossEntropy(logits, labels)) {
            pass.backward(loss, list);
        }
        Map<String, float[]> copies = new LinkedHashMap<>();
        gradients.forEach((name, array) -> copies.put(name, array.toFloatArray()));
        return copies;
    }
}
