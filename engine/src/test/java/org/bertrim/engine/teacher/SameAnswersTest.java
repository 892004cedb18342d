package org.bertrim.engine.teacher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import org.bertrim.engine.format.Json;
import org.bertrim.engine.kernel.Kernels;
import org.bertrim.engine.kernel.Precision;
import org.bertrim.engine.kernel.Value;
import org.bertrim.engine.model.BertConfig;
import org.bertrim.engine.model.BertModel;
import org.bertrim.engine.model.ForwardPass;
import org.bertrim.engine.model.Inputs;
import org.bertrim.engine.model.MaskedHead;
import org.bertrim.engine.model.Network;
import org.bertrim.engine.teacher.huggingface.TokenizerFiles;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One tiny BERT in every format answers as transformers did: hidden states, and logits of the masked language model. */
class SameAnswersTest {

    private static final double LIMIT = 1e-5;
    private static final int ROWS = 2;
    private static final int TOKENS = 6;

    private static NDManager manager;
    private static JsonNode expected;

    @BeforeAll
    static void open() {
        Kernels.threads(1);
        manager = NDManager.newBaseManager();
        expected = Json.read(TinyCheckpoints.folder("expected.json"));
    }

    @AfterAll
    static void close() {
        manager.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "safetensors", "safetensors-double", "safetensors-sharded", "torch-zip", "torch-legacy", "torch-sharded", "tensorflow",
                "tensorflow-sharded", "saved-model/bert.zip", "onnx", "onnx-external", "onnx-dynamo"
            })
    void everyFormatGivesTheSameLogits(String name) throws IOException {
        byte[] vocabulary = Files.readAllBytes(TinyCheckpoints.folder("vocab.txt"));
        Teacher teacher;
        try (CheckpointFiles files = CheckpointFiles.open(TinyCheckpoints.folder(name))) {
            byte[] tokenizer = TokenizerFiles.read(file -> file.equals("vocab.txt") ? vocabulary : null, name);
            teacher = HuggingFaceTeacher.read(files.config(), files.tensors(), tokenizer, name);
        }
        try (Inputs inputs = Inputs.of(
                manager, ROWS, TOKENS, longs("ids"), longs("types"), floats("mask", 1))) {
            assertThat(hidden(teacher, inputs))
                    .usingComparatorWithPrecision((float) LIMIT)
                    .containsExactly(floats("hidden", 8));
            masked(teacher, inputs);
        }
    }

    private static float[] hidden(Teacher teacher, Inputs inputs) {
        BertConfig config = teacher.config();
        try (BertModel model = new BertModel(manager, config, teacher.initialised(config, 0), Precision.FLOAT32);
                ForwardPass pass = model.infer(Network.full(config), inputs);
                Value states = pass.states(config.layers());
                Value last = Kernels.element(states, 0)) {
            return last.floats(manager);
        }
    }

    private static void masked(Teacher teacher, Inputs inputs) {
        float[] bias = teacher.weights().get(MaskedHead.BIAS).toFloats();
        try (MaskedEncoder model = new MaskedEncoder(manager, teacher);
                Value head = model.head(bias)) {
            for (int token = 0; token < TOKENS; token++) {
                try (Value logits = model.logits(inputs, manager.create(new long[] {token, token}), head)) {
                    float[] ours = logits.floats(manager);
                    for (int i = 0; i < ours.length; i++) {
                        double theirs = expected.get("words").get(i / bias.length).get(token).get(i % bias.length).doubleValue();
                        assertThat((double) ours[i]).isCloseTo(theirs, within(LIMIT));
                    }
                }
            }
        }
    }

    private static long[] longs(String key) {
        float[] values = floats(key, 1);
        long[] longs = new long[values.length];
        for (int i = 0; i < longs.length; i++) {
            longs[i] = (long) values[i];
        }
        return longs;
    }

    /** The numbers of a batch, so many of each token. */
    private static float[] floats(String key, int each) {
        float[] numbers = new float[ROWS * TOKENS * each];
        for (int i = 0; i < numbers.length; i++) {
            JsonNode token = expected.get(key).get(i / each / TOKENS).get(i / each % TOKENS);
            numbers[i] = (each == 1 ? token : token.get(i % each)).floatValue();
        }
        return numbers;
    }
}
