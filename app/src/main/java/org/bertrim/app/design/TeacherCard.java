package org.bertrim.app.design;

import atlantafx.base.controls.ProgressSliderSkin;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.bertrim.app.common.Texts;

/** The teachers as cards, how many of their layers are used, and how they are fine-tuned. */
final class TeacherCard extends VBox {

    private final TeacherViewModel model;
    private final Texts texts;
    private final ToggleGroup group = new ToggleGroup();
    private final Slider layers = new Slider();
    private final Label layersWords = new Label();
    private boolean showing;

    TeacherCard(TeacherViewModel model, FormViewModel form, Texts texts, Consumer<FieldWords> focused) {
        super(11);
        this.model = model;
        this.texts = texts;
        getStyleClass().add("bt-card");
        FlowPane cards = new FlowPane(12, 12);
        cards.setAlignment(Pos.CENTER_LEFT);
        model.cards().forEach(card -> cards.getChildren().add(card(card)));
        cards.getChildren().add(layersBox());
        getChildren().addAll(
                Cards.head(texts.get("design.teacher")),
                cards,
                Cards.problem(model.problem()),
                new FieldGrid(form, texts, focused));
        model.selected().addListener((property, before, now) -> select());
        model.shapeProperty().addListener((property, before, now) -> showLayers());
        select();
        showLayers();
    }

    private ToggleButton card(TeacherViewModel.Card card) {
        Label title = new Label(card.title());
        title.getStyleClass().add("bt-card-head");
        Label shape = new Label(card.shape());
        shape.getStyleClass().add("bt-remark");
        Label licence = new Label(texts.get("design.teacher-origin", card.licence()));
        licence.getStyleClass().add("bt-remark");
        ToggleButton button = new ToggleButton();
        button.setGraphic(new VBox(2, title, shape, licence));
        button.getStyleClass().add("design-teacher");
        button.setToggleGroup(group);
        button.setUserData(card.source());
        button.setAlignment(Pos.CENTER_LEFT);
        button.setAccessibleRole(AccessibleRole.RADIO_BUTTON);
        button.setAccessibleText(card.title() + ", " + card.shape() + ", " + card.licence());
        button.setTooltip(new Tooltip(card.source() + "\n" + card.origin()));
        button.setOnAction(event -> {
            button.setSelected(true);
            model.choose(card.source());
        });
        return button;
    }

    private VBox layersBox() {
        Label name = new Label(texts.get("design.layers"));
        name.setMinWidth(Region.USE_PREF_SIZE);
        layersWords.getStyleClass().add("bt-number");
        layersWords.setMinWidth(Region.USE_PREF_SIZE);
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
        HBox line = new HBox(12, name, layersWords);
        VBox box = new VBox(2, line, layers, why);
        box.getStyleClass().add("design-layers");
        return box;
    }

    private void select() {
        group.selectToggle(group.getToggles().stream()
                .filter(toggle -> model.selected().get().equals(toggle.getUserData()))
                .findFirst()
                .orElse(null));
    }

    private void showLayers() {
        showing = true;
        layers.setDisable(model.wholeLayers() == 0);
        layers.setMax(Math.max(1, model.wholeLayers()));
        layers.setValue(model.layers());
        showing = false;
        layersWords.setText(
                model.wholeLayers() == 0
                        ? ""
                        : model.layers() == model.wholeLayers()
                                ? texts.get("design.layers-all", model.layers())
                                : texts.get("design.layers-some", model.layers(), model.wholeLayers()));
    }
}
