package org.bertrim.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bertrim.engine.event.Event;
import org.bertrim.engine.format.EngineException;
import org.bertrim.engine.format.StoredTensor;
import org.bertrim.engine.kernel.Kernels;
import org.bertrim.engine.kernel.Precision;
import org.bertrim.engine.model.BertConfig;
import org.bertrim.engine.teacher.Teacher;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class FineTuningTest {

    private static final TrainingData DATA = TinyTask.classes(24);

    /** Scored on what was learned. */
    private static final TrainingData ON_TRAINING_ROWS = new TrainingData(
            DATA.info(), DATA.train(), DATA.selection(), "held-out", Map.of("dev", DATA.train()), 0, "tiny");

    @BeforeAll
    static void oneThread() {
        Kernels.threads(1);
    }

    @Test
    void aSecondRunTakesTheTeacherFromTheShelf() {
        Shelf shelf = new Shelf();
        MemoryPort first = port();
        MemoryPort second = port();
        FineTunedTeacher trained = run(first, shelf.of("first"));
        FineTunedTeacher found = run(second, shelf.of("second"));

        assertThat(found.weights()).isEqualTo(trained.weights());
        assertThat(found.devScores()).isEqualTo(trained.devScores());
        assertThat(steps(first)).isEqualTo(6);
        assertThat(steps(second)).isZero();
        assertThat(second.recorded().get(0)).isEqualTo(new Event.StageStarted("fine-tune", 0, 0));
        assertThat(second.last().stageFinished()).isTrue();
    }

    /** A run that starts over trains again, so that it reports what it would have without the interruption. */
    @Test
    void aRunDoesNotTakeItsOwnTeacherWhenItStartsOver() {
        Shelf shelf = new Shelf();
        MemoryPort again = port();
        FineTunedTeacher trained = run(port(), shelf.of("first"));

        assertThat(run(again, shelf.of("first")).weights()).isEqualTo(trained.weights());
        assertThat(steps(again)).isEqualTo(6);
    }

    @Test
    void goesOnFromACheckpointEvenWhereAnotherRunWasFaster() {
        Shelf shelf = new Shelf();
        FineTunedTeacher trained = run(port(), shelf.of("other"));
        MemoryPort stopped = port().stopAt("fine-tune", 4);
        assertThatThrownBy(() -> run(stopped, new Shelf().of("mine"))).isInstanceOf(MemoryPort.Stopped.class);
        MemoryPort resumed = stopped.resume();

        assertThat(run(resumed, shelf.of("mine")).weights()).isEqualTo(trained.weights());
        assertThat(steps(resumed)).isEqualTo(6);
    }

    @Test
    void aFinishedStageIsNotRunAgain() {
        Shelf shelf = new Shelf();
        MemoryPort first = port();
        FineTunedTeacher trained = run(first, shelf.of("first"));
        MemoryPort resumed = first.resume();
        int events = resumed.recorded().size();
        FineTunedTeacher known = run(resumed, shelf.of("first"));

        assertThat(known).isEqualTo(trained);
        assertThat(resumed.recorded()).hasSize(events);
        assertThat(run(first.resume(), new Shelf().of("first")).weights()).as("without a shelf").isEqualTo(trained.weights());
    }

    /** The stage is over when its teacher is scored and kept, and its events say after which step. */
    @Test
    void theStageEndsAfterItsFinalScoresWhichCarryTheLastStep() {
        MemoryPort port = port();
        run(port, new Shelf().of("first"));

        List<Event> events = port.recorded();
        assertThat(events.get(events.size() - 1))
                .isInstanceOfSatisfying(Event.StageFinished.class, end -> assertThat(end.steps()).isEqualTo(6));
        assertThat(events.get(events.size() - 2)).isInstanceOfSatisfying(Event.Evaluated.class, scored -> {
            assertThat(scored.split()).isEqualTo("dev");
            assertThat(scored.step()).isEqualTo(6);
        });
        assertThat(port.last().step()).isEqualTo(6);
    }

    /** The port's clock goes on by a second at each look. */
    @Test
    void itsTimeIsThatOfAllWorkers() {
        MemoryPort stopped = port().stopAt("fine-tune", 4);
        assertThatThrownBy(() -> run(stopped, new Shelf().of("a"))).isInstanceOf(MemoryPort.Stopped.class);
        double first = StageClock.secondsOf(stopped.last());
        assertThat(first).isGreaterThan(0);
        MemoryPort resumed = stopped.resume();
        run(resumed, new Shelf().of("a"));

        double all = resumed.recorded().stream()
                .filter(Event.StageFinished.class::isInstance)
                .mapToDouble(end -> ((Event.StageFinished) end).measured().get("seconds"))
                .sum();
        assertThat(all).isGreaterThan(first);
        assertThat(resumed.last().memo().has("measured")).isFalse();
    }

    @Test
    void withoutEpochsTheTeacherIsWhatWasOpenedAndOneByChanceIsNamed() {
        MemoryPort port = port();
        Teacher opened = classifier("no", "yes"); // of zeros: it always says the first
        FineTunedTeacher teacher = untrained(port, opened);

        opened.weights().forEach((name, tensor) -> assertThat(teacher.weights()).containsEntry(name, tensor));
        assertThat(port.recorded())
                .filteredOn(Event.Warning.class::isInstance)
                .singleElement()
                .satisfies(warning -> assertThat(((Event.Warning) warning).message())
                        .startsWith("The teacher scores 50.0 on dev, not clearly more than 50.0")
                        .contains("always answering"));
    }

    @Test
    void withoutEpochsATeacherThatKnowsTheAnswersIsNotNamed() {
        FineTunedTeacher good = run(port(), new Shelf().of("a"), TinyTask.teacher(), 40, ON_TRAINING_ROWS);
        assertThat(Scorer.first(good.devScores().get("dev"))).isGreaterThan(0.8);
        MemoryPort port = port();
        Teacher opened =
                new Teacher("tiny", TinyTask.teacher().config(), List.of("no", "yes"), good.weights(), new byte[0], "tiny");
        assertThat(run(port, new Shelf().of("a"), opened, 0, ON_TRAINING_ROWS).devScores()).isEqualTo(good.devScores());

        assertThat(port.recorded()).noneMatch(Event.Warning.class::isInstance);
    }

    @Test
    void withoutEpochsATeacherWithoutTheTasksHeadIsRefused() {
        for (Teacher teacher : List.of(TinyTask.teacher(), classifier("good", "bad", "mixed"))) {
            MemoryPort port = port();
            assertThatThrownBy(() -> untrained(port, teacher))
                    .isInstanceOfSatisfying(EngineException.class, refused -> {
                        assertThat(refused.why()).contains("no head for the task tiny").contains(String.join(", ", teacher.labels()));
                        assertThat(refused.remedy()).contains("teacher.fineTuning.epochs");
                    });
            assertThat(port.recorded()).isEmpty();
        }
    }

    private static FineTunedTeacher untrained(MemoryPort port, Teacher teacher) {
        return run(port, new Shelf().of("a"), teacher, 0, DATA);
    }

    /** Once, also where the run was stopped and went on. */
    @Test
    void aTeacherWithOtherClassesBeginsWithANewClassifierAndSaysSo() {
        MemoryPort stopped = port().stopAt("fine-tune", 4);
        assertThatThrownBy(() -> run(stopped, new Shelf().of("a"), classifier("good", "bad", "mixed")))
                .isInstanceOf(MemoryPort.Stopped.class);
        MemoryPort resumed = stopped.resume();
        run(resumed, new Shelf().of("a"), classifier("good", "bad", "mixed"));
        MemoryPort same = port();
        run(same, new Shelf().of("a"), classifier("YES", "NO"));

        assertThat(resumed.recorded())
                .filteredOn(Event.Warning.class::isInstance)
                .singleElement()
                .satisfies(warning -> assertThat(((Event.Warning) warning).message())
                        .contains("good, bad, mixed")
                        .contains("tiny"));
        assertThat(same.recorded()).noneMatch(Event.Warning.class::isInstance);
    }

    private static Teacher classifier(String... labels) {
        Teacher bare = TinyTask.teacher();
        Map<String, StoredTensor> weights = new LinkedHashMap<>(bare.weights());
        weights.put("classifier.weight", StoredTensor.floats(new long[] {labels.length, 16}, new float[labels.length * 16]));
        weights.put("classifier.bias", StoredTensor.floats(new long[] {labels.length}, new float[labels.length]));
        return new Teacher("tiny", bare.config(), List.of(labels), weights, new byte[0], "tiny");
    }

    private static long steps(MemoryPort port) {
        return port.recorded().stream().filter(Event.Scalars.class::isInstance).count();
    }

    private static MemoryPort port() {
        return new MemoryPort("fine-tune", "measure");
    }

    private static FineTunedTeacher run(MemoryPort port, TeacherShelf shelf) {
        return run(port, shelf, TinyTask.teacher());
    }

    private static FineTunedTeacher run(MemoryPort port, TeacherShelf shelf, Teacher teacher) {
        return run(port, shelf, teacher, 2, DATA);
    }

    private static FineTunedTeacher run(
            MemoryPort port, TeacherShelf shelf, Teacher teacher, int epochs, TrainingData data) {
        try (NDManager manager = NDManager.newBaseManager()) {
            return new FineTuning(port, new Compute(manager, Precision.FLOAT32, 1, "cpu"), data, shelf)
                    .run(teacher, TinyTask.stage(epochs, 1e-3), TinyTask.settings(0.1), "print");
        }
    }

    /** Remembers who put a teacher there. */
    private static final class Shelf {
        private final Map<String, Map<String, StoredTensor>> teachers = new LinkedHashMap<>();
        private final Map<String, String> makers = new LinkedHashMap<>();

        TeacherShelf of(String run) {
            return new TeacherShelf() {
                @Override
                public Optional<Map<String, StoredTensor>> find(String fingerprint, BertConfig config) {
                    return Optional.ofNullable(teachers.get(fingerprint));
                }

                @Override
                public Optional<Map<String, StoredTensor>> findOfOthers(String fingerprint, BertConfig config) {
                    return run.equals(makers.get(fingerprint)) ? Optional.empty() : find(fingerprint, config);
                }

                @Override
                public void put(String fingerprint, BertConfig config, Map<String, StoredTensor> weights) {
                    teachers.putIfAbsent(fingerprint, weights);
                    makers.putIfAbsent(fingerprint, run);
                }
            };
        }
    }
}
