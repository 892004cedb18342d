package org.bertrim.app.live;

import java.util.List;
import java.util.function.Function;
import javafx.beans.property.ObjectProperty;
import javafx.scene.AccessibleRole;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;

/** A segmented switch: one of a few values, always one. Left and right walk along it, as in every toggle group. */
final class Segments<T> extends HBox {

    private final ToggleGroup group = new ToggleGroup();
    private final ObjectProperty<T> value;

    Segments(String name, List<T> values, ObjectProperty<T> value, Function<T, String> words,
            Function<T, @Nullable String> tips) {
        this.value = value;
        getStyleClass().add("bt-segments");
        setAccessibleRole(AccessibleRole.PARENT);
        setAccessibleText(name);
        setMaxHeight(USE_PREF_SIZE);
        setMinWidth(USE_PREF_SIZE);
        for (T each : values) {
            ToggleButton button = new ToggleButton(words.apply(each));
            button.setUserData(each);
            button.setToggleGroup(group);
            button.setAccessibleText(name + ": " + words.apply(each));
            button.setMinWidth(USE_PREF_SIZE);
            String tip = tips.apply(each);
            if (tip != null) {
                button.setTooltip(new Tooltip(tip));
            }
            getChildren().add(button);
        }
        show();
        value.addListener((property, old, now) -> show());
        group.selectedToggleProperty().addListener((property, old, now) -> {
            if (now == null) {
                show(); // pressed again: it stays
            } else {
                choose(now.getUserData());
            }
        });
    }

    @SuppressWarnings("unchecked") // every button was given a T
    private void choose(Object chosen) {
        value.set((T) chosen);
    }

    private void show() {
        group.getToggles().stream()
                .filter(toggle -> toggle.getUserData().equals(value.get()))
                .findFirst()
                .ifPresent(group::selectToggle);
    }

    ToggleButton button(T wanted) {
        return (ToggleButton) group.getToggles().stream()
                .filter(toggle -> toggle.getUserData().equals(wanted))
                .findFirst()
                .orElseThrow();
    }
}
