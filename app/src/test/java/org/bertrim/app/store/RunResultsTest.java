package org.bertrim.app.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.bertrim.engine.format.Json;
import org.junit.jupiter.api.Test;

class RunResultsTest {

    @Test
    void aSearchedArchitectureIsReadWhateverTheMethodIsCalled() throws IOException {
        RunInfo.Outcome searched = RunResults.finished(
                Json.mapper().readTree(
                        """
                        {"metric": "accuracy", "teacher": {"score": 0.92, "measured": {"latency": {"medianMillis": 40}}},
                         "architecture": {"depth": 3, "short": "K=3 · conv7×4 skip×2"},
                         "student": {"score": 0.9, "sizeBytes": 9000000, "measured": {"latency": {"medianMillis": 2}}}}
                        """),
                new RunDigest());
        assertThat(searched.architecture()).isEqualTo(new RunInfo.Architecture(3, "K=3 · conv7×4 skip×2"));
        assertThat(searched.best().speedUp()).isEqualTo(20);
        assertThat(RunResults.finished(Json.mapper().readTree("{\"metric\": \"f1\"}"), new RunDigest()).architecture())
                .isNull();
    }
}
