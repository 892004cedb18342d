package org.bertrim.engine.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.bertrim.engine.model.Activation;
import org.bertrim.engine.model.BertConfig;
import org.bertrim.engine.model.ModelShape;
import org.bertrim.engine.model.Variant;
import org.junit.jupiter.api.Test;

/** Parameters of published checkpoints as Hugging Face's transformers counts them (without a classifier), and operations. */
class CostsTest {

    private static final BertConfig BERT = BertConfig.of(new ModelShape(12, 768, 12, 3072, 30522, 512, 2), 1e-12, 2);
    private static final long CLASSIFIER = 768 * 2 + 2;
    private static final long POOLER = 768 * 768 + 768;

    @Test
    void publishedCheckpointsHaveTheirSizes() {
        BertConfig albert = BertConfig.of(new ModelShape(12, 768, 12, 3072, 30000, 512, 2), 1e-12, 2)
                .withVariant(new Variant(Activation.GELU_NEW, Activation.TANH, 128))
                .withSets(Collections.nCopies(12, 0));
        BertConfig roberta = BertConfig.of(new ModelShape(12, 768, 12, 3072, 50265, 512, 1), 1e-5, 2);
        BertConfig distilbert = BertConfig.of(new ModelShape(6, 768, 12, 3072, 30522, 512, 1), 1e-12, 2);

        assertThat(parameters(BERT)).isEqualTo(109_482_240);
        assertThat(parameters(albert)).isEqualTo(11_683_584);
        assertThat(parameters(roberta)).as("less the two position rows that are never used").isEqualTo(124_645_632 - 2 * 768);
        assertThat(parameters(distilbert) - POOLER).as("with a row of segments").isEqualTo(66_362_880 + 768);
        assertThat(Costs.of(BERT.withSpans()).parameters()).isEqualTo(109_482_240 - POOLER + 768 * 2 + 2);
    }

    private static long parameters(BertConfig config) {
        Costs costs = Costs.of(config);
        assertThat(costs.sizeBytes()).isEqualTo(4 * costs.parameters());
        return costs.parameters() - CLASSIFIER;
    }

    /** A shared layer is stored once and worked through each time. */
    @Test
    void sharedLayersCostMemoryOnceAndTimeOften() {
        Costs apart = Costs.of(BERT);
        Costs shared = Costs.of(BERT.withSets(List.of(0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1)));

        assertThat(shared.encoderParameters() * 6).isEqualTo(apart.encoderParameters());
        assertThat(shared.flops()).isEqualTo(apart.flops());
    }
}
