package org.bertrim.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class LauncherTest {

    @Test
    void linuxHasADisplayWhenTheEnvironmentNamesOne() {
        assertThat(Launcher.hasDisplay("Linux", Map.of("DISPLAY", ":0"))).isTrue();
        assertThat(Launcher.hasDisplay("Linux", Map.of("WAYLAND_DISPLAY", "wayland-0"))).isTrue();
        assertThat(Launcher.hasDisplay("Linux", Map.of("DISPLAY", ""))).isFalse();
        assertThat(Launcher.hasDisplay("Linux", Map.of())).isFalse();
    }

    @Test
    void saysWhyTheDemoRuns() {
        assertThat(Launcher.explanation(false)).contains("no display").contains("bertrim demo");
        assertThat(Launcher.explanation(true)).contains("later version").contains("bertrim demo");
    }
}
