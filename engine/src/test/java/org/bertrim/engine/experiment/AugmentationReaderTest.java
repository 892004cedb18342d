package org.bertrim.engine.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import org.bertrim.engine.format.Json;
import org.bertrim.engine.method.FieldProblem;
import org.bertrim.engine.task.augment.AugmentationSettings;
import org.bertrim.engine.task.augment.AugmentationSettings.Method;
import org.bertrim.engine.task.augment.AugmentationSettings.Variant;
import org.junit.jupiter.api.Test;

class AugmentationReaderTest {

    private static final Path BASE = Path.of("/base");

    private static Experiment read(String augmentation, String method) {
        ObjectNode tree = (ObjectNode) ExperimentReaderTest.tree(ExperimentReaderTest.valid());
        tree.set("augmentation", ExperimentReaderTest.tree(augmentation));
        tree.putObject("method").put("type", method);
        return ExperimentReader.read(tree, BASE, Overrides.none());
    }

    private static List<FieldProblem> problems(String augmentation, String method) {
        return catchThrowableOfType(InvalidExperiment.class, () -> read(augmentation, method)).problems();
    }

    @Test
    void whatIsLeftOutIsAsPublished() {
        assertThat(read("{\"method\": \"tinybert\"}", "dynabert").augmentation())
                .isEqualTo(new AugmentationSettings(Method.TINYBERT, Variant.PAPER, 15, 0.4, null, "auto"));
        assertThat(read("{}", "dynabert").augmentation()).isEqualTo(AugmentationSettings.NONE);
    }

    @Test
    void whatIsWrittenIsReadAndReadsBackEqual() {
        Experiment experiment = read(
                """
                {"method": "tinybert", "variant": "script", "candidates": 10, "replace": 0.2, "variants": 5,
                 "words": "vectors:glove/../glove.txt"}""",
                "dynabert");

        assertThat(experiment.augmentation())
                .isEqualTo(new AugmentationSettings(
                        Method.TINYBERT, Variant.SCRIPT, 10, 0.2, 5, "vectors:" + BASE.toAbsolutePath().resolve("glove.txt")));
        ObjectNode file = ExperimentWriter.resolved(experiment);
        assertThat(ExperimentReader.read(ExperimentReaderTest.tree(Json.pretty(file)), Path.of("/elsewhere"), Overrides.none()))
                .isEqualTo(experiment);
    }

    @Test
    void everyProblemIsReportedAtOnce() {
        assertThat(problems(
                        """
                        {"method": "tinybart", "variant": 1, "candidates": 0, "replace": 1.5, "variants": 2.5,
                         "words": "masked", "word": "auto"}""",
                        "dynabert"))
                .extracting(FieldProblem::path)
                .containsExactlyInAnyOrder(
                        "augmentation.method",
                        "augmentation.variant",
                        "augmentation.candidates",
                        "augmentation.replace",
                        "augmentation.variants",
                        "augmentation.words",
                        "augmentation.word");
        assertThat(problems("{\"words\": \"vectors: \"}", "dynabert"))
                .extracting(FieldProblem::allowed)
                .containsExactly("one of auto, masked-lm, vectors:FILE, embeddings");
        assertThat(problems("[]", "dynabert")).extracting(FieldProblem::path).containsExactly("augmentation");
    }

    @Test
    void aMethodThatWouldNotFollowItIsNamed() {
        assertThat(problems("{\"method\": \"tinybert\"}", "finetune"))
                .extracting(FieldProblem::path)
                .containsExactly("augmentation.method");
        assertThat(read("{\"method\": \"none\", \"variant\": \"script\"}", "finetune").augmentation().active()).isFalse();
    }
}
