package org.bertrim.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.bertrim.engine.event.Event;
import org.bertrim.engine.experiment.ExperimentReader;
import org.bertrim.engine.format.Json;
import org.bertrim.engine.format.Safetensors;
import org.bertrim.engine.kernel.Kernels;
import org.bertrim.engine.method.Field;
import org.bertrim.engine.method.FieldProblem;
import org.bertrim.engine.method.Method;
import org.bertrim.engine.method.MethodContext;
import org.bertrim.engine.method.MethodResults;
import org.bertrim.engine.method.finetune.FinetuneMethod;
import org.bertrim.engine.method.finetune.FinetuneSettings;
import org.bertrim.engine.model.ModelShape;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole fine-tunings in this process: repeated, taken over, paused, stopped, refused, failed. */
class ExperimentRunTest {

    private static final String STAGE = "fine-tune";

    /** Longer than any run here, so that only the ends of stages are saved. */
    private static final double NEVER = 60;

    @TempDir
    Path folder;

    private final int threads = Kernels.threads();
    private Path task;

    @BeforeEach
    void writeTask() throws IOException {
        task = SmallExperiment.task(folder);
    }

    @AfterEach
    void restoreThreads() {
        Kernels.threads(threads);
    }

    private RunFolder create(ObjectNode experiment, String workspace) {
        return SmallExperiment.create(experiment, folder.resolve(workspace));
    }

    private RunFolder create(String workspace) {
        return create(SmallExperiment.finetune(task, 1, NEVER), workspace);
    }

    private static RunFolder worked(RunFolder run) {
        assertThat(work(run)).isEqualTo(Worker.DONE);
        return run;
    }

    private static int work(RunFolder run) {
        return new Worker(run, new ExperimentRun()).work();
    }

    private static void await(BooleanSupplier condition) {
        assertThat(Patience.await(condition, Duration.ofMinutes(5), Duration.ofMillis(2))).isTrue();
    }

    private static long trainedSteps(RunFolder run) {
        return EventReader.effective(run.eventsFile()).stream()
                .filter(e -> e.event() instanceof Event.StageStarted s && s.stage().equals(STAGE))
                .mapToLong(e -> ((Event.StageStarted) e.event()).steps())
                .sum();
    }

    private static Event last(RunFolder run) {
        List<RecordedEvent> events = new EventReader(run.eventsFile()).poll();
        return events.get(events.size() - 1).event();
    }

    private static byte[] teacher(RunFolder run) throws IOException {
        return Files.readAllBytes(run.modelsFolder().resolve("teacher/model.safetensors"));
    }

    @Test
    void repeatsItselfAndTakesOverOnlyItsOwnKindOfTeacher() throws IOException {
        RunFolder first = worked(create("a"));
        RunFolder repeated = worked(create("b"));
        assertThat(Ending.of(repeated)).isEqualTo(Ending.of(first));
        assertThat(trainedSteps(first)).isEqualTo(3);

        RunFolder second = worked(create("a"));
        assertThat(trainedSteps(second)).isZero();
        assertThat(teacher(second)).isEqualTo(teacher(first));
        assertThat(Ending.of(second).results()).isEqualTo(Ending.of(first).results());

        ObjectNode otherSeed = SmallExperiment.finetune(task, 1, NEVER);
        otherSeed.putArray("seeds").add(8);
        RunFolder other = worked(create(otherSeed, "a"));
        assertThat(trainedSteps(other)).isEqualTo(3);
        assertThat(teacher(other)).isNotEqualTo(teacher(first));
    }

    @Test
    void pausesStopsRefusesOtherSettingsAndEndsTheSame() throws IOException {
        Ending expected = Ending.of(worked(create("undisturbed")));
        RunFolder run = create("disturbed");
        Control.request(run.controlFolder(), Control.Signal.PAUSE);
        CompletableFuture<Integer> worker = CompletableFuture.supplyAsync(() -> work(run));
        await(() -> run.state() == RunState.PAUSED);
        Control.request(run.controlFolder(), Control.Signal.CONTINUE);
        assertThat(worker.join()).isEqualTo(Worker.DONE);
        assertThat(new EventReader(run.eventsFile()).poll()).anyMatch(e -> e.event() instanceof Event.RunPaused);
        assertThat(Ending.of(run)).isEqualTo(expected);

        RunFolder stopped = create("stopped");
        Control.request(stopped.controlFolder(), Control.Signal.STOP);
        assertThat(work(stopped)).isEqualTo(Worker.STOPPED);
        assertThat(last(stopped)).isInstanceOf(Event.RunStopped.class);

        String environment = Files.readString(stopped.environmentFile());
        for (String key : List.of("threads", "precision")) {
            ObjectNode changed = (ObjectNode) Json.read(stopped.environmentFile());
            changed.put(key, "something else");
            Files.writeString(stopped.environmentFile(), Json.pretty(changed));
            assertThat(work(stopped)).isEqualTo(Worker.FAILED);
            assertThat(last(stopped)).isInstanceOfSatisfying(Event.RunFailed.class, failed -> {
                assertThat(failed.what()).isEqualTo("The run cannot be resumed here");
                assertThat(failed.why()).contains(key + " was something else");
            });
            Files.writeString(stopped.environmentFile(), environment);
        }
        assertThat(Ending.of(worked(stopped))).isEqualTo(expected);
    }

    /** Killed after the results were written, before the event that says so; or the results were deleted later. */
    @Test
    void aRunThatLacksItsLastEventOrItsResultsIsMeasuredAgain() throws IOException {
        RunFolder run = worked(create("a"));
        Ending expected = Ending.of(run);
        byte[] results = Files.readAllBytes(run.resultsFile());
        List<String> lines = Files.readAllLines(run.eventsFile());
        Files.write(run.eventsFile(), lines.subList(0, lines.size() - 1));
        assertThat(run.state()).isEqualTo(RunState.INTERRUPTED);

        worked(run);
        assertThat(Ending.of(run)).isEqualTo(expected);
        assertThat(resumes(run)).containsExactly(STAGE + "-end");

        Files.delete(run.resultsFile());
        assertThat(run.state()).isEqualTo(RunState.INTERRUPTED);
        worked(run);
        assertThat(run.state()).isEqualTo(RunState.FINISHED);
        assertThat(Json.read(run.resultsFile()).get("teacher").get("scores"))
                .isEqualTo(Json.mapper().readTree(results).get("teacher").get("scores"));
        assertThat(resumes(run)).containsExactly(STAGE + "-end", STAGE + "-end");
        assertThat(EventReader.effective(run.eventsFile()))
                .extracting(RecordedEvent::event)
                .filteredOn(Event.Warning.class::isInstance)
                .singleElement()
                .isInstanceOfSatisfying(Event.Warning.class, warning -> assertThat(warning.code())
                        .isEqualTo("results-missing"));
    }

    private static List<String> resumes(RunFolder run) {
        return new EventReader(run.eventsFile())
                .poll().stream()
                        .filter(each -> each.event() instanceof Event.RunResumed)
                        .map(each -> ((Event.RunResumed) each.event()).checkpoint())
                        .toList();
    }

    @Test
    void theBestModelOfTheLastTrainingStageLiesBesideTheCheckpoints() throws IOException {
        RunFolder run = worked(create("best"));

        Path best = run.checkpointsFolder().resolve("best/model.safetensors");
        try (Safetensors read = Safetensors.open(best)) {
            assertThat(read.metadata()).containsEntry("stage", STAGE).containsKeys("step", "score");
        }
        assertThat(Safetensors.read(best))
                .isEqualTo(Safetensors.read(run.modelsFolder().resolve("teacher/model.safetensors")));
    }

    @Test
    void failsIfASelfCheckFails() {
        RunFolder run = create("failing");
        RunBody body = session -> new ExperimentRun()
                .run(session, ExperimentReader.read(run.experimentFile()), new FailingCheck(new FinetuneMethod()));

        assertThat(new Worker(run, body).work()).isEqualTo(Worker.FAILED);

        assertThat(run.state()).isEqualTo(RunState.FAILED);
        assertThat(run.resultsFile()).doesNotExist();
        assertThat(last(run)).isInstanceOfSatisfying(Event.RunFailed.class, failed -> {
            assertThat(failed.what()).contains("self-checks");
            assertThat(failed.why()).isEqualTo("made up is 2.0, limit 1.0");
        });
    }

    /** Fine-tuning with one more check, which fails. */
    private record FailingCheck(FinetuneMethod inner) implements Method<FinetuneSettings> {

        @Override
        public String type() {
            return inner.type();
        }

        @Override
        public Class<FinetuneSettings> settingsType() {
            return inner.settingsType();
        }

        @Override
        public List<Field> fields() {
            return inner.fields();
        }

        @Override
        public List<FieldProblem> check(FinetuneSettings settings, ModelShape teacher) {
            return inner.check(settings, teacher);
        }

        @Override
        public List<String> stages(FinetuneSettings settings) {
            return inner.stages(settings);
        }

        @Override
        public MethodResults run(FinetuneSettings settings, MethodContext context) {
            MethodResults results = inner.run(settings, context);
            List<MethodResults.Check> checks = new ArrayList<>(results.checks());
            checks.add(new MethodResults.Check("made up", 2, 1, false));
            return new MethodResults(results.content(), checks);
        }
    }
}
