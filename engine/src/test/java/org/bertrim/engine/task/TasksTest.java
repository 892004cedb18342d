package org.bertrim.engine.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bertrim.engine.format.EngineException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TasksTest {

    @TempDir
    private Path base;

    @Test
    void theCatalogueHoldsEveryGlueTask() {
        assertThat(Tasks.catalogue())
                .extracting(TaskInfo::source)
                .contains(
                        "glue:SST-2",
                        "glue:CoLA",
                        "glue:MRPC",
                        "glue:RTE",
                        "glue:STS-B",
                        "glue:QNLI",
                        "glue:QQP",
                        "glue:MNLI",
                        "glue:WNLI");
    }

    @Test
    void refusesSourcesThatItDoesNotKnow() {
        assertThatThrownBy(() -> Tasks.open("sample:films", base, null, 0))
                .isInstanceOfSatisfying(EngineException.class, e -> assertThat(e.remedy()).contains("reviews, pairs"));
        assertThatThrownBy(() -> Tasks.open("SST-2", base, null, 0))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("none of sample:, glue:, squad: and table:");
        assertThatThrownBy(() -> Tasks.open("glue:\0", base, null, 0))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("not a valid path");
    }

    @Test
    void drawsTrainingRowsInProportionAndInOrder() throws IOException {
        writeSst2(900, 100);

        Task task = Tasks.open("glue:SST-2", base, 50, 7);

        assertThat(task.train()).hasSize(50).filteredOn(e -> e.label() == 1).hasSize(5);
        assertThat(task.train()).extracting(e -> Integer.parseInt(e.text())).isSorted().doesNotHaveDuplicates();
        assertThat(task.dev().get("dev")).hasSize(1);
        assertThat(Tasks.open("glue:SST-2", base, 50, 7)).isEqualTo(task);
        assertThat(Tasks.open("glue:SST-2", base, 50, 8).train()).isNotEqualTo(task.train());
        assertThat(Tasks.open("glue:SST-2", base, 1000, 7)).isEqualTo(Tasks.open("glue:SST-2", base, null, 0));
    }

    @Test
    void drawsTheSameRowsOnEveryPlatform() throws IOException {
        writeSst2(60, 40);

        // recorded from the first version; a change here changes every experiment that draws rows
        assertThat(Tasks.open("glue:SST-2", base, 5, 42).train())
                .extracting(Example::text)
                .containsExactly("13", "15", "61", "71", "73");
    }

    @Test
    void refusesToDrawMoreRowsThanThereAre() throws IOException {
        writeSst2(6, 4);
        for (int count : new int[] {0, -1, 11}) {
            assertThatThrownBy(() -> Tasks.open("glue:SST-2", base, count, 0))
                    .isInstanceOf(EngineException.class)
                    .hasMessageContaining(count + " training rows were asked for, but it has 10");
        }
    }

    @Test
    void theFingerprintIsThatOfTheContent() throws IOException {
        writeSst2(6, 4);
        Task task = Tasks.open("glue:SST-2", base, null, 0);
        Path copy = base.resolve("elsewhere/sst2");
        Files.createDirectories(copy);
        Files.copy(base.resolve("SST-2/train.tsv"), copy.resolve("train.tsv"));
        Files.copy(base.resolve("SST-2/dev.tsv"), copy.resolve("dev.tsv"));

        assertThat(task.fingerprint()).matches("[0-9a-f]{64}");
        assertThat(Tasks.open("glue:" + copy, base, null, 0).fingerprint()).isEqualTo(task.fingerprint());
        assertThat(Tasks.open("glue:SST-2", base, 9, 0).fingerprint()).isNotEqualTo(task.fingerprint());
        Files.writeString(copy.resolve("dev.tsv"), "sentence\tlabel\nother\t1\n");
        assertThat(Tasks.open("glue:" + copy, base, null, 0).fingerprint()).isNotEqualTo(task.fingerprint());
    }

    @Test
    void movingTextBetweenSentencesChangesTheFingerprint() {
        TaskInfo info = new TaskInfo(
                "t", "s", TaskKind.CLASSIFICATION, true, List.of("a", "b"), List.of(Metric.ACCURACY));
        List<String> prints = new ArrayList<>();
        for (Example row : List.of(
                new Example("ab", "c", 0),
                new Example("a", "bc", 0),
                new Example("a", "bc", 1),
                new Example("abc", null, 0))) {
            prints.add(Task.of(info, List.of(row), Map.of("dev", List.of(row)), 0).fingerprint());
        }
        assertThat(prints).doesNotHaveDuplicates();
    }

    private void writeSst2(int negative, int positive) throws IOException {
        Path folder = Files.createDirectories(base.resolve("SST-2"));
        StringBuilder rows = new StringBuilder("sentence\tlabel\n");
        for (int i = 0; i < negative + positive; i++) {
            rows.append(i).append('\t').append(i < positive ? 1 : 0).append('\n');
        }
        Files.writeString(folder.resolve("train.tsv"), rows);
        Files.writeString(folder.resolve("dev.tsv"), "sentence\tlabel\nfine\t1\n");
    }
}
