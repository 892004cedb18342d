package org.bertrim.app.design;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** One row of a form. */
abstract class FormRow extends VBox {

    static final double NAME_WIDTH = 178;

    FormRow() {
        getStyleClass().add("design-row");
    }

    /** What it belongs to: the object in the file. */
    abstract String group();

    /** Whether it wants the whole width of a form. */
    abstract boolean wide();

    /** The name with a smaller remark below it, where there is one. */
    static VBox named(Label name, String below, Tooltip tooltip) {
        name.setWrapText(true);
        name.setMinHeight(Region.USE_PREF_SIZE);
        name.setTooltip(tooltip);
        VBox box = new VBox(name);
        if (!below.isEmpty()) {
            Label remark = new Label(below);
            remark.getStyleClass().add("design-range");
            remark.setWrapText(true);
            remark.setMinHeight(Region.USE_PREF_SIZE);
            box.getChildren().add(remark);
        }
        box.setMinWidth(NAME_WIDTH);
        box.setPrefWidth(NAME_WIDTH);
        box.setMaxWidth(NAME_WIDTH);
        box.setAlignment(Pos.CENTER_LEFT);
        return box;
    }
}
