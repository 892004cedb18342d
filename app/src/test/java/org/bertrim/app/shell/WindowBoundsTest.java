package org.bertrim.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.bertrim.app.settings.Settings.Bounds;
import org.junit.jupiter.api.Test;

class WindowBoundsTest {

    private static final Bounds MAIN = new Bounds(0, 25, 1920, 1055);
    private static final Bounds LEFT = new Bounds(-1280, 0, 1280, 1024);

    @Test
    void firstStartIsCentredOnTheMainScreen() {
        assertThat(WindowBounds.fit(null, List.of(MAIN))).isEqualTo(new Bounds(240, 102.5, 1440, 900));
    }

    @Test
    void firstStartFillsAScreenThatIsSmaller() {
        assertThat(WindowBounds.fit(null, List.of(new Bounds(0, 0, 1280, 720)))).isEqualTo(new Bounds(0, 0, 1280, 720));
    }

    @Test
    void comesBackWhereItWas() {
        Bounds there = new Bounds(-1200, 40, 1100, 800);
        assertThat(WindowBounds.fit(there, List.of(MAIN, LEFT))).isEqualTo(there);
    }

    @Test
    void comesBackToTheMainScreenWhenItsScreenIsGone() {
        Bounds gone = new Bounds(-1200, 40, 1100, 800);
        assertThat(WindowBounds.fit(gone, List.of(MAIN))).isEqualTo(new Bounds(410, 152.5, 1100, 800));
    }

    @Test
    void isPulledBackOntoItsScreen() {
        assertThat(WindowBounds.fit(new Bounds(1500, 900, 1200, 800), List.of(MAIN)))
                .isEqualTo(new Bounds(720, 280, 1200, 800));
        assertThat(WindowBounds.fit(new Bounds(100, -300, 1200, 800), List.of(MAIN)).y()).isGreaterThanOrEqualTo(25);
    }
}
