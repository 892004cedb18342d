package org.bertrim.app.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.ToggleButton;
import javafx.stage.Stage;
import org.bertrim.app.common.AppContext;
import org.bertrim.app.common.FxBackground;
import org.bertrim.app.common.Navigator;
import org.bertrim.app.common.PlaceId;
import org.bertrim.app.common.RunControl;
import org.bertrim.app.common.Texts;
import org.bertrim.app.common.Theme;
import org.bertrim.app.support.Screens;
import org.bertrim.engine.run.WorkerLock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("ui")
class LivePlaceTest {

    @TempDir
    Path workspace;

    private final List<String> commands = new ArrayList<>();
    private final List<Throwable> failures = new ArrayList<>();
    private FxBackground background;
    private SmallRun run;
    private LivePlace place;
    private Stage stage;

    @BeforeEach
    void makeRun() throws IOException {
        background = new FxBackground();
        run = new SmallRun(workspace).started().stage("fine-tune", 2).step("fine-tune", 1, 0.7).teacher(0.93);
    }

    @AfterEach
    void close() {
        Screens.run(place::dispose);
        Screens.close(stage);
        background.close();
        assertThat(failures).isEmpty();
    }

    private void show(Locale locale, Theme theme, double width, double height) {
        AppContext context = new AppContext(
                workspace, Texts.of(locale), background, new Recorded(), new Nowhere(), failures::add);
        place = Screens.call(() -> new LivePlace(context));
        stage = Screens.show(() -> (Parent) place.view(), width, height, theme);
        Screens.run(() -> {
            place.open(run.id());
            place.shown();
        });
        Screens.await("the run is read", () -> place.title().get().equals("Small run"));
    }

    private List<Node> visible(String selector) {
        return Screens.call(() -> stage.getScene().getRoot().lookupAll(selector).stream()
                .filter(node -> {
                    for (Node each = node; each != null; each = each.getParent()) {
                        if (!each.isVisible()) {
                            return false;
                        }
                    }
                    return true;
                })
                .toList());
    }

    /** A region over a mark; its id has dots, so no selector finds it. */
    private Optional<Node> mark(String id) {
        return visible(".bt-mark").stream().filter(node -> id.equals(node.getId())).findFirst();
    }

    private Optional<Labeled> labeled(String selector, String text) {
        return visible(selector).stream()
                .map(Labeled.class::cast)
                .filter(node -> Objects.equals(node.getText(), text))
                .findFirst();
    }

    @Test
    void theGridFillsInWhileTheRunIsWatchedAndACellTellsItsDetails() {
        show(Locale.ENGLISH, Theme.LIGHT, 1340, 800);
        assertThat(visible(".bt-mark")).isEmpty();
        run.stage("width", 2).scored("width", 0.5, 1.0, "dev", 0.9134);
        Screens.await("the grid is there", () -> mark("cell-0.50-1.00").isPresent());
        Node cell = mark("cell-0.50-1.00").orElseThrow();
        assertThat(cell.getAccessibleText()).contains("91.3");
        assertThat(Screens.call(() -> cell.getBoundsInLocal().getWidth())).isGreaterThanOrEqualTo(84);
        Screens.robot().clickOn(cell);
        Screens.await("details are shown", () -> labeled(".live-details .label", "91.3").isPresent());
        assertThat(labeled(".live-details .label", "93.3")).as("published for SST-2 at width 0.5").isPresent();
    }

    @Test
    void stoppingIsAskedOnceInTheWindow() throws IOException {
        try (WorkerLock lock = WorkerLock.tryAcquire(run.folder).orElseThrow()) {
            assertThat(lock).isNotNull();
            show(Locale.ENGLISH, Theme.DARK, 1340, 800);
            Screens.await("it can be stopped", () -> place.actions().size() == 2);
            assertThat(Screens.call(() -> ((Button) place.actions().get(1)).getText())).isEqualTo("Pause");
            Screens.run(() -> ((Button) place.actions().get(0)).fire());
            Labeled yes = labeled(".button", "Stop the run").orElseThrow();
            assertThat(commands).isEmpty();
            Screens.run(() -> ((Button) yes).fire());
            Screens.await("it was asked", () -> !commands.isEmpty());
            assertThat(commands).containsExactly("stop " + run.id());
            assertThat(labeled(".button", "Stop the run")).isEmpty();
        }
    }

    @Test
    void aNarrowWindowShowsOneColumnAtATime() {
        run.stage("width", 2).scored("width", 0.5, 1.0, "dev", 0.9);
        show(Locale.CHINESE, Theme.LIGHT, 940, 560);
        Labeled networks = labeled(".toggle-button", "网络").orElseThrow();
        assertThat(visible(".bt-mark")).isEmpty();
        Screens.run(() -> ((ToggleButton) networks).fire());
        Screens.await("the grid is there", () -> mark("cell-0.50-1.00").isPresent());
        assertThat(visible(".live-list")).isEmpty();
    }

    /** Writes down what is asked. */
    private final class Recorded implements RunControl {
        @Override
        public List<String> submit(JsonNode experiment, Path base, boolean first) {
            return List.of();
        }

        @Override
        public void pause(String runId) {
            commands.add("pause " + runId);
        }

        @Override
        public void proceed(String runId) {
            commands.add("proceed " + runId);
        }

        @Override
        public void stop(String runId) {
            commands.add("stop " + runId);
        }

        @Override
        public void resume(String runId) {
            commands.add("resume " + runId);
        }
    }

    /** Goes nowhere. */
    private static final class Nowhere implements Navigator {
        @Override
        public void open(PlaceId place) {}

        @Override
        public void openRun(String runId) {}

        @Override
        public void openExperiment(JsonNode experiment) {}
    }
}
