package org.bertrim.engine.task.augment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against the numbers that the JDK reads. */
class DecimalsTest {

    @Property(tries = 1000)
    void numbersAreReadAsTheJdkReadsThem(@ForAll float value, @ForAll boolean plain) {
        String text = plain ? String.format(Locale.ROOT, "%.6f", value) : Float.toString(value);
        float expected = Float.parseFloat(text);
        float read = Decimals.parse(text);
        assertThat(Math.abs(read - expected)).isLessThanOrEqualTo(Math.ulp(expected)); // rounded to double first
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", ".", "+.", "1.2.3", "1e", "0x1p3", "NaN", "Infinity", "1f", "1 2", "--1", "ä"})
    void whatIsNoNumberIsNone(String text) {
        assertThat(Decimals.parse(text)).isNaN();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-0.5", "+3", ".5", "7.", "1e-3", "-2.5E+2", "123456789012345678901234567890", "0.0000000000000000012"})
    void whatIsOneIsRead(String text) {
        assertThat(Decimals.parse(text)).isEqualTo(Float.parseFloat(text));
    }
}
