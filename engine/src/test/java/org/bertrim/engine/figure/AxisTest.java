package org.bertrim.engine.figure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class AxisTest {

    @Test
    void linearAxesHaveRoundTicksWithEqualDecimals() {
        Axis axis = Axis.linear(87.7, 93.4, 7);
        assertThat(axis.ticks()).containsExactly(87.0, 88.0, 89.0, 90.0, 91.0, 92.0, 93.0, 94.0);
        Axis shares = Axis.tight(0, 0.81, 4);
        assertThat(shares.ticks().stream().map(shares::label)).containsExactly("0.00", "0.25", "0.50", "0.75");
        assertThat(Axis.linear(-3, 1, 4).label(-3)).isEqualTo("−3");
    }

    @Test
    void logarithmicAxesTickDecadesAndTheirParts() {
        Axis narrow = Axis.log(0.09, 1.5);
        assertThat(narrow.ticks()).containsExactly(0.1, 0.2, 0.5, 1.0);
        assertThat(narrow.ticks().stream().map(narrow::label)).isEqualTo(List.of("0.1", "0.2", "0.5", "1"));
        assertThat(Axis.log(0.0005, 30).ticks()).containsExactly(0.001, 0.01, 0.1, 1.0, 10.0);
        assertThat(Axis.log(3, 3).ticks()).containsExactly(2.0, 5.0);
    }

    @Test
    void logarithmicAxesThatEndAtTheDataTickWhatThereIsRoomFor() {
        assertThat(Axis.tightLog(0.04, 1.2, 6).ticks()).containsExactly(0.05, 0.1, 0.2, 0.5, 1.0);
        assertThat(Axis.tightLog(0.0005, 30, 6).ticks()).containsExactly(0.001, 0.01, 0.1, 1.0, 10.0);
        assertThat(Axis.tightLog(1e-12, 1e3, 5).ticks()).containsExactly(1e-12, 1e-9, 1e-6, 1e-3, 1.0, 1e3);
        assertThat(Axis.tightLog(2.1, 2.6, 5).ticks()).containsExactly(2.1, 2.2, 2.3, 2.4, 2.5, 2.6);
        Axis wide = Axis.tightLog(1e-6, 1e8, 14);
        assertThat(wide.label(1e-6)).isEqualTo("1e-6");
        assertThat(wide.label(1e7)).isEqualTo("1e7");
        assertThat(wide.label(0.001)).isEqualTo("0.001");
    }

    @Test
    void longNumbersAreShortened() {
        Axis axis = Axis.linear(14_700_000, 33_400_000, 4);
        assertThat(axis.ticks().stream().map(axis::shortLabel)).containsExactly("10 M", "15 M", "20 M", "25 M", "30 M", "35 M");
        Axis steps = Axis.linear(0, 4000, 4);
        assertThat(steps.shortLabel(4000)).isEqualTo("4000");
    }

    @Property
    void linearAxesHoldTheirData(
            @ForAll @DoubleRange(min = -1e6, max = 1e6) double one,
            @ForAll @DoubleRange(min = -1e6, max = 1e6) double other,
            @ForAll @IntRange(min = 2, max = 8) int count) {
        double least = Math.min(one, other);
        double most = Math.max(one, other);
        Axis axis = Axis.linear(least, most, count);
        double tolerance = 1e-9 * Math.max(1, Math.max(Math.abs(least), Math.abs(most)));
        assertThat(axis.lower()).isLessThanOrEqualTo(least + tolerance).isLessThan(axis.upper());
        assertThat(axis.upper()).isGreaterThanOrEqualTo(most - tolerance);
        assertThat(axis.ticks()).isSorted().doesNotHaveDuplicates().hasSizeBetween(2, count + 3);
    }

    @Property
    void logarithmicAxesHoldTheirData(
            @ForAll @DoubleRange(min = -9, max = 9) double exponent, @ForAll @DoubleRange(max = 6) double decades) {
        double least = Math.pow(10, exponent);
        double most = least * Math.pow(10, decades);
        Axis axis = Axis.log(least, most);
        assertThat(axis.place(least)).isBetween(0.0, 1.0);
        assertThat(axis.place(most)).isBetween(0.0, 1.0);
        assertThat(axis.ticks()).isSorted().doesNotHaveDuplicates().hasSizeGreaterThan(1);
        assertThat(axis.ticks()).allMatch(tick -> axis.place(tick) > -1e-9 && axis.place(tick) < 1 + 1e-9);
    }
}
