package org.bertrim.engine.teacher.huggingface;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bertrim.engine.model.BertConfig;
import org.bertrim.engine.model.ModelShape;
import org.bertrim.engine.model.Variant;

/**
 * ALBERT (Lan et al. 2020): token tables of width E with a linear layer to the hidden units after them, and layers that share parameters by
 * groups. A group may hold several layers, which are all run each time.
 */
final class AlbertFamily implements Family {

    @Override
    public String type() {
        return "albert";
    }

    @Override
    public String classes() {
        return "Albert";
    }

    @Override
    public BertConfig encoder(ConfigFields fields) {
        int hidden = fields.number("hidden_size");
        int repeats = fields.layers("num_hidden_layers");
        int groups = fields.number("num_hidden_groups", 1);
        fields.refuse(groups > repeats, "num_hidden_groups is " + groups + " and num_hidden_layers only " + repeats);
        String kind = fields.text("position_embedding_type", "absolute");
        fields.refuse(!kind.equals("absolute"), "position_embedding_type is " + kind + ", and only absolute positions are known");
        int inner = inner(fields);
        boolean many = repeats * inner > ConfigFields.MOST_LAYERS;
        fields.refuse(many, "num_hidden_layers is " + repeats + " and inner_group_num " + inner + ", which are too many layers");
        List<Integer> sets = sets(many ? 1 : repeats, many ? 1 : Math.min(groups, repeats), many ? 1 : inner);
        ModelShape shape = new ModelShape(
                sets.size(),
                hidden,
                fields.heads("num_attention_heads", hidden),
                fields.number("intermediate_size"),
                fields.number("vocab_size"),
                fields.number("max_position_embeddings"),
                fields.number("type_vocab_size", 2));
        return BertConfig.of(shape, fields.epsilon("layer_norm_eps", 1e-12), 2)
                .withSets(sets)
                .withVariant(Variant.BERT
                        .withActivation(fields.activation("hidden_act", "gelu_new"))
                        .withEmbedding(fields.number("embedding_size", 128)));
    }

    private static int inner(ConfigFields fields) {
        return fields.has("inner_group_num") ? fields.layers("inner_group_num") : 1;
    }

    /** Which layer of which group is run when; the division is that of transformers, in floating point. */
    private static List<Integer> sets(int repeats, int groups, int inner) {
        List<Integer> sets = new ArrayList<>();
        for (int i = 0; i < repeats; i++) {
            int group = (int) (i / ((double) repeats / groups));
            for (int layer = 0; layer < inner; layer++) {
                sets.add(group * inner + layer);
            }
        }
        return sets;
    }

    @Override
    public Names names(ConfigFields fields) {
        int inner = inner(fields);
        return new Names(
                set -> "albert.encoder.albert_layer_groups." + set / inner + ".albert_layers." + set % inner,
                Map.of(
                        BertFamily.QUERY, "attention.query",
                        BertFamily.KEY, "attention.key",
                        BertFamily.VALUE, "attention.value",
                        BertFamily.ATTENTION_OUTPUT, "attention.dense",
                        BertFamily.ATTENTION_NORM, "attention.LayerNorm",
                        BertFamily.INNER, "ffn",
                        BertFamily.OUTER, "ffn_output",
                        BertFamily.NORM, "full_layer_layer_norm"),
                Map.ofEntries(
                        Map.entry(BertFamily.WORDS, "albert.embeddings.word_embeddings"),
                        Map.entry(BertFamily.POSITIONS, "albert.embeddings.position_embeddings"),
                        Map.entry(BertFamily.TYPES, "albert.embeddings.token_type_embeddings"),
                        Map.entry(BertFamily.EMBEDDING_NORM, "albert.embeddings.LayerNorm"),
                        Map.entry(BertFamily.PROJECTION, "albert.encoder.embedding_hidden_mapping_in"),
                        Map.entry(BertFamily.POOLER, "albert.pooler"),
                        Map.entry(BertFamily.CLASSIFIER, "classifier"),
                        Map.entry(BertFamily.SPANS, "qa_outputs"),
                        Map.entry(BertFamily.MASKED_TRANSFORM, "predictions.dense"),
                        Map.entry(BertFamily.MASKED_NORM, "predictions.LayerNorm"),
                        Map.entry(BertFamily.MASKED_BIAS, "predictions"),
                        Map.entry(BertFamily.MASKED_DECODER, "predictions.decoder")));
    }
}
