package org.bertrim.engine.teacher.huggingface;

import java.util.Map;
import org.bertrim.engine.model.Activation;
import org.bertrim.engine.model.BertConfig;

/**
 * RoBERTa (Liu et al. 2019): BERT whose positions count from behind the padding token's id, so that the first rows of the position table are
 * never used, mostly with one segment, and with another place for the pooler: the classifier's own dense layer.
 */
final class RobertaFamily implements Family {

    private static final int USUAL_PADDING = 1;

    @Override
    public String type() {
        return "roberta";
    }

    @Override
    public String classes() {
        return "Roberta";
    }

    @Override
    public BertConfig encoder(ConfigFields fields) {
        int rows = fields.number("max_position_embeddings");
        int unused = unusedPositions(fields);
        fields.refuse(rows <= unused, "max_position_embeddings is " + rows + ", of which " + unused + " are never used");
        return BertFamily.encoder(fields, Math.max(1, rows - unused));
    }

    @Override
    public int unusedPositions(ConfigFields fields) {
        return fields.has("pad_token_id") ? fields.padding() + 1 : USUAL_PADDING + 1;
    }

    /** Its head has gelu whatever the encoder has. */
    @Override
    public boolean sameActivationInHead(ConfigFields fields) {
        return fields.activation("hidden_act", "gelu") == Activation.GELU;
    }

    @Override
    public Names names(ConfigFields fields) {
        return new Names(
                set -> "roberta.encoder.layer." + set,
                BertFamily.parts(),
                Map.ofEntries(
                        Map.entry(BertFamily.WORDS, "roberta.embeddings.word_embeddings"),
                        Map.entry(BertFamily.POSITIONS, "roberta.embeddings.position_embeddings"),
                        Map.entry(BertFamily.TYPES, "roberta.embeddings.token_type_embeddings"),
                        Map.entry(BertFamily.EMBEDDING_NORM, "roberta.embeddings.LayerNorm"),
                        Map.entry(BertFamily.POOLER, "classifier.dense"),
                        Map.entry(BertFamily.CLASSIFIER, "classifier.out_proj"),
                        Map.entry(BertFamily.SPANS, "qa_outputs"),
                        Map.entry(BertFamily.MASKED_TRANSFORM, "lm_head.dense"),
                        Map.entry(BertFamily.MASKED_NORM, "lm_head.layer_norm"),
                        Map.entry(BertFamily.MASKED_BIAS, "lm_head"),
                        Map.entry(BertFamily.MASKED_DECODER, "lm_head.decoder")));
    }
}
