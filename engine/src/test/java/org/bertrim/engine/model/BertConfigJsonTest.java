package org.bertrim.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Stream;
import org.bertrim.engine.format.InvalidInput;
import org.bertrim.engine.format.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is written as config.json is read back, and what Hugging Face's BERT cannot be does not claim to be it. */
class BertConfigJsonTest {

    private static final BertConfig PLAIN = BertConfig.of(new ModelShape(3, 16, 4, 32, 60, 128, 2), 1e-12, 3);

    /** Exactly what earlier versions wrote. */
    private static final String AS_EVER =
            """
            {"architectures":["BertForSequenceClassification"],"model_type":"bert","hidden_size":16,"num_hidden_layers":3,\
            "num_attention_heads":4,"intermediate_size":32,"vocab_size":60,"max_position_embeddings":128,"type_vocab_size":2,\
            "layer_norm_eps":1.0E-12,"hidden_act":"gelu","hidden_dropout_prob":0.1,"attention_probs_dropout_prob":0.1,\
            "num_labels":3,"bertrim":{"headSize":4,"heads":[4,4,4],"feedForward":[32,32,32]}}""";

    @Test
    void plainBertIsWrittenAsEver() {
        assertThat(BertConfigJson.write(PLAIN)).hasToString(AS_EVER);
    }

    static Stream<BertConfig> configs() {
        return Stream.of(
                PLAIN,
                PLAIN.withSpans(),
                PLAIN.of(new Network(List.of(0, 2), List.of(1, 3), List.of(5, 32))),
                PLAIN.withVariant(Variant.BERT.withActivation(Activation.RELU)),
                PLAIN.withVariant(Variant.BERT.withPooler(Activation.RELU)),
                PLAIN.withSets(List.of(0, 0, 1)).withVariant(new Variant(Activation.GELU_NEW, Activation.TANH, 8)).withSpans());
    }

    @ParameterizedTest
    @MethodSource("configs")
    void everythingComesBack(BertConfig config) throws JsonProcessingException {
        assertThat(NetworkConfig.read(Json.mapper().readTree(config.json().toString()))).isEqualTo(config);
    }

    @Test
    void onlyWhatHuggingFacesBertComputesIsCalledBert() {
        assertThat(type(PLAIN)).isEqualTo("bert");
        assertThat(type(PLAIN.withVariant(Variant.BERT.withActivation(Activation.GELU_NEW)))).isEqualTo("bert");
        assertThat(BertConfigJson.write(PLAIN.withSpans()).path("architectures").path(0).asText())
                .isEqualTo("BertForQuestionAnswering");
        assertThat(type(PLAIN.withVariant(Variant.BERT.withPooler(Activation.RELU)))).isEqualTo("bertrim-encoder");
        assertThat(type(PLAIN.withVariant(Variant.BERT.withEmbedding(8)))).isEqualTo("bertrim-encoder");
        assertThat(type(PLAIN.withSets(List.of(0, 0, 1)))).isEqualTo("bertrim-encoder");
    }

    private static String type(BertConfig config) {
        return BertConfigJson.write(config).path("model_type").asText();
    }

    @Test
    void whatCannotBeIsRefusedByItsKey() {
        assertThat(problem("hidden_act", "swish")).contains("hidden_act is swish");
        assertThat(problem("num_hidden_layers", "2000000000")).contains("num_hidden_layers is 2000000000");
        assertThat(problem("vocab_size", "0")).contains("vocab_size");
        ObjectNode json = BertConfigJson.write(PLAIN);
        json.withObject("/bertrim").putArray("layerSets").add(2).add(0).add(1);
        assertThatThrownBy(() -> BertConfigJson.read(json)).isInstanceOf(InvalidInput.class).hasMessageContaining("sets are numbered");
    }

    private static String problem(String key, String value) {
        ObjectNode json = BertConfigJson.write(PLAIN);
        if (value.chars().allMatch(Character::isDigit)) {
            json.put(key, Long.parseLong(value));
        } else {
            json.put(key, value);
        }
        try {
            BertConfigJson.read(json);
            return "accepted";
        } catch (InvalidInput e) {
            return e.getMessage();
        }
    }
}
