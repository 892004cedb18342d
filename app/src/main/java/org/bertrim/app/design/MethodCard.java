package org.bertrim.app.design;

import java.util.function.Consumer;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.bertrim.app.common.Texts;

/** The method, chosen from the list of methods, and the form of its settings. */
final class MethodCard extends VBox {

    private final DesignViewModel model;
    private final Texts texts;
    private final Consumer<FieldWords> focused;
    private final Segments methods;
    private final Label explanation = Cards.remark();
    private final VBox form = new VBox();

    MethodCard(DesignViewModel model, Texts texts, Consumer<FieldWords> focused) {
        super(11);
        this.model = model;
        this.texts = texts;
        this.focused = focused;
        this.methods = new Segments(model::chooseMethod);
        getStyleClass().add("bt-card");
        model.methods().forEach(method ->
                methods.add(method.type(), method.name()).setTooltip(new Tooltip(method.explanation())));
        explanation.setWrapText(true);
        explanation.setMinHeight(Region.USE_PREF_SIZE);
        getChildren().addAll(
                Cards.head(texts.get("design.method"), methods, Cards.spring(), presets()),
                explanation,
                Cards.problem(model.methodProblem()),
                form);
        model.methodForm().addListener((property, before, now) -> show());
        model.methodType().addListener((property, before, now) -> select());
        model.teacher().shapeProperty().addListener((property, before, now) -> {
            if (!before.equals(now)) {
                show(); // other heads and layers, other chips
            }
        });
        select();
        show();
    }

    private MenuButton presets() {
        MenuButton button = new MenuButton(texts.get("design.presets"));
        button.getStyleClass().addAll("bt-quiet");
        button.setTooltip(new Tooltip(texts.get("design.presets-why")));
        for (String preset : model.presets()) {
            MenuItem item = new MenuItem(model.presetName(preset));
            item.setOnAction(event -> model.usePreset(preset));
            button.getItems().add(item);
        }
        return button;
    }

    private void select() {
        methods.select(model.methodType().get());
        explanation.setText(model.methods().stream()
                .filter(method -> method.type().equals(model.methodType().get()))
                .map(MethodChoice::explanation)
                .findFirst()
                .orElse(""));
    }

    private void show() {
        FormViewModel fields = model.methodForm().get();
        if (fields.all().isEmpty()) {
            Label none = Cards.remark();
            none.setText(texts.get("design.method-none"));
            form.getChildren().setAll(none);
        } else {
            form.getChildren().setAll(new FieldGrid(fields, texts, focused));
        }
    }
}
