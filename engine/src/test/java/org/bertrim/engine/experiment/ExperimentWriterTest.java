package org.bertrim.engine.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import org.bertrim.engine.format.Json;
import org.junit.jupiter.api.Test;

class ExperimentWriterTest {

    @Test
    void resolvedFileHasEveryDefaultAndReadsBackEqual() {
        Experiment experiment = ExperimentReaderTest.read(ExperimentReaderTest.valid());

        ObjectNode file = ExperimentWriter.resolved(experiment);

        assertThat(again(file)).isEqualTo(experiment);
        assertThat(file.fieldNames()).toIterable().containsExactly(
                "schema", "name", "teacher", "task", "augmentation", "method", "training", "seeds", "device", "precision");
        assertThat(file.at("/augmentation/method").textValue()).isEqualTo("none");
        assertThat(file.at("/method/type").textValue()).isEqualTo("dynabert");
        assertThat(file.at("/method/stages/final/epochs").intValue()).isEqualTo(3);
        assertThat(file.at("/method/layerRule").textValue()).isEqualTo("paper");
        assertThat(file.at("/training/dropout").doubleValue()).isEqualTo(0.1);
        assertThat(file.toString()).doesNotContain("null");
    }

    @Test
    void fileOfARunHasItsSeedAndWhatTheMachineDecided() {
        Experiment experiment = ExperimentReaderTest.read(ExperimentReaderTest.valid());

        Experiment run = experiment.forRun(7, "cpu", "bfloat16", 2);

        assertThat(again(ExperimentWriter.resolved(run))).isEqualTo(run);
        assertThat(run.seeds()).containsExactly(7L);
        assertThat(ExperimentWriter.resolved(run).get("threads").intValue()).isEqualTo(2);
    }

    @Property(tries = 200)
    void whateverIsReadReadsBackEqual(
            @ForAll long seed,
            @ForAll @IntRange(min = 0, max = 1000) int epochs,
            @ForAll @DoubleRange(min = 1e-8, max = 1) @Scale(10) double learningRate,
            @ForAll @DoubleRange(min = 0, max = 1, minIncluded = false) double width,
            @ForAll @DoubleRange(min = 0, max = 0.9) double dropout) {
        ObjectNode root = (ObjectNode) ExperimentReaderTest.tree(ExperimentReaderTest.valid());
        root.putArray("seeds").add(seed);
        root.withObjectProperty("training").put("dropout", dropout);
        ObjectNode method = root.withObjectProperty("method");
        method.putArray("widths").add(width);
        method.withObjectProperty("stages").withObjectProperty("final").put("epochs", epochs).put("dropout", dropout);
        method.withObjectProperty("stages").withObjectProperty("width").put("learningRate", learningRate);

        Experiment experiment = ExperimentReaderTest.read(root.toString());

        assertThat(again(ExperimentWriter.resolved(experiment))).isEqualTo(experiment);
    }

    private static Experiment again(JsonNode file) {
        JsonNode parsed = ExperimentReaderTest.tree(Json.pretty(file));
        return ExperimentReader.read(
                parsed, Path.of("/elsewhere"), Overrides.none(), StandIns.methods(), TeacherShapes.unknown());
    }
}
