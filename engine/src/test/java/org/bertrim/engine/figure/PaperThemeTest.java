package org.bertrim.engine.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PaperThemeTest {

    private final PaperTheme theme = new PaperTheme();

    @Test
    void contrastIsThatOfWcag() {
        assertThat(PaperTheme.contrast(0x000000, 0xffffff)).isCloseTo(21, within(1e-9));
        assertThat(PaperTheme.contrast(0x767676, 0xffffff)).isCloseTo(4.54, within(0.005)); // WCAG's own example grey
    }

    @Property
    void textOnTheRampIsInkOrWhiteAndReadable(@ForAll @DoubleRange(min = 0, max = 1) double amount) {
        Tone fill = Tone.ramp(amount);
        Tone text = theme.textOn(fill);
        assertThat(text).isIn(Tone.of(Token.INK), Tone.of(Token.GROUND));
        assertThat(PaperTheme.contrast(theme.colour(text), theme.colour(fill)))
                .isGreaterThanOrEqualTo(PaperTheme.LEAST_CONTRAST);
    }

    @Property
    void theRampDarkensAllAlong(
            @ForAll @DoubleRange(min = 0, max = 1) double one, @ForAll @DoubleRange(min = 0, max = 1) double other) {
        double light = Math.min(one, other);
        double dark = Math.max(one, other);
        assertThat(PaperTheme.contrast(theme.colour(Tone.ramp(dark)), 0xffffff))
                .isGreaterThanOrEqualTo(PaperTheme.contrast(theme.colour(Tone.ramp(light)), 0xffffff));
    }

    @Test
    void theRampKeepsItsEnds() {
        assertThat(theme.colour(Tone.ramp(0))).isEqualTo(0xe8f1f4);
        assertThat(theme.colour(Tone.ramp(1))).isEqualTo(0x1b4e6c);
    }

    @ParameterizedTest
    @EnumSource(names = {"INK", "MUTED", "GOOD"})
    void coloursOfTextAreReadableOnPaper(Token token) {
        assertThat(PaperTheme.contrast(theme.colour(Tone.of(token)), theme.colour(Tone.of(Token.GROUND))))
                .isGreaterThanOrEqualTo(PaperTheme.LEAST_CONTRAST);
    }

    @Test
    void seriesColoursRepeatAfterTheEighth() {
        assertThat(Token.series(0)).isEqualTo(Token.SERIES_1);
        assertThat(Token.series(7)).isEqualTo(Token.SERIES_8);
        assertThat(Token.series(8)).isEqualTo(Token.SERIES_1);
    }
}
