package org.bertrim.engine.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import org.bertrim.engine.measure.StageWork;
import org.bertrim.engine.method.Method;
import org.bertrim.engine.method.WorkInput;
import org.bertrim.engine.model.BertConfig;
import org.bertrim.engine.model.ModelShape;
import org.junit.jupiter.api.Test;

/** Every method says what each of its stages does, whatever its settings. */
class WorkOfMethodsTest {

    private static final ModelShape SHAPE = new ModelShape(12, 384, 12, 1536, 30522, 512, 2);

    @Test
    void workNamesTheSameStagesAsTheRun() {
        for (String order : List.of("width-depth", "joint", "depth-width")) {
            for (String ablation : List.of("separate", "vanilla", "rewiring", "full")) {
                for (int widthEpochs : new int[] {0, 1}) {
                    ObjectNode tree = Presets.load("dynabert-sample").deepCopy();
                    ObjectNode method = (ObjectNode) tree.get("method");
                    method.put("order", order).put("ablation", ablation);
                    ((ObjectNode) method.get("stages").get("width")).put("epochs", widthEpochs);
                    assertWork(tree, 12);
                }
            }
        }
    }

    @Test
    void fineTuningMakesOneNetwork() {
        ObjectNode tree = Presets.load("dynabert-sample").deepCopy();
        tree.putObject("method").put("type", "finetune");
        assertWork(tree, 1);
    }

    @Test
    void aSearchTellsItsStages() {
        for (String architecture : List.of("search", "random", "run:20261121")) {
            ObjectNode tree = Presets.load("adabert-sample").deepCopy();
            ((ObjectNode) tree.get("method")).put("architecture", architecture);
            assertWork(tree, 1);
        }
        ObjectNode matrix = Presets.load("adabert-sample").deepCopy();
        ((ObjectNode) matrix.get("method")).putArray("crossTasks").add("sample:pairs");
        assertWork(matrix, 1);
    }

    private static void assertWork(JsonNode tree, int networks) {
        Experiment experiment = ExperimentReader.read(tree, Path.of("."), Overrides.none());
        assertWork(experiment, Methods.named(experiment.method().type()), networks);
    }

    private static <S extends Record> void assertWork(Experiment experiment, Method<S> method, int networks) {
        S settings = method.settingsType().cast(experiment.method().settings());
        WorkInput input = new WorkInput(
                BertConfig.of(SHAPE, 1e-12, 2), experiment.training(), experiment.teacher().fineTuning());
        List<StageWork> work = method.work(settings, input);
        assertThat(work).extracting(StageWork::stage).isEqualTo(method.stages(settings));
        assertThat(work).allMatch(stage -> !stage.parts().isEmpty());
        assertThat(method.networks(settings, SHAPE)).hasSize(networks);
    }
}
