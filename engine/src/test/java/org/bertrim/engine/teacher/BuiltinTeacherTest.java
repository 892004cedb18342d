package org.bertrim.engine.teacher;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.bertrim.engine.kernel.Kernels;
import org.bertrim.engine.kernel.Precision;
import org.bertrim.engine.kernel.Value;
import org.bertrim.engine.model.BertConfig;
import org.bertrim.engine.model.BertModel;
import org.bertrim.engine.model.ForwardPass;
import org.bertrim.engine.model.Inputs;
import org.bertrim.engine.model.Network;
import org.bertrim.engine.model.Parameters;
import org.bertrim.engine.task.Batch;
import org.bertrim.engine.task.Batches;
import org.bertrim.engine.task.Example;
import org.bertrim.engine.task.Tasks;
import org.bertrim.engine.task.TextTokenizer;
import org.bertrim.engine.task.TokenRows;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Teachers in packages against ONNX Runtime on the same file. All but one are there only where the build has their profile; the tests are
 * skipped where it has not.
 */
class BuiltinTeacherTest {

    private static final int SENTENCES = 50;
    private static final int ROWS = 10;
    private static final double LIMIT = 1e-4;

    private static NDManager manager;

    @BeforeAll
    static void open() {
        Kernels.threads(2);
        manager = NDManager.newBaseManager();
    }

    @AfterAll
    static void close() {
        manager.close();
    }

    /** Sentences of mixed lengths, each alone and in batches with padding. */
    @ParameterizedTest
    @ValueSource(strings = {"builtin:e5-small-v2", "builtin:bge-small-en-v1.5", "builtin:bge-small-zh-v1.5"})
    void hiddenStatesAgreeWithOnnxRuntime(String source) throws IOException, OrtException {
        Teacher teacher = PackagedTeachers.open(source);
        TokenRows rows = mixedLengths(teacher);
        BertConfig config = teacher.config().withOutputs(2);
        try (BertModel model = new BertModel(manager, config, teacher.initialised(config, 1), Precision.FLOAT32);
                OnnxReference reference = new OnnxReference(PackagedTeachers.require(source).weights())) {
            for (int row = 0; row < rows.size(); row++) {
                compare(model, reference, Batches.of(rows, new int[] {row}, 0));
            }
            for (int start = 0; start < rows.size(); start += ROWS) {
                Batch batch = Batches.of(rows, IntStream.range(start, start + ROWS).toArray(), 0);
                assertThat(batch.mask()).contains(0f);
                compare(model, reference, batch);
            }
        }
    }

    static List<BuiltinTeacher> all() {
        return BuiltinTeacher.all();
    }

    @ParameterizedTest
    @MethodSource("all")
    void itsDescriptionIsTrue(BuiltinTeacher described) {
        Teacher teacher = PackagedTeachers.open(described.source());

        long parameters = teacher.weights().entrySet().stream()
                .filter(each -> Parameters.of(teacher.config()).containsKey(each.getKey()) && !Parameters.inHead(each.getKey()))
                .mapToLong(each -> each.getValue().sizeBytes() / Float.BYTES)
                .sum();

        assertThat(parameters).isEqualTo(described.parameters());
        try (TextTokenizer tokenizer = TextTokenizer.of(teacher.tokenizerJson())) {
            int[] large = tokenizer.encode(List.of(new Example("A FILM", null, 0)), 16).ids()[0];
            int[] small = tokenizer.encode(List.of(new Example("a film", null, 0)), 16).ids()[0];
            assertThat(Arrays.equals(large, small)).isEqualTo(described.lowerCase());
        }
    }

    /** Sentences of a sample task, joined so that their lengths run from a few tokens to over a hundred. */
    private static TokenRows mixedLengths(Teacher teacher) {
        List<Example> source = Tasks.open("sample:reviews", Path.of("."), null, 0).dev().get("dev");
        List<Example> examples = new ArrayList<>();
        for (int i = 0; i < SENTENCES; i++) {
            StringBuilder text = new StringBuilder("财经 ");
            for (int j = 0; j <= i % 8; j++) {
                text.append(source.get(i * 8 + j).text()).append(' ');
            }
            examples.add(new Example(text.toString().strip(), null, 0));
        }
        try (TextTokenizer tokenizer = TextTokenizer.of(teacher.tokenizerJson())) {
            return tokenizer.encode(examples, 128);
        }
    }

    /** The last hidden states, over tokens only. */
    private static void compare(BertModel model, OnnxReference reference, Batch batch) throws OrtException {
        float[] ours;
        try (Inputs inputs = Inputs.of(manager, batch.rows(), batch.tokens(), batch.ids(), batch.types(), batch.mask());
                ForwardPass pass = model.infer(Network.full(model.config()), inputs);
                Value states = pass.states(model.config().layers());
                Value last = Kernels.element(states, 0)) {
            ours = last.floats(manager);
        }
        float[] theirs = reference.states(batch);
        double largest = 0;
        for (int i = 0; i < ours.length; i++) {
            if (batch.mask()[i / model.config().hidden()] > 0) {
                largest = Math.max(largest, Math.abs(ours[i] - theirs[i]));
            }
        }
        assertThat(ours).hasSameSizeAs(theirs);
        assertThat(largest).isLessThan(LIMIT);
    }
}
