package org.bertrim.engine.teacher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.List;
import org.bertrim.engine.kernel.Kernels;
import org.bertrim.engine.kernel.Precision;
import org.bertrim.engine.kernel.Value;
import org.bertrim.engine.model.BertConfig;
import org.bertrim.engine.model.BertModel;
import org.bertrim.engine.model.ForwardPass;
import org.bertrim.engine.model.Inputs;
import org.bertrim.engine.model.MaskedHead;
import org.bertrim.engine.model.Network;
import org.bertrim.engine.task.WordTokenizer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Google's BERT base against the values that public test suites hold for it: those of transformers' and KerasHub's tests of
 * bert-base-uncased. Runs where the build has its package, {@code mvn -Pbert-base}.
 */
class BertBaseTest {

    private static final double LIMIT = 1e-4;

    private static NDManager manager;
    private static Teacher teacher;

    @BeforeAll
    static void open() {
        teacher = PackagedTeachers.open("builtin:bert-base-uncased");
        Kernels.threads(2);
        manager = NDManager.newBaseManager();
    }

    @AfterAll
    static void close() {
        if (manager != null) {
            manager.close();
        }
    }

    @Test
    void lastHiddenStatesAreThePublishedOnes() {
        long[] ids = {0, 345, 232, 328, 740, 140, 1695, 69, 6078, 1588, 2};
        float[] mask = new float[ids.length];
        Arrays.fill(mask, 1, mask.length, 1f); // the first position is masked out
        BertConfig config = teacher.config();
        try (BertModel model = new BertModel(manager, config, teacher.initialised(config, 0), Precision.FLOAT32);
                Inputs inputs = Inputs.of(manager, 1, ids.length, ids, new long[ids.length], mask);
                ForwardPass pass = model.infer(Network.full(config), inputs);
                Value states = pass.states(config.layers());
                Value last = Kernels.element(states, 0)) {
            float[] all = last.floats(manager);

            double[] published = {0.4249, 0.1008, 0.7531, 0.3771, 0.1188, 0.7467, 0.4152, 0.1098, 0.7108};
            for (int i = 0; i < published.length; i++) {
                int place = (1 + i / 3) * config.hidden() + 1 + i % 3;
                assertThat((double) all[place]).isCloseTo(published[i], within(LIMIT));
            }
        }
    }

    @Test
    void logitsOfTheMaskedLanguageModelAreThePublishedOnes() {
        long[] text = {101, 1996, 3007, 1997, 2605, 2003, 103, 1012, 102};
        int rows = 3;
        long[] ids = new long[rows * text.length];
        float[] mask = new float[ids.length];
        Arrays.fill(mask, 1f);
        for (int row = 0; row < rows; row++) {
            System.arraycopy(text, 0, ids, row * text.length, text.length);
        }
        float[] bias = teacher.weights().get(MaskedHead.BIAS).toFloats();
        try (MaskedEncoder model = new MaskedEncoder(manager, teacher);
                Inputs inputs = Inputs.of(manager, rows, text.length, ids, new long[ids.length], mask);
                Value head = model.head(bias);
                Value logits = model.logits(inputs, manager.create(new long[] {1, 2, 3}), head)) {
            float[] all = logits.floats(manager);

            double[] published = {
                -14.7240, -14.2120, -14.6434, -10.3125, -9.7459, -9.9923, -15.1105, -14.8048, -14.9276
            };
            for (int i = 0; i < published.length; i++) {
                assertThat((double) all[i / 3 * bias.length + 1 + i % 3]).isCloseTo(published[i], within(LIMIT));
            }
        }
    }

    @Test
    void itsTokenizerIsMadeOfItsVocabulary() {
        try (WordTokenizer tokenizer = WordTokenizer.of(teacher.tokenizerJson())) {
            assertThat(tokenizer.pieces(List.of("The capital of France is [MASK]."), null).get(0).ids())
                    .containsExactly(101, 1996, 3007, 1997, 2605, 2003, 103, 1012, 102);
        }
    }
}
