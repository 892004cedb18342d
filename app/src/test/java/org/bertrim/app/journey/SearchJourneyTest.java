package org.bertrim.app.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Slider;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import org.bertrim.app.common.PlaceId;
import org.bertrim.app.common.Theme;
import org.bertrim.app.shell.OpenWindow;
import org.bertrim.app.store.RunRow;
import org.bertrim.app.support.Screens;
import org.bertrim.engine.format.Json;
import org.bertrim.engine.run.RunFolder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A search for a small network, from Design to its cell. */
@Tag("ui")
class SearchJourneyTest {

    @TempDir
    private Path folder;

    private OpenWindow window;

    @BeforeEach
    void opensAnEmptyWorkspace() {
        KnownMachine.in(folder.resolve("cache"));
        window = OpenWindow.of(workspace(), folder.resolve("config"), Theme.LIGHT, "en", PlaceId.DESIGN, 1440, 900);
    }

    @AfterEach
    void leavesNothingWorking() {
        window.close();
        KnownMachine.forget();
        SmallJourney.endWorkers(workspace());
    }

    private Path workspace() {
        return folder.resolve("workspace");
    }

    @Test
    void aSearchEndsWithItsCellInLiveAndRuns() throws IOException {
        Screens.run(() -> window.design(SmallJourney.search()));
        Screens.settle();
        Button run = window.find("design-run", Button.class);
        window.await("nothing is wrong", () -> !run.isDisabled());
        Screens.run(run::fire);
        window.awaitLong("the run is finished", () -> window.state("finished"));

        RunFolder done = SmallJourney.run(workspace());
        JsonNode architecture = Json.read(done.root().resolve("results.json")).get("architecture");
        List<Node> edges = edges();
        assertThat(edges).as("edges that tell their operations").hasSizeGreaterThanOrEqualTo(5); // 2 inner nodes: 2 + 3
        Slider history = (Slider) window.visible(node -> node instanceof Slider slider
                        && slider.getMax() >= 2
                        && slider.getValue() == slider.getMax())
                .get(0);
        List<String> derived = told(edges);
        Screens.run(() -> history.setValue(0));
        window.await("the first state is shown", () -> !told(edges()).equals(derived));
        Screens.run(() -> {
            window.stage().setWidth(1024);
            window.stage().setHeight(700);
        });
        Screens.settle();
        assertThat(CutTexts.in(window)).isEmpty();
        assertThat(CutTexts.keys(window)).isEmpty();

        window.press(KeyCode.CONTROL, KeyCode.DIGIT1);
        TableView<?> table = window.find("runs-table", TableView.class);
        window.await("the table has the result", () -> table.getItems().size() == 1
                && ((RunRow) table.getItems().get(0)).info().outcome().architecture() != null);
        assertThat(((RunRow) table.getItems().get(0)).info().outcome().architecture().brief())
                .isEqualTo(architecture.get("short").asText());
    }

    private List<Node> edges() {
        return window.visible(node -> node.getStyleClass().contains("bt-mark")
                && node.getAccessibleText() != null
                && node.getAccessibleText().contains("%"));
    }

    private static List<String> told(List<Node> edges) {
        return edges.stream().map(Node::getAccessibleText).toList();
    }
}
