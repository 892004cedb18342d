package org.bertrim.app.live;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** A card that shows one of its panels; where several have something to show, its head switches between them. */
final class PanelCard extends VBox {

    private final List<Panel> panels;
    private final HBox head = new HBox(10);
    private final StackPane body = new StackPane();
    private final String name;
    private List<Panel> shown = List.of();
    private Panel chosen;

    PanelCard(String name, Panel... panels) {
        super(10);
        this.name = name;
        this.panels = List.of(panels);
        this.chosen = panels[0];
        getStyleClass().add("bt-card");
        head.getStyleClass().add("live-head-row");
        head.setMinHeight(Region.USE_PREF_SIZE);
        body.setMinSize(0, 0);
        VBox.setVgrow(body, Priority.ALWAYS);
        setMinSize(0, 0);
        getChildren().addAll(head, body);
    }

    /** Whether any of its panels has something to show. */
    boolean present() {
        return panels.stream().anyMatch(Panel::present);
    }

    /** Shows what there is, and draws what is new in the panel that is on top. */
    void refresh() {
        List<Panel> now = panels.stream().filter(Panel::present).toList();
        if (!now.equals(shown)) {
            shown = new ArrayList<>(now);
            if (!shown.isEmpty() && !shown.contains(chosen)) {
                chosen = shown.get(0);
            }
            arrange();
        }
        if (shown.contains(chosen)) {
            chosen.refresh();
        }
    }

    private void choose(Panel panel) {
        chosen = panel;
        arrange();
        panel.refresh();
    }

    private void arrange() {
        head.getChildren().clear();
        body.getChildren().clear();
        if (shown.isEmpty()) {
            return;
        }
        if (shown.size() == 1) {
            Label label = new Label(chosen.name());
            label.getStyleClass().add("bt-card-head");
            label.setMinWidth(Region.USE_PREF_SIZE);
            head.getChildren().add(label);
        } else {
            head.getChildren().add(switcher());
        }
        HBox.setHgrow(chosen.controls(), Priority.ALWAYS);
        head.getChildren().add(chosen.controls());
        body.getChildren().add(chosen.body());
    }

    private HBox switcher() {
        HBox tabs = new HBox();
        tabs.getStyleClass().addAll("live-tabs");
        tabs.setAccessibleText(name);
        tabs.setMinWidth(Region.USE_PREF_SIZE);
        ToggleGroup group = new ToggleGroup();
        for (Panel panel : shown) {
            ToggleButton button = new ToggleButton(panel.name());
            button.setToggleGroup(group);
            button.setSelected(panel == chosen);
            button.setMinWidth(Region.USE_PREF_SIZE);
            button.setAccessibleText(name + ": " + panel.name());
            button.setOnAction(event -> {
                boolean keyboard = button.isFocusVisible();
                choose(panel);
                if (keyboard) { // the head was made anew: the focus stays where it was
                    head.lookupAll(".toggle-button").stream()
                            .filter(node -> node instanceof ToggleButton other && other.isSelected())
                            .findFirst()
                            .ifPresent(node -> node.requestFocus());
                }
            });
            tabs.getChildren().add(button);
        }
        return tabs;
    }
}
