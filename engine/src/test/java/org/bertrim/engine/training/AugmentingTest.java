package org.bertrim.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.bertrim.engine.event.Event;
import org.bertrim.engine.format.EngineException;
import org.bertrim.engine.task.Example;
import org.bertrim.engine.task.Metric;
import org.bertrim.engine.task.RowLimits;
import org.bertrim.engine.task.Task;
import org.bertrim.engine.task.TaskInfo;
import org.bertrim.engine.task.TaskKind;
import org.bertrim.engine.task.TextTokenizer;
import org.bertrim.engine.task.TokenRows;
import org.bertrim.engine.task.WordTokenizer;
import org.bertrim.engine.task.augment.Augmentation;
import org.bertrim.engine.task.augment.AugmentationSettings;
import org.bertrim.engine.task.augment.AugmentationSettings.Method;
import org.bertrim.engine.task.augment.AugmentationSettings.Variant;
import org.bertrim.engine.task.augment.CandidateWords;
import org.bertrim.engine.task.augment.MaskedWords;
import org.bertrim.engine.task.augment.VariantStore;
import org.bertrim.engine.teacher.Teachers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The stage: what it reports, what it leaves, and that it ends the same however often it is interrupted. */
class AugmentingTest {

    private static final AugmentationSettings SETTINGS =
            new AugmentationSettings(Method.TINYBERT, Variant.PAPER, 15, 0.4, 3, "auto");
    private static final Event.Warning REMARK = new Event.Warning("code", "message", null);

    private final byte[] json = Teachers.builtin().tokenizer("builtin:e5-small-v2");
    private final WordTokenizer words = WordTokenizer.of(json);
    private final TextTokenizer tokens = TextTokenizer.of(json);

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        words.close();
        tokens.close();
    }

    /** Every row says its number, which no variant changes as it is not asked about. */
    private static Task task() {
        TaskInfo info = new TaskInfo(
                "t", "sample:t", TaskKind.CLASSIFICATION, false, List.of("no", "yes"), List.of(Metric.ACCURACY));
        List<Example> rows = IntStream.range(0, 150)
                .mapToObj(i -> new Example("row" + i + "row good film", null, i % 2))
                .toList();
        return Task.of(info, rows, Map.of(Task.DEV, rows.subList(0, 4)), 0);
    }

    private static final class Always implements MaskedWords {
        private final String word;

        Always(String word) {
            this.word = word;
        }

        @Override
        public List<List<String>> candidates(List<Place> places, int count, Counting counting) {
            return places.stream().map(place -> List.of(word)).toList();
        }

        @Override
        public String fingerprint() {
            return word;
        }
    }

    private TrainingData data() {
        return TrainingData.of(task(), tokens, new RowLimits(16, 128), 42, "held-out");
    }

    private Augmentation augmentation(String word) {
        return new Augmentation(
                SETTINGS,
                task().info(),
                TrainingData.trainingRows(task(), 42, "held-out"),
                words,
                new CandidateWords(new Always(word), null, 15),
                42,
                "",
                new VariantStore(folder));
    }

    private TrainingData run(MemoryPort port, String word) {
        return new Augmenting(port, tokens, 16).run(data(), augmentation(word), REMARK);
    }

    @Test
    void variantsStandBehindTheOriginalRowsAndNowhereElse() {
        TrainingData made = run(new MemoryPort(Augmenting.STAGE), "nice");

        assertThat(made.train().ids()).isDeepEqualTo(data().train().ids());
        assertThat(made.selection().ids()).isDeepEqualTo(data().selection().ids());
        assertThat(made.variants().size()).isEqualTo(3 * made.train().size());
        TokenRows all = made.augmented().train();
        assertThat(all.size()).isEqualTo(4 * 135);
        assertThat(Arrays.copyOf(all.ids(), 135)).isDeepEqualTo(made.train().ids());
        assertThat(made.augmented().augmented().train().size()).isEqualTo(all.size());
        for (int i = 0; i < made.variants().size(); i++) {
            assertThat(made.variants().labels()[i]).isEqualTo(made.train().labels()[i / 3]);
            assertThat(made.variants().types()[i]).isEqualTo(new int[made.variants().length(i)]);
        }
        assertThat(data().augmented().train().size()).isEqualTo(135);
    }

    /** The first word of a row has several pieces, so it stays and tells where a variant comes from. */
    @Test
    void noVariantComesFromAHeldOutRow() {
        TrainingData made = run(new MemoryPort(Augmenting.STAGE), "nice");

        List<List<Integer>> held = Arrays.stream(made.selection().ids()).map(AugmentingTest::number).toList();
        List<List<Integer>> variants = Arrays.stream(made.variants().ids()).map(AugmentingTest::number).toList();

        assertThat(held).hasSize(15).doesNotHaveDuplicates();
        assertThat(variants).doesNotContainAnyElementsOf(held);
        assertThat(variants.stream().distinct()).hasSize(135);
    }

    /** All but [CLS], the last two words and [SEP]. */
    private static List<Integer> number(int[] ids) {
        return Arrays.stream(ids).skip(1).limit(ids.length - 4).boxed().toList();
    }

    @Test
    void theStageReportsItsRowsAndEndsWithACheckpoint() {
        MemoryPort port = new MemoryPort(Augmenting.STAGE, "next");

        run(port, "nice");

        assertThat(port.recorded().get(0)).isEqualTo(new Event.StageStarted(Augmenting.STAGE, 0, 0));
        assertThat(port.recorded().get(1)).isEqualTo(REMARK);
        assertThat(port.recorded().stream().filter(Event.Progress.class::isInstance).map(event -> ((Event.Progress) event).step()))
                .containsExactly(50L, 100L, 135L);
        assertThat(port.recorded().get(port.recorded().size() - 1)).isInstanceOf(Event.StageFinished.class);
        assertThat(port.last().stageFinished()).isTrue();
    }

    @Test
    void aStoppedStageGoesOnAndEndsTheSame() {
        MemoryPort undisturbed = new MemoryPort(Augmenting.STAGE);
        TrainingData expected = run(undisturbed, "nice");
        MemoryPort stopped = new MemoryPort(Augmenting.STAGE).stopAt(Augmenting.STAGE, 50);
        assertThatThrownBy(() -> run(stopped, "nice")).isInstanceOf(MemoryPort.Stopped.class);

        MemoryPort resumed = stopped.resume();
        TrainingData made = run(resumed, "nice");

        assertThat(made.variants().ids()).isDeepEqualTo(expected.variants().ids());
        assertThat(resumed.report()).isEqualTo(undisturbed.report());
        assertThat(steps(resumed)).isEqualTo(steps(undisturbed));
        MemoryPort later = resumed.resume();
        assertThat(run(later, "nice").variants().ids()).isDeepEqualTo(expected.variants().ids());
        assertThat(later.recorded()).as("a finished stage reports nothing").hasSameSizeAs(resumed.recorded());
    }

    private static List<Long> steps(MemoryPort port) {
        return port.recorded().stream()
                .filter(Event.Progress.class::isInstance)
                .map(event -> ((Event.Progress) event).step())
                .toList();
    }

    @Test
    void otherWordsThanTheRunBeganWithAreRefused() {
        MemoryPort begun = new MemoryPort(Augmenting.STAGE);
        run(begun, "nice");

        assertThatThrownBy(() -> run(begun.resume(), "great"))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("augmented rows would be others");
    }
}
