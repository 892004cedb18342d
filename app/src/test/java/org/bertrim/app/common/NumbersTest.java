package org.bertrim.app.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;

class NumbersTest {

    private final Texts english = Texts.of(Locale.ENGLISH);

    @Test
    void writesScoresAsHundredths() {
        assertThat(Numbers.score(0.93119)).isEqualTo("93.1");
        assertThat(Numbers.score(1)).isEqualTo("100.0");
        assertThat(Numbers.score(-0.25)).isEqualTo("−25.0");
        assertThat(Numbers.score(Double.NaN)).isEqualTo("–");
        assertThat(Numbers.difference(-0.0031)).isEqualTo("−0.3");
        assertThat(Numbers.difference(0.012)).isEqualTo("+1.2");
        assertThat(Numbers.difference(-0.0001)).isEqualTo("±0.0");
        assertThat(Numbers.percent(0.634)).isEqualTo("63 %");
    }

    @Test
    void writesSizesInDecimalUnits() {
        assertThat(Numbers.bytes(0)).isEqualTo("0 B");
        assertThat(Numbers.bytes(999)).isEqualTo("999 B");
        assertThat(Numbers.bytes(89_600_000)).isEqualTo("89.6 MB");
        assertThat(Numbers.bytes(262_000_000)).isEqualTo("262 MB");
        assertThat(Numbers.bytes(2_400_000_000.0)).isEqualTo("2.40 GB");
        assertThat(Numbers.bytes(999_600)).isEqualTo("1.00 MB");
    }

    @Test
    void writesCountsInFullBelowAMillion() {
        assertThat(Numbers.count(872)).isEqualTo("872");
        assertThat(Numbers.count(67_349)).isEqualTo("67,349");
        assertThat(Numbers.count(14_123_456)).isEqualTo("14.1 M");
        assertThat(Numbers.count(999_999.7)).isEqualTo("1.0 M");
        assertThat(Numbers.quantity(1.312e9)).isEqualTo("1.31 G");
        assertThat(Numbers.quantity(12)).isEqualTo("12");
    }

    @Test
    void writesTimes() {
        assertThat(Numbers.clock(7)).isEqualTo("0:07");
        assertThat(Numbers.clock(400)).isEqualTo("6:40");
        assertThat(Numbers.clock(3723)).isEqualTo("1:02:03");
        assertThat(Numbers.clock(Double.NaN)).isEqualTo("–");
        assertThat(Numbers.millis(0.84)).isEqualTo("0.84 ms");
        assertThat(Numbers.millis(10.6)).isEqualTo("10.6 ms");
        assertThat(Numbers.millis(240.4)).isEqualTo("240 ms");
    }

    @Test
    void writesDurationsInTheLanguageOfTheTexts() {
        assertThat(Numbers.duration(english, 3)).isEqualTo("3 s");
        assertThat(Numbers.duration(english, 3.25)).isEqualTo("3.3 s");
        assertThat(Numbers.duration(english, 59.7)).isEqualTo("1 min");
        assertThat(Numbers.duration(english, 2040)).isEqualTo("34 min");
        assertThat(Numbers.duration(english, 7500)).isEqualTo("2 h 5 min");
        assertThat(Numbers.duration(english, 7200)).isEqualTo("2 h");
        assertThat(Numbers.duration(english, 273_600)).isEqualTo("3 d 4 h");
        assertThat(Numbers.duration(Texts.of(Locale.CHINESE), 2040)).isEqualTo("34 分钟");
    }

    @Test
    void writesSettingsWithoutNeedlessDigits() {
        assertThat(Numbers.setting(1)).isEqualTo("1");
        assertThat(Numbers.setting(0.75)).isEqualTo("0.75");
        assertThat(Numbers.setting(2e-5)).isEqualTo("2.0e-5");
        assertThat(Numbers.setting(Double.NEGATIVE_INFINITY)).isEqualTo("−∞");
        assertThat(Numbers.fixed(-0.0004, 3)).isEqualTo("0.000");
    }
}
