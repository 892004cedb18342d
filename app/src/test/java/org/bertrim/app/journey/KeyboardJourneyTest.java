package org.bertrim.app.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javafx.scene.input.KeyCode;
import org.assertj.core.api.SoftAssertions;
import org.bertrim.app.common.PlaceId;
import org.bertrim.app.common.Texts;
import org.bertrim.app.common.Theme;
import org.bertrim.app.shell.OpenWindow;
import org.bertrim.app.store.RunGenerator;
import org.bertrim.app.store.RunStatus;
import org.bertrim.app.support.Screens;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every place in the smallest window, dark and in Chinese, without the mouse. */
@Tag("ui")
class KeyboardJourneyTest {

    private static final List<KeyCode> DIGITS = List.of(
            KeyCode.DIGIT1, KeyCode.DIGIT2, KeyCode.DIGIT3, KeyCode.DIGIT4, KeyCode.DIGIT5, KeyCode.DIGIT6);

    @TempDir
    private Path folder;

    private OpenWindow window;

    @AfterEach
    void closes() {
        window.close();
        KnownMachine.forget();
    }

    @Test
    void everyPlaceIsReachedAndNothingInItIsCut() throws IOException {
        KnownMachine.in(folder.resolve("cache"));
        RunGenerator.write(folder.resolve("workspace"), 20, 24);
        window = OpenWindow.of(
                folder.resolve("workspace"), folder.resolve("config"), Theme.DARK, "zh", PlaceId.EXPLORE, 1024, 700);
        window.await("the runs are read", () -> window.runs().loaded().get() && window.runs().unread().get() == 0);

        SoftAssertions all = new SoftAssertions();
        Texts texts = Texts.of(Locale.CHINESE);
        for (PlaceId place : PlaceId.values()) {
            String name = texts.get("shell.place." + place.name().toLowerCase(Locale.ROOT));
            window.press(KeyCode.CONTROL, place == PlaceId.SETTINGS ? KeyCode.COMMA : DIGITS.get(place.ordinal()));
            window.await("there is the place", () -> window.here(name));
            look(all, name);
        }
        openRun();
        look(all, "a run");
        window.press(KeyCode.F1);
        look(all, "the keys");
        window.press(KeyCode.ESCAPE);
        all.assertAll();
    }

    private void openRun() {
        Screens.run(() -> window.show(window.runs().rows().stream()
                .filter(row -> row.info().status() == RunStatus.FINISHED)
                .findFirst()
                .orElseThrow()
                .id()));
        window.await("the run is shown", () -> window.state("已完成"));
    }

    private void look(SoftAssertions all, String name) {
        List<String> cut = CutTexts.in(window);
        List<String> keys = CutTexts.keys(window);
        all.assertThat(cut).as("cut in " + name).isEmpty();
        all.assertThat(keys).as("keys in " + name).isEmpty();
    }
}
