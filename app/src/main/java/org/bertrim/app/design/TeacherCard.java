package org.bertrim.app.design;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import org.bertrim.app.common.Texts;
import org.bertrim.app.design.TeacherWords.Card;

/**
 * The teachers as cards, how many of their layers are used, further teachers, what a check says, and how they are fine-tuned. A folder or
 * file with a checkpoint can be dropped on it.
 */
final class TeacherCard extends VBox {

    private static final double WIDEST = 330;

    private final TeacherViewModel model;
    private final ToggleGroup group = new ToggleGroup();
    private final FlowPane cards = new FlowPane(12, 12);
    private final ToggleButton others;
    private final LayersBox layers;

    TeacherCard(TeacherViewModel model, CheckViewModel check, FormViewModel form, Texts texts, Consumer<FieldWords> focused) {
        super(11);
        this.model = model;
        this.layers = new LayersBox(model, texts);
        getStyleClass().add("bt-card");
        setId("design-form-teacher");
        OtherTeachers panel = new OtherTeachers(model, texts);
        others = button(
                texts.get("design.teacher-others"),
                texts.get("design.teacher-others-places"),
                texts.get("design.teacher-others-kinds"));
        others.getStyleClass().add("design-others");
        others.setId("teacher-others");
        others.setTooltip(new Tooltip(texts.get("design.teacher-others-why")));
        panel.visibleProperty().bind(others.selectedProperty());
        panel.managedProperty().bind(others.selectedProperty());
        cards.setAlignment(Pos.CENTER_LEFT);
        ArrowKeys.along(cards, button -> button != others);
        CheckPanel report = new CheckPanel(check, texts);
        getChildren().addAll(
                Cards.head(texts.get("design.teacher"), Cards.spring(), report.button()),
                cards,
                Cards.problem(model.problem()),
                new DownloadStrip(model, texts),
                panel,
                report,
                new FieldGrid(form, texts, focused));
        model.cards().addListener((property, before, now) -> show());
        model.selected().addListener((property, before, now) -> {
            others.setSelected(false); // one has been found
            select();
        });
        FileDrop.onto(this, model::choose);
        show();
    }

    /** Other cards; whoever is at one of them with the keys stays there. */
    private void show() {
        boolean focused = group.getToggles().stream().anyMatch(toggle -> ((Node) toggle).isFocused());
        group.getToggles().clear();
        List<Node> shown = new ArrayList<>();
        model.cards().get().forEach(card -> shown.add(card(card)));
        shown.add(others);
        shown.add(layers);
        cards.getChildren().setAll(shown);
        select();
        if (focused && group.getSelectedToggle() instanceof Node chosen) {
            chosen.requestFocus();
        }
    }

    private ToggleButton card(Card card) {
        ToggleButton button = button(card.title(), card.shape(), card.place());
        button.setToggleGroup(group);
        button.setUserData(card.source());
        button.setAccessibleRole(AccessibleRole.RADIO_BUTTON);
        button.setTooltip(new Tooltip(card.title() + "\n" + card.hover()));
        button.setOnAction(event -> {
            button.setSelected(true);
            model.choose(card.source());
        });
        return button;
    }

    private static ToggleButton button(String title, String second, String third) {
        VBox lines = new VBox(2);
        lines.setMaxWidth(WIDEST); // a folder's name may be as long as it likes
        Label head = new Label(title);
        head.getStyleClass().add("bt-card-head");
        lines.getChildren().add(head);
        List<String> below = second.isEmpty() ? List.of(third, second) : List.of(second, third); // all cards are as high
        for (String words : below) {
            Label line = Cards.remark();
            line.setText(words);
            lines.getChildren().add(line);
        }
        ToggleButton button = new ToggleButton();
        button.setGraphic(lines);
        button.getStyleClass().add("design-teacher");
        button.setAlignment(Pos.CENTER_LEFT);
        button.setAccessibleText(Stream.of(title, second, third).filter(words -> !words.isEmpty()).collect(Collectors.joining(", ")));
        return button;
    }

    private void select() {
        group.selectToggle(group.getToggles().stream()
                .filter(toggle -> model.selected().get().equals(toggle.getUserData()))
                .findFirst()
                .orElse(null));
    }
}
