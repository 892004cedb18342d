package org.bertrim.engine.model;

import org.bertrim.engine.kernel.Kernels;
import org.bertrim.engine.kernel.Value;

/** The outputs of one network for one batch, with what is needed to go back through it. */
public final class ForwardPass implements AutoCloseable {

    private final Value leaves;
    private final Value outputs;
    private final Value logits;
    private final Inputs inputs;
    private final int[] sets;
    private final int prefix;

    /**
     * One pass.
     *
     * @param sets parameter set of each kept layer
     * @param prefix leaves before those of the layers
     */
    ForwardPass(Value leaves, Value outputs, Inputs inputs, int[] sets, int prefix) {
        this.leaves = leaves;
        this.outputs = outputs;
        this.logits = Kernels.element(outputs, 0);
        this.inputs = inputs;
        this.sets = sets;
        this.prefix = prefix;
    }

    /**
     * The head's outputs, closed with this pass. A classifier's logits or predictions are (B, C). A span head's logits are (2B, S), the B rows
     * of starts first, then the B rows of ends, with padding at -1e4: cross entropy with the 2B positions, starts first, is the usual mean of
     * both losses, and a softmax of each row is the distribution over positions.
     */
    public Value logits() {
        return logits;
    }

    /** Chosen hidden states (B, S, H) as a list; state 0 is the embedding layer's, state q the q-th kept layer's. Close it. */
    public Value states(int... numbers) {
        int[] positions = new int[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            positions[i] = numbers[i] + 1;
        }
        return Kernels.elements(outputs, positions);
    }

    /** The weights that this pass went through, those of each layer on their own where layers share some; closed with it. */
    public Value leaves() {
        return leaves;
    }

    /** Absolute first-order change of the loss when a feed-forward neuron is removed, one tensor (f) a layer; close it. */
    public Value neuronImportance(Value gradients) {
        return Kernels.neuronImportance(leaves, gradients, sets.length, prefix);
    }

    /** Adds the gradients of {@code loss} to {@code gradients}, tensors of the whole model's shapes. */
    public void backward(Value loss, Value gradients) {
        Kernels.accumulate(loss, leaves, gradients, inputs.rows(true), sets, prefix);
    }

    @Override
    public void close() {
        logits.close();
        outputs.close();
        leaves.close();
    }
}
