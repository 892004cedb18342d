package org.bertrim.app.live;

import java.util.List;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** Something that must be read before all else, with what to press beside it. */
final class Notice extends HBox {

    private final Label what = new Label();
    private final VBox text = new VBox(3, what);
    private final HBox buttons = new HBox(8);

    Notice(String styleClass) {
        super(14);
        getStyleClass().addAll("bt-card", "live-notice", styleClass);
        setAccessibleRole(AccessibleRole.TEXT);
        what.getStyleClass().add("bt-card-head");
        what.setWrapText(true);
        HBox.setHgrow(text, Priority.ALWAYS);
        buttons.setMinWidth(Region.USE_PREF_SIZE);
        buttons.getStyleClass().add("live-controls");
        getChildren().addAll(text, buttons);
        hide();
    }

    void show(String title, List<String> lines, List<Button> actions) {
        what.setText(title);
        text.getChildren().setAll(what);
        for (String line : lines) {
            Label label = new Label(line);
            label.setWrapText(true);
            label.setMinHeight(Region.USE_PREF_SIZE);
            text.getChildren().add(label);
        }
        if (!buttons.getChildren().equals(actions)) {
            buttons.getChildren().setAll(actions);
        }
        setAccessibleText(title + " " + String.join(" ", lines));
        setVisible(true);
        setManaged(true);
    }

    void hide() {
        setVisible(false);
        setManaged(false);
    }
}
