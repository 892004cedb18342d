package org.bertrim.engine.kernel;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The engine's TorchScript kernels, one Java method each; their text is in the resources beside this class.
 *
 * <p>Letters: B batch, S positions, H hidden units, C classes, n layers. A {@code mask} is a list of one bool tensor (B, S), true for
 * tokens, or an empty list where no row is padded. All results are new {@link Value}s that the caller closes.
 */
public final class Kernels {

    private static final List<String> SOURCES =
            List.of("encoder.py", "losses.py", "optimizer.py", "words.py", "cells.py");
    static final ScriptModule MODULE = load();

    private Kernels() {}

    private static ScriptModule load() {
        StringBuilder source = new StringBuilder("class Kernels(Module):\n  __parameters__ = []\n  __buffers__ = []\n  training : bool\n");
        for (String name : SOURCES) {
            try (InputStream in = Kernels.class.getResourceAsStream(name)) {
                source.append(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return ScriptModule.load("Kernels", source.toString());
    }

    /** Seeds every generator of the engine. */
    public static void seed(long seed) {
        Engine.getEngine("PyTorch").setRandomSeed((int) (seed ^ (seed >>> 32)));
    }

    /** Sets how many threads a kernel uses. */
    public static void threads(int count) {
        if (JniUtils.getNumThreads() != count) {
            JniUtils.setNumThreads(count);
        }
    }

    /** How many threads a kernel uses. */
    public static int threads() {
        return JniUtils.getNumThreads();
    }

    /** Nanoseconds that this process spent inside kernels so far. */
    public static long nativeNanos() {
        return MODULE.nativeNanos();
    }

    /**
     * Casts the matrices of a network's layers to bfloat16; the other weights are shared.
     *
     * @param prefix weights before the first layer
     */
    public static Value castMatrices(Value weights, int prefix) {
        return MODULE.call("cast_matrices", weights, prefix);
    }

    /** Refreshes {@link #castMatrices} after the weights changed. */
    public static void recastMatrices(Value weights, Value cast) {
        MODULE.call("recast_matrices", weights, cast).close();
    }

    /**
     * The weights of a sub-network, as views.
     *
     * @param rows the distinct tokens of the batch, a list of one tensor (U), or empty for the whole table
     * @param sets the parameter set of each kept layer, counted from 0; a set may serve several layers
     * @param heads heads of each kept layer
     * @param neurons feed-forward neurons of each kept layer
     * @param prefix weights before the first layer
     * @param train whether gradients with respect to them will be wanted
     */
    public static Value slice(
            Value weights,
            Value matrices,
            Value rows,
            int[] sets,
            int[] heads,
            int[] neurons,
            int headSize,
            int prefix,
            boolean train) {
        return MODULE.call("slice", weights, matrices, rows, sets, heads, neurons, headSize, prefix, train);
    }

    /**
     * Runs an encoder with its head.
     *
     * @param ids rows of the word table (B, S), int64
     * @param types segments (B, S), int64
     * @param headMasks one tensor (heads) a layer that scales the heads' outputs, or an empty list
     * @param prefix weights before the first layer
     * @param activation number of the feed-forward part's activation
     * @param pooler number of the pooler's
     * @return logits, (B, C) or of spans (2B, S) with starts first, and the n + 1 hidden states (B, S, H), the embedding layer's first
     */
    public static Value encode(
            Value weights,
            NDArray ids,
            NDArray types,
            Value mask,
            int layers,
            int headSize,
            double epsilon,
            double dropout,
            Precision precision,
            Value headMasks,
            int prefix,
            int activation,
            int pooler) {
        return MODULE.call(
                "encode", weights, ids, types, mask, layers, headSize, epsilon, dropout, dropout,
                precision == Precision.BFLOAT16, headMasks, prefix, activation, pooler);
    }

    /** Element {@code index} of a list. */
    public static Value element(Value list, int index) {
        return MODULE.call("element", list, index);
    }

    /** The elements of a list at {@code indices}. */
    public static Value elements(Value list, int... indices) {
        return MODULE.call("elements", list, indices);
    }

    /** The elements of both lists, {@code a}'s first. */
    public static Value joined(Value a, Value b) {
        return MODULE.call("joined", a, b);
    }

    /** The elements of a list from {@code start} on. */
    public static Value tail(Value list, int start) {
        return MODULE.call("tail", list, start);
    }

    /**
     * Differentiates {@code loss} with respect to {@code leaves} and adds the gradients at the leaves' places in {@code gradients}; rows,
     * sets and prefix as of {@link #slice}.
     */
    public static void accumulate(Value loss, Value leaves, Value gradients, Value rows, int[] sets, int prefix) {
        MODULE.call("accumulate", loss, leaves, gradients, rows, sets, prefix).close();
    }

    /** Gradients of {@code loss} with respect to each of {@code leaves}. */
    public static Value gradients(Value loss, Value leaves) {
        return MODULE.call("gradients", loss, leaves);
    }

    /** Tensors of ones that gradients can be taken of, one of each given size. */
    public static Value ones(int[] sizes) {
        return MODULE.call("ones", sizes);
    }

    /** Absolute first-order change of the loss when a feed-forward neuron is removed, one tensor (f) a layer. */
    public static Value neuronImportance(Value leaves, Value gradients, int layers, int prefix) {
        return MODULE.call("neuron_importance", leaves, gradients, layers, prefix);
    }

    /** Cross entropy of logits (B, C) with labels (B), int64: mean over the batch. */
    public static Value crossEntropy(Value logits, NDArray labels) {
        return MODULE.call("cross_entropy", logits, labels);
    }

    /** Mean squared error of predictions (B, 1) against targets (B). */
    public static Value squaredError(Value prediction, NDArray target) {
        return MODULE.call("squared_error", prediction, target);
    }

    /** SCE(student, teacher), the cross entropy with the teacher's distribution: mean over the batch, sum over classes. */
    public static Value softCrossEntropy(Value student, Value teacher) {
        return MODULE.call("soft_cross_entropy", student, teacher);
    }

    /** Mean squared difference of two outputs. */
    public static Value squaredLogits(Value student, Value teacher) {
        return MODULE.call("squared_logits", student, teacher);
    }

    /** Sum over pairs of states (B, S, H) of their mean squared difference, padding left out. */
    public static Value hiddenError(Value student, Value teacher, Value mask) {
        return MODULE.call("hidden_error", student, teacher, mask);
    }

    /** a·weightA + b·weightB. */
    public static Value weighted(Value a, double weightA, Value b, double weightB) {
        return MODULE.call("weighted", a, weightA, b, weightB);
    }

    /** a·weight. */
    public static Value scaled(Value a, double weight) {
        return MODULE.call("scaled", a, weight);
    }

    /** Scales gradients to a global L2 norm of at most {@code limit}; the norm before that. */
    public static Value clip(Value gradients, double limit) {
        return MODULE.call("clip", gradients, limit);
    }

    /** One step of AdamW on a group of weights; {@code steps} hold this step's number, counted from 1. */
    public static void adamw(
            Value weights,
            Value gradients,
            Value first,
            Value second,
            Value steps,
            double rate,
            double beta1,
            double beta2,
            double epsilon,
            double decay) {
        MODULE.call("adamw", weights, gradients, first, second, steps, rate, beta1, beta2, epsilon, decay).close();
    }

    /** Sets every element to zero. */
    public static void zero(Value tensors) {
        MODULE.call("zero", tensors).close();
    }

    /**
     * The rows of a table of vectors that are most like some of them, by their products.
     *
     * @param table vectors of length 1 (n, d)
     * @param rows numbers of rows (q), int64
     * @param count how many for each, at most n
     * @return numbers of rows (q, count), int64, the most alike first, which is the row itself
     */
    public static Value nearest(NDArray table, NDArray rows, int count) {
        return MODULE.call("nearest", table, rows, count);
    }

    /**
     * Logits of all pieces at one position of each row, by a masked language model's head.
     *
     * @param states last hidden states (B, S, H)
     * @param at the position of each row (B), int64
     * @param head transform (E, H), its bias (E), norm weight (E) and bias (E), word embeddings (V, E), bias (V)
     * @param activation number of the activation after the transform
     * @return (B, V)
     */
    public static Value maskedLogits(Value states, NDArray at, Value head, double epsilon, int activation) {
        return MODULE.call("masked_logits", states, at, head, epsilon, activation);
    }

    /**
     * The most likely pieces by {@link #maskedLogits}.
     *
     * @return ids of pieces (B, count), int64, the most likely first
     */
    public static Value maskedWords(Value states, NDArray at, Value head, double epsilon, int count, int activation) {
        return MODULE.call("masked_words", states, at, head, epsilon, count, activation);
    }

    /** The bfloat16 or float32 product of (m, k) and (k, n) matrices, casts included; for measuring the machine. */
    public static Value product(NDArray a, NDArray b, Precision precision) {
        return MODULE.call("product", a, b, precision == Precision.BFLOAT16);
    }
}
