package org.bertrim.app.live;

import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.MenuButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;

/** Chooses which sub-networks are drawn. */
final class PartsMenu extends MenuButton {

    private final Words words;
    private final Supplier<List<Part>> all;
    private final Supplier<Set<Part>> chosen;
    private final BiConsumer<Part, Boolean> toggle;

    PartsMenu(Words words, Supplier<List<Part>> all, Supplier<Set<Part>> chosen, BiConsumer<Part, Boolean> toggle) {
        this.words = words;
        this.all = all;
        this.chosen = chosen;
        this.toggle = toggle;
        getStyleClass().add("live-choice");
        setAccessibleText(words.get("parts"));
        setTooltip(new Tooltip(words.get("parts.tip")));
        setMinWidth(Region.USE_PREF_SIZE);
    }

    void refresh() {
        List<Part> parts = all.get();
        Set<Part> shown = chosen.get();
        setVisible(parts.size() > 1);
        setManaged(parts.size() > 1);
        setText(words.get("parts.count", Integer.toString(shown.size()), Integer.toString(parts.size())));
        if (getItems().size() != parts.size()) {
            getItems().clear();
            for (Part part : parts) {
                CheckMenuItem item = new CheckMenuItem(words.part(part, parts));
                item.setOnAction(event -> toggle.accept(part, item.isSelected()));
                getItems().add(item);
            }
        }
        for (int i = 0; i < parts.size(); i++) {
            CheckMenuItem item = (CheckMenuItem) getItems().get(i);
            item.setText(words.part(parts.get(i), parts));
            item.setSelected(shown.contains(parts.get(i)));
        }
    }
}
