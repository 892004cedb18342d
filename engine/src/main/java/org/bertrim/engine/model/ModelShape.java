package org.bertrim.engine.model;

/**
 * The shape of a BERT-like encoder.
 *
 * @param layers number of encoder layers L that a token goes through
 * @param hidden hidden size H
 * @param heads attention heads per layer N_H; {@code hidden} is a multiple of it
 * @param feedForward neurons of the feed-forward part d_ff
 * @param vocabulary rows of the word embedding V
 * @param positions rows of the position embedding, the longest sequence that the model takes
 * @param types rows of the segment embedding
 * @param embedding width E of the embeddings, {@code hidden} unless they are factorised
 */
public record ModelShape(
        int layers, int hidden, int heads, int feedForward, int vocabulary, int positions, int types, int embedding) {

    /** A shape whose embeddings have the hidden width. */
    public ModelShape(int layers, int hidden, int heads, int feedForward, int vocabulary, int positions, int types) {
        this(layers, hidden, heads, feedForward, vocabulary, positions, types, hidden);
    }

    /** Width of one attention head. */
    public int headSize() {
        return hidden / heads;
    }

    /** The same encoder with only its first {@code count} layers. */
    public ModelShape firstLayers(int count) {
        return new ModelShape(count, hidden, heads, feedForward, vocabulary, positions, types, embedding);
    }
}
