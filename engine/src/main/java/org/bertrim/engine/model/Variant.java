package org.bertrim.engine.model;

/**
 * How an encoder's functions differ from plain BERT's.
 *
 * @param activation of the feed-forward parts
 * @param pooler of the pooler
 * @param embedding width E of the token tables where a linear layer E→H follows them, as in ALBERT; 0 where they have the hidden width
 */
public record Variant(Activation activation, Activation pooler, int embedding) {

    /** BERT (Devlin et al. 2019), and RoBERTa. */
    public static final Variant BERT = new Variant(Activation.GELU, Activation.TANH, 0);

    /** The same with another activation of the feed-forward parts. */
    public Variant withActivation(Activation other) {
        return new Variant(other, pooler, embedding);
    }

    /** The same with another activation of the pooler. */
    public Variant withPooler(Activation other) {
        return new Variant(activation, other, embedding);
    }

    /** The same with tables of width E and a linear layer after them. */
    public Variant withEmbedding(int width) {
        return new Variant(activation, pooler, width);
    }
}
