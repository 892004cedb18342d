package org.bertrim.app.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.bertrim.app.common.AppContext;
import org.bertrim.app.common.FxBackground;
import org.bertrim.app.common.Navigator;
import org.bertrim.app.common.PlaceId;
import org.bertrim.app.common.RunControl;
import org.bertrim.app.common.Texts;
import org.bertrim.app.common.Theme;
import org.bertrim.app.support.Screens;
import org.bertrim.engine.format.Json;
import org.bertrim.engine.run.RunFolder;
import org.bertrim.engine.run.WorkerLock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Pictures of real runs, looked at by people: {@code -Dlive.workspace=FOLDER} names a workspace that is copied, not touched. */
@EnabledIfSystemProperty(named = "live.workspace", matches = ".+")
class LivePicturesTest {

    private static final Path COPY = Path.of("target", "live-workspace");

    @Test
    void everyLookOfRealRuns() throws IOException {
        Path runs = Path.of(System.getProperty("live.workspace")).resolve("runs");
        List<String> ids;
        try (Stream<Path> folders = Files.list(runs)) {
            ids = folders.map(f -> f.getFileName().toString()).filter(n -> !n.startsWith(".")).sorted().toList();
        }
        for (String id : ids) {
            copy(runs.resolve(id), COPY.resolve("runs").resolve(id), Integer.MAX_VALUE, true);
        }
        String full = ids.get(0);
        picture(full, "live-light", 1440, 900, Theme.LIGHT, Locale.ENGLISH, null);
        picture(full, "live-dark", 1440, 900, Theme.DARK, Locale.ENGLISH, null);
        picture(full, "live-zh", 1440, 900, Theme.LIGHT, Locale.CHINESE, null);
        picture(full, "live-small", 1024, 700, Theme.LIGHT, Locale.ENGLISH, null);
        picture(full, "live-small-networks", 1024, 700, Theme.DARK, Locale.CHINESE, "Networks");
        picture(full, "live-scores", 1440, 900, Theme.LIGHT, Locale.ENGLISH, "Scores");
        picture(full, "live-size", 1440, 900, Theme.DARK, Locale.ENGLISH, "Cost");
        picture(full, "live-checks", 1440, 900, Theme.LIGHT, Locale.ENGLISH, "Checks");
        picture("", "live-none", 1024, 700, Theme.LIGHT, Locale.ENGLISH, null);

        String working = full.replace("-s42", "-s43");
        Path folder = COPY.resolve("runs").resolve(working);
        copy(runs.resolve(full), folder, 560, false);
        ObjectNode worker = Json.mapper().createObjectNode();
        worker.put("pid", ProcessHandle.current().pid());
        worker.put("started", ProcessHandle.current().info().startInstant().orElse(Instant.now()).toString());
        worker.put("host", "here");
        Files.writeString(folder.resolve("worker.json"), Json.pretty(worker));
        Optional<WorkerLock> lock = WorkerLock.tryAcquire(RunFolder.open(folder));
        assertThat(lock).isPresent();
        try {
            picture(working, "live-running", 1440, 900, Theme.LIGHT, Locale.ENGLISH, null);
            picture(working, "live-running-resources", 1440, 900, Theme.DARK, Locale.ENGLISH, "Resources");
        } finally {
            lock.get().close();
        }
        Files.writeString(
                folder.resolve("events.jsonl"),
                Files.readString(folder.resolve("events.jsonl"))
                        + "{\"seq\":561,\"time\":\"2026-11-21T06:59:30.000Z\",\"type\":\"RunFailed\",\"what\":\"The loss is not a"
                        + " number any more\",\"why\":\"the total loss of step 37 in stage depth is NaN\",\"remedy\":\"Lower the"
                        + " learning rate of the stage and resume from the last checkpoint.\"}\n");
        picture(working, "live-failed", 1440, 900, Theme.LIGHT, Locale.ENGLISH, null);
    }

    private static void picture(
            String run, String name, double width, double height, Theme theme, Locale locale, String tab) {
        FxBackground background = new FxBackground();
        AppContext context = new AppContext(
                COPY.toAbsolutePath(), Texts.of(locale), background, new NoControl(), new Nowhere(), failure -> {
                    throw new IllegalStateException(failure);
                });
        LivePlace place = Screens.call(() -> new LivePlace(context));
        Stage stage = Screens.show(() -> frame(place), width, height, theme);
        Screens.run(() -> {
            place.open(run);
            place.shown();
        });
        Screens.await("the run is read", () -> run.isEmpty() || !place.state().get().isEmpty());
        if (tab != null) {
            Screens.run(() -> stage.getScene().getRoot().lookupAll(".toggle-button").stream()
                    .filter(node -> node instanceof javafx.scene.control.ToggleButton button
                            && button.getText().startsWith(locale == Locale.CHINESE ? "网络" : tab)
                            && visible(node))
                    .findFirst()
                    .ifPresent(node -> ((javafx.scene.control.ToggleButton) node).fire()));
        }
        if (name.contains("resources")) {
            long until = System.nanoTime() + 8_000_000_000L;
            Screens.await("something is measured", () -> System.nanoTime() > until);
        }
        if (name.equals("live-light")) {
            Screens.run(() -> stage.getScene().getRoot().lookupAll(".list-view"));
        }
        Screens.settle();
        Screens.snapshot(stage, name);
        Screens.run(place::dispose);
        Screens.close(stage);
        background.close();
    }

    private static boolean visible(Node node) {
        for (Node each = node; each != null; each = each.getParent()) {
            if (!each.isVisible()) {
                return false;
            }
        }
        return true;
    }

    /** Something like the window around it: rail, bar, title line. */
    private static Parent frame(LivePlace place) {
        Label title = new Label();
        title.getStyleClass().add("bt-title");
        title.textProperty().bind(place.title());
        Label state = new Label();
        state.getStyleClass().add("bt-chip");
        state.textProperty().bind(place.state());
        place.stateTone().addListener((p, old, now) -> state.getStyleClass()
                .setAll("label", "bt-chip", "bt-" + now.name().toLowerCase(Locale.ROOT)));
        Region spring = new Region();
        HBox.setHgrow(spring, Priority.ALWAYS);
        HBox actions = new HBox(10);
        javafx.beans.binding.Bindings.bindContent(actions.getChildren(), place.actions());
        HBox head = new HBox(12, title, state, spring, actions);
        head.setStyle("-fx-alignment: center-left; -fx-padding: 14 0 12 0;");
        VBox content = new VBox(head, place.view());
        VBox.setVgrow(place.view(), Priority.ALWAYS);
        content.setStyle("-fx-padding: 44 20 16 96;");
        return content;
    }

    private static void copy(Path from, Path to, int events, boolean results) throws IOException {
        Files.createDirectories(to.resolve("control"));
        for (String file : List.of("experiment.json", "environment.json", "worker.log", "worker.json", "results.json")) {
            Path source = from.resolve(file);
            if (Files.exists(source) && (results || !file.equals("results.json"))) {
                Files.write(to.resolve(file), Files.readAllBytes(source));
            }
        }
        try (Stream<String> lines = Files.lines(from.resolve("events.jsonl"))) {
            Files.write(to.resolve("events.jsonl"), lines.limit(events).toList());
        }
    }

    /** Controls nothing. */
    static final class NoControl implements RunControl {
        @Override
        public List<String> submit(JsonNode experiment, Path base, boolean first) {
            return List.of();
        }

        @Override
        public void pause(String runId) {}

        @Override
        public void proceed(String runId) {}

        @Override
        public void stop(String runId) {}

        @Override
        public void resume(String runId) {}
    }

    /** Goes nowhere. */
    static final class Nowhere implements Navigator {
        @Override
        public void open(PlaceId place) {}

        @Override
        public void openRun(String runId) {}

        @Override
        public void openExperiment(JsonNode experiment) {}
    }
}
