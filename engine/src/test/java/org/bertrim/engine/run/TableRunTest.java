package org.bertrim.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bertrim.engine.event.Event;
import org.bertrim.engine.export.Evaluation;
import org.bertrim.engine.export.SavedModel;
import org.bertrim.engine.format.Json;
import org.bertrim.engine.kernel.Kernels;
import org.bertrim.engine.kernel.Precision;
import org.bertrim.engine.task.TableSettings;
import org.bertrim.engine.task.Task;
import org.bertrim.engine.task.Tasks;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A table of one's own from the file to a model that is scored on another table. */
class TableRunTest {

    @TempDir
    Path folder;

    private final int threads = Kernels.threads();

    @AfterEach
    void restoreThreads() {
        Kernels.threads(threads);
    }

    @Test
    void aRunRemembersHowItsTableWasReadAndWhatWasLeftOut() throws IOException {
        Path table = Files.writeString(folder.resolve("mine.csv"), "grade,words\n" + rows() + "a row that is too short\n");
        ObjectNode experiment = SmallExperiment.finetune(table, 1, 60);
        ObjectNode task = experiment.putObject("task");
        task.put("source", "table:mine.csv").put("maxTokens", 24).put("skipBadRows", true).put("devShare", 0.3);
        task.putArray("labels").add("1").add("0");
        task.putArray("labelNames").add("good").add("bad");

        RunFolder run = SmallExperiment.create(experiment, folder);
        JsonNode resolved = Json.read(run.experimentFile()).get("task");
        Worker worker = new Worker(run, new ExperimentRun());

        assertThat(worker.work()).isEqualTo(Worker.DONE);
        assertThat(resolved.get("columns").get("text").asText()).isEqualTo("words");
        assertThat(resolved.get("delimiter").asText()).isEqualTo("comma");
        String sentence = "1 row of mine cannot be used and is left out: mine.csv:42 there is 1 column instead of 2.";
        assertThat(EventReader.effective(run.eventsFile()))
                .extracting(RecordedEvent::event)
                .contains(new Event.Warning("rows-skipped", sentence, null));
        assertThat(Json.read(run.resultsFile()).get("skippedRows").toString())
                .isEqualTo("{\"count\":1,\"first\":[\"mine.csv:42 there is 1 column instead of 2\"]}");
        SavedModel model = SavedModel.open(run.modelsFolder().resolve("teacher"));
        assertThat(model.labels()).containsExactly("good", "bad");
        assertThat(model.learnt())
                .isEqualTo(new TableSettings(
                        null, null, null, null, null, new TableSettings.Columns("words", "", "grade", null), "classification",
                        List.of("1", "0"), List.of("good", "bad"), TableSettings.SplitValues.OPEN, null, null, null,
                        List.of("accuracy", "f1", "matthews"), null, null));
        scoreOn(model, "words,grade\nfine,good\n\"dull, long\",bad\nso so,1\n");
        scoreOn(model, "a great film\t1\nno good at all\t0\nnice\tgood\n");
        assertThatThrownBy(() -> scoreOn(model, "words,grade\nfine,excellent\n"))
                .hasMessageContaining("the label \"excellent\" is not one of: 1, 0");
    }

    private void scoreOn(SavedModel model, String content) throws IOException {
        Files.writeString(folder.resolve("other.txt"), content, StandardCharsets.UTF_8);
        Task task = Tasks.openForScoring("table:other.txt", null, model.learnt(), folder);
        assertThat(task.dev().get("dev")).hasSize(content.startsWith("words") ? (int) content.lines().count() - 1 : 3);
        assertThat(task.info().labels()).isEqualTo(model.labels());
        try (NDManager manager = NDManager.newBaseManager()) {
            assertThat(Evaluation.of(model, null, task, Precision.FLOAT32, manager).get("dev"))
                    .containsOnlyKeys("accuracy", "f1", "matthews");
        }
    }

    /** The sample reviews with 1 for good ones. */
    private static String rows() throws IOException {
        try (var in = TableRunTest.class.getResourceAsStream("/sample-data/reviews/train.tsv")) {
            StringBuilder rows = new StringBuilder();
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .limit(40)
                    .map(line -> line.split("\t"))
                    .forEach(cells -> rows.append(cells[1].equals("positive") ? 1 : 0)
                            .append(",\"")
                            .append(cells[0].replace("\"", "\"\""))
                            .append("\"\n"));
            return rows.toString();
        }
    }
}
