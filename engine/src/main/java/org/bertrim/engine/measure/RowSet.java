package org.bertrim.engine.measure;

/** The rows that work is done on. */
public enum RowSet {
    /** Rows to train on. */
    TRAIN,
    /** The same with their augmented variants; without augmentation the same. */
    AUGMENTED,
    /** Rows that choose checkpoints and give importance. */
    SELECTION,
    /** All evaluation rows. */
    DEV
}
