package org.bertrim.app.shell;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.bertrim.app.common.Fxml;
import org.bertrim.app.common.Texts;

/** The small panels that are shown over the window: keys, about, and a question with two answers. */
final class Panels {

    private Panels() {}

    /** A panel and the control in it that takes the keyboard. */
    record Panel(VBox box, Button focus) {}

    /** All commands that have keys, in two columns. */
    static Panel keys(Texts texts, List<Command> commands, Runnable close) {
        GridPane grid = new GridPane();
        grid.getStyleClass().add("bt-keys");
        for (int column = 0; column < 4; column++) {
            ColumnConstraints constraints = new ColumnConstraints();
            constraints.setHalignment(column % 2 == 0 ? HPos.LEFT : HPos.RIGHT);
            grid.getColumnConstraints().add(constraints);
        }
        List<String[]> lines = new ArrayList<>();
        for (Command command : commands) {
            if (!command.keys().isEmpty()) {
                lines.add(new String[] {command.title(), shown(command.keys())});
            }
        }
        for (String general : List.of("next", "press", "arrows", "escape")) {
            lines.add(new String[] {texts.get("shell.keys." + general), texts.get("shell.keys." + general + ".keys")});
        }
        int rows = (lines.size() + 1) / 2;
        for (int i = 0; i < lines.size(); i++) {
            Label name = new Label(lines.get(i)[0]);
            Label keys = new Label(lines.get(i)[1]);
            keys.getStyleClass().add("bt-key");
            if (i >= rows) {
                name.getStyleClass().add("bt-keys-second");
            }
            grid.add(name, i / rows * 2, i % rows);
            grid.add(keys, i / rows * 2 + 1, i % rows);
        }
        Button done = button("keys-close", texts.get("common.close"), close);
        return panel(texts.get("shell.keys.title"), grid, done);
    }

    /** The program's name, version, licence and parts. */
    static Panel about(Texts texts, String version, Runnable close) {
        Fxml screen = Fxml.load(Panels.class, "about", texts);
        screen.find("version", Label.class).setText(texts.get("shell.about.version", version));
        screen.find("java", Label.class)
                .setText(texts.get(
                        "shell.about.java",
                        System.getProperty("java.version"),
                        System.getProperty("javafx.runtime.version", ""),
                        System.getProperty("os.name") + " " + System.getProperty("os.arch")));
        Button done = button("about-close", texts.get("common.close"), close);
        return panel(texts.get("shell.about.title"), screen.root(), done);
    }

    /** A question; its second answer is the quiet one and gives up. */
    static Panel question(String title, String text, Button yes, Button no) {
        yes.getStyleClass().add("bt-primary");
        return panel(title, words(text), no, yes);
    }

    /** Something that has been done, and what it means. */
    static Panel message(String title, String text, Button close) {
        return panel(title, words(text), close);
    }

    private static Label words(String text) {
        Label words = new Label(text);
        words.setWrapText(true);
        words.setPrefWidth(420);
        words.setMinHeight(Region.USE_PREF_SIZE);
        return words;
    }

    /** Keys as this platform writes them. */
    static String shown(String keys) {
        return KeyCombination.valueOf(keys).getDisplayText();
    }

    static Button button(String id, String text, Runnable action) {
        Button button = new Button(text);
        button.setId(id);
        button.setOnAction(event -> action.run());
        return button;
    }

    private static Panel panel(String title, Node content, Button... buttons) {
        Label head = new Label(title);
        head.getStyleClass().add("bt-title");
        HBox line = new HBox(8, buttons);
        line.setAlignment(Pos.CENTER_RIGHT);
        VBox box = new VBox(16, head, content, line);
        box.getStyleClass().add("bt-panel");
        box.setAccessibleRole(AccessibleRole.DIALOG);
        box.setAccessibleText(title);
        return new Panel(box, buttons[buttons.length - 1]);
    }
}
