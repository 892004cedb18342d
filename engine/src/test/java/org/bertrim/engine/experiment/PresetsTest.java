package org.bertrim.engine.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.bertrim.engine.format.EngineException;
import org.bertrim.engine.method.dynabert.DynabertSettings;
import org.bertrim.engine.model.ModelShape;
import org.junit.jupiter.api.Test;

class PresetsTest {

    @Test
    void listNamesEveryPresetThatIsThere() throws IOException, URISyntaxException {
        Path folder = Path.of(PresetsTest.class.getResource("/presets/presets.txt").toURI()).getParent();

        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(file -> file.endsWith(".json")))
                    .containsExactlyInAnyOrderElementsOf(
                            Presets.names().stream().map(name -> name + ".json").toList());
        }
        assertThat(Presets.names()).contains("dynabert-paper", "dynabert-quick", "dynabert-sample");
    }

    @Test
    void everyPresetIsValidForTheBuiltInTeacher() {
        for (String name : Presets.names()) {
            Overrides open = Presets.load(name).at("/teacher/source").isMissingNode()
                    ? new Overrides("builtin:e5-small-v2", "sample:reviews")
                    : Overrides.none();
            Experiment read = ExperimentReader.read(
                    Presets.load(name), Path.of(""), open, Methods.all(), source -> Optional.of(StandIns.SMALL));
            assertThat(read.seeds()).as(name).isNotEmpty();
        }
    }

    /** The article trains with these values in every stage. */
    @Test
    void paperPresetHasThePublishedNumbersAndLeavesTeacherAndTaskOpen() {
        assertThatThrownBy(() -> read("dynabert-paper", Overrides.none(), StandIns.SMALL))
                .isInstanceOfSatisfying(InvalidExperiment.class, invalid -> assertThat(invalid.problems())
                        .extracting(problem -> problem.path())
                        .containsExactly("teacher.source", "task.source"));
        ModelShape bertBase = new ModelShape(12, 768, 12, 3072, 30522, 512, 2);
        Experiment paper = read("dynabert-paper", new Overrides("folder:bert", "glue:SST-2"), bertBase);
        DynabertSettings settings = (DynabertSettings) paper.method().settings();
        assertThat(settings.stages().width().epochs()).isEqualTo(3);
        assertThat(settings.stages().width().learningRate()).isEqualTo(2e-5);
        assertThat(settings.stages().depth().lambdaHidden()).isEqualTo(1.0);
        assertThat(paper.task().maxTokens()).isEqualTo(128);
    }

    @Test
    void quickPresetUsesFourLayersAndSixHundredRows() {
        Experiment quick = read("dynabert-quick", Overrides.none(), StandIns.SMALL);

        assertThat(quick.teacher().layers()).isEqualTo(4);
        assertThat(quick.task().trainRows()).isEqualTo(600);
        assertThat(quick.task().maxTokens()).isEqualTo(64);
    }

    @Test
    void theDemosAreMarkedInTheList() {
        assertThat(Presets.named(Presets.Use.DEMO)).isEqualTo("dynabert-sample");
        assertThat(Presets.named(Presets.Use.QUICK_DEMO)).isEqualTo("dynabert-quick");
    }

    @Test
    void unknownPresetIsRefusedWithTheNearest() {
        assertThatThrownBy(() -> Presets.load("dynabert-quik"))
                .isInstanceOfSatisfying(EngineException.class, e -> {
                    assertThat(e.why()).contains("dynabert-sample");
                    assertThat(e.remedy()).contains("dynabert-quick");
                });
    }

    private static Experiment read(String preset, Overrides overrides, ModelShape teacher) {
        return ExperimentReader.read(
                Presets.load(preset), Path.of(""), overrides, StandIns.methods(), source -> Optional.of(teacher));
    }
}
