package org.bertrim.app.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javafx.application.Platform;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import org.bertrim.app.support.Screens;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("ui")
class RefreshTest {

    private final List<Boolean> onScreenThread = new CopyOnWriteArrayList<>();

    @Test
    void refreshesAtOnceThenAgainAndAgainUntilItIsStopped() {
        Refresh refresh = new Refresh(Refresh.SHORTEST, () -> onScreenThread.add(Platform.isFxApplicationThread()));
        Screens.run(() -> {
            refresh.start();
            refresh.start();
            assertThat(onScreenThread).as("twice started is once started").hasSize(1);
        });
        Screens.await("it has refreshed three times", () -> onScreenThread.size() >= 3);

        Screens.run(refresh::stop);
        int before = onScreenThread.size();
        Refresh other = new Refresh(Refresh.SHORTEST, () -> onScreenThread.add(null));
        Screens.run(other::start);
        Screens.await("another one has gone on", () -> onScreenThread.size() >= before + 3);
        Screens.run(other::stop);

        assertThat(refresh.running()).isFalse();
        assertThat(onScreenThread.subList(0, before)).containsOnly(true);
        assertThat(onScreenThread.subList(before, onScreenThread.size())).containsOnlyNulls();
    }

    @Test
    void followsWhatItIsFor() {
        Refresh refresh = new Refresh(Refresh.SHORTEST, () -> onScreenThread.add(true));
        BooleanProperty working = new SimpleBooleanProperty(true);
        Screens.run(() -> refresh.follow(working));
        assertThat(refresh.running()).as("it holds already").isTrue();
        Screens.run(() -> working.set(false));
        assertThat(refresh.running()).isFalse();
        int before = onScreenThread.size();
        Screens.run(() -> working.set(true));
        assertThat(onScreenThread).hasSizeGreaterThan(before);
        Screens.run(refresh::stop);
    }

    @Test
    void refusesToBeFasterThanTheScreenNeeds() {
        assertThatThrownBy(() -> new Refresh(Duration.ofMillis(99), () -> {})).isInstanceOf(IllegalArgumentException.class);
    }
}
