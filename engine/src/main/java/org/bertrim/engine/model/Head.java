package org.bertrim.engine.model;

/** What stands on an encoder. */
public enum Head {
    /** Pooler and output layer on the first token: logits (B, C). */
    CLASSIFIER,
    /**
     * A linear layer to two numbers on every token, where an answer starts and ends (Devlin et al. 2019, section 4.2): logits (2B, S), B rows
     * of starts, then B rows of ends, padding at -1e4.
     */
    SPAN
}
