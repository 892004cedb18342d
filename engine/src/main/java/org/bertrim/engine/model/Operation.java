package org.bertrim.engine.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What an edge of a convolutional cell may do (AdaBERT's ten operations), in the order in which every list of theirs stands.
 *
 * <p>Convolutions are ReLU, 1-D convolution without bias at stride 1 and "same" padding, batch norm; the dilated ones read every second
 * position. Pools have window 3, stride 1 and "same" padding. None changes the width of its input.
 */
public enum Operation {
    CONV3("conv3", 3, 1),
    CONV5("conv5", 5, 1),
    CONV7("conv7", 7, 1),
    DILATED3("dilated3", 3, 2),
    DILATED5("dilated5", 5, 2),
    DILATED7("dilated7", 7, 2),
    MAX_POOL3("maxPool3", 0, 1),
    AVERAGE_POOL3("averagePool3", 0, 1),
    SKIP("skip", 0, 1),
    ZERO("zero", 0, 1);

    private final String word;
    private final int kernel;
    private final int dilation;

    Operation(String word, int kernel, int dilation) {
        this.word = word;
        this.kernel = kernel;
        this.dilation = dilation;
    }

    /** The word in files, events and forms. */
    @JsonValue
    public String word() {
        return word;
    }

    /** Positions that a convolution weighs; 0 for what has no weights. */
    public int kernel() {
        return kernel;
    }

    /** Distance of the positions that a convolution weighs. */
    public int dilation() {
        return dilation;
    }

    /** Whether it has weights. */
    public boolean convolves() {
        return kernel > 0;
    }

    /** The operation with this word, if there is one. */
    public static Optional<Operation> ofWord(String word) {
        return Arrays.stream(values()).filter(each -> each.word.equals(word)).findFirst();
    }

    @JsonCreator
    static Operation named(String word) {
        return ofWord(word).orElseThrow(() -> new IllegalArgumentException("no operation is called " + word));
    }

    /** All words, in order. */
    public static List<String> words() {
        return Arrays.stream(values()).map(Operation::word).toList();
    }
}
