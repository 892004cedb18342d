package org.bertrim.app.live;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.bertrim.app.common.AppContext;
import org.bertrim.app.common.FxBackground;
import org.bertrim.app.common.Texts;
import org.bertrim.app.common.Theme;
import org.bertrim.app.support.Screens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Pictures of a search, looked at by people: {@code -Dsearch.pictures=true}. */
@EnabledIfSystemProperty(named = "search.pictures", matches = ".+")
class SearchPicturesTest {

    private static final Path WORKSPACE = Path.of("target", "search-workspace-" + ProcessHandle.current().pid());

    @Test
    void everyLook() throws IOException {
        String done = new SearchRun(WORKSPACE, 3).prepared().searched(1).finished().id();
        String working = new SearchRun(WORKSPACE, 3).prepared().searched(0.55).id();
        String begun = new SearchRun(WORKSPACE, 3).prepared().id();
        String wide = new SearchRun(WORKSPACE, 4).prepared().searched(0.8).id();
        picture(working, "search-light", 1440, 900, Theme.LIGHT, Locale.ENGLISH, List.of(), null);
        picture(working, "search-dark", 1440, 900, Theme.DARK, Locale.ENGLISH, List.of(), "label-1-4");
        picture(done, "search-done", 1440, 900, Theme.LIGHT, Locale.ENGLISH, List.of("live.probes"), null);
        picture(done, "search-zh", 1440, 900, Theme.LIGHT, Locale.CHINESE, List.of("live.transfer"), "label-0-3");
        picture(working, "search-small", 1024, 700, Theme.LIGHT, Locale.ENGLISH, List.of("live.columns.networks"), null);
        picture(done, "search-small-dark", 1024, 700, Theme.DARK, Locale.CHINESE,
                List.of("live.columns.networks", "live.probes"), null);
        picture(working, "search-small-transfer", 1024, 700, Theme.LIGHT, Locale.ENGLISH,
                List.of("live.columns.networks", "live.transfer"), null);
        picture(begun, "search-begun", 1440, 900, Theme.LIGHT, Locale.ENGLISH, List.of(), null);
        picture(wide, "search-four", 1440, 900, Theme.LIGHT, Locale.ENGLISH, List.of(), null);
    }

    /** {@code -Dsearch.run=FOLDER}: the folder of a real run, below {@code WORKSPACE/runs}. */
    @Test
    @EnabledIfSystemProperty(named = "search.run", matches = ".+")
    void aRealRun() throws IOException {
        Path from = Path.of(System.getProperty("search.run"));
        Path to = WORKSPACE.resolve("runs").resolve(from.getFileName().toString());
        Files.createDirectories(to.resolve("control"));
        for (String file : List.of("experiment.json", "environment.json", "events.jsonl", "results.json", "worker.log")) {
            if (Files.exists(from.resolve(file))) {
                Files.write(to.resolve(file), Files.readAllBytes(from.resolve(file)));
            }
        }
        String run = to.getFileName().toString();
        picture(run, "real-light", 1440, 900, Theme.LIGHT, Locale.ENGLISH, List.of(), null);
        picture(run, "real-small", 1024, 700, Theme.DARK, Locale.CHINESE,
                List.of("live.columns.networks", "live.transfer"), null);
    }

    private static void picture(
            String run, String name, double width, double height, Theme theme, Locale locale, List<String> pressed, String mark) {
        FxBackground background = new FxBackground();
        Texts texts = Texts.of(locale);
        AppContext context = new AppContext(
                WORKSPACE.toAbsolutePath(), texts, background, new LivePicturesTest.NoControl(),
                new LivePicturesTest.Nowhere(), failure -> {
                    throw new IllegalStateException(failure);
                });
        LivePlace place = Screens.call(() -> new LivePlace(context));
        Stage stage = Screens.show(() -> frame(place), width, height, theme);
        Screens.run(() -> {
            place.open(run);
            place.shown();
        });
        Screens.await("the run is read", () -> !place.state().get().isEmpty());
        Screens.settle();
        for (String key : pressed) {
            Screens.run(() -> all(stage, ".toggle-button").stream()
                    .filter(node -> node instanceof ToggleButton button && button.getText().equals(texts.get(key)))
                    .forEach(node -> ((ToggleButton) node).fire()));
            Screens.settle();
        }
        if (mark != null) {
            Screens.run(() -> all(stage, "#" + mark).forEach(Node::requestFocus));
        }
        Screens.settle();
        Screens.snapshot(stage, name);
        Screens.run(place::dispose);
        Screens.close(stage);
        background.close();
    }

    private static Set<Node> all(Stage stage, String selector) {
        return stage.getScene().getRoot().lookupAll(selector);
    }

    private static Parent frame(LivePlace place) {
        Label title = new Label();
        title.getStyleClass().add("bt-title");
        title.textProperty().bind(place.title());
        HBox head = new HBox(12, title);
        head.setStyle("-fx-alignment: center-left; -fx-padding: 14 0 12 0;");
        VBox content = new VBox(head, place.view());
        VBox.setVgrow(place.view(), Priority.ALWAYS);
        content.setStyle("-fx-padding: 44 20 16 96;");
        return content;
    }
}
