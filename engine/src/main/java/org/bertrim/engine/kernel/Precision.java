package org.bertrim.engine.kernel;

/** The precision of the encoder's matrix products; weights, sums, norms and losses are always float32. */
public enum Precision {
    FLOAT32("float32"),
    BFLOAT16("bfloat16");

    private final String key;

    Precision(String key) {
        this.key = key;
    }

    /** The word in experiment files. */
    public String key() {
        return key;
    }

    /** The precision called {@code key}: {@code float32} or {@code bfloat16}. */
    public static Precision of(String key) {
        for (Precision precision : values()) {
            if (precision.key.equals(key)) {
                return precision;
            }
        }
        throw new IllegalArgumentException("no precision is called " + key);
    }
}
