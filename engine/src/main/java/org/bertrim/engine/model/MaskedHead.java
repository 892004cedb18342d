package org.bertrim.engine.model;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Names and shapes of a masked language model's head on an encoder (Devlin et al. 2019), as {@link Parameters} are of the encoder itself; the
 * names are those of Hugging Face's {@code BertForMaskedLM}.
 */
public final class MaskedHead {

    private static final String HEAD = "cls.predictions.";

    /** Linear layer to the width of the embeddings (E, H). */
    public static final String TRANSFORM = HEAD + "transform.dense.weight";
    /** Added to the logits (V). */
    public static final String BIAS = HEAD + "bias";
    /** A table of the head's own (V, E); most checkpoints have none and take the word embeddings. */
    public static final String DECODER = HEAD + "decoder.weight";

    private MaskedHead() {}

    /** Name to shape in the order in which the kernels take them, the word embeddings or the head's own table before the bias. */
    public static Map<String, long[]> of(BertConfig encoder) {
        long e = encoder.embedding();
        Map<String, long[]> shapes = new LinkedHashMap<>();
        shapes.put(TRANSFORM, new long[] {e, encoder.hidden()});
        shapes.put(HEAD + "transform.dense.bias", new long[] {e});
        shapes.put(HEAD + "transform.LayerNorm.weight", new long[] {e});
        shapes.put(HEAD + "transform.LayerNorm.bias", new long[] {e});
        shapes.put(BIAS, new long[] {encoder.vocabulary()});
        return shapes;
    }
}
