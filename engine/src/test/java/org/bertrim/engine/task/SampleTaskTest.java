package org.bertrim.engine.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bertrim.engine.format.EngineException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleTaskTest {

    @TempDir
    private Path classes;

    @Test
    void readsSingleSentencesWithLabelNames() throws IOException {
        write(
                "{\"name\": \"Moods\", \"kind\": \"classification\", \"labels\": [\"sad\", \"glad\"], \"pair\": false,"
                        + " \"metrics\": [\"accuracy\", \"f1\"], \"description\": \"made up\"}",
                "sentence\tlabel\nfine\tglad\nbad\tsad\n");

        Task task = read();

        assertThat(task.info())
                .isEqualTo(new TaskInfo(
                        "Moods",
                        "sample:moods",
                        TaskKind.CLASSIFICATION,
                        false,
                        List.of("sad", "glad"),
                        List.of(Metric.ACCURACY, Metric.F1)));
        assertThat(task.train()).containsExactly(new Example("fine", null, 1), new Example("bad", null, 0));
        assertThat(task.dev().get("dev")).isEqualTo(task.train());
    }

    @Test
    void readsPairsWithValues() throws IOException {
        write(
                "{\"name\": \"Likeness\", \"kind\": \"regression\", \"labels\": [], \"pair\": true,"
                        + " \"metrics\": [\"pearson\"]}",
                "sentence1\tsentence2\tlabel\na\tb\t-1.5\n");

        assertThat(read().train()).containsExactly(new Example("a", "b", -1.5f));
    }

    @Test
    void refusesDescriptionsThatDoNotFit() throws IOException {
        String rows = "sentence\tlabel\nfine\tglad\n";
        write("{\"kind\": \"ranking\"}", rows);
        assertThatThrownBy(this::read).isInstanceOf(EngineException.class).hasMessageContaining("\"kind\"");
        write("{\"kind\": \"classification\", \"labels\": [\"a\", \"b\"], \"metrics\": [\"bleu\"]}", rows);
        assertThatThrownBy(this::read).isInstanceOf(EngineException.class).hasMessageContaining("no metric \"bleu\"");
        write("{\"kind\": \"classification\", \"labels\": [\"a\", \"a\"], \"metrics\": [\"f1\"]}", rows);
        assertThatThrownBy(this::read).isInstanceOf(EngineException.class).hasMessageContaining("listed twice");
        write("{", rows);
        assertThatThrownBy(this::read).isInstanceOf(EngineException.class).hasMessageContaining("task.json");
    }

    private Task read() throws IOException {
        try (URLClassLoader loader = new URLClassLoader(new URL[] {classes.toUri().toURL()}, null)) {
            return new SampleTask("moods", loader).read();
        }
    }

    private void write(String json, String rows) throws IOException {
        Path folder = Files.createDirectories(classes.resolve("sample-data/moods"));
        Files.writeString(folder.resolve("task.json"), json);
        Files.writeString(folder.resolve("train.tsv"), rows);
        Files.writeString(folder.resolve("dev.tsv"), rows);
    }
}
