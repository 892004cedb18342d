package org.bertrim.engine.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

/**
 * The best linear map from given vectors to targets, by ridge regression: minimal squared error plus λ times the squared weights, on vectors
 * of mean 0 and deviation 1. λ is the one of a few with the smallest leave-one-out error, which has a closed form. So there are no steps, no
 * rates and no chance in it.
 *
 * <p>n rows, d numbers of a vector, c targets. Solved in its dual form, K = X·Xᵀ/d: α = (K + λ·mean diagonal·I)⁻¹·Y, because there are fewer
 * rows than numbers; the leave-one-out error of row i is α_i / ((K + λI)⁻¹)_ii.
 */
final class LinearProbe {

    private static final double[] LAMBDAS = {1e-3, 1e-2, 1e-1, 1};
    private static final double SMALLEST_DEVIATION = 1e-6;

    private final int numbers;
    private final double[] mean;
    private final double[] scale;
    private final double[] weights; // (d, c)
    private final double[] offset; // (c)

    private LinearProbe(int numbers, double[] mean, double[] scale, double[] weights, double[] offset) {
        this.numbers = numbers;
        this.mean = mean;
        this.scale = scale;
        this.weights = weights;
        this.offset = offset;
    }

    /**
     * Fits.
     *
     * @param vectors (n, d), row major
     * @param targets (n, c), row major
     */
    static LinearProbe fit(NDManager parent, float[] vectors, double[] targets, int rows) {
        int numbers = vectors.length / rows;
        int outputs = targets.length / rows;
        double[] mean = means(vectors, rows, numbers);
        double[] scale = scales(vectors, mean, rows, numbers);
        double[] offset = new double[outputs];
        for (int i = 0; i < targets.length; i++) {
            offset[i % outputs] += targets[i] / rows;
        }
        double[] centred = new double[targets.length];
        for (int i = 0; i < targets.length; i++) {
            centred[i] = targets[i] - offset[i % outputs];
        }
        try (NDManager manager = parent.newSubManager()) {
            NDArray x = manager.create(standard(vectors, mean, scale, numbers), new Shape(rows, numbers)); // (n, d)
            NDArray y = manager.create(centred, new Shape(rows, outputs)); // (n, c)
            NDArray kernel = x.matMul(x.transpose()).div(numbers); // (n, n)
            double level = Math.max(SMALLEST_DEVIATION, trace(kernel.toDoubleArray(), rows) / rows);
            double least = Double.POSITIVE_INFINITY;
            double[] best = new double[numbers * outputs];
            for (double lambda : LAMBDAS) {
                NDArray inverse = kernel.add(manager.eye(rows, rows, 0, DataType.FLOAT64).mul(lambda * level)).inverse(); // (n, n)
                NDArray alpha = inverse.matMul(y); // (n, c)
                double error = leftOut(alpha.toDoubleArray(), inverse.toDoubleArray(), rows, outputs);
                if (error < least) {
                    least = error;
                    best = x.transpose().matMul(alpha).div(numbers).toDoubleArray(); // (d, c)
                }
            }
            return new LinearProbe(numbers, mean, scale, best, offset);
        }
    }

    private static double leftOut(double[] alpha, double[] inverse, int rows, int outputs) {
        double sum = 0;
        for (int row = 0; row < rows; row++) {
            double diagonal = inverse[row * rows + row];
            for (int k = 0; k < outputs; k++) {
                double error = alpha[row * outputs + k] / diagonal;
                sum += error * error;
            }
        }
        return sum;
    }

    private static double trace(double[] square, int rows) {
        double sum = 0;
        for (int row = 0; row < rows; row++) {
            sum += square[row * rows + row];
        }
        return sum;
    }

    private static double[] means(float[] vectors, int rows, int numbers) {
        double[] mean = new double[numbers];
        for (int i = 0; i < vectors.length; i++) {
            mean[i % numbers] += (double) vectors[i] / rows;
        }
        return mean;
    }

    private static double[] scales(float[] vectors, double[] mean, int rows, int numbers) {
        double[] squares = new double[numbers];
        for (int i = 0; i < vectors.length; i++) {
            double far = vectors[i] - mean[i % numbers];
            squares[i % numbers] += far * far / rows;
        }
        for (int i = 0; i < numbers; i++) {
            squares[i] = 1 / Math.max(SMALLEST_DEVIATION, Math.sqrt(squares[i]));
        }
        return squares;
    }

    private static double[] standard(float[] vectors, double[] mean, double[] scale, int numbers) {
        double[] standard = new double[vectors.length];
        for (int i = 0; i < vectors.length; i++) {
            standard[i] = (vectors[i] - mean[i % numbers]) * scale[i % numbers];
        }
        return standard;
    }

    /** Answers (rows, c) to vectors (rows, d). */
    float[] answers(float[] vectors) {
        int rows = vectors.length / numbers;
        double[] standard = standard(vectors, mean, scale, numbers);
        int outputs = offset.length;
        float[] answers = new float[rows * outputs];
        for (int row = 0; row < rows; row++) {
            for (int k = 0; k < outputs; k++) {
                double sum = offset[k];
                for (int i = 0; i < numbers; i++) {
                    sum += standard[row * numbers + i] * weights[i * outputs + k];
                }
                answers[row * outputs + k] = (float) sum;
            }
        }
        return answers;
    }
}
