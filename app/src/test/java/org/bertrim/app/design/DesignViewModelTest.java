package org.bertrim.app.design;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.bertrim.app.common.Background;
import org.bertrim.engine.cli.ParsedCommand;
import org.bertrim.engine.experiment.Experiment;
import org.bertrim.engine.experiment.ExperimentReader;
import org.bertrim.engine.experiment.Overrides;
import org.bertrim.engine.experiment.Presets;
import org.bertrim.engine.format.Json;
import org.bertrim.engine.task.Tasks;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DesignViewModelTest {

    private static final String RATE = "method.stages.width.learningRate";

    @TempDir
    private Path workspace;

    private Desk desk;
    private DesignViewModel model;

    @BeforeEach
    void open() {
        desk = new Desk(workspace);
        model = desk.open();
    }

    @Test
    void firstUseIsReadyToRunTheSampleWithOnePress() {
        assertThat(model.ready()).isTrue();
        model.actions().submit(true);
        assertThat(desk.submitted).containsExactly(Presets.load("dynabert-sample"));
        assertThat(desk.first).containsExactly(true);
        assertThat(desk.opened).containsExactly("run-1");
        assertThat(desk.failures).isEmpty();
    }

    @Test
    void queueingStaysWhereItIs() {
        model.actions().submit(false);
        assertThat(desk.first).containsExactly(false);
        assertThat(desk.opened).isEmpty();
        assertThat(model.actions().note().get()).contains("1 run");
    }

    @Test
    void problemsLandBesideTheirFields() {
        Desk.field(model, RATE).enter("7");
        Desk.field(model, "training.batchSize").enter("many");
        assertThat(Desk.field(model, RATE).problem().get()).contains("1.0e-8 … 1");
        assertThat(Desk.field(model, "training.batchSize").problem().get()).contains("whole number");
        assertThat(Desk.field(model, "training.dropout").problem().get()).isEmpty();
        assertThat(model.stray()).isEmpty();
        assertThat(model.ready()).isFalse();
        Desk.field(model, RATE).reset();
        Desk.field(model, "training.batchSize").enter("16");
        assertThat(Desk.field(model, RATE).problem().get()).isEmpty();
        assertThat(model.ready()).isTrue();
    }

    @Test
    void whatWasTypedStaysInTheFieldEvenIfItIsWrong() {
        Desk.field(model, "training.batchSize").enter("many");
        assertThat(Desk.field(model, "training.batchSize").text().get()).isEqualTo("many");
    }

    @Test
    void augmentationHasFieldsAndItsProblemsStandThere() throws IOException {
        model.drafts().load(Json.mapper().readTree(
                """
                {"schema": 1, "name": "x", "teacher": {"source": "builtin:e5-small-v2"}, "task": {"source": "sample:pairs"},
                 "augmentation": {"method": "tinybert", "words": "vectors:glove.txt"}, "method": {"type": "finetune"}}"""));
        FieldViewModel words = Desk.field(model, "augmentation.words");
        assertThat(words.text().get()).isEqualTo("vectors:glove.txt");
        assertThat(words.problem().get()).isEmpty();
        assertThat(Desk.field(model, "augmentation.method").problem().get()).contains("none");
        words.choose("vectors:");
        assertThat(words.problem().get()).contains("masked-lm");
        assertThat(model.stray()).isEmpty();
    }

    @Test
    void problemsWithoutAFieldAreNotLost() throws IOException {
        model.drafts().load(Json.mapper().readTree(
                """
                {"schema": 1, "name": "x", "teacher": {"source": "builtin:e5-small-v2"}, "task": {"source": "sample:pairs"},
                 "method": {"type": "dynabert", "widhts": [1.0]}}"""));
        assertThat(model.stray()).singleElement().asString().contains("widths");
    }

    @Test
    void unknownTeacherAndMethodAreSaidBesideThem() throws IOException {
        model.drafts().load(Json.mapper().readTree(
                """
                {"schema": 1, "name": "x", "teacher": {"source": "folder:/nowhere"}, "task": {"source": "sample:pairs"},
                 "method": {"type": "dynabart"}}"""));
        assertThat(model.methodProblem().get()).contains("dynabert");
        assertThat(model.teacher().problem().get()).isNotEmpty();
        assertThat(model.stray()).isEmpty();
    }

    @Test
    void fieldsFollowUndoAndRedo() {
        FieldViewModel rate = Desk.field(model, RATE);
        String before = rate.text().get();
        rate.enter("3e-5");
        model.draft().undo();
        assertThat(rate.text().get()).isEqualTo(before);
        model.draft().redo();
        assertThat(rate.text().get()).isEqualTo("3.0e-5");
    }

    @Test
    void movesOfOneSliderAreOneStepOfUndo() {
        ObjectNode before = model.draft().tree().get();
        FieldViewModel rate = Desk.field(model, RATE);
        for (int i = 0; i < 20; i++) {
            rate.slide(0.3 + i / 100.0);
        }
        rate.settle();
        model.draft().undo();
        assertThat(model.draft().tree().get()).isEqualTo(before);
        assertThat(model.draft().canUndo().get()).isFalse();
    }

    @Test
    void anyEditsAreUndoneAndRedoneExactly() {
        for (int seed = 0; seed < 30; seed++) {
            Random random = new Random(seed);
            model.drafts().load(Presets.load(Presets.names().get(seed % 3)));
            List<ObjectNode> states = new ArrayList<>(List.of(model.draft().tree().get()));
            for (int i = 0; i < 40; i++) {
                edit(random);
                ObjectNode now = model.draft().tree().get();
                if (!now.equals(states.get(states.size() - 1))) {
                    states.add(now);
                }
            }
            for (int i = states.size() - 2; i >= 0; i--) {
                model.draft().undo();
                assertThat(model.draft().tree().get()).as("seed %s, step %s", seed, i).isEqualTo(states.get(i));
            }
            assertThat(model.draft().canUndo().get()).isFalse();
            for (int i = 1; i < states.size(); i++) {
                model.draft().redo();
                assertThat(model.draft().tree().get()).as("seed %s, step %s", seed, i).isEqualTo(states.get(i));
            }
            assertThat(model.draft().canRedo().get()).isFalse();
        }
    }

    /** One edit of any kind, each a step of its own. */
    private void edit(Random random) {
        model.draft().settle();
        List<FieldViewModel> fields = model.methodForm().get().all();
        FieldViewModel field = fields.isEmpty()
                ? Desk.field(model, "training.batchSize")
                : fields.get(random.nextInt(fields.size()));
        switch (random.nextInt(8)) {
            case 0 -> field.reset();
            case 1 -> model.chooseMethod(random.nextBoolean() ? "finetune" : "dynabert");
            case 2 -> model.usePreset(Presets.names().get(random.nextInt(3)));
            case 3 -> model.teacher().useLayers(1 + random.nextInt(12));
            case 4 -> model.enterSeeds(random.nextInt(100) + ", " + (100 + random.nextInt(100)));
            case 5 -> {
                if (field.control() == FieldViewModel.Control.SHARES) {
                    field.shares().add(random.nextDouble());
                } else if (field.control() == FieldViewModel.Control.NUMBER) {
                    field.slide(random.nextDouble());
                }
            }
            default -> field.enter(Integer.toString(random.nextInt(50)));
        }
        model.draft().settle();
    }

    @Test
    void draftSurvivesARestart() {
        Desk.field(model, RATE).enter("3e-5");
        model.rename("My own");
        ObjectNode left = model.draft().tree().get();
        DesignViewModel again = new Desk(workspace).open();
        assertThat(again.draft().tree().get()).isEqualTo(left);
        assertThat(again.name().get()).isEqualTo("My own");
        assertThat(again.drafts().id()).isEqualTo(model.drafts().id());
    }

    @Test
    void severalDraftsAreKeptByName() {
        model.rename("First");
        String first = model.drafts().id();
        model.drafts().load(Presets.load("dynabert-quick"));
        model.drafts().list();
        assertThat(model.drafts().entries()).extracting(DraftStore.Entry::name)
                .containsExactlyInAnyOrder("First", "Quick DynaBERT on sample reviews");
        model.drafts().open(first);
        assertThat(model.name().get()).isEqualTo("First");
        assertThat(model.draft().canUndo().get()).as("another draft's steps are not this one's").isFalse();
        model.drafts().delete(first);
        assertThat(model.drafts().entries()).extracting(DraftStore.Entry::id).doesNotContain(first);
    }

    @Test
    void copiedCommandMeansTheSameExperiment() {
        Desk.field(model, RATE).enter("3e-5");
        List<String> lines = new ArrayList<>();
        model.actions().command(lines::add);
        assertThat(lines).hasSize(1);
        List<String> words = CommandText.words(model.draft().tree().get(), workspace);
        assertThat(lines.get(0)).isEqualTo(CommandText.line(words));
        String[] arguments = words.subList(1, words.size()).toArray(String[]::new);
        Experiment read = ExperimentReader.read(ParsedCommand.files(arguments).get(0));
        Experiment designed = ExperimentReader.read(model.draft().tree().get(), workspace, Overrides.none());
        assertThat(read).isEqualTo(designed);
        assertThat(ParsedCommand.workspace(arguments)).isEqualTo(workspace);
        Desk.field(model, RATE).enter("4e-5");
        assertThat(ExperimentReader.read(ParsedCommand.files(arguments).get(0)))
                .as("the command goes on meaning what was copied")
                .isEqualTo(designed);
    }

    @Test
    void wordsOfACommandAreQuotedForTheShell() {
        assertThat(CommandText.quoted("/home/me/Bertrim", false)).isEqualTo("/home/me/Bertrim");
        assertThat(CommandText.quoted("/my runs/it's", false)).isEqualTo("'/my runs/it'\\''s'");
        assertThat(CommandText.quoted("C:\\my runs", true)).isEqualTo("\"C:\\my runs\"");
    }

    @Test
    void savedFileIsTheDraft() {
        Path file = workspace.resolve("mine.json");
        model.enterSeeds("1, 2, 3");
        model.actions().saveAs(file);
        assertThat(Json.read(file)).isEqualTo(model.draft().tree().get());
        assertThat(ExperimentReader.read(file).seeds()).containsExactly(1L, 2L, 3L);
    }

    @Test
    void presetThatLeavesTeacherAndTaskOpenKeepsThose() {
        model.task().choose("sample:pairs");
        model.usePreset("dynabert-paper");
        assertThat(model.task().selected().get()).isEqualTo("sample:pairs");
        assertThat(model.teacher().selected().get()).isEqualTo("builtin:e5-small-v2");
        assertThat(model.ready()).isTrue();
    }

    @Test
    void chipsCountHeadsOfTheLayersThatAreUsed() {
        FieldViewModel depths = Desk.field(model, "method.depths");
        assertThat(depths.shares().kind().count(0.75)).isEqualTo(9);
        model.teacher().useLayers(4);
        assertThat(depths.shares().kind().count(0.75)).isEqualTo(3);
        assertThat(depths.shares().kind().choices()).hasSize(4);
    }

    @Test
    void chipsSnapAndRefuseDuplicates() {
        FieldViewModel widths = Desk.field(model, "method.widths");
        assertThat(widths.shares().add(0.6)).isTrue();
        assertThat(widths.shares().elements()).containsExactly(1.0, 0.75, 0.6, 0.5, 0.25);
        assertThat(widths.shares().kind().count(0.6)).isEqualTo(7);
        assertThat(widths.shares().add(0.58)).as("7 of 12 heads are there").isFalse();
        assertThat(widths.shares().change(0, 0.5)).isFalse();
        assertThat(widths.shares().change(2, 0.92)).isTrue();
        for (int i = 0; i < 10; i++) {
            widths.shares().remove(0);
        }
        assertThat(widths.shares().elements()).hasSize(1);
        assertThat(model.ready()).isTrue();
    }

    @Test
    void taskIsShownWithBalanceAndLengths() {
        TaskViewModel.Preview preview = model.task().preview().get();
        assertThat(preview).isNotNull();
        assertThat(preview.labels()).extracting(TaskViewModel.Label::share).allMatch(share -> share > 0.4 && share < 0.6);
        assertThat(preview.rows()).hasSize(2000);
        long rows = 0;
        for (long each : model.task().lengths().get().rows()) {
            rows += each;
        }
        assertThat(rows).isEqualTo(2000);
        assertThat(model.task().cutAt(512)).contains("No row");
        assertThat(model.task().cutAt(8)).contains("%");
    }

    @Test
    void questionsAreShownWithThePassageFromBeforeTheirAnswer() throws IOException {
        Path folder = Files.createDirectories(workspace.resolve("questions"));
        String passage = "word ".repeat(40) + "then \uD83E\uDD8A the answer follows. " + "word ".repeat(200);
        int at = passage.codePointCount(0, passage.indexOf("the answer"));
        String file = """
                {"data": [{"paragraphs": [{"context": "%s", "qas": [
                 {"id": "a", "question": "What follows?", "answers": [{"text": "the answer", "answer_start": %d}]},
                 {"id": "b", "question": "What else?", "is_impossible": true, "answers": []}]}]}]}""".formatted(passage, at);
        Files.writeString(folder.resolve("train-v2.0.json"), file);
        Files.writeString(folder.resolve("dev-v2.0.json"), file);

        model.task().chooseFolder(folder);

        assertThat(model.task().selected().get()).isEqualTo("squad:" + folder.toAbsolutePath());
        assertThat(model.task().fileName()).isEqualTo("questions");
        TaskViewModel.Preview preview = model.task().preview().get();
        assertThat(preview).isNotNull();
        assertThat(preview.columns()).extracting(TaskViewModel.Column::name).containsExactly("question", "passage", "answer");
        assertThat(preview.rows()).hasSize(2);
        assertThat(preview.rows().get(0).get(0)).isEqualTo("What follows?");
        assertThat(preview.rows().get(0).get(1)).startsWith("… word word").contains("\uD83E\uDD8A the answer follows.").endsWith(" …");
        assertThat(preview.rows()).extracting(row -> row.get(2)).containsExactly("the answer", "(none)");
        assertThat(preview.labels()).containsExactly(
                new TaskViewModel.Label("answerable", 0.5, "50.0 %"), new TaskViewModel.Label("without an answer", 0.5, "50.0 %"));
        assertThat(model.task().cutAt(512)).startsWith("Every question");
        assertThat(model.task().cutAt(64)).isEqualTo("100.0 % of the questions need several windows of 64 tokens onto their passage.");
        assertThat(model.estimate().shown().get()).isNotNull();
        assertThat(Tasks.sourceOf(workspace)).startsWith("glue:");
    }

    @Test
    void twelveNetworksAreCountedBeforeTheMachineIsMeasured() {
        EstimateViewModel.Shown shown = model.estimate().shown().get();
        assertThat(shown).isNotNull();
        assertThat(shown.points()).hasSize(12);
        assertThat(shown.time()).isEmpty();
        assertThat(shown.teacherParameters()).isEqualTo("33.4 M");
        assertThat(model.estimate().old().get()).isFalse();
    }

    @Test
    void estimatesStayGreyedWhileTheDraftIsWrong() {
        EstimateViewModel.Shown before = model.estimate().shown().get();
        Desk.field(model, RATE).enter("7");
        assertThat(model.estimate().old().get()).isTrue();
        assertThat(model.estimate().shown().get()).isSameAs(before);
    }

    /** Work that waits until it is let go. */
    private static final class Held implements Background {

        private final Deque<Runnable> waiting = new ArrayDeque<>();
        private boolean holds;

        @Override
        public <T> void run(Callable<T> work, Consumer<? super T> done, Consumer<? super Throwable> failed) {
            if (holds) {
                waiting.add(() -> Background.inline().run(work, done, failed));
            } else {
                Background.inline().run(work, done, failed);
            }
        }
    }

    @Test
    void anEstimateThatComesLateIsNotOfTheDraftAsItIs() {
        Held background = new Held();
        DesignViewModel slow = new Desk(workspace, background, Map.of()).open();
        background.holds = true;
        Desk.field(slow, RATE).enter("3e-5");
        for (int all = background.waiting.size(); all > 0; all--) {
            background.waiting.remove().run(); // the draft is read and kept
        }
        assertThat(background.waiting).as("its estimate").hasSize(1);
        Desk.field(slow, RATE).enter("7");
        background.waiting.remove().run();
        assertThat(slow.estimate().old().get()).isTrue();
        while (!background.waiting.isEmpty()) {
            background.waiting.remove().run();
        }
        assertThat(slow.estimate().old().get()).isTrue();
        Desk.field(slow, RATE).enter("3e-5");
        while (!background.waiting.isEmpty()) {
            background.waiting.remove().run();
        }
        assertThat(slow.estimate().old().get()).isFalse();
    }

    @Test
    void valueThatEqualsTheDefaultIsKeptButNotMarked() {
        FieldViewModel decay = Desk.field(model, "training.weightDecay");
        decay.enter("0.5");
        assertThat(decay.changed().get()).isTrue();
        decay.enter("0");
        assertThat(decay.changed().get()).isFalse();
        assertThat(decay.set().get()).isTrue();
        decay.reset();
        assertThat(model.draft().value("training.weightDecay")).isEmpty();
    }

    @Test
    void openFieldLosesItsKeyWithItsText() {
        FieldViewModel threads = Desk.field(model, "threads");
        threads.enter("2");
        assertThat(model.draft().value("threads")).isPresent();
        threads.enter("");
        assertThat(model.draft().value("threads")).isEmpty();
    }
}
