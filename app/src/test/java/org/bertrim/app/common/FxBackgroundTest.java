package org.bertrim.app.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javafx.application.Platform;
import org.bertrim.app.support.Screens;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("ui")
class FxBackgroundTest {

    private final List<String> seen = new CopyOnWriteArrayList<>();

    @Test
    void worksElsewhereAndComesBackToTheThreadThatDraws() {
        Screens.start();
        try (FxBackground background = new FxBackground()) {
            background.run(
                    () -> Platform.isFxApplicationThread(),
                    drawing -> seen.add("worked on it: " + drawing + ", back on it: " + Platform.isFxApplicationThread()),
                    failure -> seen.add("failed"));
            background.run(
                    () -> {
                        throw new StackOverflowError();
                    },
                    done -> seen.add("done"),
                    failure -> seen.add(failure.getClass().getSimpleName()));
            Screens.await("both are back", () -> seen.size() == 2);
        }
        assertThat(seen).containsExactlyInAnyOrder("worked on it: false, back on it: true", "StackOverflowError");
    }

    @Test
    void keepsWorkUntilItMayBegin() {
        Screens.start();
        try (FxBackground background = FxBackground.held()) {
            background.run(() -> seen.add("worked"), done -> seen.add("done"), failure -> seen.add("failed"));
            Screens.settle();
            assertThat(seen).isEmpty();

            background.begin();
            Screens.await("it is done", () -> seen.contains("done"));
        }
        assertThat(seen).containsExactly("worked", "done");
    }
}
