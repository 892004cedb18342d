package org.bertrim.app.design;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import javafx.scene.AccessibleRole;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

/** A segmented switch: one of a few words. */
final class Segments extends HBox {

    private final Map<String, ToggleButton> buttons = new LinkedHashMap<>();
    private final ToggleGroup group = new ToggleGroup();
    private final Set<ToggleButton> openers = new HashSet<>();
    private final Consumer<String> chosen;

    Segments(Consumer<String> chosen) {
        this.chosen = chosen;
        getStyleClass().add("bt-segments");
        setMaxHeight(Region.USE_PREF_SIZE);
        setMinWidth(Region.USE_PREF_SIZE);
        ArrowKeys.along(this, button -> !openers.contains(button));
    }

    /** One that opens a dialog to choose in; arrow keys pass it by. */
    ToggleButton addOpener(String id, String words) {
        ToggleButton button = add(id, words);
        openers.add(button);
        return button;
    }

    ToggleButton add(String id, String words) {
        ToggleButton button = new ToggleButton(words);
        button.setToggleGroup(group);
        button.setAccessibleRole(AccessibleRole.RADIO_BUTTON);
        button.setOnAction(event -> {
            button.setSelected(true); // one is always chosen
            chosen.accept(id);
        });
        buttons.put(id, button);
        getChildren().add(button);
        return button;
    }

    void select(String id) {
        ToggleButton button = buttons.get(id);
        if (button != null) {
            button.setSelected(true);
        } else {
            group.selectToggle(null);
        }
    }
}
