package org.bertrim.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import org.bertrim.engine.format.Json;
import org.junit.jupiter.api.Test;

class ResultsReportTest {

    @Test
    void printsTeacherGridAndChecks() throws JsonProcessingException {
        String results =
                """
                {"metric": "accuracy", "protocol": "held-out",
                 "teacher": {"score": 0.9345, "parameters": 33360770, "encoderParameters": 21293568,
                             "sizeBytes": 133443080},
                 "subnetworks": [
                   {"width": 1.0, "depth": 1.0, "score": 0.93, "parameters": 33360770},
                   {"width": 0.25, "depth": 1.0, "score": 0.81, "parameters": 17000000},
                   {"width": 1.0, "depth": 0.5, "score": "NaN", "parameters": 22000000}],
                 "checks": [{"name": "slice-equals-small-model", "value": 1e-7, "limit": 1e-5, "passed": true},
                            {"name": "widths-differ", "value": 0.0, "limit": 1e-6, "passed": false}]}
                """;

        assertThat(new ResultsReport(Json.mapper().readTree(results)).lines())
                .containsExactly(
                        "Measured accuracy x 100 on dev (selection: held-out)",
                        "",
                        "         accuracy  parameters  encoder     size",
                        "teacher      93.5      33.4 M   21.3 M  127 MiB",
                        "",
                        "accuracy x 100  depth 1  depth 0.5",
                        "width 1            93.0          -",
                        "width 0.25         81.0",
                        "",
                        "parameters  depth 1  depth 0.5",
                        "width 1      33.4 M     22.0 M",
                        "width 0.25   17.0 M",
                        "",
                        "Self-checks: 1 of 2 passed",
                        "  failed: widths-differ: 0.0, limit 1.0E-6");
    }

    @Test
    void furtherDevSetsHaveTheirOwnColumnAndGrid() throws JsonProcessingException {
        String results =
                """
                {"metric": "accuracy",
                 "teacher": {"score": 0.84, "scores": {"dev": {"accuracy": 0.84}, "dev-mismatched": {"accuracy": 0.845}},
                             "parameters": 33360770},
                 "subnetworks": [
                   {"width": 1.0, "depth": 1.0, "score": 0.83, "parameters": 33360770,
                    "scores": {"dev": {"accuracy": 0.83}, "dev-mismatched": {"accuracy": 0.82}}}]}
                """;

        assertThat(new ResultsReport(Json.mapper().readTree(results)).lines())
                .containsExactly(
                        "Measured accuracy x 100 on dev",
                        "",
                        "         accuracy  on dev-mismatched  parameters  encoder  size",
                        "teacher      84.0               84.5      33.4 M        -     -",
                        "",
                        "accuracy x 100  depth 1",
                        "width 1            83.0",
                        "",
                        "accuracy x 100 on dev-mismatched  depth 1",
                        "width 1                              82.0",
                        "",
                        "parameters  depth 1",
                        "width 1      33.4 M");
    }

    @Test
    void aSearchedNetworkSaysWhatItIsAndWhatItSaves() throws JsonProcessingException {
        String results =
                """
                {"metric": "accuracy", "student": {"score": 0.897, "parameters": 2110855, "sizeBytes": 8443420},
                 "architecture": {"depth": 1, "short": "K=1 · conv5×3 skip×1"}, "sizeRatio": 9.079,
                 "measured": {"speedUp": {"batch1": 5.8, "batch128": 31.31}}}
                """;

        assertThat(new ResultsReport(Json.mapper().readTree(results)).lines())
                .endsWith(
                        "",
                        "student: K=1 · conv5×3 skip×1",
                        "9.1 times smaller than the teacher; 5.8 times faster at batch 1, 31.3 at batch 128");
    }

    @Test
    void networksOnSeveralTasksAreATable() throws JsonProcessingException {
        String results =
                """
                {"metric": "accuracy",
                 "crossTasks": {
                   "tasks": [{"name": "sample reviews", "metric": "accuracy", "teacher": 0.95},
                             {"name": "MRPC", "metric": "f1", "teacher": 0.889}],
                   "rows": [{"from": "sample reviews", "short": "K=3", "scores": {"sample reviews": 0.931, "MRPC": 0.8}},
                            {"from": "random", "short": "K=1", "scores": {"sample reviews": 0.9}}]}}
                """;

        assertThat(new ResultsReport(Json.mapper().readTree(results)).lines())
                .containsExactly(
                        "Measured accuracy x 100 on dev",
                        "",
                        "",
                        "x 100; trained anew, from  on sample reviews (accuracy)  on MRPC (f1)  network",
                        "sample reviews                                     93.1          80.0  K=3",
                        "random                                             90.0             -  K=1",
                        "teacher                                            95.0          88.9");
    }
}
