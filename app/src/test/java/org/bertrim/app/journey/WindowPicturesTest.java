package org.bertrim.app.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import org.bertrim.app.common.PlaceId;
import org.bertrim.app.common.Texts;
import org.bertrim.app.common.Theme;
import org.bertrim.app.shell.OpenWindow;
import org.bertrim.app.support.Screens;
import org.bertrim.engine.format.CacheFolder;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Takes the pictures of {@code resources/help/pictures}: the whole window on real runs. {@code -Dpictures.workspaces} names the
 * workspaces, separated as on a class path; their runs are copied below {@code target/} without the weights, nothing is written there.
 */
@Tag("ui")
@EnabledIfSystemProperty(named = "pictures.workspaces", matches = ".+")
class WindowPicturesTest {

    private static final Path PICTURES = Path.of("..", "resources", "help", "pictures");
    private static final Path TARGET = Path.of("target", "pictures");
    private static final Path WORKSPACE = TARGET.resolve("Bertrim");
    private static final int NARROW = 1100;
    private static final long MOST_BYTES = 300_000;

    private final List<Path> written = new ArrayList<>();

    @Test
    void everyScreenInEveryLook() throws IOException {
        System.setProperty(CacheFolder.PROPERTY, TARGET.resolve("cache").toString());
        for (String from : System.getProperty("pictures.workspaces").split(File.pathSeparator)) {
            copyRuns(Path.of(from).resolve("runs"));
        }
        Files.createDirectories(PICTURES);
        eachLook(this::places);
        eachLook(this::design); // last: the machine may have to be measured

        assertThat(written).allSatisfy(file -> assertThat(Files.size(file)).as(file.toString()).isLessThan(MOST_BYTES));
    }

    /** Takes pictures in one look. */
    private interface Taking {
        void take(Theme theme, String language, int width, int height) throws IOException;
    }

    private static void eachLook(Taking pictures) throws IOException {
        for (Theme theme : Theme.values()) {
            pictures.take(theme, "en", 1440, 900);
            pictures.take(theme, "en", 1024, 700);
        }
        pictures.take(Theme.LIGHT, "zh", 1440, 900);
    }

    private void design(Theme theme, String language, int width, int height) throws IOException {
        String look = Pictures.look(theme, language, width);
        Texts texts = Texts.of(Locale.forLanguageTag(language));
        Path config = TARGET.resolve("config");
        try (OpenWindow window = OpenWindow.of(WORKSPACE, config, theme, language, PlaceId.DESIGN, width, height)) {
            window.awaitLong("the rows are read", () -> !window.says(texts.get("design.reading")));
            if (width < NARROW) {
                take(window, "design" + look);
                press(window, texts.get("design.tab-costs"));
            }
            window.awaitLong("the costs are known", () -> window.all(".design-time").stream()
                    .anyMatch(node -> node instanceof Labeled time && time.getText().matches(".*\\d.*")));
            take(window, (width < NARROW ? "design-costs" : "design") + look);
        }
    }

    private void places(Theme theme, String language, int width, int height) throws IOException {
        String look = Pictures.look(theme, language, width);
        Texts texts = Texts.of(Locale.forLanguageTag(language));
        Path config = TARGET.resolve("config");
        try (OpenWindow window = OpenWindow.of(WORKSPACE, config, theme, language, PlaceId.RUNS, width, height)) {
            window.await("all runs are read", () -> window.runs().loaded().get() && window.runs().unread().get() == 0);
            Screens.run(() -> window.runs().forgive());
            take(window, "runs" + look);
            Screens.run(() -> window.show(demo(window)));
            window.await("the run is drawn", () -> window.state(texts.get("live.state.finished")));
            take(window, "live" + look);
            if (width < NARROW) {
                press(window, texts.get("live.columns.networks"));
                take(window, "live-networks" + look);
            }

            window.press(KeyCode.CONTROL, KeyCode.DIGIT4);
            take(window, "explore" + look);
            window.press(KeyCode.CONTROL, KeyCode.COMMA);
            window.await("the machine is known", () -> !window.says(texts.get("settings.machine.looking")));
            hideFolders(window);
            take(window, "settings" + look);
            window.press(KeyCode.CONTROL, KeyCode.DIGIT1);
            window.press(KeyCode.CONTROL, KeyCode.K);
            take(window, "search" + look);
            window.press(KeyCode.ESCAPE);
        }
    }

    /** Where these runs lie on the machine that made the pictures is nobody's business. */
    private static void hideFolders(OpenWindow window) {
        String folder = WORKSPACE.toAbsolutePath().normalize().toString();
        Screens.run(() -> window.visible(node -> node instanceof Labeled label && !label.textProperty().isBound()
                        && label.getText() != null && (label.getText().contains(folder) || label.getText().equals(WORKSPACE.toString())))
                .forEach(node -> {
                    Labeled label = (Labeled) node;
                    label.setText(label.getText().replace(folder, "~/Bertrim").replace(WORKSPACE.toString(), "~/Bertrim"));
                }));
    }

    /** The run to look at: the first finished one with the whole grid. */
    private static String demo(OpenWindow window) {
        return window.runs().rows().stream()
                .filter(row -> row.info().design().name().equals("DynaBERT on sample reviews"))
                .filter(row -> row.info().outcome().best() != null)
                .map(row -> row.id())
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    private static void press(OpenWindow window, String text) {
        Node button = window.visible(node ->
                        (node instanceof ToggleButton || node instanceof Button) && text.equals(((Labeled) node).getText()))
                .get(0);
        Screens.run(() -> ((javafx.scene.control.ButtonBase) button).fire());
        Screens.settle();
    }

    private void take(OpenWindow window, String name) throws IOException {
        Path file = PICTURES.resolve(name + ".png");
        Pictures.take(window, file);
        written.add(file);
    }

    private static void copyRuns(Path runs) throws IOException {
        try (Stream<Path> files = Files.walk(runs)) {
            for (Path file : files.filter(file -> begun(runs, file)).toList()) {
                Path to = WORKSPACE.resolve("runs").resolve(runs.relativize(file).toString());
                if (!file.toString().endsWith(".safetensors") && !Files.exists(to)) {
                    Files.createDirectories(to.getParent());
                    Files.copy(file, to);
                }
            }
        }
    }

    /** One that waits would be started here. */
    private static boolean begun(Path runs, Path file) {
        return Files.isRegularFile(file)
                && Files.exists(runs.resolve(runs.relativize(file).getName(0)).resolve("events.jsonl"));
    }
}
