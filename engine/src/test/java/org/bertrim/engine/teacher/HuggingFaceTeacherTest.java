package org.bertrim.engine.teacher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.bertrim.engine.format.InvalidInput;
import org.bertrim.engine.format.Json;
import org.bertrim.engine.format.StoredTensor;
import org.bertrim.engine.kernel.Kernels;
import org.bertrim.engine.kernel.Precision;
import org.bertrim.engine.kernel.Value;
import org.bertrim.engine.model.Activation;
import org.bertrim.engine.model.BertConfig;
import org.bertrim.engine.model.BertModel;
import org.bertrim.engine.model.ForwardPass;
import org.bertrim.engine.model.Inputs;
import org.bertrim.engine.model.MaskedHead;
import org.bertrim.engine.model.Network;
import org.bertrim.engine.model.Parameters;
import org.bertrim.engine.task.Metric;
import org.bertrim.engine.task.TaskInfo;
import org.bertrim.engine.task.TaskKind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checkpoints of another implementation answer here as they do there, to 1e-5. */
class HuggingFaceTeacherTest {

    private static final float LIMIT = 1e-5f;
    private static final TaskInfo NLI = new TaskInfo(
            "nli", "sample:nli", TaskKind.CLASSIFICATION, true, List.of("contradiction", "entailment", "neutral"),
            List.of(Metric.ACCURACY));

    private final NDManager manager = NDManager.newBaseManager();

    @BeforeAll
    static void oneThread() {
        Kernels.threads(1);
    }

    @AfterEach
    void close() {
        manager.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bert-classifier", "roberta-classifier", "albert-classifier", "distilbert-classifier"})
    void classifiersAnswerAsWhereTheyWereWritten(String name) {
        GoldenModel golden = new GoldenModel(name);
        Teacher teacher = golden.teacher();
        BertConfig config = teacher.config();
        int[] all = IntStream.rangeClosed(0, config.layers()).toArray();
        try (BertModel model = new BertModel(manager, config, teacher.weights(), Precision.FLOAT32);
                Inputs inputs = golden.inputs(manager);
                ForwardPass pass = model.infer(Network.full(config), inputs);
                Value states = pass.states(all)) {
            assertThat(pass.logits().floats(manager)).containsExactly(golden.floats("logits"), within(LIMIT));
            assertThat(golden.states()).hasSize(config.layers() + 1);
            golden.states().forEach((number, expected) -> {
                try (Value state = Kernels.element(states, number)) {
                    assertStates(golden, state.floats(manager), expected);
                }
            });
        }
    }

    /** Only tokens count; what stands at padding is never used. */
    private static void assertStates(GoldenModel golden, float[] actual, float[] expected) {
        float[] mask = golden.floats("mask");
        int hidden = expected.length / mask.length;
        for (int i = 0; i < expected.length; i++) {
            if (mask[i / hidden] > 0) {
                assertThat(actual[i]).isCloseTo(expected[i], within(LIMIT));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"bert-masked", "roberta-masked", "albert-masked", "distilbert-masked"})
    void maskedLanguageModelsAnswerAsWhereTheyWereWritten(String name) {
        GoldenModel golden = new GoldenModel(name);

        assertThat(masked(golden, golden.teacher())).containsExactly(golden.floats("masked"), within(LIMIT));
    }

    private float[] masked(GoldenModel golden, Teacher teacher) {
        assertThat(MaskedLanguageModel.has(teacher)).isTrue();
        try (MaskedEncoder encoder = new MaskedEncoder(manager, teacher);
                Inputs inputs = golden.inputs(manager);
                Value head = encoder.head(teacher.weights().get(MaskedHead.BIAS).toFloats());
                Value logits = encoder.logits(inputs, manager.create(new long[golden.rows()]), head)) {
            return logits.floats(manager);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"bert-span", "albert-span"})
    void spanHeadsAnswerAsWhereTheyWereWritten(String name) {
        GoldenModel golden = new GoldenModel(name);
        Teacher teacher = golden.teacher();
        BertConfig config = teacher.config().withSpans();
        try (BertModel model = new BertModel(manager, config, teacher.initialised(config, 1), Precision.FLOAT32);
                Inputs inputs = golden.inputs(manager);
                ForwardPass pass = model.infer(Network.full(config), inputs)) {
            float[] logits = pass.logits().floats(manager);
            float[] start = golden.floats("start");
            float[] end = golden.floats("end");
            for (int i = 0; i < start.length; i++) {
                boolean token = golden.floats("mask")[i] > 0;
                assertThat(logits[i]).isCloseTo(token ? start[i] : -1e4f, within(LIMIT));
                assertThat(logits[start.length + i]).isCloseTo(token ? end[i] : -1e4f, within(LIMIT));
            }
        }
    }

    @Test
    void shapesAreThoseOfTheArchitectures() {
        BertConfig roberta = new GoldenModel("roberta-classifier").teacher().config();
        BertConfig albert = new GoldenModel("albert-classifier").teacher().config();
        BertConfig distilbert = new GoldenModel("distilbert-classifier").teacher().config();

        assertThat(roberta.positions()).as("22 rows without the first two").isEqualTo(20);
        assertThat(roberta.types()).isOne();
        assertThat(roberta.layerNormEpsilon()).isEqualTo(1e-5);
        assertThat(albert.sets()).isEqualTo(List.of(0, 1, 0, 1, 2, 3));
        assertThat(albert.embedding()).isEqualTo(8);
        assertThat(albert.variant().activation()).isEqualTo(Activation.GELU_NEW);
        assertThat(distilbert.variant().pooler()).isEqualTo(Activation.RELU);
        assertThat(distilbert.outputs()).isOne();
    }

    @Test
    void headsAreKeptWhereThereAreSome() {
        assertThat(new GoldenModel("bert-classifier").teacher().labels())
                .containsExactly("CONTRADICTION", "NEUTRAL", "ENTAILMENT");
        assertThat(new GoldenModel("albert-classifier").teacher().labels()).containsExactly("LABEL_0", "LABEL_1");
        assertThat(new GoldenModel("distilbert-classifier").teacher().labels()).containsExactly("LABEL_0");
        Teacher masked = new GoldenModel("bert-masked").teacher();
        assertThat(masked.labels()).isEmpty();
        assertThat(masked.weights()).containsKey("bert.pooler.dense.weight").doesNotContainKey("classifier.weight");
        assertThat(new GoldenModel("bert-span").teacher().weights()).containsKey("qa_outputs.weight");
    }

    /** The file's order is contradiction, neutral, entailment. */
    @Test
    void aClassifierIsBroughtIntoTheTasksOrderByItsNames() {
        for (String name : List.of("bert-classifier", "roberta-classifier")) {
            GoldenModel golden = new GoldenModel(name);
            Teacher teacher = golden.teacher();
            float[] expected = golden.floats("logits");
            try (BertModel model = new BertModel(
                            manager, teacher.config(NLI), teacher.initialised(NLI, 1), Precision.FLOAT32);
                    Inputs inputs = golden.inputs(manager);
                    ForwardPass pass = model.infer(Network.full(teacher.config(NLI)), inputs)) {
                float[] logits = pass.logits().floats(manager);
                for (int row = 0; row < golden.rows(); row++) {
                    assertThat(logits[3 * row]).isCloseTo(expected[3 * row], within(LIMIT));
                    assertThat(logits[3 * row + 1]).isCloseTo(expected[3 * row + 2], within(LIMIT));
                    assertThat(logits[3 * row + 2]).isCloseTo(expected[3 * row + 1], within(LIMIT));
                }
            }
            assertThat(teacher.classifiesOtherwise(NLI)).isFalse();
        }
    }

    @Test
    void aTaskWithOtherClassesGetsANewClassifier() {
        Teacher teacher = new GoldenModel("bert-classifier").teacher();
        TaskInfo other = new TaskInfo(
                "other", "sample:other", TaskKind.CLASSIFICATION, false, List.of("a", "b", "c"), List.of(Metric.ACCURACY));
        Map<String, StoredTensor> start = teacher.initialised(other, 5);

        assertThat(teacher.classifiesOtherwise(other)).isTrue();
        assertThat(start.get("classifier.weight").shape()).containsExactly(3, 16);
        assertThat(start.get("classifier.weight")).isNotEqualTo(teacher.weights().get("classifier.weight"));
        assertThat(start.get("classifier.bias").toFloats()).containsOnly(0);
        assertThat(start.get("bert.pooler.dense.weight")).isEqualTo(teacher.weights().get("bert.pooler.dense.weight"));
    }

    @Test
    void aClassifierOfAnotherSizeIsNoHindrance() {
        Teacher teacher = new GoldenModel("bert-classifier").teacher();
        TaskInfo value = new TaskInfo("v", "sample:v", TaskKind.REGRESSION, true, List.of(), List.of(Metric.PEARSON));

        assertThat(teacher.initialised(value, 5).get("classifier.weight").shape()).containsExactly(1, 16);
        assertThat(new GoldenModel("distilbert-classifier").teacher().classifiesOtherwise(value)).isFalse();
    }

    /** Old files, bare encoders and wrapped ones: the same tensors under other names. */
    @Test
    void namesMayBeOldOrBareOrWrapped() {
        GoldenModel golden = new GoldenModel("bert-masked");
        Teacher usual = golden.teacher();
        Map<String, StoredTensor> old = new LinkedHashMap<>();
        Map<String, StoredTensor> bare = new LinkedHashMap<>();
        Map<String, StoredTensor> wrapped = new LinkedHashMap<>();
        golden.tensors().forEach((name, tensor) -> {
            boolean norm = name.contains("LayerNorm");
            old.put(norm ? name.replace(".weight", ".gamma").replace(".bias", ".beta") : name, tensor);
            bare.put(name.startsWith("bert.") ? name.substring(5) : name, tensor);
            wrapped.put("module." + name, tensor);
        });
        for (Map<String, StoredTensor> tensors : List.of(old, bare, wrapped)) {
            Teacher teacher = HuggingFaceTeacher.read(golden.config(), tensors, golden.tokenizer(), "t");
            assertThat(teacher.weights()).isEqualTo(usual.weights());
            assertThat(teacher.fingerprint()).isEqualTo(usual.fingerprint());
        }
    }

    /** Google's bert_config.json, and early files of transformers. */
    @Test
    void configurationsWithoutATypeAreRecognised() {
        for (String name : List.of("bert-classifier", "roberta-classifier", "albert-classifier", "distilbert-classifier")) {
            GoldenModel golden = new GoldenModel(name);
            ObjectNode config = golden.config();
            config.remove("model_type");
            assertThat(HuggingFaceTeacher.read(config, golden.tensors(), golden.tokenizer(), "t").config())
                    .isEqualTo(golden.teacher().config());
            config.remove("architectures");
            if (!name.startsWith("roberta")) {
                assertThat(HuggingFaceTeacher.read(config, golden.tensors(), golden.tokenizer(), "t").config())
                        .isEqualTo(golden.teacher().config());
            }
        }
    }

    /** A table of its own instead of the word embeddings, and a bias that stands with it. */
    @Test
    void anUntiedHeadHasItsOwnTable() {
        GoldenModel golden = new GoldenModel("bert-masked");
        Map<String, StoredTensor> tensors = golden.tensors();
        float[] own = tensors.get("bert.embeddings.word_embeddings.weight").toFloats();
        for (int i = 0; i < own.length; i++) {
            own[i] *= 2;
        }
        float[] bias = tensors.get("cls.predictions.bias").toFloats();
        tensors.put("cls.predictions.decoder.weight", StoredTensor.floats(new long[] {230, 16}, own));
        tensors.put("cls.predictions.decoder.bias", tensors.remove("cls.predictions.bias"));
        float[] tied = masked(golden, HuggingFaceTeacher.read(golden.config(), tensors, golden.tokenizer(), "t"));
        ObjectNode config = golden.config().put("tie_word_embeddings", false);
        float[] untied = masked(golden, HuggingFaceTeacher.read(config, tensors, golden.tokenizer(), "t"));

        assertThat(tied).containsExactly(golden.floats("masked"), within(LIMIT));
        for (int i = 0; i < tied.length; i++) {
            assertThat(untied[i] - bias[i % 230]).isCloseTo(2 * (tied[i] - bias[i % 230]), within(1e-4f));
        }
    }

    @Test
    void everyTensorThatIsWrongIsNamedAsInTheFile() {
        GoldenModel golden = new GoldenModel("roberta-classifier");
        Map<String, StoredTensor> tensors = golden.tensors();
        tensors.remove("roberta.encoder.layer.1.attention.self.query.weight");
        tensors.put("roberta.embeddings.position_embeddings.weight", StoredTensor.floats(new long[] {20, 16}, new float[320]));
        tensors.put("classifier.out_proj.bias", StoredTensor.floats(new long[] {2}, 0, 0));

        assertThatThrownBy(() -> HuggingFaceTeacher.read(golden.config(), tensors, golden.tokenizer(), "folder:x"))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("folder:x")
                .hasMessageContaining("roberta.encoder.layer.1.attention.self.query.weight is missing, expected [16, 16]")
                .hasMessageContaining("roberta.embeddings.position_embeddings.weight is [20, 16], expected [22, 16]")
                .hasMessageContaining("classifier.out_proj.bias is [2], expected [3]");

        GoldenModel distilbert = new GoldenModel("distilbert-masked");
        Map<String, StoredTensor> fewer = distilbert.tensors();
        fewer.remove("distilbert.transformer.layer.0.ffn.lin1.bias");
        fewer.remove("vocab_layer_norm.weight");
        assertThatThrownBy(() -> HuggingFaceTeacher.read(distilbert.config(), fewer, distilbert.tokenizer(), "x"))
                .hasMessageContaining("distilbert.transformer.layer.0.ffn.lin1.bias is missing, expected [24]")
                .hasMessageContaining("vocab_layer_norm.weight is missing, expected [16]");
        assertThatThrownBy(() -> HuggingFaceTeacher.read(golden.config(), Map.of(), golden.tokenizer(), "x"))
                .hasMessageContaining("roberta.embeddings.word_embeddings.weight is missing, expected [340, 16]");
    }

    @Test
    void aQuantisedCheckpointIsToldFromADamagedOne() {
        GoldenModel golden = new GoldenModel("bert-classifier");
        ObjectNode config = golden.config();
        config.putObject("quantization_config").put("load_in_8bit", true);
        Map<String, StoredTensor> tensors = golden.tensors();
        assertThat(HuggingFaceTeacher.read(config, tensors, golden.tokenizer(), "t").shape().layers()).isPositive();
        tensors.remove("bert.encoder.layer.1.attention.self.key.weight");

        assertThatThrownBy(() -> HuggingFaceTeacher.read(config, tensors, golden.tokenizer(), "t"))
                .isInstanceOfSatisfying(InvalidInput.class, refusal -> assertThat(refusal.remedy()).contains("it was quantised"));
    }

    @Test
    void numbersThatAreNoneAreRefusedByTensor() {
        GoldenModel golden = new GoldenModel("bert-classifier");
        for (float number : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
            Map<String, StoredTensor> tensors = golden.tensors();
            tensors.put("bert.encoder.layer.1.attention.self.key.bias", bias(16, number));

            assertThatThrownBy(() -> HuggingFaceTeacher.read(golden.config(), tensors, golden.tokenizer(), "t"))
                    .isInstanceOf(InvalidInput.class)
                    .hasMessageContaining("bert.encoder.layer.1.attention.self.key.bias holds " + number);
        }
        Map<String, StoredTensor> beside = golden.tensors();
        beside.put("something.else", bias(16, Float.NaN));
        assertThat(HuggingFaceTeacher.read(golden.config(), beside, golden.tokenizer(), "t").shape().layers()).isPositive();
    }

    private static StoredTensor bias(int size, float last) {
        float[] numbers = new float[size];
        numbers[size - 1] = last;
        return StoredTensor.floats(new long[] {size}, numbers);
    }

    @Test
    void whatTheEncoderDoesNotDoIsRefusedByName() {
        assertThat(problem("bert-classifier", "position_embedding_type", "relative_key")).contains("relative_key");
        assertThat(problem("bert-classifier", "hidden_act", "silu")).contains("hidden_act is silu");
        assertThat(problem("bert-classifier", "num_attention_heads", 3)).contains("num_attention_heads is 3");
        assertThat(problem("bert-classifier", "add_cross_attention", true)).contains("add_cross_attention");
        assertThat(problem("bert-classifier", "is_decoder", true)).contains("is_decoder");
        assertThat(problem("bert-classifier", "hidden_size", -4)).contains("hidden_size is -4").doesNotContain("1 hidden units");
        assertThat(problem("bert-classifier", "num_hidden_layers", 1 << 30)).contains("num_hidden_layers is 1073741824");
        assertThat(problem("bert-classifier", "model_type", "gpt2")).contains("model_type gpt2").contains("albert");
        assertThat(problem("bert-classifier", "model_type", "bertrim-cells")).contains("bertrim-cells");
        assertThat(problem("albert-classifier", "num_hidden_groups", 4)).contains("num_hidden_groups is 4");
        assertThat(problem("albert-classifier", "inner_group_num", 1000)).contains("inner_group_num 1000");
        assertThat(problem("roberta-classifier", "pad_token_id", 30)).contains("31 are never used");
        assertThat(problem("distilbert-classifier", "dim", 0)).contains("dim is 0");
    }

    private static String problem(String name, String key, Object value) {
        GoldenModel golden = new GoldenModel(name);
        ObjectNode config = golden.config();
        config.putPOJO(key, value);
        ObjectNode read = Json.mapper().valueToTree(config);
        try {
            HuggingFaceTeacher.read(read, golden.tensors(), golden.tokenizer(), "t");
            return "accepted";
        } catch (InvalidInput e) {
            return e.getMessage() + " " + e.remedy();
        }
    }

    /** A classifier of tokens or of choices is something else, though it has the same name. */
    @Test
    void otherHeadsOfTheSameNameAreNotTaken() {
        GoldenModel golden = new GoldenModel("bert-classifier");
        for (String classes : List.of("BertForTokenClassification", "BertForMultipleChoice")) {
            ObjectNode config = golden.config();
            config.putArray("architectures").add(classes);
            Teacher teacher = HuggingFaceTeacher.read(config, golden.tensors(), golden.tokenizer(), "t");
            assertThat(teacher.labels()).isEmpty();
            assertThat(teacher.weights()).doesNotContainKey("classifier.weight");
        }
        ObjectNode many = golden.config().put("problem_type", "multi_label_classification");
        assertThat(HuggingFaceTeacher.read(many, golden.tensors(), golden.tokenizer(), "t").labels()).isEmpty();
    }

    @Test
    void aTokenizerWithMoreTokensThanEmbeddingsIsRefused() {
        GoldenModel roberta = new GoldenModel("roberta-classifier");
        GoldenModel bert = new GoldenModel("bert-classifier");

        assertThatThrownBy(() -> HuggingFaceTeacher.read(bert.config(), bert.tensors(), roberta.tokenizer(), "t"))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("embeddings for ids below 230");
    }

    /** What Bertrim writes of each architecture opens as a teacher with the same encoder. */
    @ParameterizedTest
    @ValueSource(strings = {"bert-classifier", "roberta-classifier", "albert-classifier", "distilbert-classifier"})
    void whatWasWrittenOpensAgain(String name) {
        Teacher teacher = new GoldenModel(name).teacher();
        ObjectNode json = teacher.config().json();
        teacher.labels().forEach(json.withObject("/bertrim").putArray("labels")::add);
        Teacher again = HuggingFaceTeacher.read(json, teacher.weights(), teacher.tokenizerJson(), "run:x");

        assertThat(again.config()).isEqualTo(teacher.config());
        assertThat(again.labels()).isEqualTo(teacher.labels());
        assertThat(again.weights()).isEqualTo(teacher.weights());
        assertThat(again.fingerprint()).isEqualTo(teacher.fingerprint());
    }

    /** The same weights with another activation are another teacher. */
    @Test
    void theFingerprintKnowsWhatTheWeightsDoNotSay() {
        GoldenModel golden = new GoldenModel("bert-classifier");
        ObjectNode other = golden.config().put("hidden_act", "gelu_new");

        assertThat(HuggingFaceTeacher.read(other, golden.tensors(), golden.tokenizer(), "t").fingerprint())
                .isNotEqualTo(golden.teacher().fingerprint());
    }

    /** DistilBERT has no segments: one row of zeros stands for them. */
    @Test
    void whatAnArchitectureLacksIsZero() {
        Teacher teacher = new GoldenModel("distilbert-classifier").teacher();

        assertThat(teacher.weights().keySet()).containsExactlyInAnyOrderElementsOf(Parameters.of(teacher.config()).keySet());
        assertThat(teacher.weights().get("bert.embeddings.token_type_embeddings.weight").toFloats()).hasSize(16).containsOnly(0);
    }
}
