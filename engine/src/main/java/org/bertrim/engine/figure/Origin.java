package org.bertrim.engine.figure;

/** Where a number comes from; figures never let the three look alike. */
public enum Origin {
    /** Measured here: filled. */
    MEASURED,
    /** Estimated or interpolated: a dashed outline, ≈, and the word. */
    ESTIMATED,
    /** Published by others: hollow, and the word. */
    PUBLISHED
}
