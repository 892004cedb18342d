package org.bertrim.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.bertrim.engine.export.SavedModel;
import org.bertrim.engine.export.TinyModels;
import org.bertrim.engine.format.Json;
import org.bertrim.engine.teacher.Teacher;
import org.junit.jupiter.api.Test;

class BenchmarkTest {

    @Test
    void measuresEveryPartWithTheKeysOfTheCommandsJson() throws IOException {
        SavedModel tiny = TinyModels.classifier(List.of("negative", "positive"));
        Teacher teacher = new Teacher(
                "tiny",
                tiny.config().shape(),
                tiny.config().layerNormEpsilon(),
                tiny.folder().weights(),
                tiny.folder().tokenizerJson(),
                "tiny");
        List<String> progress = new ArrayList<>();
        BenchReport report;
        try (NDManager manager = NDManager.newBaseManager()) {
            report = new Benchmark(manager, teacher, new int[] {8}, 16, 3).run(progress::add);
        }

        JsonNode json = Json.mapper().valueToTree(report);
        assertThat(json.at("/ceilings/float32").doubleValue()).isPositive();
        assertThat(json.at("/ceilings/bfloat16").doubleValue()).isPositive();
        assertThat(json.path("encoder")).hasSize(8); // two precisions, two widths, with and without dropout
        for (JsonNode each : json.path("encoder")) {
            assertThat(each.path("gflops").doubleValue()).isPositive();
            assertThat(each.path("shareOfCeiling").doubleValue()).isPositive();
        }
        for (String share :
                List.of("/optimizer/shareOfStep", "/data/shareOfStep", "/data/paddingShare", "/overheadShare")) {
            assertThat(json.at(share).doubleValue()).as(share).isBetween(0.0, 1.0);
        }
        assertThat(json.at("/optimizer/secondsPerStep").doubleValue()).isPositive();
        assertThat(json.at("/data/paddingShare").doubleValue()).isLessThan(0.1); // the budget for padding
        assertThat(progress).isNotEmpty();
    }
}
