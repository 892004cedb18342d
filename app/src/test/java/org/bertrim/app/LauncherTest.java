package org.bertrim.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class LauncherTest {

    @Test
    void linuxHasADisplayWhenTheEnvironmentNamesOne() {
        assertThat(Launcher.hasDisplay("Linux", Map.of("DISPLAY", ":0"))).isTrue();
        assertThat(Launcher.hasDisplay("Linux", Map.of("WAYLAND_DISPLAY", "wayland-0"))).isFalse();
        assertThat(Launcher.hasDisplay("Linux", Map.of("DISPLAY", ""))).isFalse();
        assertThat(Launcher.hasDisplay("Linux", Map.of())).isFalse();
    }

    @Test
    void opensTheWindowWhereNoCommandIsGiven() {
        assertThat(Launcher.opensWindow()).isTrue();
        assertThat(Launcher.opensWindow("--workspace=/data")).isTrue();
        assertThat(Launcher.opensWindow("--workspace", "/data")).isTrue();
        assertThat(Launcher.opensWindow("--version")).isFalse();
        assertThat(Launcher.opensWindow("runs", "--workspace=/data")).isFalse();
        assertThat(Launcher.joined("--workspace", "/data")).containsExactly("--workspace=/data");
    }
}
