package org.bertrim.app.design;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javafx.event.ActionEvent;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;
import org.bertrim.app.common.Theme;
import org.bertrim.app.support.Screens;
import org.bertrim.engine.format.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("ui")
class DesignPlaceTest {

    @TempDir
    private Path workspace;

    private final AtomicReference<DesignPlace> place = new AtomicReference<>();
    private Desk desk;
    private Stage stage;

    private void show(double width) {
        desk = new Desk(workspace);
        stage = Screens.show(
                () -> {
                    place.set(desk.place());
                    return (Parent) place.get().view();
                },
                width,
                700,
                Theme.LIGHT);
    }

    @AfterEach
    void close() {
        Screens.close(stage);
    }

    private Node find(String id) {
        return all().stream().filter(node -> id.equals(node.getId())).findFirst().orElseThrow();
    }

    private Set<Node> all() {
        return Screens.call(() -> stage.getScene().getRoot().lookupAll("*"));
    }

    @Test
    void onePressOfThePrimaryActionSubmits() {
        show(1200);
        List<Node> actions = place.get().actions();
        Button run = (Button) actions.get(actions.size() - 1);
        assertThat(run.getStyleClass()).contains("bt-primary");
        Screens.run(run::fire);
        assertThat(desk.submitted).hasSize(1);
        assertThat(desk.opened).containsExactly("run-1");
    }

    @Test
    void arrowKeysChooseATaskAndPassByWhatOpensADialog() {
        show(1200);
        List<Node> tasks = saying("sample reviews").getParent().getChildrenUnmodifiable();
        press(tasks.get(0), KeyCode.RIGHT);
        assertThat(submitted()).isEqualTo("sample:pairs");
        press(tasks.get(1), KeyCode.RIGHT);
        assertThat(submitted()).isEqualTo("sample:reviews");
    }

    private String submitted() {
        Screens.run(((Button) place.get().actions().get(3))::fire);
        return desk.submitted.get(desk.submitted.size() - 1).path("task").path("source").asText();
    }

    private static void press(Node node, KeyCode code) {
        Screens.run(() -> {
            node.requestFocus();
            node.fireEvent(new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, false, false, false));
        });
        Screens.settle();
    }

    private Node saying(String words) {
        return all().stream()
                .filter(node -> node instanceof ToggleButton button && words.equals(button.getText()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void wrongValueIsMarkedBesideItsFieldAndUndoneByKeys() {
        show(1200);
        TextField batch = (TextField) find("entry-training.batchSize");
        Screens.run(() -> {
            batch.setText("0");
            batch.fireEvent(new ActionEvent());
        });
        Screens.settle();
        assertThat(batch.getStyleClass()).contains("design-wrong");
        assertThat(place.get().state().get()).contains("1 problem");
        Labeled words = (Labeled) batch.getParent().getParent().lookup(".bt-problem");
        assertThat(words.isVisible()).isTrue();
        assertThat(words.getText()).contains("1 … 1024");
        Screens.run(() -> place.get().view().fireEvent(new KeyEvent(
                KeyEvent.KEY_PRESSED, "", "", KeyCode.Z, false, true, false, false)));
        assertThat(batch.getText()).isEqualTo("32");
        assertThat(batch.getStyleClass()).doesNotContain("design-wrong");
    }

    @Test
    void narrowWindowsShowTabsAndNoSidewaysScrolling() {
        show(940);
        assertThat(all()).filteredOn(node -> node.getStyleClass().contains("design-scroll")).hasSize(1);
        ScrollPane form = (ScrollPane) stage.getScene().getRoot().lookup(".design-scroll");
        assertThat(form.getContent().prefWidth(-1)).isPositive();
        assertThat(form.getContent().getBoundsInParent().getWidth()).isLessThanOrEqualTo(form.getWidth() + 1);
    }

    private void showTable(double width, String content) throws IOException {
        Path table = Files.writeString(workspace.resolve("mine.csv"), content);
        Path experiment = Files.writeString(workspace.resolve("e.json"), """
                {"schema": 1, "name": "n", "teacher": {"source": "builtin:e5-small-v2", "layers": 1},
                 "task": {"source": "table:%s"}, "method": {"type": "finetune"}}""".formatted(table));
        show(width);
        Screens.run(() -> place.get().load(Json.read(experiment)));
        Screens.settle();
    }

    private static String rows(int count) {
        return IntStream.range(0, count).mapToObj(i -> "a text,with more," + i % 3 + "\n").collect(Collectors.joining());
    }

    @Test
    void aTableIsReadAsItsControlsSay() throws IOException {
        showTable(1200, "first,second,kind\n" + rows(30));
        @SuppressWarnings("unchecked") // the form makes no others
        ComboBox<String> text = (ComboBox<String>) find("choice-task.columns.text");

        assertThat(text.getItems()).containsExactly("", "false", "first", "second", "kind");
        assertThat(shown(text)).isEqualTo("second (guessed)");
        Screens.run(() -> text.setValue("first"));
        Screens.settle();
        assertThat(shown(text)).isEqualTo("first");
        TableView<?> preview = (TableView<?>) all().stream().filter(TableView.class::isInstance).findFirst().orElseThrow();
        assertThat(preview.getColumns()).hasSize(4);
        assertThat(preview.getColumns().get(1).getGraphic().lookupAll(".design-role")).hasSize(1);
        assertThat(preview.getColumns().get(2).getGraphic().lookupAll(".design-role")).isEmpty();
        Screens.run(() -> text.setValue(""));
        Screens.settle();
        assertThat(shown(text)).isEqualTo("second (guessed)");
        assertNames();
    }

    private static String shown(ComboBox<?> box) {
        return Screens.call(() -> ((Labeled) box.getButtonCell()).getText());
    }

    @Test
    void badRowsAreListedAndLeftOutByChoice() throws IOException {
        showTable(940, "first,second,kind\n" + rows(30) + "short\n");
        CheckBox skip = (CheckBox) find("choice-task.skipBadRows");
        Node problems = stage.getScene().getRoot().lookup(".design-problems");

        assertThat(problems.isVisible()).isTrue();
        assertThat(problems.lookupAll(".design-place")).hasSize(1);
        assertThat(problems.lookup(".design-notes").getAccessibleText()).contains("mine.csv, line 32 there is 1 column instead of 3");
        assertThat(problems.lookupAll(".bt-problem")).hasSize(1);
        assertThat(place.get().state().get()).contains("1 problem");
        assertThat(place.get().actions().get(3).isDisabled()).isTrue();
        Screens.run(() -> {
            skip.requestFocus();
            skip.fire();
        });
        Screens.settle();
        assertThat(Screens.call(() -> stage.getScene().getFocusOwner())).isSameAs(skip);
        assertThat(problems.isVisible()).isTrue();
        assertThat(problems.lookupAll(".bt-problem")).isEmpty();
        assertThat(place.get().actions().get(3).isDisabled()).isFalse();
        ScrollPane form = (ScrollPane) stage.getScene().getRoot().lookup(".design-scroll");
        assertThat(form.getContent().getBoundsInParent().getWidth()).isLessThanOrEqualTo(form.getWidth() + 1);
        assertNames();
    }

    @Test
    void everyControlHasAName() {
        show(1200);
        assertNames();
    }

    private void assertNames() {
        List<String> nameless = all().stream()
                .filter(node -> node instanceof Control && node.isFocusTraversable() && node.isVisible())
                .filter(node -> !(node instanceof ScrollPane) && !(node instanceof ScrollBar) && !(node instanceof Label))
                .filter(node -> !(node.getParent() instanceof ComboBoxBase<?>))
                .filter(node -> (node.getAccessibleText() == null || node.getAccessibleText().isBlank())
                        && !(node instanceof Labeled labeled && labeled.getText() != null && labeled.getText().length() > 1))
                .map(Node::toString)
                .toList();
        assertThat(nameless).isEmpty();
    }
}
