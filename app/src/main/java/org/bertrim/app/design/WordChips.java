package org.bertrim.app.design;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Region;
import org.bertrim.app.common.Texts;

/** A list of words as chips, all there to be seen: those in the list are filled. The last one cannot be taken out. */
final class WordChips extends FlowPane {

    private final FieldViewModel model;
    private final Texts texts;
    private final List<ToggleButton> chips = new ArrayList<>();
    private final Label count = Cards.remark();
    private boolean showing;

    WordChips(FieldViewModel model, Texts texts) {
        super(6, 6);
        this.model = model;
        this.texts = texts;
        setAlignment(Pos.CENTER_LEFT);
        setMinWidth(0);
        setPrefWrapLength(420);
        setAccessibleText(model.words().name());
        for (String word : model.choices()) {
            String name = model.words().choice(word);
            ToggleButton chip = new ToggleButton(name);
            chip.setUserData(word);
            chip.setAccessibleRole(AccessibleRole.CHECK_BOX);
            chip.setAccessibleText(texts.get("design.word", model.words().name(), name));
            chip.getStyleClass().add("design-word");
            chip.setMinWidth(Region.USE_PREF_SIZE);
            chip.selectedProperty().addListener((property, before, now) -> {
                if (!showing) {
                    model.toggle(word, now);
                    show();
                }
            });
            chips.add(chip);
        }
        count.setMinWidth(Region.USE_PREF_SIZE);
        getChildren().addAll(chips);
        getChildren().add(count);
        model.text().addListener((property, before, now) -> show());
        show();
    }

    /** The control that a problem is decorated at. */
    Control first() {
        return chips.get(0);
    }

    private void show() {
        List<String> chosen = model.chosen();
        showing = true;
        chips.forEach(chip -> chip.setSelected(chosen.contains((String) chip.getUserData())));
        showing = false;
        count.setText(texts.get("design.words-count", chosen.size(), chips.size()));
    }
}
