package org.bertrim.engine.figure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bertrim.engine.format.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrossTableTest {

    private static final String RESULTS =
            """
            {"crossTasks": {
              "tasks": [{"name": "sample reviews", "metric": "accuracy", "teacher": 0.95},
                        {"name": "MRPC", "metric": "f1", "teacher": 0.889}],
              "rows": [{"from": "sample reviews", "short": "K=3 · conv7×4 skip×2", "scores": {"sample reviews": 0.931, "MRPC": 0.8}},
                       {"from": "random", "short": "K=1 · skip×6", "scores": {"sample reviews": 0.9}}]}}
            """;

    @TempDir
    Path folder;

    @Test
    void figuresOfARunHaveTheMatrixAsCsvAndLatexWithoutAnybodysFolders() throws IOException {
        JsonNode results = Json.mapper().readTree(RESULTS);
        JsonNode experiment = Json.mapper()
                .readTree("{\"method\": {\"type\": \"adabert\", \"crossTasks\": [\"glue:/home/anna/MRPC\"]}}");

        assertThat(Figures.write(results, List.of(), "20260101-adabert", experiment, folder))
                .extracting(file -> file.getFileName().toString())
                .containsExactly("cross-tasks.csv", "cross-tasks.tex");

        assertThat(Files.readString(folder.resolve("cross-tasks.csv"), StandardCharsets.UTF_8))
                .isEqualTo(
                        """
                        from,network,task,metric,split,score,teacherScore
                        sample reviews,K=3 · conv7×4 skip×2,sample reviews,accuracy,dev,0.931,0.95
                        sample reviews,K=3 · conv7×4 skip×2,MRPC,f1,dev,0.8,0.889
                        random,K=1 · skip×6,sample reviews,accuracy,dev,0.9,0.95
                        random,K=1 · skip×6,MRPC,f1,dev,,0.889
                        """);
        assertThat(Files.readString(folder.resolve("cross-tasks.tex"), StandardCharsets.UTF_8))
                .contains(
                        "    sample reviews & K=3 $\\cdot$ conv7$\\times$4 skip$\\times$2 & 93.1 & 80.0 \\\\\n",
                        "    random & K=1 $\\cdot$ skip$\\times$6 & 90.0 & -- \\\\\n",
                        "    teacher &  & 95.0 & 88.9 \\\\\n",
                        "(sample reviews: accuracy, MRPC: F1)")
                .contains("glue:MRPC")
                .doesNotContain("anna");
    }

    @Test
    void resultsWithoutAMatrixHaveNoTable() {
        assertThat(CrossTable.of(MissingNode.getInstance())).isEqualTo(new CrossTable(List.of(), List.of()));
    }
}
