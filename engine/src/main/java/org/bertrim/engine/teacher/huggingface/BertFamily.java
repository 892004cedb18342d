package org.bertrim.engine.teacher.huggingface;

import java.util.LinkedHashMap;
import java.util.Map;
import org.bertrim.engine.model.BertConfig;
import org.bertrim.engine.model.ModelShape;
import org.bertrim.engine.model.Variant;

/** BERT (Devlin et al. 2019); our names are its names. */
final class BertFamily implements Family {

    /** Parts of a layer, under our names and BERT's. */
    static final String QUERY = "attention.self.query";

    static final String KEY = "attention.self.key";
    static final String VALUE = "attention.self.value";
    static final String ATTENTION_OUTPUT = "attention.output.dense";
    static final String ATTENTION_NORM = "attention.output.LayerNorm";
    static final String INNER = "intermediate.dense";
    static final String OUTER = "output.dense";
    static final String NORM = "output.LayerNorm";

    /** The other parts. */
    static final String WORDS = "bert.embeddings.word_embeddings";

    static final String POSITIONS = "bert.embeddings.position_embeddings";
    static final String TYPES = "bert.embeddings.token_type_embeddings";
    static final String EMBEDDING_NORM = "bert.embeddings.LayerNorm";
    static final String PROJECTION = "bert.embeddings_project";
    static final String POOLER = "bert.pooler.dense";
    static final String CLASSIFIER = "classifier";
    static final String SPANS = "qa_outputs";
    static final String MASKED_TRANSFORM = "cls.predictions.transform.dense";
    static final String MASKED_NORM = "cls.predictions.transform.LayerNorm";
    static final String MASKED_BIAS = "cls.predictions";
    static final String MASKED_DECODER = "cls.predictions.decoder";

    @Override
    public String type() {
        return "bert";
    }

    @Override
    public String classes() {
        return "Bert";
    }

    @Override
    public BertConfig encoder(ConfigFields fields) {
        return encoder(fields, fields.number("max_position_embeddings"));
    }

    /** The encoder of this configuration with so many positions; RoBERTa's is of the same form. */
    static BertConfig encoder(ConfigFields fields, int positions) {
        String kind = fields.text("position_embedding_type", "absolute");
        fields.refuse(!kind.equals("absolute"), "position_embedding_type is " + kind + ", and only absolute positions are known");
        fields.refuse(fields.flag("is_decoder", false), "is_decoder: it is a decoder");
        fields.refuse(fields.flag("add_cross_attention", false), "add_cross_attention: its layers look at another model's states");
        fields.refuse(fields.filled("pruned_heads"), "pruned_heads: some of its heads were cut out");
        int hidden = fields.number("hidden_size");
        ModelShape shape = new ModelShape(
                fields.layers("num_hidden_layers"),
                hidden,
                fields.heads("num_attention_heads", hidden),
                fields.number("intermediate_size"),
                fields.number("vocab_size"),
                positions,
                fields.number("type_vocab_size", 2));
        return BertConfig.of(shape, fields.epsilon("layer_norm_eps", 1e-12), 2)
                .withVariant(Variant.BERT.withActivation(fields.activation("hidden_act", "gelu")));
    }

    @Override
    public Names names(ConfigFields fields) {
        return new Names(set -> "bert.encoder.layer." + set, parts(), others());
    }

    /** The parts of a layer by themselves. */
    static Map<String, String> parts() {
        Map<String, String> parts = new LinkedHashMap<>();
        for (String part : new String[] {
            QUERY, KEY, VALUE, ATTENTION_OUTPUT, ATTENTION_NORM, INNER, OUTER, NORM
        }) {
            parts.put(part, part);
        }
        return parts;
    }

    /** The other parts by themselves. */
    static Map<String, String> others() {
        Map<String, String> others = new LinkedHashMap<>();
        for (String other : new String[] {
            WORDS, POSITIONS, TYPES, EMBEDDING_NORM, PROJECTION, POOLER, CLASSIFIER, SPANS, MASKED_TRANSFORM, MASKED_NORM, MASKED_BIAS,
            MASKED_DECODER
        }) {
            others.put(other, other);
        }
        return others;
    }
}
