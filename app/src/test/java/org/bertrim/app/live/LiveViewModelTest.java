package org.bertrim.app.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.bertrim.app.common.AppContext;
import org.bertrim.app.common.Background;
import org.bertrim.app.common.Navigator;
import org.bertrim.app.common.PlaceId;
import org.bertrim.app.common.RunControl;
import org.bertrim.app.common.Texts;
import org.bertrim.app.common.Tone;
import org.bertrim.engine.event.Event;
import org.bertrim.engine.format.EngineException;
import org.bertrim.engine.published.PublishedTables;
import org.bertrim.engine.run.WorkerLock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveViewModelTest {

    @TempDir
    Path workspace;

    private final List<String> commands = new ArrayList<>();
    private final List<Throwable> reported = new ArrayList<>();
    private final AtomicLong nanos = new AtomicLong(1);
    private LiveViewModel model;
    private SmallRun run;

    @BeforeEach
    void open() throws IOException {
        run = new SmallRun(workspace);
        AppContext context = new AppContext(
                workspace, Texts.of(Locale.ENGLISH), Background.inline(), new Recorded(), new Nowhere(), reported::add);
        model = new LiveViewModel(
                context, PublishedTables.load(), ZoneOffset.UTC, () -> nanos.addAndGet(2_000_000_000L));
        model.open(run.id());
    }

    private void tick() {
        model.apply(model.read());
    }

    @Test
    void panelsComeWithTheEventsThatFillThem() {
        tick();
        assertThat(List.of(model.hasLosses(), model.hasScores(), model.hasGrid(), model.hasImportance()))
                .containsOnly(false);
        run.started().stage("fine-tune", 2).step("fine-tune", 1, 0.7);
        tick();
        assertThat(model.hasLosses()).isTrue();
        assertThat(model.hasScores()).isFalse();
        run.teacher(0.92);
        tick();
        assertThat(model.hasScores()).isTrue();
        assertThat(model.hasGrid()).isFalse();
        run.log.emit(new Event.ImportanceComputed("importance", 500, List.of(new double[] {1, 3}), List.of(new double[] {2})));
        run.scored("width", 1.0, 1.0, "held-out", 0.9);
        tick();
        assertThat(model.hasImportance()).isTrue();
        assertThat(model.hasGrid()).isTrue();
    }

    @Test
    void whoListensToTheLogHoldsTheViewThatTellsThem() {
        assertThat(model.log().lines()).as("a view of its own for each caller would be collected").isSameAs(model.log().lines());
    }

    @Test
    void theGridFillsInAndDevGoesBeforeHeldOut() {
        run.started().stage("width", 2).teacher(0.90);
        run.scored("width", 1.0, 1.0, "held-out", 0.80);
        tick();
        GridModel grid = model.grid();
        assertThat(grid.widths()).containsExactly(1.0, 0.5);
        assertThat(grid.depths()).containsExactly(1.0, 0.5);
        assertThat(grid.scored()).isEqualTo(1);
        assertThat(grid.split()).isEqualTo("held-out");
        assertThat(grid.cell(new Part(0.5, 0.5)).scored()).isFalse();
        run.scored("width", 1.0, 1.0, "dev", 0.81).scored("depth", 1.0, 1.0, "held-out", 0.99);
        run.scored("width", 0.5, 1.0, "dev", 0.72);
        tick();
        assertThat(grid.split()).isEqualTo("dev");
        assertThat(grid.cell(new Part(1.0, 1.0)).score()).isEqualTo(0.81);
        assertThat(grid.share(grid.cell(new Part(0.5, 1.0)))).isCloseTo(0.8, within(1e-12));
        assertThat(grid.scored()).isEqualTo(2);
    }

    @Test
    void aTaskOfAPaperIsComparedWithItsPublishedNumbers() {
        run.started().stage("width", 2).teacher(0.93).scored("measure", 0.5, 1.0, "dev", 0.923);
        tick();
        GridModel grid = model.grid();
        assertThat(grid.paper()).contains("DynaBERT");
        assertThat(grid.otherTeacher()).as("bert-base-uncased is BERT-base").isFalse();
        // DynaBERT on SST-2 at width 0.5, depth 1.0: 93.3
        assertThat(grid.againstPublished(grid.cell(new Part(0.5, 1.0)))).isCloseTo(-0.010, within(1e-9));
        assertThat(grid.againstPublished(grid.cell(new Part(1.0, 1.0)))).isNaN();
    }

    @Test
    void aScoreThatIsNoNumberIsSaidToBeNone() {
        run.started().stage("width", 2).scored("measure", 0.5, 1.0, "dev", Double.NaN);
        tick();
        assertThat(model.grid().cell(new Part(0.5, 1.0)).failed()).isTrue();
        assertThat(model.grid().cell(new Part(1.0, 1.0)).failed()).isFalse();
    }

    @Test
    void aLossTermIsDrawnByItsSubnetworks() {
        run.started().stage("width", 2);
        run.step("width", 1, Map.of("loss", 3.0, "loss.logits.1.0x1.0", 1.0, "loss.logits.0.5x1.0", 2.0));
        run.step("width", 2, Map.of("loss", 2.0, "loss.logits.1.0x1.0", 0.5, "loss.logits.0.5x1.0", 1.5));
        tick();
        LossModel losses = model.losses();
        assertThat(losses.terms()).containsExactlyInAnyOrder("loss", "loss.logits");
        assertThat(losses.chosenTerms()).containsExactly("loss.logits");
        assertThat(losses.lines()).hasSize(2);
        assertThat(losses.lines().get(0).part()).isEqualTo(new Part(1.0, 1.0));
        assertThat(losses.lines().get(0).y()).containsExactly(1.0, 0.5);
        losses.toggleTerm("loss", true);
        assertThat(losses.lines().stream().map(Line::id)).containsExactlyInAnyOrder("loss", "loss.logits");
        Line sum = losses.lines().stream().filter(line -> line.id().equals("loss.logits")).findFirst().orElseThrow();
        assertThat(sum.y()).as("no sum was written: the parts are added").containsExactly(3.0, 2.0);
        losses.chooseTerm("loss");
        losses.toggleTerm("loss", false);
        assertThat(losses.chosenTerms()).as("the last one stays").containsExactly("loss");
    }

    @Test
    void stagesFollowEachOtherOnEveryAxis() {
        run.started().stage("fine-tune", 20).step("fine-tune", 1, 1.0).step("fine-tune", 20, 0.5);
        run.finished("fine-tune", 20).stage("width", 10).step("width", 1, 4.0);
        tick();
        LossModel losses = model.losses();
        assertThat(losses.stageProperty().get()).isEqualTo("width");
        assertThat(losses.lines().get(0).x()).containsExactly(1.0);
        losses.chooseStage(LossModel.ALL_STAGES);
        assertThat(losses.lines().get(0).x()).containsExactly(1.0, 20.0, 21.0);
        assertThat(losses.borders()).containsExactly(new StageBorder("fine-tune", 0), new StageBorder("width", 20));
        losses.axisProperty().set(XAxis.EPOCH);
        assertThat(losses.lines().get(0).x()).containsExactly(0.1, 2.0, 1.1); // twenty steps are one epoch here
    }

    @Test
    void scoresHaveTheTeachersLineOnTheSameRows() {
        run.started().stage("fine-tune", 2).step("fine-tune", 2, 1.0).teacher(0.92);
        run.scored("fine-tune", 1.0, 1.0, "dev", 0.91);
        run.log.emit(new Event.Evaluated("fine-tune", 2, "teacher", "held-out", 200, Map.of("accuracy", 0.97)));
        tick();
        ScoreModel scores = model.scores();
        assertThat(scores.splits()).containsExactly("dev", "held-out");
        assertThat(scores.splitProperty().get()).isEqualTo("dev");
        assertThat(scores.teacher()).hasValue(0.92);
        assertThat(scores.lines()).as("a single score of the teacher is its line, not a curve").hasSize(1);
        assertThat(scores.lines().get(0).y()).containsExactly(91.0);
        assertThat(scores.lines().get(0).x()).as("an evaluation at a stage's end stands at its last step").containsExactly(2.0);
        scores.chooseSplit("held-out");
        assertThat(scores.teacher()).hasValue(0.97);
    }

    @Test
    void timeLeftComesFromTheWorkerAndAnEarlierRun() throws IOException {
        SmallRun earlier = new SmallRun(workspace, 7, java.time.Instant.parse("2026-01-02T03:04:04Z"));
        Files.writeString(
                earlier.folder.resultsFile(),
                "{\"measured\": {\"wallSeconds\": {\"fine-tune\": 10, \"width\": 30, \"measure\": 60}}}");
        run.started().stage("fine-tune", 4).progress("fine-tune", 2, 4, 5.0);
        tick();
        assertThat(model.stages().stageLeft()).hasValue(5.0);
        assertThat(model.stages().runLeft()).hasValue(95.0); // 5 here, 30 and 60 in the stages to come
        assertThat(model.stages().share()).isCloseTo(0.05, within(1e-9)); // half of 10 of 100 seconds
    }

    @Test
    void withoutAnEarlierRunLaterStagesAreNotGuessed() {
        run.started().stage("fine-tune", 4).progress("fine-tune", 2, 4, 5.0);
        tick();
        assertThat(model.stages().stageLeft()).hasValue(5.0);
        assertThat(model.stages().runLeft()).isEmpty();
    }

    @Test
    void aFailedRunSaysWhatWhyAndRemedyAndCanBeResumed() {
        run.started();
        run.log.emit(new Event.RunFailed("The loss is not a number", "step 3 of width", "Lower the learning rate."));
        tick();
        assertThat(model.failureProperty().get())
                .isEqualTo(new LiveViewModel.Failure(
                        "The loss is not a number", "step 3 of width", "Lower the learning rate."));
        assertThat(model.toneProperty().get()).isEqualTo(Tone.BAD);
        assertThat(model.requests().can(RunRequests.Request.RESUME)).isTrue();
        model.requests().resume();
        assertThat(commands).containsExactly("resume " + run.id());
        assertThat(model.requests().can(RunRequests.Request.RESUME)).as("asked for once").isFalse();
    }

    @Test
    void stoppingAsksOnceAndSaysWhatIsKept() throws IOException {
        run.started().stage("width", 9);
        run.log.emit(new Event.CheckpointSaved("width-4", "width", 4));
        try (WorkerLock lock = WorkerLock.tryAcquire(run.folder).orElseThrow()) {
            assertThat(lock).isNotNull();
            tick();
            model.requests().askToStop();
            assertThat(model.requests().askingProperty().get()).isTrue();
            assertThat(model.stopQuestion()).contains("width-4");
            assertThat(commands).isEmpty();
            model.requests().keepRunning();
            assertThat(model.requests().askingProperty().get()).isFalse();
            model.requests().askToStop();
            model.requests().stop();
            assertThat(commands).containsExactly("stop " + run.id());
            assertThat(model.requests().can(RunRequests.Request.PAUSE)).as("it is about to stop").isFalse();
        }
        run.log.emit(new Event.RunStopped("width", 5));
        tick();
        assertThat(model.requests().requestProperty().get()).isEqualTo(RunRequests.Request.NONE);
        assertThat(model.requests().can(RunRequests.Request.RESUME)).isTrue();
    }

    @Test
    void aCommandThatFailsIsReportedAndTakenBack() throws IOException {
        run.started();
        try (WorkerLock lock = WorkerLock.tryAcquire(run.folder).orElseThrow()) {
            assertThat(lock).isNotNull();
            tick();
            commands.add("refuse");
            model.requests().pause();
        }
        assertThat(reported).singleElement().isInstanceOf(EngineException.class);
        assertThat(model.requests().requestProperty().get()).isEqualTo(RunRequests.Request.NONE);
    }

    @Test
    void aPictureOfAnotherRunIsLeftOut() throws IOException {
        run.started();
        var old = model.read();
        SmallRun other = new SmallRun(workspace, 7, java.time.Instant.parse("2026-01-02T03:04:06Z"));
        model.open(other.id());
        model.apply(old);
        assertThat(model.pictureProperty().get()).isNull();
        tick();
        assertThat(model.pictureProperty().get().runId()).isEqualTo(other.id());
    }

    @Test
    void theLogTellsWhatHappenedAndIsSearched() {
        run.started().stage("width", 9).scored("width", 0.5, 1.0, "dev", 0.9134);
        run.log.emit(new Event.Warning("rows", "3 rows were cut", "Raise the maximum length."));
        tick();
        LogModel log = model.log();
        assertThat(log.lines()).hasSize(4);
        assertThat(log.lines().get(2).text()).isEqualTo("width 0.50 × depth 1.00: dev accuracy 91.3");
        log.sourceProperty().set(LogModel.Source.WARNINGS);
        assertThat(log.lines()).singleElement().extracting(LogLine::tone).isEqualTo(Tone.CAUTION);
        log.sourceProperty().set(LogModel.Source.EVENTS);
        log.searchProperty().set("WIDTH 0.50");
        assertThat(log.copy()).endsWith("width 0.50 × depth 1.00: dev accuracy 91.3");
    }

    @Test
    void aRunThatIsNotThereIsSaidOnce() {
        model.open("20200101-000000-nothing-s1");
        model.readFailed(new EngineException("The run could not be read", "it is gone", "Choose another."));
        assertThat(model.loadingProperty().get()).isFalse();
        assertThat(model.failureProperty().get().what()).isEqualTo("The run could not be read");
        long revision = model.revisionProperty().get();
        model.readFailed(new EngineException("The run could not be read", "it is gone", "Choose another."));
        assertThat(model.revisionProperty().get()).isEqualTo(revision);
    }

    @Test
    void everyTextIsThereInBothLanguages() {
        var english = Texts.of(Locale.ENGLISH).bundle("live");
        var chinese = Texts.of(Locale.CHINESE).bundle("live");
        assertThat(chinese.keySet()).isEqualTo(english.keySet());
        assertThat(chinese.getString("live.losses")).isNotEqualTo(english.getString("live.losses"));
    }

    /** Writes down what is asked, or refuses. */
    private final class Recorded implements RunControl {

        private void note(String command, String runId) {
            if (commands.contains("refuse")) {
                throw new EngineException("It cannot be asked", "the test says so", "Nothing.");
            }
            commands.add(command + " " + runId);
        }

        @Override
        public List<String> submit(JsonNode experiment, Path base, boolean first) {
            return List.of();
        }

        @Override
        public void pause(String runId) {
            note("pause", runId);
        }

        @Override
        public void proceed(String runId) {
            note("proceed", runId);
        }

        @Override
        public void stop(String runId) {
            note("stop", runId);
        }

        @Override
        public void resume(String runId) {
            note("resume", runId);
        }
    }

    /** Goes nowhere. */
    private static final class Nowhere implements Navigator {
        @Override
        public void open(PlaceId place) {}

        @Override
        public void openRun(String runId) {}

        @Override
        public void openExperiment(JsonNode experiment) {}
    }
}
