package org.bertrim.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The Gumbel estimator, the search's loss and its optimizers against closed forms and values computed by hand. */
class SearchKernelTest {

    private static final int[] ONE = {1};

    private final NDManager manager = NDManager.newBaseManager();

    @AfterEach
    void close() {
        manager.close();
    }

    /**
     * For L = Σ c_i y_i with y = softmax((log softmax θ + g) / τ): dL/dθ_j = y_j (c_j − Σ c_i y_i) / τ, while going forward y is one-hot.
     */
    @Test
    void theStraightThroughGradientIsThatOfTheSoftmax() {
        double[] theta = {0.3, -0.2, 1.1, 0};
        double[] noise = {0.5, 1.4, -0.3, 0.1};
        double[] c = {2, -1, 0.5, 3};
        double tau = 0.7;
        double[] y = new double[4];
        double sum = 0;
        for (int i = 0; i < 4; i++) {
            y[i] = Math.exp((theta[i] + noise[i]) / tau);
            sum += y[i];
        }
        double mean = 0;
        for (int i = 0; i < 4; i++) {
            y[i] /= sum;
            mean += c[i] * y[i];
        }
        NDArray gradient = manager.zeros(new Shape(1, 4), DataType.FLOAT64);
        NDArray costs = manager.create(c);
        try (Value list = Value.list(List.of(manager.create(theta, new Shape(1, 4))));
                Value none = Value.list(List.of());
                Value leaves = CellKernels.leaves(list, ONE, none);
                Value leaf = Kernels.element(leaves, 0);
                Value soft = CellKernels.gumbel(leaf, manager.create(noise, new Shape(1, 4)), tau);
                Value hard = CellKernels.straightThrough(soft, manager.create(new long[] {1}));
                Value depth = Value.of(manager.create(new double[] {1}));
                Value loss = CellKernels.efficiency(depth, hard, costs); // one edge, the only depth: Σ c y
                Value into = Value.list(List.of(gradient))) {
            CellKernels.accumulate(loss, leaves, ONE, none, into);
            assertThat(hard.floats(manager)).containsExactly(0, 1, 0, 0);
            assertThat(loss.scalar(manager)).isEqualTo(-1);
        }
        double[] actual = gradient.toDoubleArray();
        for (int j = 0; j < 4; j++) {
            assertThat(actual[j]).isCloseTo(y[j] * (c[j] - mean) / tau, within(1e-12));
        }
    }

    /** K = 2 of 4, costs 0.1 and 0.3: 2/4 · 0.2. */
    @Test
    void efficiencyIsTheShareOfDepthTimesTheMeanCost() {
        try (Value depth = Value.of(manager.create(new float[] {0, 1, 0, 0}));
                Value edges = Value.of(manager.create(new float[] {1, 0, 0, 1}, new Shape(2, 2)));
                Value loss = CellKernels.efficiency(depth, edges, manager.create(new float[] {0.1f, 0.3f}))) {
            assertThat(loss.scalar(manager)).isCloseTo(0.1f, within(1e-7f));
        }
    }

    /**
     * One row of class 0; teacher layers 0 and 1 and the teacher itself answer (ln 3, 0), (0, 0), (ln 3, 0): probabilities 3/4, 1/2, 3/4
     * of class 0. The student's depths 0 and 1 answer (0, 0) and (0, 0).
     *
     * <p>CE = ln 2. KL of (3/4, 1/4) against (1/2, 1/2) = 3/4 ln 3/2 + 1/4 ln 1/2 = 0.130812. Probes: CE ln 4/3 and ln 2, so weights
     * 3/4 : 1/2 = 0.6 and 0.4; KL 0.130812 and 0; together 0.078487. γ = 0.8: 0.2·0.693147 + 0.8·(0.130812 + 0.078487)/2 = 0.222349.
     */
    @Test
    void theLossIsThatOfTheEquations() {
        float ln3 = (float) Math.log(3);
        NDArray zero = manager.zeros(new Shape(1, 2));
        try (Value logits = Value.list(List.of(zero, zero));
                Value answers = Value.of(manager.create(new float[] {ln3, 0, 0, 0, ln3, 0}, new Shape(1, 3, 2)));
                Value depth = Value.of(manager.create(new float[] {1}));
                Value edges = Value.of(manager.create(new float[] {1, 0}, new Shape(1, 2)));
                Value losses = loss(logits, answers, depth, edges, true);
                Value simple = loss(logits, answers, depth, edges, false)) {
            assertThat(element(losses, 1)).isCloseTo(0.693147f, within(1e-6f));
            assertThat(element(losses, 2)).isCloseTo(0.130812f, within(1e-6f));
            assertThat(element(losses, 3)).isCloseTo(0.078487f, within(1e-6f));
            assertThat(element(losses, 4)).isCloseTo(0.5f, within(1e-6f));
            assertThat(element(losses, 0)).isCloseTo(0.222349f + 4 * 0.5f, within(1e-5f));
            assertThat(element(simple, 0)).isCloseTo(0.2f * 0.693147f + 0.8f * 0.130812f + 2, within(1e-5f));
            try (Value weights = Kernels.element(losses, 5)) {
                assertThat(weights.floats(manager)[0]).isCloseTo(0.6f, within(1e-6f));
            }
        }
    }

    private Value loss(Value logits, Value answers, Value depth, Value edges, boolean hierarchical) {
        return CellKernels.searchLoss(
                logits,
                manager.create(new long[] {0}),
                false,
                answers,
                depth,
                1,
                edges,
                manager.create(new float[] {0.5f, 0}),
                0.8,
                4,
                hierarchical);
    }

    private float element(Value list, int index) {
        try (Value each = Kernels.element(list, index)) {
            return each.scalar(manager);
        }
    }

    /** Regression: (1 − 3)² = 4 of the labels; probes 2 and 1 against the label 3: weights e^-1 : e^-4. */
    @Test
    void regressionComparesValues() {
        NDArray one = manager.create(new float[] {1}, new Shape(1, 1));
        try (Value logits = Value.list(List.of(one, one));
                Value answers = Value.of(manager.create(new float[] {2, 1, 2.5f}, new Shape(1, 3, 1)));
                Value depth = Value.of(manager.create(new float[] {1}));
                Value edges = Value.of(manager.create(new float[] {1}, new Shape(1, 1)));
                Value losses = CellKernels.searchLoss(
                        logits, manager.create(new float[] {3}), true, answers, depth, 1, edges,
                        manager.create(new float[] {0}), 0.8, 0, true)) {
            double share = 1 / (1 + Math.exp(-3));
            assertThat(element(losses, 1)).isEqualTo(4);
            assertThat(element(losses, 2)).isEqualTo(2.25f);
            assertThat(element(losses, 3)).isCloseTo((float) share, within(1e-6f)); // (1 − 2)² and (1 − 1)²
        }
    }

    /** Logits 0 and ln 3 against label 0 and a teacher that is undecided: CE = ln 4; KL(½ ½ ‖ ¼ ¾) = ½ ln 2 + ½ ln ⅔. */
    @Test
    void theChildLearnsFromLabelsAndTeacher() {
        double gamma = 0.25;
        double labels = Math.log(4);
        double known = 0.5 * Math.log(2) + 0.5 * Math.log(2 / 3.0);
        try (Value logits = Value.of(manager.create(new float[] {0, (float) Math.log(3)}, new Shape(1, 2)));
                Value teacher = Value.of(manager.create(new float[] {5, 5}, new Shape(1, 2)));
                Value losses = CellKernels.taughtLoss(logits, manager.create(new long[] {0}), false, teacher, gamma)) {
            assertThat(element(losses, 0)).isCloseTo((float) (0.75 * labels + 0.25 * known), within(1e-6f));
            assertThat(element(losses, 1)).isCloseTo((float) labels, within(1e-6f));
            assertThat(element(losses, 2)).isCloseTo((float) known, within(1e-6f));
        }
    }

    /** Each direction is an eigenvector of the covariance, computed here by itself; they are orthonormal and the strongest come first. */
    @Test
    void principalDirectionsSolveTheEigenEquation() {
        int rows = 40;
        int columns = 5;
        Random random = new Random(3);
        float[] table = new float[rows * columns];
        for (int i = 0; i < table.length; i++) {
            table[i] = (float) (random.nextGaussian() * (1 + i % columns) + 2);
        }
        double[] mean = new double[columns];
        for (int i = 0; i < table.length; i++) {
            mean[i % columns] += table[i] / (double) rows;
        }
        double[][] covariance = new double[columns][columns];
        for (int r = 0; r < rows; r++) {
            for (int a = 0; a < columns; a++) {
                for (int b = 0; b < columns; b++) {
                    covariance[a][b] += (table[r * columns + a] - mean[a]) * (table[r * columns + b] - mean[b]);
                }
            }
        }
        float[] found;
        try (Value value = CellKernels.principal(manager.create(table, new Shape(rows, columns)), 3)) {
            found = value.floats(manager);
        }
        double before = Double.POSITIVE_INFINITY;
        for (int p = 0; p < 3; p++) {
            double strength = 0;
            double[] image = new double[columns];
            for (int a = 0; a < columns; a++) {
                for (int b = 0; b < columns; b++) {
                    image[a] += covariance[a][b] * found[p * columns + b];
                }
                strength += image[a] * found[p * columns + a];
            }
            double largest = 0;
            for (int a = 0; a < columns; a++) {
                assertThat(image[a]).isCloseTo(strength * found[p * columns + a], within(strength * 1e-5));
                double entry = found[p * columns + a];
                largest = Math.abs(entry) > Math.abs(largest) ? entry : largest;
            }
            assertThat(largest).isPositive();
            assertThat(strength).isLessThan(before).isPositive();
            before = strength;
            for (int q = 0; q <= p; q++) {
                double product = 0;
                for (int a = 0; a < columns; a++) {
                    product += (double) found[p * columns + a] * found[q * columns + a];
                }
                assertThat(product).isCloseTo(p == q ? 1 : 0, within(1e-5));
            }
        }
    }

    /** m = 0.9·2 + (0.5 + 0.1·4) = 2.7; w = 4 − 0.01·2.7. */
    @Test
    void gradientDescentHasMomentumAndDecay() {
        NDArray weight = manager.create(new float[] {4});
        NDArray momentum = manager.create(new float[] {2});
        try (Value weights = Value.list(List.of(weight));
                Value gradients = Value.list(List.of(manager.create(new float[] {0.5f})));
                Value momenta = Value.list(List.of(momentum))) {
            CellKernels.sgd(weights, gradients, momenta, 0.01, 0.9, 0.1);
        }
        assertThat(momentum.toFloatArray()[0]).isCloseTo(2.7f, within(1e-6f));
        assertThat(weight.toFloatArray()[0]).isCloseTo(3.973f, within(1e-6f));
    }

    /** g = 1 + 0.1·2 = 1.2; in the first step both bias corrections leave g and g², so the step is the rate. */
    @Test
    void adamDecaysByItsGradient() {
        NDArray weight = manager.create(new float[] {2});
        NDArray first = manager.zeros(new Shape(1));
        NDArray second = manager.zeros(new Shape(1));
        try (Value weights = Value.list(List.of(weight));
                Value gradients = Value.list(List.of(manager.create(new float[] {1})));
                Value firsts = Value.list(List.of(first));
                Value seconds = Value.list(List.of(second));
                Value steps = Value.list(List.of(manager.create(1f)))) {
            CellKernels.adam(weights, gradients, firsts, seconds, steps, 0.01, 0.5, 0.999, 1e-8, 0.1);
        }
        assertThat(weight.toFloatArray()[0]).isCloseTo(1.99f, within(1e-6f));
        assertThat(first.toFloatArray()[0]).isCloseTo(0.6f, within(1e-6f)); // half of 1.2
        assertThat(second.toFloatArray()[0]).isCloseTo(0.00144f, within(1e-7f)); // a thousandth of 1.44
    }
}
