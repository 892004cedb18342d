package org.bertrim.app.common.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SmoothingTest {

    @Test
    void agreesWithTheWeightsComputedByHand() {
        // weight 0.5: (0.5*1)/0.5 = 1; (0.25*1 + 0.5*2)/0.75 = 5/3; (0.125*1 + 0.25*2 + 0.5*4)/0.875 = 3
        assertThat(Smoothing.smooth(new double[] {1, 2, 4}, 0.5)).containsExactly(new double[] {1, 5 / 3.0, 3}, within(1e-12));
    }

    @Test
    void aConstantStaysWhatItIsFromTheFirstPointOn() {
        double[] constant = new double[50_000];
        Arrays.fill(constant, 3.5);
        assertThat(Smoothing.smooth(constant, 0.99)).containsOnly(new double[] {3.5}, within(1e-9));
    }

    @Test
    void whatIsNotFiniteIsAGapAndDoesNotWeigh() {
        double[] smoothed = Smoothing.smooth(new double[] {1, Double.NaN, Double.POSITIVE_INFINITY, 2}, 0.5);
        assertThat(smoothed).containsExactly(new double[] {1, Double.NaN, Double.NaN, 5 / 3.0}, within(1e-12));
    }

    @Test
    void noWeightLeavesEverythingAsItWas() {
        assertThat(Smoothing.smooth(new double[] {1, -2, 4}, 0)).containsExactly(1, -2, 4);
    }
}
