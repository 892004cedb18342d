package org.bertrim.engine.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bertrim.engine.format.StoredTensor;

/**
 * A network of cells in plain doubles and loops, written from the definition of the search space, row by row without padding: nothing in
 * it knows of masks. [row][unit][position] throughout.
 */
final class ReferenceCells {

    private static final double NORM_EPSILON = 1e-12;
    private static final double BATCH_EPSILON = 1e-5;

    private final CellConfig config;
    private final Map<String, double[]> w = new LinkedHashMap<>();
    private final boolean batch;

    ReferenceCells(CellConfig config, Map<String, StoredTensor> weights, boolean batch) {
        this.config = config;
        this.batch = batch;
        weights.forEach((name, tensor) -> {
            float[] values = tensor.toFloats();
            double[] doubles = new double[values.length];
            for (int i = 0; i < values.length; i++) {
                doubles[i] = values[i];
            }
            w.put(name, doubles);
        });
    }

    /** Logits [row][class] of the head of depth {@code depth}; sentences[0 or 1][row] are token ids. */
    double[][] logits(int[][][] sentences, int depth, int[] selected) {
        int rows = sentences[0].length;
        double[][][] previous = embed(sentences[0]);
        double[][][] current = sentences.length == 1 ? previous : embed(sentences[1]);
        List<double[][]> means = new ArrayList<>();
        double[][] first = means(previous);
        double[][] second = means(current);
        for (int b = 0; b < rows; b++) {
            for (int d = 0; d < config.width(); d++) {
                first[b][d] = (first[b][d] + second[b][d]) / 2;
            }
        }
        means.add(first);
        for (int cell = 0; cell < depth; cell++) {
            double[][][] out = cell(cell, previous, current, selected);
            previous = current;
            current = out;
            means.add(means(out));
        }
        String head = "heads." + depth + ".";
        double[] shares = softmax(w.get(head + "attention"));
        double[][] logits = new double[rows][config.outputs()];
        for (int b = 0; b < rows; b++) {
            for (int c = 0; c < config.outputs(); c++) {
                logits[b][c] = w.get(head + "bias")[c];
                for (int d = 0; d < config.width(); d++) {
                    double state = 0;
                    for (int i = 0; i <= depth; i++) {
                        state += shares[i] * means.get(i)[b][d];
                    }
                    logits[b][c] += w.get(head + "weight")[c * config.width() + d] * Math.tanh(state);
                }
            }
        }
        return logits;
    }

    private double[][][] embed(int[][] ids) {
        int e = config.embedding();
        double[][][] x = new double[ids.length][][];
        for (int b = 0; b < ids.length; b++) {
            x[b] = new double[config.width()][ids[b].length];
            for (int s = 0; s < ids[b].length; s++) {
                double[] token = new double[e];
                for (int i = 0; i < e; i++) {
                    token[i] = w.get(CellParameters.WORD)[ids[b][s] * e + i] + w.get(CellParameters.POSITION)[(s + 1) * e + i];
                }
                double[] narrow = token;
                if (config.projected()) {
                    narrow = new double[config.width()];
                    for (int d = 0; d < narrow.length; d++) {
                        narrow[d] = w.get(CellParameters.PROJECTION_BIAS)[d];
                        for (int i = 0; i < e; i++) {
                            narrow[d] += w.get(CellParameters.PROJECTION)[d * e + i] * token[i];
                        }
                    }
                }
                double mean = 0;
                for (double value : narrow) {
                    mean += value / narrow.length;
                }
                double variance = 0;
                for (double value : narrow) {
                    variance += (value - mean) * (value - mean) / narrow.length;
                }
                for (int d = 0; d < narrow.length; d++) {
                    x[b][d][s] = (narrow[d] - mean) / Math.sqrt(variance + NORM_EPSILON)
                                    * w.get("embeddings.norm.weight")[d]
                            + w.get("embeddings.norm.bias")[d];
                }
            }
        }
        return x;
    }

    private double[][] means(double[][][] x) {
        double[][] means = new double[x.length][config.width()];
        for (int b = 0; b < x.length; b++) {
            for (int d = 0; d < config.width(); d++) {
                for (double value : x[b][d]) {
                    means[b][d] += value / x[b][d].length;
                }
            }
        }
        return means;
    }

    private double[][][] cell(int cell, double[][][] input0, double[][][] input1, int[] selected) {
        int rows = input0.length;
        List<double[][][]> values = new ArrayList<>(List.of(input0, input1));
        for (int n = 0; n < config.nodes(); n++) {
            double[][][] node = new double[rows][][];
            for (int b = 0; b < rows; b++) {
                node[b] = new double[config.width()][Math.max(input0[b][0].length, input1[b][0].length)];
            }
            values.add(node);
        }
        for (int e = 0; e < config.edges().size(); e++) {
            CellConfig.CellEdge edge = config.edges().get(e);
            if (selected[e] < 0) {
                continue;
            }
            Operation operation = edge.candidates().get(selected[e]);
            String name = "cells." + cell + "." + edge.from() + "-" + edge.to() + "." + operation.word();
            double[][][] out = operate(values.get(edge.from()), operation, name);
            double[][][] node = values.get(edge.to());
            for (int b = 0; b < rows; b++) {
                for (int d = 0; d < config.width(); d++) {
                    for (int s = 0; s < out[b][d].length; s++) {
                        node[b][d][s] += out[b][d][s];
                    }
                }
            }
        }
        double[] shares = softmax(w.get("cells." + cell + ".nodes"));
        double[][][] out = new double[rows][][];
        for (int b = 0; b < rows; b++) {
            out[b] = new double[config.width()][values.get(2)[b][0].length];
            for (int n = 0; n < config.nodes(); n++) {
                for (int d = 0; d < config.width(); d++) {
                    for (int s = 0; s < out[b][d].length; s++) {
                        out[b][d][s] += shares[n] * values.get(2 + n)[b][d][s];
                    }
                }
            }
        }
        return out;
    }

    /** One operation; public to the tests of single ones through {@link #logits}. */
    private double[][][] operate(double[][][] x, Operation operation, String name) {
        double[][][] out = new double[x.length][config.width()][];
        for (int b = 0; b < x.length; b++) {
            for (int d = 0; d < config.width(); d++) {
                int length = x[b][d].length;
                out[b][d] = new double[length];
                for (int s = 0; s < length; s++) {
                    out[b][d][s] = switch (operation) {
                        case SKIP -> x[b][d][s];
                        case ZERO -> 0;
                        case MAX_POOL3, AVERAGE_POOL3 -> pool(x[b][d], s, operation == Operation.MAX_POOL3);
                        default -> convolve(x[b], d, s, operation, w.get(name + ".weight"));
                    };
                }
            }
        }
        if (operation.convolves()) {
            normalise(out, name);
        }
        return out;
    }

    private static double pool(double[] row, int s, boolean largest) {
        double most = Double.NEGATIVE_INFINITY;
        double sum = 0;
        int count = 0;
        for (int t = Math.max(0, s - 1); t <= Math.min(row.length - 1, s + 1); t++) {
            most = Math.max(most, row[t]);
            sum += row[t];
            count++;
        }
        return largest ? most : sum / count;
    }

    private double convolve(double[][] x, int d, int s, Operation operation, double[] filter) {
        int k = operation.kernel();
        double sum = 0;
        for (int i = 0; i < config.width(); i++) {
            for (int t = 0; t < k; t++) {
                int at = s + (t - k / 2) * operation.dilation();
                if (at >= 0 && at < x[i].length) {
                    sum += filter[(d * config.width() + i) * k + t] * Math.max(0, x[i][at]);
                }
            }
        }
        return sum;
    }

    private void normalise(double[][][] z, String name) {
        for (int d = 0; d < config.width(); d++) {
            double mean = w.get(name + ".mean")[d];
            double variance = w.get(name + ".variance")[d];
            if (batch) {
                double sum = 0;
                double squares = 0;
                int count = 0;
                for (double[][] row : z) {
                    for (double value : row[d]) {
                        sum += value;
                        count++;
                    }
                }
                mean = sum / count;
                for (double[][] row : z) {
                    for (double value : row[d]) {
                        squares += (value - mean) * (value - mean);
                    }
                }
                variance = squares / count;
            }
            for (double[][] row : z) {
                for (int s = 0; s < row[d].length; s++) {
                    row[d][s] = (row[d][s] - mean) / Math.sqrt(variance + BATCH_EPSILON) * w.get(name + ".scale")[d]
                            + w.get(name + ".shift")[d];
                }
            }
        }
    }

    private static double[] softmax(double[] values) {
        double sum = 0;
        double[] shares = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            shares[i] = Math.exp(values[i]);
            sum += shares[i];
        }
        for (int i = 0; i < values.length; i++) {
            shares[i] /= sum;
        }
        return shares;
    }
}
