package org.bertrim.engine.teacher.huggingface;

import java.util.Map;
import org.bertrim.engine.model.Activation;
import org.bertrim.engine.model.BertConfig;
import org.bertrim.engine.model.ModelShape;
import org.bertrim.engine.model.Variant;

/** DistilBERT (Sanh et al. 2019): BERT without segments, and with relu in the pooler, which belongs to the classifier. */
final class DistilBertFamily implements Family {

    private static final double EPSILON = 1e-12;

    @Override
    public String type() {
        return "distilbert";
    }

    @Override
    public String classes() {
        return "DistilBert";
    }

    @Override
    public BertConfig encoder(ConfigFields fields) {
        int hidden = fields.number("dim");
        ModelShape shape = new ModelShape(
                fields.layers("n_layers"),
                hidden,
                fields.heads("n_heads", hidden),
                fields.number("hidden_dim"),
                fields.number("vocab_size"),
                fields.number("max_position_embeddings"),
                1);
        fields.refuse(fields.filled("pruned_heads"), "pruned_heads: some of its heads were cut out");
        return BertConfig.of(shape, EPSILON, 2)
                .withVariant(Variant.BERT
                        .withActivation(fields.activation("activation", "gelu"))
                        .withPooler(Activation.RELU));
    }

    @Override
    public Names names(ConfigFields fields) {
        return new Names(
                set -> "distilbert.transformer.layer." + set,
                Map.of(
                        BertFamily.QUERY, "attention.q_lin",
                        BertFamily.KEY, "attention.k_lin",
                        BertFamily.VALUE, "attention.v_lin",
                        BertFamily.ATTENTION_OUTPUT, "attention.out_lin",
                        BertFamily.ATTENTION_NORM, "sa_layer_norm",
                        BertFamily.INNER, "ffn.lin1",
                        BertFamily.OUTER, "ffn.lin2",
                        BertFamily.NORM, "output_layer_norm"),
                Map.of(
                        BertFamily.WORDS, "distilbert.embeddings.word_embeddings",
                        BertFamily.POSITIONS, "distilbert.embeddings.position_embeddings",
                        BertFamily.EMBEDDING_NORM, "distilbert.embeddings.LayerNorm",
                        BertFamily.POOLER, "pre_classifier",
                        BertFamily.CLASSIFIER, "classifier",
                        BertFamily.SPANS, "qa_outputs",
                        BertFamily.MASKED_TRANSFORM, "vocab_transform",
                        BertFamily.MASKED_NORM, "vocab_layer_norm",
                        BertFamily.MASKED_BIAS, "vocab_projector",
                        BertFamily.MASKED_DECODER, "vocab_projector"));
    }
}
