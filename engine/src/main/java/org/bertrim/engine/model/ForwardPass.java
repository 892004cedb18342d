package org.bertrim.engine.model;

import org.bertrim.engine.kernel.Kernels;
import org.bertrim.engine.kernel.Value;

/** The outputs of one network for one batch, with what is needed to go back through it. */
public final class ForwardPass implements AutoCloseable {

    private final Value leaves;
    private final Value outputs;
    private final Value logits;
    private final Inputs inputs;
    private final Network network;

    ForwardPass(Value leaves, Value outputs, Inputs inputs, Network network) {
        this.leaves = leaves;
        this.outputs = outputs;
        this.logits = Kernels.element(outputs, 0);
        this.inputs = inputs;
        this.network = network;
    }

    /** Logits or predictions (B, C); closed with this pass. */
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

    /** The weights that this pass went through; closed with it. */
    public Value leaves() {
        return leaves;
    }

    /** Adds the gradients of {@code loss} to {@code gradients}, tensors of the whole model's shapes. */
    public void backward(Value loss, Value gradients) {
        Kernels.accumulate(loss, leaves, gradients, inputs.rows(true), network.layerArray());
    }

    @Override
    public void close() {
        logits.close();
        outputs.close();
        leaves.close();
    }
}
