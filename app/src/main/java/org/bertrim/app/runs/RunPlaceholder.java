package org.bertrim.app.runs;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextAlignment;
import org.bertrim.app.common.Texts;

/** What stands in the place of the table's rows when there are none. */
final class RunPlaceholder {

    private static final double WIDTH = 460;

    private RunPlaceholder() {}

    /** There are no runs at all: says what will stand here and how to begin. */
    static VBox nothingYet(RunsViewModel model) {
        Texts texts = model.texts();
        Button design = new Button(texts.get("runs.empty.design"));
        design.setOnAction(event -> model.commands().design());
        Button sample = new Button(texts.get("runs.empty.sample"));
        sample.getStyleClass().add("bt-primary");
        sample.setOnAction(event -> model.commands().sample());
        return box(texts.get("runs.empty"), texts.get("runs.empty.text"), design, sample);
    }

    /** The filter lets none through. */
    static VBox nothingFound(RunsViewModel model, Runnable clearFilter) {
        Texts texts = model.texts();
        Button clear = new Button(texts.get("runs.none.clear"));
        clear.setOnAction(event -> clearFilter.run());
        return box(texts.get("runs.none"), texts.get("runs.none.text"), clear);
    }

    private static VBox box(String name, String text, Button... choices) {
        Label title = new Label(name);
        title.getStyleClass().add("bt-title");
        Label said = new Label(text);
        said.getStyleClass().add("bt-remark");
        said.setWrapText(true);
        said.setMaxWidth(WIDTH);
        said.setTextAlignment(TextAlignment.CENTER);
        HBox buttons = new HBox(8, choices);
        buttons.setAlignment(Pos.CENTER);
        VBox box = new VBox(10, title, said, buttons);
        box.setAlignment(Pos.CENTER);
        box.getStyleClass().add("runs-empty");
        return box;
    }
}
