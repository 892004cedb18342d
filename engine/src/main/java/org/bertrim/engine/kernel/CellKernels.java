package org.bertrim.engine.kernel;

import ai.djl.ndarray.NDArray;

/**
 * Kernels of convolutional cells, of their search and of probes; conventions as in {@link Kernels}, shapes and orders in {@code
 * cells.py}.
 */
public final class CellKernels {

    /**
     * What a pass runs.
     *
     * @param projected whether the tables are wider than the cells, so that a projection follows them
     * @param depth cells that are run
     * @param total cells that there are
     * @param nodes inner nodes of a cell
     * @param froms where each edge begins
     * @param tos where each edge ends
     * @param codes operations of each edge's candidates, edge by edge
     * @param perEdge candidates of an edge
     * @param selected the candidate of each edge that is used, below 0 for none
     * @param active cells that learn
     * @param every whether there is a head for each depth
     */
    public record Plan(
            boolean projected,
            int depth,
            int total,
            int nodes,
            int[] froms,
            int[] tos,
            int[] codes,
            int perEdge,
            int[] selected,
            int active,
            boolean every) {}

    /**
     * How a pass normalises.
     *
     * @param batch by the batch's own statistics, else by the stored ones
     * @param momentum share of the stored statistics that the batch's replace; below 0 for none
     */
    public record Norm(boolean batch, double momentum) {
        /** Stored statistics. */
        public static final Norm STORED = new Norm(false, -1);
        /** The batch's statistics, the stored ones left alone. */
        public static final Norm BATCH = new Norm(true, -1);
    }

    private CellKernels() {}

    /**
     * Runs cells.
     *
     * @param ids one list of (B, S) or of two, for the sentences of a pair
     * @param masks likewise, true for tokens
     * @param gates an empty list, or one tensor (E, O) that is one-hot at the plan's selection
     * @return logits (B, C): of each depth from 0 on, or of the one head
     */
    public static Value forward(
            Value weights, Value ids, Value masks, Plan plan, Value gates, Norm norm, double dropout, double epsilon) {
        return Kernels.MODULE.call(
                "cells_forward",
                weights,
                plan.projected(),
                ids,
                masks,
                plan.depth(),
                plan.total(),
                plan.nodes(),
                plan.froms(),
                plan.tos(),
                plan.codes(),
                plan.perEdge(),
                plan.selected(),
                gates,
                plan.active(),
                plan.every(),
                norm.batch(),
                norm.momentum(),
                dropout,
                epsilon);
    }

    /** Leaves of one pass: gradients can be taken of those that {@code flags} mark with 1. */
    public static Value leaves(Value weights, int[] flags, Value rows) {
        return Kernels.MODULE.call("cells_leaves", weights, flags, rows);
    }

    /** Adds gradients with respect to the marked leaves to {@code gradients}, which holds one tensor for each of these. */
    public static void accumulate(Value loss, Value leaves, int[] flags, Value rows, Value gradients) {
        Kernels.MODULE.call("cells_accumulate", loss, leaves, flags, rows, gradients).close();
    }

    /** Gumbel-softmax of logits with given noise: softmax((log softmax(θ) + g) / τ) over the last axis. */
    public static Value gumbel(Value theta, NDArray noise, double temperature) {
        return Kernels.MODULE.call("gumbel", theta, noise, temperature);
    }

    /** One-hot at {@code picked} (int64) going forward, the gradient of {@code soft} going back. */
    public static Value straightThrough(Value soft, NDArray picked) {
        return Kernels.MODULE.call("straight_through", soft, picked);
    }

    /**
     * Loss of a sampled architecture.
     *
     * @return the total; of the chosen depth the label loss, the final logits' and the probes' part of the knowledge loss; L_E; the
     *     probes' weights
     */
    public static Value searchLoss(
            Value logits,
            NDArray target,
            boolean regression,
            Value answers,
            Value depthGate,
            int chosen,
            Value edgeGate,
            NDArray costs,
            double gamma,
            double beta,
            boolean hierarchical) {
        return Kernels.MODULE.call(
                "search_loss", logits, target, regression, answers, depthGate, chosen, edgeGate, costs, gamma, beta, hierarchical);
    }

    /**
     * (1 − γ) label loss + γ knowledge loss of the teacher's own logits.
     *
     * @return the total, the label loss, the knowledge loss
     */
    public static Value taughtLoss(Value logits, NDArray target, boolean regression, Value teacher, double gamma) {
        return Kernels.MODULE.call("taught_loss", logits, target, regression, teacher, gamma);
    }

    /** L_E of one-hot gates: K / K_max times the mean cost of the edges' operations. */
    public static Value efficiency(Value depthGate, Value edgeGate, NDArray costs) {
        return Kernels.MODULE.call("efficiency", depthGate, edgeGate, costs);
    }

    /**
     * What probes see of a teacher's states: (B, J+1, H).
     *
     * @param pooler weight and bias of the pooler that the first tokens go through, or an empty list
     * @param activation number of the pooler's activation, see {@link Kernels#encode}
     */
    public static Value probeFeatures(Value states, Value mask, Value pooler, int activation) {
        return Kernels.MODULE.call("probe_features", states, mask, pooler, activation);
    }

    /** Logits of all probes: (B, J+1, C). */
    public static Value probeLogits(Value features, Value weight, Value bias) {
        return Kernels.MODULE.call("probe_logits", features, weight, bias);
    }

    /** Sum over layers of the probes' label losses. */
    public static Value probeLoss(Value logits, NDArray target, boolean regression) {
        return Kernels.MODULE.call("probe_loss", logits, target, regression);
    }

    /** Logits of the probes and of the teacher itself, (B, J+2, C). */
    public static Value answers(Value probes, Value logits) {
        return Kernels.MODULE.call("answers", probes, logits);
    }

    /** A list of one tensor. */
    public static Value listed(Value tensor) {
        return Kernels.MODULE.call("listed", tensor);
    }

    /** Writes rows of a table. */
    public static void putRows(NDArray table, NDArray rows, Value values) {
        Kernels.MODULE.call("put_rows", table, rows, values).close();
    }

    /** Reads rows of a table. */
    public static Value takeRows(NDArray table, NDArray rows) {
        return Kernels.MODULE.call("take_rows", table, rows);
    }

    /** The {@code width} strongest principal directions of a table (V, E): (width, E), orthonormal rows. */
    public static Value principal(NDArray table, int width) {
        return Kernels.MODULE.call("cells_principal", table, width);
    }

    /** Word and position tables multiplied by a projection; its bias goes to the positions. */
    public static Value tables(NDArray word, NDArray position, NDArray weight, NDArray bias) {
        return Kernels.MODULE.call("cells_tables", word, position, weight, bias);
    }

    /** One step of gradient descent with momentum and L2 decay. */
    public static void sgd(Value weights, Value gradients, Value momenta, double rate, double momentum, double decay) {
        Kernels.MODULE.call("sgd", weights, gradients, momenta, rate, momentum, decay).close();
    }

    /** One step of Adam with L2 decay; {@code steps} hold this step's number, counted from 1. */
    public static void adam(
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
        Kernels.MODULE.call("adam", weights, gradients, first, second, steps, rate, beta1, beta2, epsilon, decay).close();
    }
}
