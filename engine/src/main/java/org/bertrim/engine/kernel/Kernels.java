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

    private static final List<String> SOURCES = List.of("encoder.py", "losses.py", "optimizer.py", "cells.py");
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

    /** Casts the matrices of a network's weights to bfloat16; the others are shared. */
    public static Value castMatrices(Value weights) {
        return MODULE.call("cast_matrices", weights);
    }

    /** Refreshes {@link #castMatrices} after the weights changed. */
    public static void recastMatrices(Value weights, Value cast) {
        MODULE.call("recast_matrices", weights, cast).close();
    }

    /**
     * The weights of a sub-network, as views.
     *
     * @param rows the distinct tokens of the batch, a list of one tensor (U), or empty for the whole table
     * @param layers kept layers, counted from 0
     * @param heads heads of each kept layer
     * @param neurons feed-forward neurons of each kept layer
     * @param train whether gradients with respect to them will be wanted
     */
    public static Value slice(
            Value weights, Value matrices, Value rows, int[] layers, int[] heads, int[] neurons, int headSize, boolean train) {
        return MODULE.call("slice", weights, matrices, rows, layers, heads, neurons, headSize, train);
    }

    /**
     * Runs an encoder with its head.
     *
     * @param ids rows of the word table (B, S), int64
     * @param types segments (B, S), int64
     * @param headMasks one tensor (heads) a layer that scales the heads' outputs, or an empty list
     * @return logits (B, C) and the n + 1 hidden states (B, S, H), the embedding layer's first
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
            Value headMasks) {
        return MODULE.call(
                "encode", weights, ids, types, mask, layers, headSize, epsilon, dropout, dropout,
                precision == Precision.BFLOAT16, headMasks);
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

    /** Differentiates {@code loss} with respect to {@code leaves} and adds the gradients at the leaves' places in {@code gradients}. */
    public static void accumulate(Value loss, Value leaves, Value gradients, Value rows, int[] layers) {
        MODULE.call("accumulate", loss, leaves, gradients, rows, layers).close();
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
    public static Value neuronImportance(Value leaves, Value gradients, int layers) {
        return MODULE.call("neuron_importance", leaves, gradients, layers);
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

    /** The bfloat16 or float32 product of (m, k) and (k, n) matrices, casts included; for measuring the machine. */
    public static Value product(NDArray a, NDArray b, Precision precision) {
        return MODULE.call("product", a, b, precision == Precision.BFLOAT16);
    }
}
