package org.bertrim.engine.model;

import org.bertrim.engine.kernel.CellKernels;
import org.bertrim.engine.kernel.Kernels;
import org.bertrim.engine.kernel.Value;

/** The outputs of a cell network for one batch, with what is needed to go back through it. */
public final class CellPass implements AutoCloseable {

    private final Value leaves;
    private final int[] flags;
    private final Value rows;
    private final Value logits;

    CellPass(Value leaves, int[] flags, Value rows, Value logits) {
        this.leaves = leaves;
        this.flags = flags;
        this.rows = rows;
        this.logits = logits;
    }

    /** Logits (B, C) as a list: of each depth from 0 on, or of the one head; closed with this pass. */
    public Value logits() {
        return logits;
    }

    /** Logits of one depth, or of the one head. Close it. */
    public Value logits(int index) {
        return Kernels.element(logits, index);
    }

    /** Adds the gradients of {@code loss} to {@code gradients}, one tensor for each learning parameter, in order. */
    public void backward(Value loss, Value gradients) {
        CellKernels.accumulate(loss, leaves, flags, rows, gradients);
    }

    /**
     * As {@link #backward}, with respect to further leaves too.
     *
     * @param more leaves of other kernels
     * @param gradients one tensor for each learning parameter, then for each of {@code more}
     */
    public void backward(Value loss, Value more, int count, Value gradients) {
        int[] all = java.util.Arrays.copyOf(flags, flags.length + count);
        java.util.Arrays.fill(all, flags.length, all.length, 1);
        try (Value joined = Kernels.joined(leaves, more)) {
            CellKernels.accumulate(loss, joined, all, rows, gradients);
        }
    }

    @Override
    public void close() {
        logits.close();
        leaves.close();
    }
}
