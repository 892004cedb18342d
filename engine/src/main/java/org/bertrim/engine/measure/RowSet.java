package org.bertrim.engine.measure;

/** The rows that work is done on. */
public enum RowSet {
    /** Rows to train on. */
    TRAIN,
    /** Rows that choose checkpoints and give importance. */
    SELECTION,
    /** All evaluation rows. */
    DEV
}
