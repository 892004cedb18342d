package org.bertrim.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URISyntaxException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.bertrim.engine.format.Json;
import org.bertrim.engine.format.Safetensors;
import org.bertrim.engine.format.StoredTensor;
import org.bertrim.engine.kernel.Kernels;
import org.bertrim.engine.kernel.Precision;
import org.bertrim.engine.kernel.Value;
import org.bertrim.engine.model.BertConfig;
import org.bertrim.engine.model.BertConfigJson;
import org.bertrim.engine.model.BertModel;
import org.bertrim.engine.model.ForwardPass;
import org.bertrim.engine.model.Head;
import org.bertrim.engine.model.Network;
import org.bertrim.engine.task.Batches;
import org.bertrim.engine.task.TaskKind;
import org.bertrim.engine.task.TokenRows;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Losses and gradients of spans against those of another implementation; see {@code spans/README.md}. */
class SpanLossTest {

    private static Path folder;
    private static BertConfig config;
    private static JsonNode values;

    @BeforeAll
    static void read() throws URISyntaxException {
        Kernels.threads(1);
        folder = Path.of(SpanLossTest.class.getResource("spans/README.md").toURI()).getParent();
        config = BertConfigJson.read(Json.read(folder.resolve("config.json")));
        values = Json.read(folder.resolve("values.json"));
    }

    @Test
    void logitsLossAndGradientsAreThoseOfAnotherImplementation() {
        assertThat(config.head()).isEqualTo(Head.SPAN);
        Map<String, StoredTensor> expected = Safetensors.read(folder.resolve("gradients.safetensors"));
        try (NDManager manager = NDManager.newBaseManager();
                BertModel model = model(manager);
                TrainingBatch batch = batch(manager, false);
                ForwardPass pass = model.train(Network.full(config), batch.inputs(), 0);
                Value loss = batch.labelLoss(pass.logits())) {
            Map<String, NDArray> gradients = new LinkedHashMap<>();
            model.parameters().forEach((name, array) -> gradients.put(name, manager.zeros(array.getShape())));
            try (Value list = Value.list(List.copyOf(gradients.values()))) {
                pass.backward(loss, list);
            }
            float[] logits = pass.logits().floats(manager);
            assertThat(batch.labels().toLongArray()).containsExactly(4, 0, 3, 8, 0, 3);
            for (int i = 0; i < logits.length; i++) {
                assertThat((double) logits[i]).isCloseTo(values.get("logits").get(i / 9).get(i % 9).doubleValue(), within(1e-5));
            }
            assertThat((double) loss.scalar(manager)).isCloseTo(values.get("loss").doubleValue(), within(1e-5));
            assertThat(gradients.keySet()).isEqualTo(expected.keySet());
            gradients.forEach((name, gradient) -> {
                FloatBuffer right = expected.get(name).data().asFloatBuffer();
                float[] found = gradient.toFloatArray();
                assertThat(found).as(name).hasSize(right.remaining());
                for (int i = 0; i < found.length; i++) {
                    assertThat(found[i]).as(name).isCloseTo(right.get(i), within(1e-5f));
                }
            });
        }
    }

    @Test
    void distillationComparesStartsAndEndsAtTheSamePositions() {
        try (NDManager manager = NDManager.newBaseManager();
                BertModel model = model(manager);
                TrainingBatch batch = batch(manager, false);
                TrainingBatch turned = batch(manager, true);
                ForwardPass student = model.infer(Network.full(config), batch.inputs());
                ForwardPass teacher = model.infer(Network.full(config), turned.inputs());
                Value loss = batch.distillationLoss(student.logits(), teacher.logits())) {
            assertThat((double) loss.scalar(manager)).isCloseTo(values.get("distillation").doubleValue(), within(1e-5));
        }
    }

    /** Rows of all lengths in one batch, put back in their order: starts, then ends, without padding. */
    @Test
    void scorersGiveTheLogitsOfEachRowAsIfItWereAlone() {
        try (NDManager manager = NDManager.newBaseManager(); BertModel model = model(manager)) {
            Scorer scorer = new Scorer(manager, TinyTask.spans(1).info(), 0);
            TokenRows rows = rows(false);
            float[] together = scorer.logits(model, Network.full(config), rows);
            int at = 0;
            for (int row = 0; row < rows.size(); row++) {
                float[] alone = scorer.logits(model, Network.full(config), rows.select(new int[] {row}));
                assertThat(alone).hasSize(2 * rows.length(row));
                for (float logit : alone) {
                    assertThat(together[at++]).isCloseTo(logit, within(1e-5f));
                }
            }
            assertThat(together).hasSize(at);
        }
    }

    private static BertModel model(NDManager manager) {
        return new BertModel(manager, config, Safetensors.read(folder.resolve("model.safetensors")), Precision.FLOAT32);
    }

    private static TrainingBatch batch(NDManager manager, boolean turned) {
        return new TrainingBatch(
                manager, Batches.of(rows(turned), IntStream.range(0, 3).toArray(), 0), TaskKind.SPAN);
    }

    private static TokenRows rows(boolean turned) {
        int[][] ids = new int[3][];
        int[][] types = new int[3][];
        float[] labels = new float[6];
        for (int row = 0; row < 3; row++) {
            int length = values.get("lengths").get(row).intValue();
            ids[row] = Arrays.copyOf(ints(values.get("ids").get(row)), length);
            types[row] = Arrays.copyOf(ints(values.get("types").get(row)), length);
            if (turned) {
                types[row] = Arrays.stream(types[row]).map(type -> 1 - type).toArray();
            }
            labels[2 * row] = values.get("starts").get(row).intValue();
            labels[2 * row + 1] = values.get("ends").get(row).intValue();
        }
        return new TokenRows(ids, types, labels, TinyTask.spanRows(3, 1).windows());
    }

    private static int[] ints(JsonNode list) {
        return IntStream.range(0, list.size()).map(i -> list.get(i).intValue()).toArray();
    }
}
