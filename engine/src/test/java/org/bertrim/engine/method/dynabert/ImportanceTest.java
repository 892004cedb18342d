package org.bertrim.engine.method.dynabert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bertrim.engine.format.StoredTensor;
import org.bertrim.engine.kernel.Kernels;
import org.bertrim.engine.kernel.Precision;
import org.bertrim.engine.kernel.Value;
import org.bertrim.engine.model.BertConfig;
import org.bertrim.engine.model.BertModel;
import org.bertrim.engine.model.ForwardPass;
import org.bertrim.engine.model.Network;
import org.bertrim.engine.model.Parameters;
import org.bertrim.engine.model.RandomWeights;
import org.bertrim.engine.model.Slicer;
import org.bertrim.engine.task.Batches;
import org.bertrim.engine.task.TokenRows;
import org.bertrim.engine.training.TinyTask;
import org.bertrim.engine.training.TrainingBatch;
import org.bertrim.engine.training.TrainingData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Importance of heads and neurons against differences and explicit gradients. */
class ImportanceTest {

    private static final BertConfig CONFIG = BertConfig.of(TinyTask.SHAPE, 1e-12, 2);
    private static final TrainingData DATA = TinyTask.classes(8);
    private static final TokenRows ROWS = TinyTask.rows(DATA.info().kind(), 20, 9);
    /** Rows of a batch: the released code's. */
    private static final int BATCH = 8;

    private final Map<String, StoredTensor> weights = RandomWeights.of(CONFIG, 13, 0.25);
    private final NDManager manager = NDManager.newBaseManager();
    private final BertModel model = new BertModel(manager, CONFIG, weights, Precision.FLOAT32);
    private final Network full = Network.full(CONFIG);

    @BeforeAll
    static void oneThread() {
        Kernels.threads(1);
    }

    @AfterEach
    void close() {
        model.close();
        manager.close();
    }

    /**
     * Scaling a head's columns of the output projection scales the head's output: the loss's central difference, absolute for each
     * batch, summed.
     */
    @Test
    void headImportanceIsTheSlopeOfTheLossInTheHeadsScale() {
        Importance importance = importance(model);
        double step = 1e-2;
        for (int layer : new int[] {0, 3}) {
            for (int head = 0; head < 4; head++) {
                double sum = 0;
                for (int[] rows : Batches.sequential(ROWS, BATCH)) {
                    sum += Math.abs(loss(layer, head, 1 + step, rows) - loss(layer, head, 1 - step, rows)) / (2 * step);
                }
                assertThat(importance.heads().get(layer)[head]).isCloseTo(sum, within(2e-3 + 1e-2 * sum));
            }
        }
        assertThat(importance.examples()).isEqualTo(20);
    }

    /** Methods 5.2, with gradients taken batch by batch; the sum of absolutes is above the absolute of the sum (pitfall 2). */
    @Test
    void neuronImportanceIsTheFormulaForEachBatch() {
        Importance importance = importance(model);
        double[][] expected = new double[4][32];
        double[][] piled = new double[4][32];
        for (int[] rows : Batches.sequential(ROWS, BATCH)) {
            Map<String, float[]> gradients = gradients(rows);
            for (int layer = 0; layer < 4; layer++) {
                for (int i = 0; i < 32; i++) {
                    double in = inward(layer, i, gradients);
                    double out = outward(layer, i, gradients);
                    expected[layer][i] += Math.abs(in) + Math.abs(out);
                    piled[layer][i] += in + out;
                }
            }
        }
        int cancelled = 0;
        for (int layer = 0; layer < 4; layer++) {
            for (int i = 0; i < 32; i++) {
                assertThat(importance.neurons().get(layer)[i]).isCloseTo(expected[layer][i], within(1e-5));
                cancelled += expected[layer][i] > 3 * Math.abs(piled[layer][i]) ? 1 : 0;
            }
        }
        assertThat(cancelled).as("neurons whose batches disagree").isGreaterThan(10);
    }

    @Test
    void aHeadAndANeuronWithoutEffectComeLast() {
        Map<String, StoredTensor> dead = new LinkedHashMap<>(weights);
        float[] output = weights.get("bert.encoder.layer.1.attention.output.dense.weight").toFloats();
        float[] outer = weights.get("bert.encoder.layer.1.output.dense.weight").toFloats();
        for (int row = 0; row < 16; row++) {
            Arrays.fill(output, row * 16 + 8, row * 16 + 12, 0); // head 2
            outer[row * 32 + 7] = 0;
        }
        dead.put("bert.encoder.layer.1.attention.output.dense.weight", StoredTensor.floats(new long[] {16, 16}, output));
        dead.put("bert.encoder.layer.1.output.dense.weight", StoredTensor.floats(new long[] {16, 32}, outer));
        try (BertModel other = new BertModel(manager, CONFIG, dead, Precision.FLOAT32)) {
            Importance importance = importance(other);

            assertThat(importance.heads().get(1)[2]).isZero();
            assertThat(importance.headOrder()[1][3]).isEqualTo(2);
            assertThat(importance.neurons().get(1)[7]).isZero();
            assertThat(importance.neuronOrder()[1][31]).isEqualTo(7);
        }
    }

    @Test
    void ordersAreDescendingAndEqualUnitsStay() {
        Importance importance = new Importance(List.of(new double[] {1, 3, 2, 3}), List.of(new double[] {0, 0, 5}), 1);

        assertThat(importance.headOrder()).isEqualTo(new int[][] {{1, 3, 2, 0}});
        assertThat(importance.neuronOrder()).isEqualTo(new int[][] {{2, 0, 1}});
    }

    /** Layers that share a set have equal importances: the sum of what each layer's own copy would have. */
    @Test
    void sharedLayersCountTogether() {
        BertConfig shared = CONFIG.withSets(List.of(0, 0, 1, 1));
        Map<String, StoredTensor> sets = RandomWeights.of(shared, 13, 0.25);
        Map<String, StoredTensor> copies = new LinkedHashMap<>();
        Parameters.of(CONFIG).keySet().forEach(name -> {
            String set = name;
            for (int layer = 3; layer >= 0; layer--) {
                set = name.startsWith(Parameters.layer(layer))
                        ? name.replace(Parameters.layer(layer), Parameters.layer(layer / 2))
                        : set;
            }
            copies.put(name, sets.get(set));
        });
        try (BertModel together = new BertModel(manager, shared, sets, Precision.FLOAT32);
                BertModel apart = new BertModel(manager, CONFIG, copies, Precision.FLOAT32)) {
            Importance sum = importance(together);
            Importance each = importance(apart);
            for (int layer = 0; layer < 4; layer++) {
                int first = layer / 2 * 2;
                for (int i = 0; i < 32; i++) {
                    assertThat(sum.neurons().get(layer)[i])
                            .isCloseTo(each.neurons().get(first)[i] + each.neurons().get(first + 1)[i], within(1e-5));
                }
                for (int i = 0; i < 4; i++) {
                    assertThat(sum.heads().get(layer)[i])
                            .isCloseTo(each.heads().get(first)[i] + each.heads().get(first + 1)[i], within(1e-5));
                }
            }
            assertThat(sum.headOrder()[1]).isEqualTo(sum.headOrder()[0]);
            assertThat(Rewiring.changedTensors(
                            shared,
                            sets,
                            Slicer.reorder(shared, sets, sum.headOrder(), sum.neuronOrder()),
                            sum.headOrder(),
                            sum.neuronOrder()))
                    .isZero();
        }
    }

    @Test
    void bfloat16SeesTheSame() {
        Importance exact = importance(model);
        try (BertModel low = new BertModel(manager, CONFIG, weights, Precision.BFLOAT16)) {
            Importance importance = importance(low);
            for (int layer = 0; layer < 4; layer++) {
                double largest = Arrays.stream(exact.neurons().get(layer)).max().orElseThrow();
                assertThat(importance.neurons().get(layer)).containsExactly(exact.neurons().get(layer), within(0.05 * largest));
            }
        }
    }

    private Importance importance(BertModel of) {
        return Importance.of(of, ROWS, DATA.info(), 0, manager);
    }

    private double loss(int layer, int head, double scale, int[] rows) {
        String name = "bert.encoder.layer." + layer + ".attention.output.dense.weight";
        float[] values = weights.get(name).toFloats();
        float[] scaled = values.clone();
        for (int row = 0; row < 16; row++) {
            for (int j = head * 4; j < head * 4 + 4; j++) {
                scaled[row * 16 + j] *= (float) scale;
            }
        }
        model.parameters().get(name).set(FloatBuffer.wrap(scaled));
        model.changed();
        try (TrainingBatch batch = batch(rows);
                ForwardPass pass = model.infer(full, batch.inputs());
                Value loss = batch.labelLoss(pass.logits())) {
            return loss.scalar(manager);
        } finally {
            model.parameters().get(name).set(FloatBuffer.wrap(values));
            model.changed();
        }
    }

    private Map<String, float[]> gradients(int[] rows) {
        Map<String, NDArray> arrays = new LinkedHashMap<>();
        model.parameters().forEach((name, array) -> arrays.put(name, manager.zeros(array.getShape())));
        try (TrainingBatch batch = batch(rows);
                Value list = Value.list(List.copyOf(arrays.values()));
                ForwardPass pass = model.train(full, batch.inputs(), 0);
                Value loss = batch.labelLoss(pass.logits())) {
            pass.backward(loss, list);
        }
        Map<String, float[]> gradients = new LinkedHashMap<>();
        arrays.forEach((name, array) -> gradients.put(name, array.toFloatArray()));
        return gradients;
    }

    private TrainingBatch batch(int[] rows) {
        return new TrainingBatch(manager, Batches.of(ROWS, rows, 0), DATA.info().kind());
    }

    private double inward(int layer, int neuron, Map<String, float[]> gradients) {
        String name = "bert.encoder.layer." + layer + ".intermediate.dense.";
        float[] w = weights.get(name + "weight").toFloats();
        float[] g = gradients.get(name + "weight");
        double sum = weights.get(name + "bias").toFloats()[neuron] * gradients.get(name + "bias")[neuron];
        for (int j = 0; j < 16; j++) {
            sum += w[neuron * 16 + j] * g[neuron * 16 + j];
        }
        return sum;
    }

    private double outward(int layer, int neuron, Map<String, float[]> gradients) {
        String name = "bert.encoder.layer." + layer + ".output.dense.weight";
        float[] w = weights.get(name).toFloats();
        float[] g = gradients.get(name);
        double sum = 0;
        for (int k = 0; k < 16; k++) {
            sum += w[k * 32 + neuron] * g[k * 32 + neuron];
        }
        return sum;
    }
}
