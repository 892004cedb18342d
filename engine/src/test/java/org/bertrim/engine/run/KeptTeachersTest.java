package org.bertrim.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bertrim.engine.experiment.Experiment;
import org.bertrim.engine.experiment.ExperimentReader;
import org.bertrim.engine.experiment.ExperimentWriter;
import org.bertrim.engine.experiment.Overrides;
import org.bertrim.engine.experiment.Presets;
import org.bertrim.engine.format.Json;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptTeachersTest {

    private static final String TASK = "c0ffee";

    @TempDir
    private Path workspace;

    private final Experiment made = read("dynabert-sample").forRun(42, "cpu", "float32", 2);

    @BeforeEach
    void keepATeacher() throws IOException {
        Path run = Files.createDirectories(workspace.resolve("runs").resolve("one"));
        Files.writeString(run.resolve("experiment.json"), Json.pretty(ExperimentWriter.resolved(made)));
        Files.writeString(run.resolve("environment.json"), "{\"taskFingerprint\": \"" + TASK + "\"}");
        Path teacher = Files.createDirectories(workspace.resolve("teachers").resolve("abc"));
        Files.writeString(teacher.resolve("config.json"), "{\"bertrim\": {\"run\": \"one\"}}");
    }

    private static Experiment read(String preset) {
        return ExperimentReader.read(Presets.load(preset), Path.of("."), Overrides.none());
    }

    @Test
    void sameTeacherTaskSeedAndSettingsFindIt() {
        assertThat(KeptTeachers.has(workspace, made, TASK)).isTrue();
    }

    @Test
    void anotherSeedPrecisionTeacherOrTaskDoNot() {
        assertThat(KeptTeachers.has(workspace, made.forRun(43, "cpu", "float32", 2), TASK)).isFalse();
        assertThat(KeptTeachers.has(workspace, made.forRun(42, "cpu", "bfloat16", 2), TASK)).isFalse();
        assertThat(KeptTeachers.has(workspace, made.forRun(42, "cpu", "float32", 1), TASK)).isFalse();
        assertThat(KeptTeachers.has(workspace, read("dynabert-quick").forRun(42, "cpu", "float32", 2), TASK))
                .isFalse();
        assertThat(KeptTeachers.has(workspace, made, "other rows")).isFalse();
    }

    @Test
    void workspaceWithoutTeachersHasNone() {
        assertThat(KeptTeachers.has(workspace.resolve("elsewhere"), made, TASK)).isFalse();
    }
}
