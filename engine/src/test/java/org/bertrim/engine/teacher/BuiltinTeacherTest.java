package org.bertrim.engine.teacher;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.io.InputStream;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bertrim.engine.format.StoredTensor;
import org.bertrim.engine.kernel.Kernels;
import org.bertrim.engine.kernel.Precision;
import org.bertrim.engine.kernel.Value;
import org.bertrim.engine.model.BertConfig;
import org.bertrim.engine.model.BertModel;
import org.bertrim.engine.model.ForwardPass;
import org.bertrim.engine.model.Inputs;
import org.bertrim.engine.model.Network;
import org.bertrim.engine.task.Batch;
import org.bertrim.engine.task.Batches;
import org.bertrim.engine.task.Example;
import org.bertrim.engine.task.Tasks;
import org.bertrim.engine.task.TextTokenizer;
import org.bertrim.engine.task.TokenRows;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The built-in teacher against ONNX Runtime on the same file. */
class BuiltinTeacherTest {

    private static final int SENTENCES = 50;
    private static final double LIMIT = 1e-4;

    private static NDManager manager;
    private static Teacher teacher;
    private static BertModel model;
    private static TokenRows rows;
    private static OrtEnvironment environment;
    private static OrtSession session;

    @BeforeAll
    static void open() throws IOException, OrtException {
        Kernels.threads(2);
        manager = NDManager.newBaseManager();
        teacher = Teachers.builtin().open("builtin:e5-small-v2");
        BertConfig config = teacher.config().withOutputs(2);
        Map<String, StoredTensor> weights = teacher.initialised(config, 1);
        model = new BertModel(manager, config, weights, Precision.FLOAT32);
        rows = mixedLengths();
        environment = OrtEnvironment.getEnvironment();
        try (InputStream in = BuiltinTeacherTest.class.getResourceAsStream("/e5-small-v2.onnx")) {
            session = environment.createSession(in.readAllBytes());
        }
    }

    @AfterAll
    static void close() throws OrtException {
        model.close();
        manager.close();
        session.close();
    }

    /** Sentences of the sample tasks, joined so that their lengths run from a few tokens to over a hundred. */
    private static TokenRows mixedLengths() {
        List<Example> source = Tasks.open("sample:reviews", java.nio.file.Path.of("."), null, 0).dev().get("dev");
        List<Example> examples = new ArrayList<>();
        for (int i = 0; i < SENTENCES; i++) {
            StringBuilder text = new StringBuilder();
            for (int j = 0; j <= i % 8; j++) {
                text.append(source.get(i * 8 + j).text()).append(' ');
            }
            examples.add(new Example(text.toString().strip(), null, 0));
        }
        try (TextTokenizer tokenizer = TextTokenizer.of(teacher.tokenizerJson())) {
            return tokenizer.encode(examples, 128);
        }
    }

    @Test
    void unpaddedSentencesAgreeWithOnnxRuntime() throws OrtException {
        double largest = 0;
        for (int row = 0; row < rows.size(); row++) {
            largest = Math.max(largest, largestDifference(Batches.of(rows, new int[] {row}, 0)));
        }
        assertThat(largest).isLessThan(LIMIT);
    }

    @Test
    void paddedBatchesAgreeWithOnnxRuntime() throws OrtException {
        double largest = 0;
        for (int start = 0; start < rows.size(); start += 10) {
            int[] indices = new int[10];
            for (int i = 0; i < 10; i++) {
                indices[i] = start + i;
            }
            Batch batch = Batches.of(rows, indices, 0);
            assertThat(batch.mask()).contains(0f);
            largest = Math.max(largest, largestDifference(batch));
        }
        assertThat(largest).isLessThan(LIMIT);
    }

    @Test
    void theEntryOfTheCatalogueIsTrue() {
        long parameters = 0;
        for (StoredTensor tensor : teacher.weights().values()) {
            parameters += tensor.sizeBytes() / Float.BYTES;
        }
        assertThat(Teachers.builtin().catalogue().get(0).parameters()).isEqualTo(parameters);
    }

    /** Of the last hidden states, over tokens only. */
    private static double largestDifference(Batch batch) throws OrtException {
        float[] ours;
        try (Inputs inputs = Inputs.of(manager, batch.rows(), batch.tokens(), batch.ids(), batch.types(), batch.mask());
                ForwardPass pass = model.infer(Network.full(model.config()), inputs);
                Value states = pass.states(12);
                Value last = Kernels.element(states, 0)) {
            ours = last.floats(manager);
        }
        float[] theirs = onnx(batch);
        double largest = 0;
        int hidden = model.config().hidden();
        for (int i = 0; i < ours.length; i++) {
            if (batch.mask()[i / hidden] > 0) {
                largest = Math.max(largest, Math.abs(ours[i] - theirs[i]));
            }
        }
        return largest;
    }

    private static float[] onnx(Batch batch) throws OrtException {
        long[] shape = {batch.rows(), batch.tokens()};
        long[] mask = new long[batch.mask().length];
        for (int i = 0; i < mask.length; i++) {
            mask[i] = (long) batch.mask()[i];
        }
        Map<String, OnnxTensor> inputs = new HashMap<>();
        for (String name : session.getInputNames()) {
            long[] values = name.equals("input_ids") ? batch.ids() : name.equals("attention_mask") ? mask : batch.types();
            inputs.put(name, OnnxTensor.createTensor(environment, LongBuffer.wrap(values), shape));
        }
        try (OrtSession.Result result = session.run(inputs)) {
            float[][][] states = (float[][][]) result.get(0).getValue();
            float[] flat = new float[batch.rows() * batch.tokens() * states[0][0].length];
            int at = 0;
            for (float[][] row : states) {
                for (float[] token : row) {
                    System.arraycopy(token, 0, flat, at, token.length);
                    at += token.length;
                }
            }
            return Arrays.copyOf(flat, at);
        } finally {
            inputs.values().forEach(OnnxTensor::close);
        }
    }
}
