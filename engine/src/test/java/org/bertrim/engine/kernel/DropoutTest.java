package org.bertrim.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Dropout's masks as draws: share, scale, independence. */
class DropoutTest {

    private static final int COUNT = 1 << 20;

    /** Four standard deviations of a binomial share. */
    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.5, 0.25, 0.9, 0.01})
    void dropsTheAskedShareAndScalesTheRest(double p) {
        float[] kept = dropped(COUNT, p, 7);

        double share = 0;
        for (float value : kept) {
            assertThat(value == 0 || Math.abs(value * (1 - p) - 1) < 1e-6).isTrue();
            share += value == 0 ? 1.0 / COUNT : 0;
        }
        assertThat(share).isCloseTo(p, within(4 * Math.sqrt(p * (1 - p) / COUNT) + 1.0 / (1 << 17)));
    }

    /** p is rounded to multiples of 2^-16: 0.4 of one drops nothing, 1.4 drop one unit in 65,536. */
    @Test
    void probabilitiesAreMultiplesOfOneIn65536() {
        assertThat(zeros(dropped(COUNT, 0.4 / 65536, 3))).isZero();
        double expected = COUNT / 65536.0;
        assertThat((double) zeros(dropped(COUNT, 1.4 / 65536, 3))).isCloseTo(expected, within(4 * Math.sqrt(expected)));
    }

    /** One 64-bit draw serves four units, a quarter of the tensor apart. */
    @Test
    void theFourUnitsOfOneDrawAreIndependent() {
        double p = 0.3;
        float[] kept = dropped(COUNT, p, 11);
        int quarter = COUNT / 4;
        double limit = 4 / Math.sqrt(quarter);
        for (int one = 0; one < 4; one++) {
            assertThat(correlation(kept, p, one * quarter, one * quarter + 1, quarter - 1)).as("neighbours").isCloseTo(0, within(limit));
            for (int other = 0; other < one; other++) {
                assertThat(correlation(kept, p, one * quarter, other * quarter, quarter)).isCloseTo(0, within(limit));
            }
        }
    }

    /** Sizes that are no multiple of four, too. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 1001})
    void everyUnitHasADrawOfItsOwn(int count) {
        assertThat(dropped(count, 0.5, 1)).hasSize(count);
    }

    @Test
    void seedsChooseTheMask() {
        assertThat(dropped(1000, 0.5, 5)).isEqualTo(dropped(1000, 0.5, 5)).isNotEqualTo(dropped(1000, 0.5, 6));
    }

    private static double correlation(float[] kept, double p, int one, int other, int count) {
        double sum = 0;
        for (int i = 0; i < count; i++) {
            double a = (kept[one + i] == 0 ? 1 : 0) - p;
            double b = (kept[other + i] == 0 ? 1 : 0) - p;
            sum += a * b;
        }
        return sum / count / (p * (1 - p));
    }

    private static int zeros(float[] values) {
        int zeros = 0;
        for (float value : values) {
            zeros += value == 0 ? 1 : 0;
        }
        return zeros;
    }

    /** Ones after dropout. */
    private static float[] dropped(int count, double p, long seed) {
        try (NDManager manager = NDManager.newBaseManager();
                Value ones = Value.of(manager.ones(new Shape(count)))) {
            Kernels.seed(seed);
            try (Value out = Kernels.MODULE.call("drop", ones, p)) {
                return out.floats(manager);
            }
        }
    }
}
