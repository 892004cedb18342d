package org.bertrim.app.runs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.bertrim.app.common.AppContext;
import org.bertrim.app.common.Background;
import org.bertrim.app.common.Navigator;
import org.bertrim.app.common.PlaceId;
import org.bertrim.app.common.Texts;
import org.bertrim.app.store.RunCenter;
import org.bertrim.app.store.RunGenerator;
import org.bertrim.app.store.RunInfo;
import org.bertrim.app.store.RunRow;
import org.bertrim.app.store.RunStatus;
import org.bertrim.engine.run.RunFolder;
import org.bertrim.engine.run.TinyWorker;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunsViewModelTest {

    @TempDir
    Path workspace;

    private final List<Throwable> reported = new ArrayList<>();
    private final List<String> visited = new ArrayList<>();
    private RunCenter center;
    private RunsViewModel model;

    @BeforeEach
    void open() throws IOException {
        RunGenerator.write(workspace, 20, 8); // sixteen finished, one each stopped, failed, interrupted and damaged
        center = new RunCenter(workspace, Background.inline(), reported::add, TinyWorker::start);
        center.refresh();
        center.hold(true); // nothing here is about workers
        refresh();
        model = model();
    }

    @AfterEach
    void close() {
        model.dispose();
        center.close();
        assertThat(reported).isEmpty();
    }

    private RunsViewModel model() {
        Navigator navigator = new Navigator() {
            @Override
            public void open(PlaceId place) {
                visited.add(place.name());
            }

            @Override
            public void openRun(String runId) {
                visited.add(runId);
            }

            @Override
            public void openExperiment(JsonNode experiment) {
                visited.add(experiment.path("name").asText());
            }
        };
        AppContext context = new AppContext(
                workspace, Texts.of(Locale.ENGLISH), Background.inline(), center, navigator, reported::add);
        return new RunsViewModel(context, center, Clock.fixed(Instant.parse("2026-05-01T00:00:00Z"), ZoneOffset.UTC));
    }

    private void refresh() {
        do {
            center.refresh();
        } while (center.unread().get() > 0);
    }

    private RunRow row(RunStatus status) {
        return center.rows().stream().filter(row -> row.info().status() == status).findFirst().orElseThrow();
    }

    private String queued(String name, long order) {
        RunFolder folder = TinyWorker.create(workspace, name, 1, 1);
        folder.enqueue(order);
        return folder.id();
    }

    private void press(String key, int choice) {
        Prompt prompt = model.prompts().list().stream().filter(each -> each.key().equals(key)).findFirst().orElseThrow();
        model.prompts().choose(prompt, prompt.choices().get(choice));
    }

    @Test
    void wordsStatesMethodsAndTasksNarrowTheTable() {
        assertThat(model.count()).isEqualTo("20 runs");

        model.filter().set(new RunFilter("", Set.of(RunStatus.FAILED, RunStatus.STOPPED), Set.of(), Set.of()));
        assertThat(model.shown()).extracting(row -> row.info().status())
                .containsExactlyInAnyOrder(RunStatus.FAILED, RunStatus.STOPPED);
        assertThat(model.count()).isEqualTo("2 of 20 runs");

        model.filter().set(new RunFilter("DYNABERT narrow", Set.of(), Set.of(), Set.of()));
        assertThat(model.shown()).isNotEmpty().allSatisfy(row -> assertThat(row.info().design().name())
                .contains("dynabert", "narrow"));

        model.filter().set(new RunFilter("", Set.of(), Set.of("finetune"), Set.of("sample:reviews")));
        assertThat(model.shown()).allSatisfy(row -> {
            assertThat(row.info().design().method()).isEqualTo("finetune");
            assertThat(row.info().design().task()).isEqualTo("sample:reviews");
        });
    }

    @Test
    void aRunComesInAndOutOfTheFilterWhenItChanges() {
        model.filter().set(new RunFilter("candidate", Set.of(), Set.of(), Set.of()));
        assertThat(model.shown()).isEmpty();
        RunRow row = row(RunStatus.FINISHED);
        model.selected().setAll(row);

        model.labels().addTags("candidate，paper");

        assertThat(model.shown()).containsExactly(row);
        assertThat(model.labels().tags()).containsExactly("candidate", "paper");
        model.labels().removeTag("candidate");
        assertThat(model.shown()).isEmpty();
    }

    @Test
    void tagsGoToEveryChosenRunAndNotesToOne() {
        List<RunRow> two = List.of(row(RunStatus.FAILED), row(RunStatus.FINISHED));
        model.selected().setAll(two);

        model.labels().addTags(" a, b ,a");
        model.labels().write(two.get(0), "out of memory\nuse 16");

        assertThat(two).allSatisfy(row -> assertThat(row.info().words().tags()).containsExactly("a", "b"));
        assertThat(two.get(0).info().words().notes()).isEqualTo("out of memory\nuse 16");
        assertThat(two.get(1).info().words().notes()).isEmpty();
    }

    @Test
    void missingValuesComeLastWhicheverWayTheTableIsSorted() {
        RunColumn score = RunColumn.ALL.stream().filter(column -> column.id().equals("score")).findFirst().orElseThrow();
        List<RunInfo> runs = new ArrayList<>(center.rows().stream().map(RunRow::info).toList());

        runs.sort(score.order(false));
        assertThat(runs.get(runs.size() - 1).outcome().best()).isNull();
        List<Double> up = scores(runs);
        runs.sort(score.order(true).reversed());
        assertThat(runs.get(runs.size() - 1).outcome().best()).isNull();

        assertThat(up).isSorted();
        assertThat(scores(runs)).isSortedAccordingTo(Comparator.reverseOrder());
    }

    private static List<Double> scores(List<RunInfo> runs) {
        return runs.stream().filter(run -> run.outcome().best() != null).map(run -> run.outcome().best().score()).toList();
    }

    @Test
    void theQueueIsInItsOrderAndCanBeReordered() {
        String a = queued("a", 1);
        String b = queued("b", 2);
        String c = queued("c", 3);
        refresh();
        assertThat(model.queue().rows()).extracting(RunRow::id).containsExactly(a, b, c);
        assertThat(model.state()).isEqualTo("0 running · 3 waiting · held");

        model.queue().move(model.queue().rows().get(2), -1);
        assertThat(model.queue().rows()).extracting(RunRow::id).containsExactly(a, c, b);
        model.queue().moveTo(b, model.queue().rows().get(0));
        assertThat(model.queue().rows()).extracting(RunRow::id).containsExactly(b, a, c);
        model.queue().move(model.queue().rows().get(0), -1); // is first already
        assertThat(model.queue().rows()).extracting(RunRow::id).containsExactly(b, a, c);

        model.commands().stop(List.of(model.queue().rows().get(1)));
        assertThat(model.queue().rows()).extracting(RunRow::id).containsExactly(b, c);
        assertThat(model.prompts().list()).isEmpty(); // nothing had been computed: nothing to ask
    }

    @Test
    void deletingAsksAndCanBeTakenBack() {
        RunRow row = row(RunStatus.FAILED);
        model.selected().setAll(row);

        model.commands().delete();
        assertThat(center.rows()).hasSize(20);
        press("delete", 0);
        assertThat(center.rows()).hasSize(20);
        model.commands().delete();
        press("delete", 1);
        assertThat(center.rows()).hasSize(19);
        assertThat(workspace.resolve("trash").resolve(row.id())).isDirectory();

        press("deleted", 0);
        assertThat(center.rows()).extracting(RunRow::id).contains(row.id());
    }

    @Test
    void aFailedRunSaysWhatWhyAndWhatToDo() {
        assertThat(model.words().statusTip(row(RunStatus.FAILED).info()))
                .isEqualTo("The run ran out of memory: the system refused another 1.2 GB. Close other programs and resume the"
                        + " run, or start it again with a smaller batch or shorter texts.");
    }

    @Test
    void runningAgainQueuesAFreshRunOfTheSameExperiment() {
        RunRow row = row(RunStatus.FINISHED);
        model.selected().setAll(row);

        model.commands().retry();

        assertThat(model.queue().rows()).singleElement().satisfies(copy -> {
            assertThat(copy.id()).isNotEqualTo(row.id());
            assertThat(copy.info().design()).isEqualTo(row.info().design());
        });
    }

    @Test
    void resumingPutsARunIntoTheQueue() {
        model.selected().setAll(row(RunStatus.STOPPED), row(RunStatus.FINISHED));

        model.commands().resume();

        assertThat(model.queue().rows()).containsExactly(model.selected().get(0));
    }

    @Test
    void opensTheRunAndItsExperiment() {
        RunRow row = row(RunStatus.FINISHED);
        model.selected().setAll(row);

        model.commands().open();
        model.commands().duplicate();
        model.commands().design();
        model.commands().sample();

        assertThat(visited).containsExactly(
                row.id(), row.info().design().name(), "DESIGN", "DynaBERT on sample reviews");
    }

    @Test
    void chosenColumnsAreRememberedAndNumbersAreRead() {
        String name = "subnetworks.0.sizeBytes";
        model.columns().choose(List.of("status", name));
        RunRow row = row(RunStatus.FINISHED);

        RunsViewModel later = model();
        assertThat(later.columns().ids()).containsExactly("status", name);
        assertThat(later.columns().metric(name, row.id())).isEqualTo(row.info().outcome().best().sizeBytes().doubleValue());
        assertThat(later.columns().metric(name, row(RunStatus.FAILED).id())).isNull();
        List<String> names = new ArrayList<>();
        later.columns().names(names::addAll);
        assertThat(names).contains(name, "teacher.score", "width.loss");
        later.columns().choose(List.of());
        assertThat(model().columns().ids()).isEmpty();
        later.dispose();
    }

    @Test
    void asManyColumnsAsThereIsRoomFor() {
        assertThat(RunColumn.fitting(900, false)).contains("status", "name", "score", "time").doesNotContain("notes", "seed");
        String[] most = {
            "status", "name", "method", "task", "teacher", "seed", "score", "step", "size", "speed-up",
            "time", "created", "tags"
        };
        assertThat(RunColumn.fitting(1290, false)).as("a window of 1440").containsExactly(most);
        assertThat(RunColumn.fitting(1290, true)).as("where some run has searched one").contains("architecture");
        assertThat(RunColumn.fitting(1500, false)).startsWith(most).endsWith("notes").hasSize(most.length + 1);
    }

    @Test
    void timesOfThisYearAreBrief() {
        RunWords words = model.words();
        RunInfo run = row(RunStatus.FINISHED).info();
        assertThat(words.created(run)).matches("03-0\\d \\d\\d:\\d\\d");
        assertThat(words.time(run.times().created())).startsWith("2026-03-0");
    }

    private RunGroup group(String value) {
        return model.groups().groups().stream().filter(each -> each.value().equals(value)).findFirst().orElseThrow();
    }

    @Test
    void groupsEveryShownRunExactlyOnce() {
        for (Grouping by : Grouping.values()) {
            model.group(by);
            assertThat(model.groups().areShown()).isTrue();
            assertThat(model.groups().groups().stream().flatMap(each -> each.rows().stream()))
                    .as(by.key())
                    .containsExactlyInAnyOrderElementsOf(center.rows());
        }
        model.group(Grouping.STATUS);
        assertThat(group("finished").rows()).hasSize(16);
        assertThat(group("damaged").mean()).isNull();
        model.group(null);
        assertThat(model.groups().areShown()).isFalse();
        assertThat(model.shown()).hasSize(20);
    }

    @Test
    void groupsOnlyWhatTheFilterLetsThrough() {
        model.group(Grouping.STATUS);
        model.filter().set(new RunFilter("", Set.of(RunStatus.FAILED), Set.of(), Set.of()));
        assertThat(model.groups().groups()).extracting(RunGroup::value).containsExactly("failed");
    }

    @Test
    void looksIntoAGroupAndBack() {
        model.group(Grouping.STATUS);
        RunGroup finished = group("finished");
        model.selected().setAll(finished.rows());
        model.openGroup(finished);
        assertThat(model.groups().areShown()).isFalse();
        assertThat(model.groups().openedName()).isEqualTo("finished");
        assertThat(model.shown()).containsExactlyInAnyOrderElementsOf(finished.rows());
        assertThat(model.selected()).as("rows of the other table").isEmpty();
        model.closeGroup();
        assertThat(model.groups().areShown()).isTrue();
        assertThat(model.shown()).hasSize(20);
        assertThat(group("finished")).as("nothing has changed").isSameAs(finished);
    }
}
