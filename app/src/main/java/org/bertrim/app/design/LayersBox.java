package org.bertrim.app.design;

import atlantafx.base.controls.ProgressSliderSkin;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.bertrim.app.common.Texts;

/** How many of the teacher's layers are used. */
final class LayersBox extends VBox {

    private final TeacherViewModel model;
    private final Texts texts;
    private final Slider layers = new Slider();
    private final Label words = new Label();
    private boolean showing;

    LayersBox(TeacherViewModel model, Texts texts) {
        super(2);
        this.model = model;
        this.texts = texts;
        Label name = new Label(texts.get("design.layers"));
        name.setMinWidth(Region.USE_PREF_SIZE);
        words.getStyleClass().add("bt-number");
        words.setMinWidth(Region.USE_PREF_SIZE);
        Label why = Cards.remark();
        why.setText(texts.get("design.layers-why"));
        layers.setSkin(new ProgressSliderSkin(layers));
        layers.setMin(1);
        layers.setBlockIncrement(1);
        layers.setMajorTickUnit(1);
        layers.setMinorTickCount(0);
        layers.setSnapToTicks(true);
        layers.setPrefWidth(250);
        layers.setAccessibleText(texts.get("design.layers"));
        layers.valueProperty().addListener((property, before, now) -> {
            if (!showing) {
                model.useLayers((int) Math.rint(now.doubleValue()));
            }
        });
        layers.valueChangingProperty().addListener((property, before, now) -> {
            if (!now) {
                model.settle();
            }
        });
        getChildren().addAll(new HBox(12, name, words), layers, why);
        getStyleClass().add("design-layers");
        model.shapeProperty().addListener((property, before, now) -> show());
        show();
    }

    private void show() {
        showing = true;
        layers.setDisable(model.wholeLayers() == 0);
        layers.setMax(Math.max(1, model.wholeLayers()));
        layers.setValue(model.layers());
        showing = false;
        words.setText(
                model.wholeLayers() == 0
                        ? ""
                        : model.layers() == model.wholeLayers()
                                ? texts.get("design.layers-all", model.layers())
                                : texts.get("design.layers-some", model.layers(), model.wholeLayers()));
    }
}
