package org.bertrim.engine.figure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.DoubleStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ReducerTest {

    private static final double NAN = Double.NaN;

    @Property
    void theExtremesOfEveryColumnSurviveAndNoMoreThanTwoPointsEach(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 4000) int points, @ForAll @IntRange(min = 1, max = 300) int columns) {
        Random random = new Random(seed);
        double[] x = new double[points];
        double[] y = new double[points];
        double place = random.nextDouble();
        for (int i = 0; i < points; i++) {
            place += random.nextDouble() < 0.1 ? 0 : random.nextDouble();
            x[i] = place;
            double kind = random.nextDouble();
            y[i] = kind < 0.05 ? NAN : kind < 0.07 ? Double.NEGATIVE_INFINITY : random.nextGaussian();
        }
        double from = x[0] + (place - x[0]) * 0.3 * random.nextDouble();
        double to = from + (place - from) * (0.2 + 0.8 * random.nextDouble()) + 1e-6;
        boolean positive = random.nextBoolean();

        Reducer.Reduced reduced = Reducer.reduce(x, y, from, to, columns, positive);

        Map<Integer, double[]> expected = new HashMap<>();
        for (int i = 0; i < points; i++) {
            if (x[i] >= from && x[i] <= to && Double.isFinite(y[i]) && (!positive || y[i] > 0)) {
                double[] ends = expected.computeIfAbsent(column(x[i], from, to, columns), c -> new double[] {9e9, -9e9});
                ends[0] = Math.min(ends[0], y[i]);
                ends[1] = Math.max(ends[1], y[i]);
            }
        }
        Map<Integer, List<Double>> found = new HashMap<>();
        double before = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < reduced.x().length; i++) {
            assertThat(reduced.x()[i]).isGreaterThanOrEqualTo(before);
            before = reduced.x()[i];
            if (!Double.isNaN(reduced.y()[i]) && before >= from && before <= to) {
                found.computeIfAbsent(column(before, from, to, columns), c -> new ArrayList<>())
                        .add(reduced.y()[i]);
            }
        }
        assertThat(found.keySet()).isEqualTo(expected.keySet());
        found.forEach((column, kept) -> {
            assertThat(kept).hasSizeBetween(1, 2);
            assertThat(kept).contains(expected.get(column)[0], expected.get(column)[1]);
        });
    }

    /** As the reducer counts them. */
    private static int column(double x, double from, double to, int columns) {
        return (int) Math.min(columns - 1, Math.floor((x - from) / ((to - from) / columns)));
    }

    @Test
    void theNearestPointOnEachSideOfTheRangeIsKept() {
        double[] x = {0, 1, 2, 3, 4, 5};
        double[] y = {7, NAN, 1, 2, NAN, 9};
        Reducer.Reduced reduced = Reducer.reduce(x, y, 1.5, 3.5, 10, false);
        assertThat(reduced.x()).containsExactly(0, 2, 2, 3, 5, 5);
        assertThat(reduced.y()).containsExactly(7, NAN, 1, 2, NAN, 9);
    }

    @Test
    void gapsRemainWhereTheyCanBeSeen() {
        double[] x = {0, 1, 2, 3, 4};
        double[] y = {1, 2, NAN, 3, Double.POSITIVE_INFINITY};
        assertThat(Reducer.reduce(x, y, 0, 4, 100, false).y()).containsExactly(1, 2, NAN, 3);
        // all in one column: the gap is narrower than a pixel
        assertThat(Reducer.reduce(x, y, 0, 4, 1, false).y()).containsExactly(1, 3);
    }

    @Test
    void onALogarithmicAxisWhatIsNotPositiveIsAGap() {
        double[] x = {0, 1, 2, 3};
        double[] y = {1, 0, -2, 3};
        assertThat(Reducer.reduce(x, y, 0, 3, 100, true).y()).containsExactly(1, NAN, 3);
    }

    @Test
    void nothingVisibleGivesNothing() {
        assertThat(Reducer.reduce(new double[0], new double[0], 0, 1, 10, false).x()).isEmpty();
        double[] nan = DoubleStream.generate(() -> NAN).limit(5).toArray();
        assertThat(Reducer.reduce(new double[] {0, 1, 2, 3, 4}, nan, 0, 4, 10, false).y()).isEmpty();
    }
}
