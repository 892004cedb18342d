package org.bertrim.app.design;

import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.bertrim.app.common.Texts;

/** What all stages share, and the machine: seeds, device, precision, threads. */
final class TrainingCard extends VBox {

    private final Texts texts;

    TrainingCard(DesignViewModel model, Texts texts, Consumer<FieldWords> focused) {
        super(11);
        this.texts = texts;
        getStyleClass().add("bt-card");
        HBox first = new HBox(
                28,
                row("design.seeds", "design.seeds-why", model.seeds(), model::enterSeeds),
                row("design.device", "design.device-why", model.device(), model::enterDevice));
        getChildren().addAll(
                Cards.head(texts.get("design.training")),
                new FieldGrid(model.trainingForm(), texts, focused),
                Cards.head(texts.get("design.runs-and-machine")),
                first,
                Cards.problem(problem(model, "seeds")),
                Cards.problem(problem(model, "device")),
                new FieldGrid(model.machineForm(), texts, focused));
    }

    private static ReadOnlyStringProperty problem(DesignViewModel model, String path) {
        var words = new ReadOnlyStringWrapper(model.problem(path));
        model.draft().checked().addListener((property, before, now) -> words.set(model.problem(path)));
        return words;
    }

    private HBox row(String name, String why, ReadOnlyStringProperty value, Consumer<String> enter) {
        Label label = new Label(texts.get(name));
        Label remark = new Label(texts.get(why));
        remark.getStyleClass().add("design-range");
        remark.setWrapText(true);
        VBox words = new VBox(label, remark);
        words.setMinWidth(178);
        words.setPrefWidth(178);
        TextField field = new TextField(value.get());
        field.setMinWidth(90);
        field.setAccessibleText(texts.get(name));
        field.setTooltip(new Tooltip(texts.get(why)));
        field.setOnAction(event -> enter.accept(field.getText()));
        field.focusedProperty().addListener((property, before, now) -> {
            if (!now) {
                enter.accept(field.getText());
            }
        });
        value.addListener((property, before, now) -> field.setText(now));
        HBox.setHgrow(field, Priority.ALWAYS);
        HBox row = new HBox(10, words, field);
        row.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(row, Priority.ALWAYS);
        row.setPrefWidth(300);
        return row;
    }
}
