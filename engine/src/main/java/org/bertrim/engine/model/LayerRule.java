package org.bertrim.engine.model;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Which layers a network of reduced depth keeps, for L layers of which n stay; layers count from 1.
 *
 * <p>DynaBERT's paper and its released code differ here: for 12 layers the paper drops {3, 7, 11} or every odd layer
 * and always keeps the last one, the code drops {4, 8, 12} or every even layer.
 */
public enum LayerRule {
    /** The paper's: keeps ⌊i·L/n⌋ for i = 1…n, so the last layer always stays. */
    PAPER("paper"),
    /** The released code's: keeps ⌊(i−1)·L/n⌋ + 1 for i = 1…n, so the first layer always stays. */
    RELEASED_CODE("released-code");

    private final String word;

    LayerRule(String word) {
        this.word = word;
    }

    /** The word in files and forms. */
    @JsonValue
    public String word() {
        return word;
    }

    int kept(int i, int layers, int count) {
        return switch (this) {
            case PAPER -> i * layers / count;
            case RELEASED_CODE -> (i - 1) * layers / count + 1;
        };
    }
}
