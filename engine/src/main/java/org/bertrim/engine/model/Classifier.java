package org.bertrim.engine.model;

import ai.djl.ndarray.NDManager;

/**
 * Answers batches of tokens in evaluation mode, whatever it is made of.
 *
 * <p>Logits are (B, C) of a classifier or regression, and (2B, S) of a network with a span head, see {@link Head#SPAN}.
 */
public interface Classifier {

    /** A batch on the device, ready to be answered as often as one likes. */
    interface Ready extends AutoCloseable {

        /** Logits or predictions, row major. */
        float[] logits();

        @Override
        void close();
    }

    /** Classes, or 1 for regression; 2 of a span head. */
    int outputs();

    /** What its logits are. */
    Head head();

    /**
     * Puts a batch on the device.
     *
     * @param rows rows B
     * @param tokens longest row S
     * @param ids token ids (B, S)
     * @param types segments (B, S)
     * @param mask 1 for tokens, 0 for padding (B, S)
     */
    Ready ready(NDManager manager, int rows, int tokens, long[] ids, long[] types, float[] mask);

    /** Logits or predictions, row major; parameters as of {@link #ready}. */
    default float[] logits(NDManager manager, int rows, int tokens, long[] ids, long[] types, float[] mask) {
        try (Ready ready = ready(manager, rows, tokens, ids, types, mask)) {
            return ready.logits();
        }
    }
}
