package org.bertrim.engine.kernel;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bertrim.engine.format.StoredTensor;
import org.bertrim.engine.model.Activation;
import org.bertrim.engine.model.BertConfig;
import org.bertrim.engine.model.Head;
import org.bertrim.engine.model.Network;
import org.bertrim.engine.model.Parameters;

/**
 * The encoder and its derivative in plain double loops, written from the formulas of Vaswani et al. 2017, Devlin et al. 2019, Lan et al.
 * 2020 (factorised embeddings, shared layers) and Sanh et al. 2019 (another pooler); slow, and independent of the kernels. Padding positions of keys get no attention; everything else of them is computed as for tokens.
 *
 * <p>Letters: N = B·S rows of tokens, H hidden, E embedding, a units of all kept heads, d of one, f neurons.
 */
final class ReferenceBert {

    private static final String PROJECTION = "bert.embeddings_project";
    private static final String SPANS = "qa_outputs";

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
    private final int e;
    private final double[] embedded;
    private double[] beforePooling = {};
    private double[] pooled = {};
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
        this.e = config.embedding();
        double[] x = new double[n * e];
        for (int row = 0; row < n; row++) {
            for (int j = 0; j < e; j++) {
                x[row * e + j] = table("word")[(int) ids[row] * e + j] + table("position")[row % length * e + j]
                        + table("token_type")[segment(row) * e + j];
            }
        }
        embedded = norm(x, "bert.embeddings.LayerNorm", embedding, e);
        states[0] = config.projected() ? linear(embedded, n, PROJECTION, h, e, e) : embedded;
        for (int i = 0; i < layers.length; i++) {
            layers[i] = new Layer();
            states[i + 1] = forward(i, states[i], layers[i]);
        }
        if (config.head() == Head.SPAN) {
            logits = spans(linear(states[layers.length], n, SPANS, 2, h, h));
            return;
        }
        beforePooling = linear(first(), batch, "bert.pooler.dense", h, h, h);
        pooled = new double[beforePooling.length];
        for (int i = 0; i < pooled.length; i++) {
            pooled[i] = value(config.variant().pooler(), beforePooling[i]);
        }
        logits = linear(pooled, batch, "classifier", config.outputs(), h, h);
    }

    private int segment(int row) {
        return config.types() == 1 ? 0 : (int) types[row];
    }

    private double[] first() {
        double[] first = new double[batch * h];
        for (int b = 0; b < batch; b++) {
            System.arraycopy(states[layers.length], b * length * h, first, b * h, h);
        }
        return first;
    }

    /** (N, 2) to (2B, S), padding at -1e4. */
    private double[] spans(double[] pairs) {
        double[] both = new double[2 * n];
        for (int row = 0; row < n; row++) {
            for (int end = 0; end < 2; end++) {
                both[end * n + row] = mask[row] > 0 ? pairs[2 * row + end] : -1e4;
            }
        }
        return both;
    }

    /** (B, C), or (2B, S) of spans. */
    double[] logits() {
        return logits;
    }

    /** State 0 is the embedding layer's; each (B, S, H). */
    List<double[]> states() {
        return Arrays.asList(states);
    }

    /** Gradients of all weights from those of the logits and of each state. */
    Map<String, double[]> backward(double[] logitGradient, List<double[]> stateGradients) {
        double[] d = stateGradients.get(layers.length).clone();
        if (config.head() == Head.SPAN) {
            double[] dPairs = new double[2 * n];
            for (int row = 0; row < n; row++) {
                for (int end = 0; end < 2; end++) {
                    dPairs[2 * row + end] = mask[row] > 0 ? logitGradient[end * n + row] : 0;
                }
            }
            d = add(d, linearBack(states[layers.length], dPairs, n, SPANS, 2, h, h));
        } else {
            double[] dPooled = linearBack(pooled, logitGradient, batch, "classifier", config.outputs(), h, h);
            for (int i = 0; i < dPooled.length; i++) {
                dPooled[i] *= slope(config.variant().pooler(), beforePooling[i]);
            }
            double[] dFirst = linearBack(first(), dPooled, batch, "bert.pooler.dense", h, h, h);
            for (int b = 0; b < batch; b++) {
                for (int j = 0; j < h; j++) {
                    d[b * length * h + j] += dFirst[b * h + j];
                }
            }
        }
        for (int i = layers.length - 1; i >= 0; i--) {
            d = add(backward(i, d, layers[i]), stateGradients.get(i));
        }
        if (config.projected()) {
            d = linearBack(embedded, d, n, PROJECTION, h, e, e);
        }
        d = normBack(d, "bert.embeddings.LayerNorm", embedding, e);
        for (int row = 0; row < n; row++) {
            for (int j = 0; j < e; j++) {
                double g = d[row * e + j];
                tableGradient("word")[(int) ids[row] * e + j] += g;
                tableGradient("position")[row % length * e + j] += g;
                tableGradient("token_type")[segment(row) * e + j] += g;
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
        String name = Parameters.layer(config.sets().get(part.layers().get(i)));
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
        t.x1 = norm(add(x, attention), name + "attention.output.LayerNorm", t.norm1, h);
        t.u = linear(t.x1, n, name + "intermediate.dense", f, h, h);
        t.g = new double[t.u.length];
        for (int j = 0; j < t.u.length; j++) {
            t.g[j] = value(config.variant().activation(), t.u[j]);
        }
        double[] outer = linear(t.g, n, name + "output.dense", h, f, full);
        return norm(add(t.x1, outer), name + "output.LayerNorm", t.norm2, h);
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
        String name = Parameters.layer(config.sets().get(part.layers().get(i)));
        int heads = part.heads().get(i);
        int size = config.headSize();
        int a = heads * size;
        int f = part.feedForward().get(i);
        int full = config.feedForward().get(part.layers().get(i));
        int fullA = config.heads().get(part.layers().get(i)) * size;
        double[] dSum2 = normBack(d, name + "output.LayerNorm", t.norm2, h);
        double[] dG = linearBack(t.g, dSum2, n, name + "output.dense", h, f, full);
        for (int j = 0; j < dG.length; j++) {
            dG[j] *= slope(config.variant().activation(), t.u[j]);
        }
        double[] dX1 = add(dSum2, linearBack(t.x1, dG, n, name + "intermediate.dense", f, h, h));
        double[] dSum1 = normBack(dX1, name + "attention.output.LayerNorm", t.norm1, h);
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

    private double[] norm(double[] x, String name, Norm t, int h) {
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

    private double[] normBack(double[] d, String name, Norm t, int h) {
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

    private static double value(Activation activation, double x) {
        return switch (activation) {
            case GELU -> x * 0.5 * (1 + erf(x / Math.sqrt(2)));
            case GELU_NEW -> 0.5 * x * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x)));
            case RELU -> Math.max(0, x);
            case TANH -> Math.tanh(x);
        };
    }

    private static double slope(Activation activation, double x) {
        return switch (activation) {
            case GELU -> 0.5 * (1 + erf(x / Math.sqrt(2))) + x * Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
            case GELU_NEW -> {
                double t = Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x));
                yield 0.5 * (1 + t) + 0.5 * x * (1 - t * t) * Math.sqrt(2 / Math.PI) * (1 + 3 * 0.044715 * x * x);
            }
            case RELU -> x > 0 ? 1 : 0;
            case TANH -> 1 - Math.tanh(x) * Math.tanh(x);
        };
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
