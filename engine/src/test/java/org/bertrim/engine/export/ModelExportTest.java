package org.bertrim.engine.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bertrim.engine.format.EngineException;
import org.bertrim.engine.format.ModelFolder;
import org.bertrim.engine.format.StoredTensor;
import org.bertrim.engine.kernel.Precision;
import org.bertrim.engine.model.LayerRule;
import org.bertrim.engine.model.BertConfig;
import org.bertrim.engine.model.Subnetwork;
import org.bertrim.engine.task.Task;
import org.bertrim.engine.task.Tasks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelExportTest {

    private static final List<String> LABELS = List.of("negative", "positive");

    @TempDir
    Path folder;

    @Test
    void aSubnetworkIsWrittenAsASmallModelThatAnswersTheSame() throws IOException {
        SavedModel model = TinyModels.classifier(LABELS);
        Subnetwork part = model.part(0.5, 0.5);
        Path target = folder.resolve("small");

        try (NDManager manager = NDManager.newBaseManager()) {
            ModelExport.Outcome outcome = ModelExport.write(model, part, target, manager);

            assertThat(outcome.largestDifference()).isLessThanOrEqualTo(ModelExport.LIMIT);
            SavedModel small = outcome.model();
            assertThat(((BertConfig) small.config()).heads()).containsExactly(2, 2); // half of 4 heads, half of 4 layers
            assertThat(((BertConfig) small.config()).feedForward()).containsExactly(32, 32);
            assertThat(small.folder().config().at("/bertrim/width").doubleValue()).isEqualTo(0.5);
            assertThat(small.folder().config().at("/bertrim/layers").toString()).isEqualTo("[2,4]"); // paper rule
            assertThat(small.labels()).isEqualTo(LABELS);

            Task task = Tasks.open("sample:reviews", folder, null, 0);
            Map<String, Map<String, Double>> fromPart =
                    Evaluation.of(model, part, task, Precision.FLOAT32, manager);
            Map<String, Map<String, Double>> fromSmall =
                    Evaluation.of(small, null, task, Precision.FLOAT32, manager);
            assertThat(fromSmall).isEqualTo(fromPart).containsKey("dev");
            assertThat(fromSmall.get("dev").get("accuracy")).isBetween(0.3, 0.7); // random weights
        }
    }

    @Test
    void aWholeModelIsWrittenWithTheSameTensors() throws IOException {
        SavedModel model = TinyModels.classifier(LABELS);

        try (NDManager manager = NDManager.newBaseManager()) {
            ModelExport.write(model, null, folder, manager); // empty, so it may be used
        }

        assertThat(SavedModel.open(folder).folder().weights()).isEqualTo(model.folder().weights());
    }

    @Test
    void theCheckTellsOneModelFromAnother() throws IOException {
        SavedModel model = TinyModels.classifier(LABELS);
        Map<String, StoredTensor> changed = new LinkedHashMap<>(model.folder().weights());
        float[] bias = changed.get("classifier.bias").toFloats();
        bias[1] += 1e-4f; // ten times the limit
        changed.put("classifier.bias", StoredTensor.floats(new long[] {2}, bias));
        SavedModel other = new SavedModel(
                model.config(), new ModelFolder(changed, model.folder().config(), model.folder().tokenizerJson()));

        try (NDManager manager = NDManager.newBaseManager()) {
            float[] logits = ModelExport.logits(model, null, manager);

            assertThat(logits).hasSize(8); // four sentences, two classes
            assertThat(ModelExport.difference(logits, ModelExport.logits(model, null, manager))).isZero();
            assertThat(ModelExport.difference(logits, ModelExport.logits(other, null, manager)))
                    .isGreaterThan(ModelExport.LIMIT);
            Subnetwork half = model.part(0.5, 1);
            assertThat(ModelExport.difference(logits, ModelExport.logits(model, half, manager)))
                    .isGreaterThan(ModelExport.LIMIT);
        }
        assertThat(ModelExport.difference(new float[] {1}, new float[] {Float.NaN})).isNaN();
        assertThat(ModelExport.difference(new float[] {1}, new float[] {1, 2})).isInfinite();
    }

    @Test
    void nothingThatIsThereIsOverwritten() throws IOException {
        SavedModel model = TinyModels.classifier(LABELS);
        Path note = Files.writeString(folder.resolve("note.txt"), "keep me");

        try (NDManager manager = NDManager.newBaseManager()) {
            assertThatThrownBy(() -> ModelExport.write(model, null, folder, manager))
                    .isInstanceOf(EngineException.class)
                    .hasMessageContaining("something there");
        }

        assertThat(note).hasContent("keep me");
    }

    @Test
    void aModelThatWasCutHasNoFurtherParts() throws IOException {
        SavedModel model = TinyModels.classifier(LABELS);
        SavedModel small = model.cut(model.part(0.5, 1));

        assertThatThrownBy(() -> small.part(0.5, 1)).hasMessageContaining("cut to its size already");
    }

    @Test
    void layersAreChosenByTheRuleThatTheModelWasTrainedWith() throws IOException {
        assertThat(TinyModels.classifier(LABELS, LayerRule.PAPER).part(1, 0.5).layers()).containsExactly(2, 4);
        assertThat(TinyModels.classifier(LABELS, LayerRule.RELEASED_CODE).part(1, 0.5).layers()).containsExactly(1, 3);
        SavedModel unknown = TinyModels.classifier(LABELS);
        unknown.folder().config().withObject("/bertrim").put("layerRule", "random");
        assertThatThrownBy(() -> unknown.part(1, 0.5)).hasMessageContaining("the layer rule random");
    }

    @Test
    void aFolderWithMissingTensorsIsRefusedByName() throws IOException {
        SavedModel model = TinyModels.classifier(LABELS);
        Map<String, StoredTensor> fewer = new LinkedHashMap<>(model.folder().weights());
        fewer.remove("classifier.bias");
        fewer.put("bert.pooler.dense.bias", StoredTensor.floats(new long[] {3}, 1, 2, 3));
        new ModelFolder(fewer, model.folder().config(), model.folder().tokenizerJson()).write(folder.resolve("m"));

        assertThatThrownBy(() -> SavedModel.open(folder.resolve("m")))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("classifier.bias is missing")
                .hasMessageContaining("bert.pooler.dense.bias has the shape [3] instead of [32]");
    }

    @Test
    void aFolderWithWhatIsNoNumberIsRefusedByTensor() throws IOException {
        ModelFolder whole = TinyModels.classifier(List.of("a", "b")).folder();
        Map<String, StoredTensor> weights = new LinkedHashMap<>(whole.weights());
        weights.put("classifier.bias", StoredTensor.floats(new long[] {2}, 0, Float.NaN));
        Path place = folder.resolve("nan");
        new ModelFolder(weights, whole.config(), whole.tokenizerJson()).write(place);

        assertThatThrownBy(() -> SavedModel.open(place))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("classifier.bias holds NaN");
    }

    @Test
    void aModelIsNotScoredOnATaskWithOtherLabels() throws IOException {
        SavedModel model = TinyModels.classifier(List.of("cat", "dog"));
        Task task = Tasks.open("sample:reviews", folder, null, 0);

        try (NDManager manager = NDManager.newBaseManager()) {
            assertThatThrownBy(() ->
                            Evaluation.of(model, null, task, Precision.FLOAT32, manager))
                    .isInstanceOf(EngineException.class)
                    .hasMessageContaining("cat / dog")
                    .hasMessageContaining("negative / positive");
        }
    }
}
