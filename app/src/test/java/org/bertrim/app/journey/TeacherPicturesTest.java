package org.bertrim.app.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import org.bertrim.app.common.PlaceId;
import org.bertrim.app.common.Texts;
import org.bertrim.app.common.Theme;
import org.bertrim.app.shell.OpenWindow;
import org.bertrim.app.support.Screens;
import org.bertrim.app.support.SmallHub;
import org.bertrim.engine.experiment.Presets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Takes pictures of the teacher's card: the catalogue, a download in the middle, one that has failed, a check that ends well and one that
 * flags the teacher. {@code -Dpictures.hub=PORT} names the port at which {@code HF_ENDPOINT} looks for a hub on this machine; the pictures
 * lie in {@code target/screens}, and those of the help in {@code resources/help/pictures}.
 */
@Tag("ui")
@EnabledIfSystemProperty(named = "pictures.hub", matches = "\\d+")
class TeacherPicturesTest {

    private static final Path TARGET = Path.of("target", "screens");
    private static final Path HELP = Path.of("..", "resources", "help", "pictures");
    private static final int WEIGHTS = 44_000_000;

    @TempDir
    private Path place;

    private int looks;

    @Test
    void everyStateInEveryLook() throws IOException {
        Files.createDirectories(TARGET);
        for (Theme theme : Theme.values()) {
            take(theme, "en", 1440);
            take(theme, "en", 1024);
        }
        take(Theme.LIGHT, "zh", 1440);
        KnownMachine.forget();
        assertThat(HELP.resolve("teachers-download-light.png")).exists();
    }

    private void take(Theme theme, String language, int width) throws IOException {
        Path folder = place.resolve(Integer.toString(looks++)); // nothing of the last look is there
        KnownMachine.in(folder.resolve("cache"));
        Path workspace = Files.createDirectories(folder.resolve("Bertrim"));
        Path noise = Files.writeString(workspace.resolve("shuffled.csv"), "text,label\n" + IntStream.range(0, 400)
                .mapToObj(i -> "the film was what it was," + (i * 7919 % 13 < 6 ? "good" : "bad") + "\n")
                .collect(Collectors.joining()));
        String look = Pictures.look(theme, language, width);
        Texts texts = Texts.of(Locale.forLanguageTag(language));
        int height = width == 1440 ? 900 : 700;
        try (SmallHub hub = new SmallHub(WEIGHTS, Integer.getInteger("pictures.hub"));
                OpenWindow window =
                        OpenWindow.of(workspace, folder.resolve("config"), theme, language, PlaceId.DESIGN, width, height)) {
            design(window, "sample:reviews", texts);
            press(window, "teacher-others");
            picture(window, "teachers" + look);
            hub.stopAfter(17_300_000);
            Screens.run(() -> window.find("teacher-name", TextField.class).setText(SmallHub.MODEL));
            press(window, "teacher-get");
            window.await("a part is there", () -> says(window, "teacher-download-strip", "17.3 MB"));
            picture(window, "teachers-download" + look);
            hub.goOn();
            window.await("it is there", () -> says(window, "design-form-teacher", texts.get("design.teacher-downloaded")));
            window.await("the panel has folded", () -> !window.find("teacher-others", ToggleButton.class).isSelected());
            press(window, "teacher-others");
            Screens.run(() -> window.find("teacher-name", TextField.class).setText("small/brat"));
            press(window, "teacher-get");
            window.await("it has failed", () -> says(window, "teacher-download-strip", "no such model"));
            picture(window, "teachers-failed" + look);

            press(window, "teacher-others");
            design(window, "sample:reviews", texts);
            check(window);
            picture(window, "teachers-check" + look);
            design(window, "table:" + noise.getFileName(), texts);
            check(window);
            picture(window, "teachers-flag" + look);
        }
    }

    private static void design(OpenWindow window, String task, Texts texts) {
        ObjectNode experiment = (ObjectNode) Presets.load("dynabert-sample");
        ((ObjectNode) experiment.get("teacher")).put("layers", 4);
        experiment.putObject("task").put("source", task).put("maxTokens", 32);
        Screens.run(() -> window.design(experiment));
        window.awaitLong("the rows are read", () -> !window.says(texts.get("design.reading")) && !window.all(".design-bar").isEmpty());
    }

    private static void check(OpenWindow window) {
        press(window, "check-teacher");
        window.awaitLong("the verdict is there", () -> !window.find("check-teacher", ButtonBase.class).isDisabled());
    }

    private static boolean says(OpenWindow window, String id, String words) {
        Node part = window.scene().lookup("#" + id);
        return part != null && part.lookupAll(".label").stream()
                .anyMatch(node -> node instanceof Labeled label && label.getText() != null && label.getText().contains(words));
    }

    private static void press(OpenWindow window, String id) {
        ButtonBase button = window.find(id, ButtonBase.class);
        Screens.run(button::fire);
        Screens.settle();
    }

    private static void picture(OpenWindow window, String name) throws IOException {
        Screens.run(() -> ((ScrollPane) window.all(".design-scroll").iterator().next()).setVvalue(0));
        Pictures.take(window, TARGET.resolve(name + ".png"));
        if (name.endsWith("-1440-light") && !name.startsWith("teachers-failed")) {
            Pictures.take(window.find("design-form-teacher", Node.class), HELP.resolve(name.replace("-1440", "") + ".png"));
        }
    }
}
