package org.bertrim.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Pane;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;
import org.bertrim.app.common.PlaceId;
import org.bertrim.app.common.Theme;
import org.bertrim.app.settings.Settings;
import org.bertrim.app.settings.Settings.Bounds;
import org.bertrim.app.settings.SettingsFile;
import org.bertrim.app.store.RunCenter;
import org.bertrim.app.support.Screens;
import org.bertrim.engine.experiment.Presets;
import org.bertrim.engine.format.EngineException;
import org.bertrim.engine.run.RunState;
import org.bertrim.engine.run.RunStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Opens the whole window without a display. */
@Tag("ui")
class WorkbenchTest {

    @TempDir
    Path folder;

    private final List<Path> opened = new CopyOnWriteArrayList<>();
    private Stage stage;
    private Workbench workbench;

    private void open(Theme theme, String language, PlaceId place, double width, double height) {
        SettingsFile file = new SettingsFile(folder.resolve("config"));
        file.write(new Settings(theme, language, place, null, new Bounds(0, 0, width, height), false));
        reopen();
    }

    private void reopen() {
        stage = Screens.call(() -> {
            Stage made = new Stage();
            workbench = new Workbench();
            workbench.open(made, folder.resolve("workspace"), new SettingsFile(folder.resolve("config")), opened::add);
            return made;
        });
        Screens.await("the place is there", () -> stage.getScene().lookup(".bt-room") instanceof Pane room
                && !room.getChildren().isEmpty());
        Screens.settle();
    }

    @AfterEach
    void closes() {
        Thread.setDefaultUncaughtExceptionHandler(null);
        if (stage != null) {
            Screens.close(stage);
        }
    }

    private <T extends Node> T find(String id, Class<T> type) {
        return Screens.call(() -> type.cast(stage.getScene().lookup("#" + id)));
    }

    private String text(String id) {
        return Screens.call(() -> ((Label) stage.getScene().lookup("#" + id)).getText());
    }

    private void press(KeyCode... keys) {
        Screens.run(stage::requestFocus);
        Screens.robot().push(keys);
        Screens.settle();
    }

    @Test
    void goesToEveryPlaceByItsKeys() {
        open(Theme.LIGHT, "en", PlaceId.EXPLORE, 1440, 900);
        assertThat(text("place-title")).isEqualTo("Explore");

        press(KeyCode.CONTROL, KeyCode.DIGIT6);
        assertThat(text("place-title")).isEqualTo("Studio");

        press(KeyCode.CONTROL, KeyCode.DIGIT5);
        assertThat(text("place-title")).isEqualTo("Compare");

        press(KeyCode.CONTROL, KeyCode.COMMA);
        assertThat(text("place-title")).isEqualTo("Settings");
    }

    @Test
    void findsAndPerformsCommandsFromTheSearch() {
        open(Theme.LIGHT, "en", PlaceId.EXPLORE, 1440, 900);

        press(KeyCode.CONTROL, KeyCode.K);
        Screens.run(() -> find("palette-field", javafx.scene.control.TextField.class).setText("light dark"));
        Screens.settle();
        press(KeyCode.ENTER);

        Screens.await("the theme is dark", () -> stage.getScene().getStylesheets().get(0).endsWith("dark.css"));
        assertThat(find("palette-field", Node.class)).isNull();
    }

    @Test
    void speaksTheOtherLanguageAtOnceAndAfterARestart() {
        open(Theme.LIGHT, "en", PlaceId.COMPARE, 1440, 900);

        Screens.run(() -> find("rail-language", Button.class).fire());
        Screens.settle();
        assertThat(text("place-title")).isEqualTo("比较");

        closeWindow();
        reopen();
        assertThat(text("place-title")).isEqualTo("比较");
    }

    @Test
    void keepsTheRunThatIsWatchedInTheOtherLanguage() {
        open(Theme.LIGHT, "en", PlaceId.EXPLORE, 1440, 900);
        RunCenter runs = workbench.session().runs();
        Screens.await("the runs are read", () -> runs.loaded().get());
        runs.hold(true); // nothing is to be trained here
        runs.submit(Presets.load("dynabert-quick"), folder, false);
        Screens.await("a run waits", () -> runs.waiting().get() == 1);
        Screens.run(() -> find("rail-live", Button.class).fire());
        Screens.await("the newest run is offered", () -> stage.getScene().lookup(".live-none .bt-primary") != null);
        Screens.run(() -> ((Button) stage.getScene().lookup(".live-none .bt-primary")).fire());
        Screens.await("the run is shown", () -> text("place-title").startsWith("Quick DynaBERT"));

        Screens.run(() -> find("rail-settings", Button.class).fire());
        Screens.run(() -> find("rail-language", Button.class).fire());
        Screens.run(() -> find("rail-live", Button.class).fire());

        Screens.await("the same run is shown", () -> text("place-title").startsWith("Quick DynaBERT"));
    }

    @Test
    void remembersPlaceAndSize() {
        open(Theme.DARK, "en", PlaceId.STUDIO, 1100, 720);
        Screens.run(() -> {
            stage.setWidth(1200);
            stage.setHeight(800);
            stage.fireEvent(new WindowEvent(stage, WindowEvent.WINDOW_CLOSE_REQUEST));
        });

        Settings kept = new SettingsFile(folder.resolve("config")).read(Locale.ENGLISH);

        assertThat(kept.place()).isEqualTo(PlaceId.STUDIO);
        assertThat(kept.theme()).isEqualTo(Theme.DARK);
        assertThat(kept.window()).isNotNull();
        assertThat(kept.window().width()).isEqualTo(1200);
        assertThat(kept.window().height()).isEqualTo(800);
    }

    @Test
    void saysWhatFailedAndWritesItToTheLog() throws Exception {
        open(Theme.LIGHT, "en", PlaceId.EXPLORE, 1440, 900);

        Thread thread = new Thread(() -> {
            throw new EngineException("The store could not be opened", "the disk is full", "Make room and try again.");
        });
        thread.start();
        thread.join();

        Screens.await("the failure is shown", () -> stage.getScene().lookup("#failure").isVisible());
        Path log = folder.resolve("workspace").resolve("logs").resolve("workbench.log");
        Screens.await("the log is written", () -> Files.exists(log));
        assertThat(Files.readString(log)).contains("The store could not be opened: the disk is full");
        Screens.run(() -> find("failure-close", Button.class).fire());
        assertThat(Screens.call(() -> find("failure", Node.class).isVisible())).isFalse();
    }

    @Test
    void asksOnceBeforeItLeavesQueuedRunsWaiting() {
        open(Theme.LIGHT, "en", PlaceId.EXPLORE, 1440, 900);
        RunCenter runs = workbench.session().runs();
        Screens.await("the runs are read", () -> runs.loaded().get());
        runs.hold(true); // nothing is to be trained here
        runs.submit(Presets.load("dynabert-quick"), folder, false);
        Screens.await("a run waits", () -> runs.waiting().get() == 1);

        closeWindow();
        assertThat(stage.isShowing()).isTrue();
        Screens.run(() -> find("close-no", Button.class).fire());
        assertThat(stage.isShowing()).isTrue();

        closeWindow();
        Screens.run(() -> find("close-yes", Button.class).fire());
        Screens.settle();
        assertThat(stage.isShowing()).isFalse();
        assertThat(RunStore.list(folder.resolve("workspace")))
                .singleElement()
                .satisfies(run -> assertThat(run.state()).isEqualTo(RunState.QUEUED));
    }

    private void closeWindow() {
        Screens.run(() -> stage.fireEvent(new WindowEvent(stage, WindowEvent.WINDOW_CLOSE_REQUEST)));
        Screens.settle();
    }

    @Test
    void namesEveryControlForScreenReaders() {
        open(Theme.LIGHT, "en", PlaceId.SETTINGS, 1440, 900);

        List<String> nameless = Screens.call(() -> stage.getScene().getRoot().lookupAll("*").stream()
                .filter(node -> node.isFocusTraversable() && node instanceof javafx.scene.control.Labeled)
                .filter(node -> (node.getAccessibleText() == null || node.getAccessibleText().isBlank())
                        && ((javafx.scene.control.Labeled) node).getText().isBlank())
                .map(Node::toString)
                .toList());

        assertThat(nameless).isEmpty();
    }
}
