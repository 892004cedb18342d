package org.bertrim.engine.model;

import java.util.Arrays;
import java.util.Optional;

/** What follows a linear layer; words are Hugging Face's. */
public enum Activation {
    /** x·Φ(x), Φ the normal distribution's. */
    GELU("gelu"),
    /** Its approximation by tanh, as in ALBERT. */
    GELU_NEW("gelu_new"),
    /** max(0, x). */
    RELU("relu"),
    /** The hyperbolic tangent, as in BERT's pooler. */
    TANH("tanh");

    private final String word;

    Activation(String word) {
        this.word = word;
    }

    /** The word in {@code config.json}. */
    public String word() {
        return word;
    }

    /** The activation of a word. */
    public static Optional<Activation> ofWord(String word) {
        return Arrays.stream(values()).filter(activation -> activation.word.equals(word)).findFirst();
    }

    /** The number by which kernels know it. */
    public int number() {
        return ordinal();
    }
}
