package org.bertrim.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.bertrim.engine.event.Event;
import org.bertrim.engine.format.Json;
import org.bertrim.engine.kernel.Kernels;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole experiment with augmented rows, in this process. */
class AugmentedRunTest {

    private static final double NEVER = 60;

    @TempDir
    Path folder;

    private final int threads = Kernels.threads();

    @AfterEach
    void restoreThreads() {
        Kernels.threads(threads);
    }

    /** One network, so that the runs are short. */
    private ObjectNode experiment() throws IOException {
        ObjectNode experiment = SmallExperiment.dynabert(SmallExperiment.task(folder), "float32", 1, NEVER);
        ObjectNode method = experiment.withObjectProperty("method");
        method.putArray("widths").add(1.0);
        method.putArray("depths").add(0.5);
        method.withObjectProperty("stages").withObjectProperty("depth").put("epochs", 0);
        experiment.putObject("augmentation").put("method", "tinybert").put("variants", 2);
        return experiment;
    }

    private RunFolder create(String workspace) throws IOException {
        return SmallExperiment.create(experiment(), folder.resolve(workspace));
    }

    private static int work(RunFolder run) {
        return new Worker(run, new ExperimentRun()).work();
    }

    private List<Path> kept(String workspace) throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve(workspace).resolve("augmented"))) {
            return files.filter(file -> file.toString().endsWith(".gz")).toList();
        }
    }

    @Test
    void theStageComesFirstAndStudentsLearnFromItsRows() throws IOException {
        RunFolder run = create("a");
        assertThat(work(run)).isEqualTo(Worker.DONE);

        List<Event> events = EventReader.effective(run.eventsFile()).stream().map(RecordedEvent::event).toList();
        List<String> stages = new ArrayList<>(List.of("augment"));
        stages.addAll(List.of("fine-tune", "importance", "width", "final", "measure"));
        assertThat(((Event.RunStarted) events.get(0)).stages()).isEqualTo(stages);
        assertThat(events.stream().filter(Event.StageFinished.class::isInstance).map(each -> ((Event.StageFinished) each).stage()))
                .containsExactlyElementsOf(stages);
        assertThat(events).anyMatch(each -> each instanceof Event.Warning warning && warning.code().equals("augmentation-words"));
        // 40 rows, 4 of them held out; 36 and 72 variants in batches of 12
        assertThat(steps(events, "fine-tune")).isEqualTo(3);
        assertThat(steps(events, "width")).isEqualTo(9);
        assertThat(steps(events, "final")).isEqualTo(3);
        JsonNode results = Json.read(run.resultsFile()).get("augmentation");
        assertThat(results.get("words").asText()).isEqualTo("embeddings");
        assertThat(results.get("originalRows").asInt()).isEqualTo(36);
        assertThat(results.get("addedRows").asInt()).isEqualTo(72);
        assertThat(kept("a")).hasSize(1);

        assertStoppedRunEndsAs(run);
    }

    private static long steps(List<Event> events, String stage) {
        return events.stream()
                .filter(each -> each instanceof Event.StageStarted started && started.stage().equals(stage))
                .mapToLong(each -> ((Event.StageStarted) each).steps())
                .sum();
    }

    private void assertStoppedRunEndsAs(RunFolder undisturbed) throws IOException {
        RunFolder run = create("stopped");
        Control.request(run.controlFolder(), Control.Signal.STOP);

        assertThat(work(run)).isEqualTo(Worker.STOPPED);
        assertThat(new EventReader(run.eventsFile()).poll().stream().map(RecordedEvent::event))
                .contains(new Event.RunStopped("augment", 0));
        assertThat(work(run)).isEqualTo(Worker.DONE);

        assertThat(Ending.of(run)).isEqualTo(Ending.of(undisturbed));
        assertThat(run.state()).isEqualTo(RunState.FINISHED);
    }

    @Test
    void wordsThatCannotBeHadEndTheRunBeforeAnythingIsTrained() throws IOException {
        ObjectNode experiment = experiment();
        experiment.withObjectProperty("augmentation").put("words", "vectors:none.txt");
        RunFolder run = SmallExperiment.create(experiment, folder.resolve("b"));

        assertThat(work(run)).isEqualTo(Worker.FAILED);

        List<Event> events = new EventReader(run.eventsFile()).poll().stream().map(RecordedEvent::event).toList();
        assertThat(events).noneMatch(Event.StageStarted.class::isInstance);
        assertThat(events.get(events.size() - 1))
                .isInstanceOfSatisfying(Event.RunFailed.class, failed -> assertThat(failed.why()).isEqualTo("there is no such file"));
    }
}
