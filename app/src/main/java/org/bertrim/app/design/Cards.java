package org.bertrim.app.design;

import java.util.function.Consumer;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** Parts that the cards of this place share. */
final class Cards {

    private Cards() {}

    static VBox card(Node... children) {
        VBox card = new VBox(11, children);
        card.getStyleClass().add("bt-card");
        return card;
    }

    /** A card's head: name, what is beside it, and a remark at the right. */
    static HBox head(String name, Node... beside) {
        Label label = new Label(name);
        label.getStyleClass().add("bt-card-head");
        label.setMinWidth(Region.USE_PREF_SIZE);
        HBox head = new HBox(12, label);
        head.setAlignment(Pos.CENTER_LEFT);
        head.getChildren().addAll(beside);
        return head;
    }

    static Label remark() {
        Label remark = new Label();
        remark.getStyleClass().add("bt-remark");
        return remark;
    }

    static Region spring() {
        Region spring = new Region();
        HBox.setHgrow(spring, Priority.ALWAYS);
        return spring;
    }

    /** Shows a node, or takes it away with the room that it needs. */
    static void visible(Node node, boolean visible) {
        node.setVisible(visible);
        node.setManaged(visible);
    }

    /** A label that shows a problem and takes no room while there is none. */
    static Label problem(ObservableValue<String> words) {
        Label label = new Label();
        label.getStyleClass().add("bt-problem");
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        Consumer<String> show = text -> {
            label.setText(text);
            visible(label, !text.isEmpty());
        };
        words.addListener((property, before, now) -> show.accept(now));
        show.accept(words.getValue());
        return label;
    }
}
