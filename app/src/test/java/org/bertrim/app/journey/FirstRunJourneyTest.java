package org.bertrim.app.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javafx.event.ActionEvent;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.bertrim.app.common.Numbers;
import org.bertrim.app.common.PlaceId;
import org.bertrim.app.common.Theme;
import org.bertrim.app.shell.OpenWindow;
import org.bertrim.app.store.RunInfo;
import org.bertrim.app.store.RunRow;
import org.bertrim.app.store.RunStatus;
import org.bertrim.app.support.Screens;
import org.bertrim.engine.run.RunFolder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole journeys through the window, with real trainings in processes of their own. */
@Tag("ui")
class FirstRunJourneyTest {

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
    void fromAnEmptyWorkspaceToAFinishedRunAndItsFigures() throws IOException {
        window.await("the place is there", () -> window.title().equals("DynaBERT on sample reviews"));
        window.await("it can be run", () -> !window.find("design-run", Button.class).isDisabled());
        startRun();

        Set<String> states = new HashSet<>();
        Set<Integer> measured = new TreeSet<>();
        window.awaitLong("the run is finished", () -> {
            states.add(((Label) window.scene().lookup("#place-state")).getText());
            measured.add((int) cells().filter(cell -> cell.getAccessibleText().matches(".*\\d\\d\\.\\d.*")).count());
            return window.state("finished");
        });
        assertThat(states).contains("running", "finished");
        assertThat(measured).contains(0, 2); // none, later both
        assertThat(window.visible(node -> node.getStyleClass().contains("live-stage-item"))).hasSize(6);
        assertThat(window.visible(node -> node.getStyleClass().contains("live-stage"))
                        .stream()
                        .map(node -> ((Labeled) node).getText()))
                .containsExactly("Fine-tune", "Importance", "Width", "Width × depth", "Final", "Measure");

        exportEverything();
        assertThat(names(workspace().resolve("figures")))
                .contains("grid.pdf", "grid.svg", "grid.png", "grid.csv", "grid.tex")
                .contains("losses.pdf", "losses.svg", "losses.png", "losses.csv");
        curvesRunForward();

        window.press(KeyCode.CONTROL, KeyCode.DIGIT1);
        TableView<?> table = window.find("runs-table", TableView.class);
        window.await("the table has the result", () -> table.getItems().size() == 1
                && ((RunRow) table.getItems().get(0)).info().outcome().best() != null);
        RunInfo run = ((RunRow) table.getItems().get(0)).info();
        assertThat(run.status()).isEqualTo(RunStatus.FINISHED);
        assertThat(run.design().name()).isEqualTo(SmallJourney.NAME);
        window.await("the score is in the table", () -> window.says(Numbers.score(run.outcome().best().score())));

        Screens.run(() -> {
            window.stage().setWidth(1024);
            window.stage().setHeight(700);
        });
        window.press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.D);
        window.press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.L);
        window.await("the window is Chinese", () -> window.here("运行"));
        Screens.run(() -> window.show(run.id()));
        window.await("the run is read again", () -> window.state("已完成"));
        assertThat(CutTexts.in(window)).isEmpty();
        assertThat(CutTexts.keys(window)).isEmpty();
    }

    @Test
    void aRunOutlivesItsWindow() throws IOException {
        startRun();
        window.awaitLong("steps are done", () -> window.state("running") && step("fine-tune"));
        fire("Pause");
        window.awaitLong("it pauses", () -> window.state("paused"));
        RunFolder run = SmallJourney.run(workspace());
        ProcessHandle worker = SmallJourney.worker(run);

        window.close();
        assertThat(worker.isAlive()).isTrue();
        window = OpenWindow.again(workspace(), folder.resolve("config"));

        window.await("the run is found again", () -> window.runs().running().get() == 1);
        window.await("it is shown where it was left", () -> window.state("paused"));
        assertThat(SmallJourney.worker(run)).isEqualTo(worker);
        fire("Continue");
        window.awaitLong("the run is finished", () -> window.state("finished"));
        exportEverything();
        curvesRunForward();
        assertThat(SmallJourney.events(run, "RunStarted")).hasSize(1);
    }

    @Test
    void aKilledWorkerIsResumed() throws IOException {
        startRun();
        window.awaitLong("the second training has begun", () -> window.state("running") && step("width"));
        RunFolder run = SmallJourney.run(workspace());
        SmallJourney.worker(run).destroyForcibly();

        window.awaitLong("it is seen", () -> window.state("interrupted") && window.runs().interrupted().size() == 1);
        fire("Resume");
        window.awaitLong("the run is finished", () -> window.state("finished"));
        assertThat(SmallJourney.events(run, "RunResumed")).hasSize(1);
        exportEverything();
        curvesRunForward();
    }

    /** Opens the small experiment in Design, changes one value in the form, and presses Run. */
    private void startRun() {
        Screens.run(() -> window.design(SmallJourney.experiment()));
        Screens.settle();
        assertThat(window.title()).isEqualTo(SmallJourney.NAME);
        TextField tokens = window.find("entry-task.maxTokens", TextField.class);
        Screens.run(() -> {
            tokens.setText("16");
            tokens.fireEvent(new ActionEvent());
        });
        Screens.settle();
        Button run = window.find("design-run", Button.class);
        window.await("nothing is wrong", () -> !run.isDisabled());
        Screens.run(run::fire);
        window.await("Live is open", () -> window.visibleNow("live-strip") || window.state("queued"));
    }

    /** Whether a step of a stage was written. */
    private boolean step(String stage) {
        return SmallJourney.events(SmallJourney.run(workspace()), "Scalars").stream()
                .anyMatch(event -> event.path("stage").asText().equals(stage));
    }

    private void fire(String text) {
        ButtonBase button = window.saying(text, Button.class);
        Screens.run(button::fire);
        Screens.settle();
    }

    private Stream<Node> cells() {
        return window.all(".bt-mark").stream().filter(node -> node.getId() != null && node.getId().startsWith("cell-"));
    }

    /** Presses every export button of the Live place and writes every format. */
    private void exportEverything() {
        Screens.run(() -> {
            ComboBox<?> stages = (ComboBox<?>) window.all(".live-choice").iterator().next();
            stages.getSelectionModel().selectFirst(); // all of them
        });
        List<Node> buttons = window.visible(node -> node.getStyleClass().contains("bt-figure-export"));
        assertThat(buttons).isNotEmpty();
        for (Node button : buttons) {
            Screens.run(((Button) button)::fire);
            Screens.settle();
            Stage dialog = Screens.call(() -> (Stage) Window.getWindows().stream()
                    .filter(each -> each.getScene().getRoot().getStyleClass().contains("bt-export-form"))
                    .findFirst()
                    .orElseThrow());
            Parent form = dialog.getScene().getRoot();
            Screens.run(() -> {
                form.lookupAll(".check-box").forEach(box -> ((CheckBox) box).setSelected(true));
                ((Button) form.lookup(".bt-primary")).fire();
            });
            Screens.await("the figure is written", () -> form.lookupAll(".bt-remark").stream()
                    .anyMatch(node -> node instanceof Label label && label.getText().contains(".pdf")));
            Screens.close(dialog);
        }
    }

    /** The exported curves of all stages have every step once, in order. */
    private void curvesRunForward() throws IOException {
        List<String> lines = Files.readAllLines(workspace().resolve("figures").resolve("losses.csv"));
        Map<String, List<Double>> steps = new LinkedHashMap<>();
        for (String line : lines.subList(1, lines.size())) { // curve,kind,step,value
            String[] fields = line.split(",");
            steps.computeIfAbsent(fields[0] + " " + fields[1], curve -> new ArrayList<>()).add(Double.valueOf(fields[2]));
        }
        assertThat(steps).isNotEmpty();
        assertThat(steps.values()).allSatisfy(curve -> assertThat(curve)
                .hasSizeGreaterThan(1)
                .doesNotHaveDuplicates()
                .isSorted());
    }

    private static Set<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return new TreeSet<>(files.filter(file -> file.toFile().length() > 0)
                    .map(file -> file.getFileName().toString())
                    .toList());
        }
    }
}
