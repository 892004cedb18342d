package org.bertrim.engine.model;

/**
 * The shape of a BERT-like encoder.
 *
 * @param layers number of encoder layers L
 * @param hidden hidden size H
 * @param heads attention heads per layer N_H; {@code hidden} is a multiple of it
 * @param feedForward neurons of the feed-forward part d_ff
 * @param vocabulary rows of the word embedding V
 * @param positions rows of the position embedding, the longest sequence that the model takes
 * @param types rows of the segment embedding
 */
public record ModelShape(
        int layers, int hidden, int heads, int feedForward, int vocabulary, int positions, int types) {

    /** Width of one attention head. */
    public int headSize() {
        return hidden / heads;
    }

    /** The same encoder with only its first {@code count} layers. */
    public ModelShape firstLayers(int count) {
        return new ModelShape(count, hidden, heads, feedForward, vocabulary, positions, types);
    }
}
