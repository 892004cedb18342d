package org.bertrim.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.bertrim.engine.export.TinyModels;
import org.bertrim.engine.format.EngineException;
import org.bertrim.engine.format.Json;
import org.bertrim.engine.teacher.hub.Cancellation;
import org.bertrim.engine.teacher.hub.HubCache;
import org.bertrim.engine.training.TeacherScore.Way;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks in a process of their own. */
class TeacherCheckingTest {

    @TempDir
    private Path folder;

    private TeacherChecking checking() {
        return new TeacherChecking(folder.resolve("workspace"), new HubCache(folder.resolve("cache")));
    }

    private String tiny() throws IOException {
        TinyModels.classifier(List.of("negative", "positive")).folder().write(folder.resolve("tiny"));
        return "folder:" + folder.resolve("tiny");
    }

    private JsonNode experiment(String teacher) throws IOException {
        return Json.mapper()
                .readTree(
                        """
                        {"schema": 1, "name": "n", "teacher": {"source": "%s", "layers": 2}, "method": {"type": "finetune"},
                         "task": {"source": "sample:reviews", "maxTokens": 8, "trainRows": 20}}"""
                                .formatted(teacher.replace("\\", "\\\\")));
    }

    @Test
    void theAnswerComesBackWithItsProgress() throws IOException {
        String source = tiny();
        int[] last = new int[2];
        TeacherReport report = checking().check(source, experiment(source), (done, of) -> {
            last[0] = done;
            last[1] = of;
        }, new Cancellation());
        assertThat(report.facts().shape().layers()).isEqualTo(4);
        assertThat(report.score().way()).isEqualTo(Way.OWN_HEAD);
        assertThat(report.score().scores()).containsKey("accuracy");
        assertThat(last[0]).isEqualTo(last[1]).isEqualTo(report.score().rows());
    }

    @Test
    void whatGoesWrongThereIsSaidHere() {
        assertThatThrownBy(() -> checking().check("folder:nowhere", null, (done, of) -> {}, new Cancellation()))
                .isInstanceOfSatisfying(EngineException.class, e -> {
                    assertThat(e.why()).contains("no such file");
                    assertThat(e.remedy()).isNotBlank();
                });
    }

    @Test
    void itEndsWhenThatIsWished() throws IOException {
        String source = tiny();
        Cancellation wish = new Cancellation();
        JsonNode experiment = experiment(source);
        assertThatThrownBy(() -> checking().check(source, experiment, (done, of) -> wish.cancel(), wish))
                .isInstanceOf(CancellationException.class);
    }
}
