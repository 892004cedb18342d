package org.bertrim.app.design;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Labeled;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;
import org.bertrim.app.common.FxBackground;
import org.bertrim.app.common.Theme;
import org.bertrim.app.support.Screens;
import org.bertrim.app.support.SmallHub;
import org.bertrim.engine.experiment.Presets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Teachers that are not there yet, as somebody at the screen comes by them. */
@Tag("ui")
class TeacherPlaceTest {

    private static final int WEIGHTS = 4_000_000;

    @TempDir
    private Path workspace;

    private final SmallHub hub = new SmallHub(WEIGHTS);
    private final FxBackground background = new FxBackground();
    private DesignPlace place;
    private Stage stage;

    @BeforeEach
    void show() {
        stage = Screens.show(
                () -> {
                    place = new Desk(workspace, background, hub.environment()).place();
                    place.load(tree("builtin:e5-small-v2"));
                    return (Parent) place.view();
                },
                1200,
                800,
                Theme.LIGHT);
    }

    private static JsonNode tree(String teacher) {
        ObjectNode tree = (ObjectNode) Presets.load("dynabert-sample");
        tree.putObject("teacher").put("source", teacher);
        tree.putObject("task").put("source", "sample:reviews").put("maxTokens", 16);
        tree.putObject("method").put("type", "finetune");
        if (teacher.startsWith("builtin:")) {
            ((ObjectNode) tree.get("teacher")).put("layers", 1);
        }
        return tree;
    }

    @AfterEach
    void close() {
        Screens.close(stage);
        hub.close();
        background.close();
    }

    private <T extends Node> T find(String id, Class<T> type) {
        return Screens.call(() -> type.cast(now("#" + id)));
    }

    private Node now(String selector) {
        return stage.getScene().getRoot().lookup(selector);
    }

    private void press(String id) {
        ButtonBase button = find(id, ButtonBase.class);
        Screens.run(button::fire);
        Screens.settle();
    }

    /** What a part of the screen says, on the thread that draws. */
    private String says(String id) {
        return String.join("\n", now("#" + id).lookupAll(".label").stream()
                .filter(node -> node.isVisible() && node.isManaged())
                .map(node -> ((Labeled) node).getText())
                .toList());
    }

    private Button button(String inside, String words) {
        return Screens.call(() -> now("#" + inside).lookupAll(".button").stream()
                .map(Button.class::cast)
                .filter(each -> words.equals(each.getText()) && each.isVisible())
                .findFirst()
                .orElseThrow());
    }

    private void get(String name) {
        if (!find("teacher-others", ToggleButton.class).isSelected()) {
            press("teacher-others");
        }
        Screens.run(() -> find("teacher-name", TextField.class).setText(name));
        press("teacher-get");
    }

    private List<String> chosen() {
        return stage.getScene().getRoot().lookupAll(".design-teacher").stream()
                .map(ToggleButton.class::cast)
                .filter(card -> card.isSelected() && card.getUserData() != null)
                .map(card -> card.getUserData().toString())
                .toList();
    }

    @Test
    void aDownloadShowsHowFarItIsAndGoesOnWhereItWasStopped() throws Exception {
        hub.stopAfter(1_000_000);
        get(SmallHub.MODEL);
        Screens.await("a part is there", () -> says("teacher-download-strip").contains("1.00 MB of 4.00 MB"));
        ProgressBar bar = (ProgressBar) Screens.call(() -> now("#teacher-download-strip").lookup(".progress-bar"));
        assertThat(bar.getProgress()).isBetween(0.2, 0.3);
        assertThat(find("teacher-get", Button.class).isDisabled()).isTrue();

        Screens.run(button("teacher-download-strip", "Cancel")::fire);
        Screens.await("it has stopped", () -> says("teacher-download-strip").contains("stopped; 1.00 MB are kept"));
        assertThat(Screens.call(this::chosen)).containsExactly("builtin:e5-small-v2");
        hub.stopAfter(Integer.MAX_VALUE);
        Screens.run(button("teacher-download-strip", "Go on")::fire);
        Screens.await("it is chosen", () -> chosen().equals(List.of("hub:" + SmallHub.MODEL)));
        assertThat(find("teacher-download-strip", Node.class).isVisible()).isFalse();
        try (Stream<Path> files = Files.walk(workspace.resolve("hub"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".part"))).isEmpty();
        }
    }

    private static KeyEvent key(KeyCode code) {
        return new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, false, false, false);
    }

    private ToggleButton card(String source) {
        return stage.getScene().getRoot().lookupAll(".design-teacher").stream()
                .map(ToggleButton.class::cast)
                .filter(card -> source.equals(card.getUserData()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void arrowKeysChooseAmongTheTeachers() {
        get(SmallHub.MODEL);
        Screens.await("it is chosen", () -> chosen().equals(List.of("hub:" + SmallHub.MODEL)));
        assertThat(Screens.call(() -> says("design-form-teacher"))).contains("first 1 of 4");
        Screens.run(() -> {
            card("hub:" + SmallHub.MODEL).requestFocus();
            card("hub:" + SmallHub.MODEL).fireEvent(key(KeyCode.LEFT));
        });
        Screens.await("its layers are shown", () -> says("design-form-teacher").contains("first 1 of 12"));
        assertThat(Screens.call(this::chosen)).containsExactly("builtin:e5-small-v2");
        assertThat(Screens.call(() -> stage.getScene().getFocusOwner() == card("builtin:e5-small-v2"))).isTrue();
    }

    @Test
    void aLongNameLeavesRoomForWhatCanBeDone() {
        Screens.run(() -> stage.setWidth(900));
        get("o".repeat(47) + "/" + "n".repeat(47));
        Screens.await("it has failed", () -> says("teacher-download-strip").contains("has no such model"));
        Node strip = find("teacher-download-strip", Node.class);
        Node dismiss = button("teacher-download-strip", "Dismiss");
        Screens.settle();
        assertThat(Screens.call(() -> strip.localToScene(strip.getBoundsInLocal()).getMaxX()
                        - dismiss.localToScene(dismiss.getBoundsInLocal()).getMaxX()))
                .isPositive();

        String folder = "folder:" + workspace.resolve("f".repeat(200));
        get(folder);
        Screens.await("its card is there", () -> chosen().equals(List.of(folder)));
        Screens.settle();
        assertThat(Screens.call(() -> card(folder).getWidth())).isLessThan(400);
    }

    @Test
    void aModelThatIsStillMissingIsOfferedAgainAfterAFailure() throws Exception {
        Screens.run(() -> place.load(tree("hub:small/nothing")));
        Screens.await("it is offered", () -> says("teacher-download-strip").contains("not downloaded yet"));
        Screens.run(button("teacher-download-strip", "Download")::fire);
        Screens.await("it has failed", () -> says("teacher-download-strip").contains("has no such model"));
        Screens.run(button("teacher-download-strip", "Dismiss")::fire);
        Screens.settle();
        assertThat(Screens.call(() -> says("teacher-download-strip"))).contains("small/nothing", "not downloaded yet");
        assertThat(button("teacher-download-strip", "Download").isDisabled()).isFalse();
    }

    @Test
    void aNameThatNobodyKnowsIsSaidInWords() {
        get("small/nothing");
        Screens.await("it has failed", () -> says("teacher-download-strip").contains("has no such model"));
        Screens.run(button("teacher-download-strip", "Dismiss")::fire);
        Screens.settle();
        assertThat(find("teacher-download-strip", Node.class).isVisible()).isFalse();
    }

    @Test
    void aCheckCanBeEndedAndEndsWithAVerdict() {
        press("check-teacher");
        assertThat(find("teacher-check", Node.class).isVisible()).isTrue();
        Screens.run(button("teacher-check", "Cancel")::fire);
        Screens.await("it has ended", () -> !now("#teacher-check").isVisible());
        press("check-teacher");
        Screens.await("the verdict is there", 300, () -> now("#teacher-verdict") != null);
        assertThat(find("teacher-verdict", Labeled.class).getText()).isEqualTo("better than chance");
        assertThat(Screens.call(() -> says("teacher-check"))).contains("Before training, with its first layer, on dev of reviews", "linear probe on 1,000 training rows");
    }
}
