package org.bertrim.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import java.util.Random;
import org.bertrim.engine.kernel.Kernels;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The probe against ridge regression in its other form, (XᵀX/d + λI)w = Xᵀy/d, solved here by elimination. */
class LinearProbeTest {

    private static final int ROWS = 30;
    private static final int NUMBERS = 7;

    @BeforeAll
    static void oneThread() {
        Kernels.threads(1);
    }

    private static float[] vectors(int rows, long seed) {
        Random random = new Random(seed);
        float[] vectors = new float[rows * NUMBERS];
        for (int i = 0; i < vectors.length; i++) {
            vectors[i] = (float) (3 * random.nextGaussian() + i % NUMBERS);
        }
        return vectors;
    }

    private static LinearProbe fit(float[] vectors, double[] targets, int rows) {
        try (NDManager manager = NDManager.newBaseManager()) {
            return LinearProbe.fit(manager, vectors, targets, rows);
        }
    }

    @Test
    void findsALinearRuleAndForetellsOtherRows() {
        float[] vectors = vectors(ROWS, 1);
        float[] others = vectors(10, 2);
        float[] answers = fit(vectors, targets(vectors, ROWS), ROWS).answers(others);
        double[] right = targets(others, 10);
        for (int i = 0; i < right.length; i++) {
            assertThat(answers[i]).isCloseTo((float) right[i], within(0.15f));
        }
    }

    /** Two targets: a rule of two numbers, and one of another. */
    private static double[] targets(float[] vectors, int rows) {
        double[] targets = new double[rows * 2];
        for (int row = 0; row < rows; row++) {
            targets[2 * row] = 0.5 * vectors[row * NUMBERS] - 0.25 * vectors[row * NUMBERS + 3] + 2;
            targets[2 * row + 1] = vectors[row * NUMBERS + 6];
        }
        return targets;
    }

    @Test
    void isRidgeRegressionWithTheLeastLeaveOneOutErrorOfItsFamily() {
        Random random = new Random(5);
        float[] vectors = vectors(ROWS, 3);
        double[] noisy = targets(vectors, ROWS);
        for (int i = 0; i < noisy.length; i++) {
            noisy[i] += 2 * random.nextGaussian();
        }
        float[] asked = vectors(5, 4);
        float[] answers = fit(vectors, noisy, ROWS).answers(asked);
        double least = Double.POSITIVE_INFINITY;
        double[] expected = {};
        for (double lambda : new double[] {1e-3, 1e-2, 1e-1, 1}) {
            double error = 0;
            for (int left = 0; left < ROWS; left++) {
                error += squaredError(vectors, noisy, lambda, left);
            }
            if (error < least) {
                least = error;
                expected = ridge(vectors, noisy, lambda, -1, asked);
            }
        }
        for (int i = 0; i < answers.length; i++) {
            assertThat(answers[i]).isCloseTo((float) expected[i], within(1e-4f));
        }
    }

    private static double squaredError(float[] vectors, double[] targets, double lambda, int left) {
        double[] answer = ridge(vectors, targets, lambda, left, java.util.Arrays.copyOfRange(vectors, left * NUMBERS, (left + 1) * NUMBERS));
        double sum = 0;
        for (int k = 0; k < 2; k++) {
            double error = answer[k] - targets[2 * left + k];
            sum += error * error;
        }
        return sum;
    }

    /** On vectors and targets that were standardised with all rows, without the row {@code left}. */
    private static double[] ridge(float[] vectors, double[] targets, double lambda, int left, float[] asked) {
        double[] mean = new double[NUMBERS];
        double[] deviation = new double[NUMBERS];
        double[] offset = new double[2];
        for (int row = 0; row < ROWS; row++) {
            for (int i = 0; i < NUMBERS; i++) {
                mean[i] += (double) vectors[row * NUMBERS + i] / ROWS;
            }
            offset[0] += targets[2 * row] / ROWS;
            offset[1] += targets[2 * row + 1] / ROWS;
        }
        for (int i = 0; i < NUMBERS * ROWS; i++) {
            deviation[i % NUMBERS] += Math.pow(vectors[i] - mean[i % NUMBERS], 2) / ROWS;
        }
        double[][] normal = new double[NUMBERS][NUMBERS + 2];
        for (int row = 0; row < ROWS; row++) {
            for (int i = 0; row != left && i < NUMBERS; i++) {
                double xi = (vectors[row * NUMBERS + i] - mean[i]) / Math.sqrt(deviation[i]);
                for (int j = 0; j < NUMBERS; j++) {
                    normal[i][j] += xi * (vectors[row * NUMBERS + j] - mean[j]) / Math.sqrt(deviation[j]) / NUMBERS;
                }
                for (int k = 0; k < 2; k++) {
                    normal[i][NUMBERS + k] += xi * (targets[2 * row + k] - offset[k]) / NUMBERS;
                }
            }
        }
        for (int i = 0; i < NUMBERS; i++) {
            normal[i][i] += lambda; // the mean diagonal of XXᵀ/d is 1, as every number has deviation 1
        }
        eliminate(normal);
        double[] answers = new double[asked.length / NUMBERS * 2];
        for (int row = 0; row < asked.length / NUMBERS; row++) {
            for (int k = 0; k < 2; k++) {
                answers[2 * row + k] = offset[k];
                for (int i = 0; i < NUMBERS; i++) {
                    answers[2 * row + k] +=
                            (asked[row * NUMBERS + i] - mean[i]) / Math.sqrt(deviation[i]) * normal[i][NUMBERS + k];
                }
            }
        }
        return answers;
    }

    /** Gauss and Jordan; positive definite, so without pivots. */
    private static void eliminate(double[][] system) {
        for (int i = 0; i < system.length; i++) {
            double pivot = system[i][i];
            for (int j = 0; j < system[i].length; j++) {
                system[i][j] /= pivot;
            }
            for (int other = 0; other < system.length; other++) {
                double factor = system[other][i];
                for (int j = 0; other != i && j < system[i].length; j++) {
                    system[other][j] -= factor * system[i][j];
                }
            }
        }
    }

    @Test
    void whatNeverVariesDoesNoHarm() {
        float[] vectors = vectors(ROWS, 1);
        for (int row = 0; row < ROWS; row++) {
            vectors[row * NUMBERS + 1] = 4;
        }
        for (float answer : fit(vectors, targets(vectors, ROWS), ROWS).answers(vectors)) {
            assertThat(answer).isFinite();
        }
    }
}
