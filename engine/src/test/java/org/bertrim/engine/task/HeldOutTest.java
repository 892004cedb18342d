package org.bertrim.engine.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.api.SoftAssertions;
import org.bertrim.engine.format.EngineException;
import org.junit.jupiter.api.Test;

class HeldOutTest {

    private static final TaskInfo THREE = new TaskInfo(
            "three", "test", TaskKind.CLASSIFICATION, false, List.of("a", "b", "c"), List.of(Metric.ACCURACY));
    private static final TaskInfo VALUES =
            new TaskInfo("values", "test", TaskKind.REGRESSION, false, List.of(), List.of(Metric.PEARSON));

    @Property(tries = 100)
    void splitsEveryRowOnceAndTakesATenth(
            @ForAll @IntRange(min = 2, max = 15_000) int rows, @ForAll long seed, @ForAll boolean regression) {
        Task task = task(regression ? VALUES : THREE, rows, seed);

        HeldOut.Split split = HeldOut.of(task, seed);

        List<Example> together = new ArrayList<>(split.train());
        together.addAll(split.heldOut());
        assertThat(together).hasSize(rows);
        assertThat(new HashSet<>(together)).isEqualTo(new HashSet<>(task.train()));
        assertThat(split.heldOut()).hasSizeBetween(1, 1000);
        if (rows >= 10 && rows <= 10_000) {
            assertThat((double) split.heldOut().size()).isCloseTo(rows / 10.0, within(0.5));
        }
        assertThat(HeldOut.of(task, seed)).isEqualTo(split);
    }

    @Property(tries = 100)
    void keepsTheProportionsOfClasses(@ForAll @IntRange(min = 2, max = 15_000) int rows, @ForAll long seed) {
        Task task = task(THREE, rows, seed);

        HeldOut.Split split = HeldOut.of(task, seed);

        SoftAssertions.assertSoftly(softly -> {
            for (int label = 0; label < 3; label++) {
                double expected = (double) count(task.train(), label) * split.heldOut().size() / rows;
                softly.assertThat((double) count(split.heldOut(), label)).isCloseTo(expected, within(1.0));
            }
        });
    }

    @Property(tries = 50)
    void keepsTheSpreadOfValues(@ForAll @IntRange(min = 100, max = 15_000) int rows, @ForAll long seed) {
        Task task = task(VALUES, rows, seed);
        List<Double> sorted = task.train().stream().map(e -> (double) e.label()).sorted().toList();

        HeldOut.Split split = HeldOut.of(task, seed);

        for (int tenth = 0; tenth < 10; tenth++) {
            double from = sorted.get(tenth * rows / 10);
            double to = tenth == 9 ? Double.MAX_VALUE : sorted.get((tenth + 1) * rows / 10);
            long inside = split.heldOut().stream().filter(e -> e.label() >= from && e.label() < to).count();
            assertThat((double) inside).isCloseTo(split.heldOut().size() / 10.0, within(1.0));
        }
    }

    @Test
    void otherSeedsHoldOutOtherRows() {
        Task task = task(THREE, 1000, 1);
        assertThat(HeldOut.of(task, 1).heldOut()).isNotEqualTo(HeldOut.of(task, 2).heldOut());
    }

    @Test
    void refusesATaskWithOneRow() {
        assertThatThrownBy(() -> HeldOut.of(task(THREE, 1, 1), 1))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("at least two are needed");
    }

    /** Distinct texts; classes in the proportions 6 to 3 to 1, values all different. */
    private static Task task(TaskInfo info, int rows, long seed) {
        Random random = new Random(seed);
        List<Example> train = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            int die = random.nextInt(10);
            float label = info == VALUES ? i * 7919L % rows + i / (2f * rows) : die < 6 ? 0 : die < 9 ? 1 : 2;
            train.add(new Example("row " + i, null, label));
        }
        return new Task(info, train, Map.of("dev", List.of()), 0, List.of(), "");
    }

    private static long count(List<Example> rows, int label) {
        return rows.stream().filter(row -> row.label() == label).count();
    }
}
