package org.bertrim.engine.kernel;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bertrim.engine.format.StoredTensor;
import org.bertrim.engine.model.BertConfig;
import org.bertrim.engine.model.Network;
import org.bertrim.engine.model.Parameters;

/**
 * The encoder and its derivative in plain double loops, written from the formulas of Vaswani et al. 2017 and Devlin et al. 2019; slow,
 * and independent of the kernels. Padding positions of keys get no attention; everything else of them is computed as for tokens.
 *
 * <p>Letters: N = B·S rows of tokens, H hidden, a units of all kept heads, d of one, f neurons.
 */
final class ReferenceBert {

    private final BertConfig config;
    private final Network part;
    private final Map<String, double[]> weights = new LinkedHashMap<>();
    private final Map<String, double[]> gradients = new LinkedHashMap<>();
    private final int batch;
    private final int length;
    private final int n;
    private final int h;
    private final float[] mask;
    private final long[] ids;
    private final long[] types;
    private final Layer[] layers;
    private final double[][] states;
    private final Norm embedding = new Norm();
    private final double[] pooled;
    private final double[] logits;

    /** Everything of one layer that going back needs. */
    private static final class Layer {
        double[] x;
        double[] q;
        double[] k;
        double[] v;
        double[] weights;
        double[] context;
        double[] x1;
        double[] u;
        double[] g;
        final Norm norm1 = new Norm();
        final Norm norm2 = new Norm();
    }

    private static final class Norm {
        double[] normal;
        double[] scale;
    }

    ReferenceBert(
            BertConfig config, Network part, Map<String, StoredTensor> stored, int batch, int length, long[] ids, long[] types,
            float[] mask) {
        this.config = config;
        this.part = part;
        this.batch = batch;
        this.length = length;
        this.n = batch * length;
        this.h = config.hidden();
        this.ids = ids;
        this.types = types;
        this.mask = mask;
        stored.forEach((name, tensor) -> {
            float[] values = tensor.toFloats();
            double[] doubles = new double[values.length];
            for (int i = 0; i < values.length; i++) {
                doubles[i] = values[i];
            }
            weights.put(name, doubles);
            gradients.put(name, new double[values.length]);
        });
        this.layers = new Layer[part.layers().size()];
        this.states = new double[layers.length + 1][];
        double[] x = new double[n * h];
        for (int row = 0; row < n; row++) {
            for (int j = 0; j < h; j++) {
                x[row * h + j] = table("word")[(int) ids[row] * h + j] + table("position")[row % length * h + j]
                        + table("token_type")[(int) types[row] * h + j];
            }
        }
        states[0] = norm(x, "bert.embeddings.LayerNorm", embedding);
        for (int i = 0; i < layers.length; i++) {
            layers[i] = new Layer();
            states[i + 1] = forward(i, states[i], layers[i]);
        }
        double[] first = new double[batch * h];
        for (int b = 0; b < batch; b++) {
            System.arraycopy(states[layers.length], b * length * h, first, b * h, h);
        }
        pooled = linear(first, batch, "bert.pooler.dense", h, h, h);
        for (int i = 0; i < pooled.length; i++) {
            pooled[i] = Math.tanh(pooled[i]);
        }
        logits = linear(pooled, batch, "classifier", config.outputs(), h, h);
    }

    /** (B, C). */
    double[] logits() {
        return logits;
    }

    /** State 0 is the embedding layer's; each (B, S, H). */
    List<double[]> states() {
        return Arrays.asList(states);
    }

    /** Gradients of all weights from those of the logits and of each state. */
    Map<String, double[]> backward(double[] logitGradient, List<double[]> stateGradients) {
        double[] dPooled = linearBack(pooled, logitGradient, batch, "classifier", config.outputs(), h, h);
        for (int i = 0; i < dPooled.length; i++) {
            dPooled[i] *= 1 - pooled[i] * pooled[i];
        }
        double[] last = states[layers.length];
        double[] first = new double[batch * h];
        for (int b = 0; b < batch; b++) {
            System.arraycopy(last, b * length * h, first, b * h, h);
        }
        double[] dFirst = linearBack(first, dPooled, batch, "bert.pooler.dense", h, h, h);
        double[] d = stateGradients.get(layers.length).clone();
        for (int b = 0; b < batch; b++) {
            for (int j = 0; j < h; j++) {
                d[b * length * h + j] += dFirst[b * h + j];
            }
        }
        for (int i = layers.length - 1; i >= 0; i--) {
            d = add(backward(i, d, layers[i]), stateGradients.get(i));
        }
        d = normBack(d, "bert.embeddings.LayerNorm", embedding);
        for (int row = 0; row < n; row++) {
            for (int j = 0; j < h; j++) {
                double g = d[row * h + j];
                tableGradient("word")[(int) ids[row] * h + j] += g;
                tableGradient("position")[row % length * h + j] += g;
                tableGradient("token_type")[(int) types[row] * h + j] += g;
            }
        }
        return gradients;
    }

    private double[] table(String name) {
        return weights.get("bert.embeddings." + name + "_embeddings.weight");
    }

    private double[] tableGradient(String name) {
        return gradients.get("bert.embeddings." + name + "_embeddings.weight");
    }

    private double[] forward(int i, double[] x, Layer t) {
        String name = Parameters.layer(part.layers().get(i));
        int heads = part.heads().get(i);
        int size = config.headSize();
        int a = heads * size;
        int f = part.feedForward().get(i);
        int full = config.feedForward().get(part.layers().get(i));
        int fullA = config.heads().get(part.layers().get(i)) * size;
        t.x = x;
        t.q = linear(x, n, name + "attention.self.query", a, h, h);
        t.k = linear(x, n, name + "attention.self.key", a, h, h);
        t.v = linear(x, n, name + "attention.self.value", a, h, h);
        t.weights = new double[batch * heads * length * length];
        t.context = new double[n * a];
        for (int b = 0; b < batch; b++) {
            for (int head = 0; head < heads; head++) {
                for (int s = 0; s < length; s++) {
                    attend(t, b, head, s, heads, size, a);
                }
            }
        }
        double[] attention = linear(t.context, n, name + "attention.output.dense", h, a, fullA);
        t.x1 = norm(add(x, attention), name + "attention.output.LayerNorm", t.norm1);
        t.u = linear(t.x1, n, name + "intermediate.dense", f, h, h);
        t.g = new double[t.u.length];
        for (int j = 0; j < t.u.length; j++) {
            t.g[j] = t.u[j] * 0.5 * (1 + erf(t.u[j] / Math.sqrt(2)));
        }
        double[] outer = linear(t.g, n, name + "output.dense", h, f, full);
        return norm(add(t.x1, outer), name + "output.LayerNorm", t.norm2);
    }

    private void attend(Layer t, int b, int head, int s, int heads, int size, int a) {
        int at = ((b * heads + head) * length + s) * length;
        double total = 0;
        double largest = Double.NEGATIVE_INFINITY;
        double[] scores = new double[length];
        for (int p = 0; p < length; p++) {
            scores[p] = Double.NEGATIVE_INFINITY;
            if (mask[b * length + p] > 0) {
                double sum = 0;
                for (int j = 0; j < size; j++) {
                    sum += t.q[(b * length + s) * a + head * size + j] * t.k[(b * length + p) * a + head * size + j];
                }
                scores[p] = sum / Math.sqrt(size);
                largest = Math.max(largest, scores[p]);
            }
        }
        for (int p = 0; p < length; p++) {
            t.weights[at + p] = Math.exp(scores[p] - largest);
            total += t.weights[at + p];
        }
        for (int p = 0; p < length; p++) {
            t.weights[at + p] /= total;
            for (int j = 0; j < size; j++) {
                t.context[(b * length + s) * a + head * size + j] +=
                        t.weights[at + p] * t.v[(b * length + p) * a + head * size + j];
            }
        }
    }

    private double[] backward(int i, double[] d, Layer t) {
        String name = Parameters.layer(part.layers().get(i));
        int heads = part.heads().get(i);
        int size = config.headSize();
        int a = heads * size;
        int f = part.feedForward().get(i);
        int full = config.feedForward().get(part.layers().get(i));
        int fullA = config.heads().get(part.layers().get(i)) * size;
        double[] dSum2 = normBack(d, name + "output.LayerNorm", t.norm2);
        double[] dG = linearBack(t.g, dSum2, n, name + "output.dense", h, f, full);
        for (int j = 0; j < dG.length; j++) {
            double u = t.u[j];
            double density = Math.exp(-u * u / 2) / Math.sqrt(2 * Math.PI);
            dG[j] *= 0.5 * (1 + erf(u / Math.sqrt(2))) + u * density;
        }
        double[] dX1 = add(dSum2, linearBack(t.x1, dG, n, name + "intermediate.dense", f, h, h));
        double[] dSum1 = normBack(dX1, name + "attention.output.LayerNorm", t.norm1);
        double[] dContext = linearBack(t.context, dSum1, n, name + "attention.output.dense", h, a, fullA);
        double[] dQ = new double[n * a];
        double[] dK = new double[n * a];
        double[] dV = new double[n * a];
        for (int b = 0; b < batch; b++) {
            for (int head = 0; head < heads; head++) {
                for (int s = 0; s < length; s++) {
                    attendBack(t, dContext, dQ, dK, dV, b, head, s, heads, size, a);
                }
            }
        }
        double[] dX = add(dSum1, linearBack(t.x, dQ, n, name + "attention.self.query", a, h, h));
        dX = add(dX, linearBack(t.x, dK, n, name + "attention.self.key", a, h, h));
        return add(dX, linearBack(t.x, dV, n, name + "attention.self.value", a, h, h));
    }

    private void attendBack(
            Layer t, double[] dContext, double[] dQ, double[] dK, double[] dV, int b, int head, int s, int heads, int size, int a) {
        int at = ((b * heads + head) * length + s) * length;
        double[] dWeight = new double[length];
        double mean = 0;
        for (int p = 0; p < length; p++) {
            for (int j = 0; j < size; j++) {
                double g = dContext[(b * length + s) * a + head * size + j];
                int key = (b * length + p) * a + head * size + j;
                dWeight[p] += g * t.v[key];
                dV[key] += g * t.weights[at + p];
            }
            mean += dWeight[p] * t.weights[at + p];
        }
        for (int p = 0; p < length; p++) {
            double dScore = t.weights[at + p] * (dWeight[p] - mean) / Math.sqrt(size);
            for (int j = 0; j < size; j++) {
                int query = (b * length + s) * a + head * size + j;
                int key = (b * length + p) * a + head * size + j;
                dQ[query] += dScore * t.k[key];
                dK[key] += dScore * t.q[query];
            }
        }
    }

    /** x (rows, in) by the leading {@code out} rows and {@code in} columns of a weight whose rows have {@code stride} elements. */
    private double[] linear(double[] x, int rows, String name, int out, int in, int stride) {
        double[] w = weights.get(name + ".weight");
        double[] bias = weights.get(name + ".bias");
        double[] y = new double[rows * out];
        for (int row = 0; row < rows; row++) {
            for (int o = 0; o < out; o++) {
                double sum = bias[o];
                for (int j = 0; j < in; j++) {
                    sum += x[row * in + j] * w[o * stride + j];
                }
                y[row * out + o] = sum;
            }
        }
        return y;
    }

    private double[] linearBack(double[] x, double[] d, int rows, String name, int out, int in, int stride) {
        double[] w = weights.get(name + ".weight");
        double[] dW = gradients.get(name + ".weight");
        double[] dBias = gradients.get(name + ".bias");
        double[] dX = new double[rows * in];
        for (int row = 0; row < rows; row++) {
            for (int o = 0; o < out; o++) {
                double g = d[row * out + o];
                dBias[o] += g;
                for (int j = 0; j < in; j++) {
                    dW[o * stride + j] += g * x[row * in + j];
                    dX[row * in + j] += g * w[o * stride + j];
                }
            }
        }
        return dX;
    }

    private double[] norm(double[] x, String name, Norm t) {
        double[] weight = weights.get(name + ".weight");
        double[] bias = weights.get(name + ".bias");
        int rows = x.length / h;
        t.normal = new double[x.length];
        t.scale = new double[rows];
        double[] y = new double[x.length];
        for (int row = 0; row < rows; row++) {
            double mean = 0;
            double variance = 0;
            for (int j = 0; j < h; j++) {
                mean += x[row * h + j] / h;
            }
            for (int j = 0; j < h; j++) {
                variance += (x[row * h + j] - mean) * (x[row * h + j] - mean) / h;
            }
            t.scale[row] = 1 / Math.sqrt(variance + config.layerNormEpsilon());
            for (int j = 0; j < h; j++) {
                t.normal[row * h + j] = (x[row * h + j] - mean) * t.scale[row];
                y[row * h + j] = t.normal[row * h + j] * weight[j] + bias[j];
            }
        }
        return y;
    }

    private double[] normBack(double[] d, String name, Norm t) {
        double[] weight = weights.get(name + ".weight");
        double[] dWeight = gradients.get(name + ".weight");
        double[] dBias = gradients.get(name + ".bias");
        double[] dX = new double[d.length];
        for (int row = 0; row < d.length / h; row++) {
            double mean = 0;
            double product = 0;
            for (int j = 0; j < h; j++) {
                int at = row * h + j;
                dWeight[j] += d[at] * t.normal[at];
                dBias[j] += d[at];
                mean += d[at] * weight[j] / h;
                product += d[at] * weight[j] * t.normal[at] / h;
            }
            for (int j = 0; j < h; j++) {
                int at = row * h + j;
                dX[at] = t.scale[row] * (d[at] * weight[j] - mean - t.normal[at] * product);
            }
        }
        return dX;
    }

    private static double[] add(double[] a, double[] b) {
        double[] sum = new double[a.length];
        for (int i = 0; i < a.length; i++) {
            sum[i] = a[i] + b[i];
        }
        return sum;
    }

    /** The error function by its Taylor series, good to 1e-9 where it is not ±1 to that. */
    private static double erf(double x) {
        if (Math.abs(x) > 4.5) {
            return Math.signum(x);
        }
        double term = x;
        double sum = x;
        for (int i = 1; i < 120; i++) {
            term *= -x * x / i;
            sum += term / (2 * i + 1);
        }
        return 2 / Math.sqrt(Math.PI) * sum;
    }
}
