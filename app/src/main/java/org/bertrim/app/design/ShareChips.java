package org.bertrim.app.design;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import org.bertrim.app.common.Numbers;
import org.bertrim.app.common.Texts;

/**
 * A list of shares as chips. Where shares keep whole heads or layers, a chip says how many and offers only those that exist and are not
 * there yet; otherwise it takes any number.
 */
final class ShareChips extends FlowPane {

    private final FieldViewModel model;
    private final Texts texts;
    private final MenuButton add = new MenuButton();
    private final TextField free = new TextField();
    private final Label refusal = new Label();

    ShareChips(FieldViewModel model, Texts texts) {
        super(6, 6);
        this.model = model;
        this.texts = texts;
        setAlignment(Pos.CENTER_LEFT);
        setMinWidth(0);
        setPrefWrapLength(200);
        add.setText("+");
        add.getStyleClass().addAll("design-chip-add");
        add.setAccessibleText(texts.get("design.chip-add", model.words().name()));
        add.setOnShowing(event -> fill());
        add.getItems().add(new MenuItem()); // an empty menu would not open
        free.setPromptText(texts.get("design.chip-prompt"));
        free.getStyleClass().add("design-entry");
        free.setPrefWidth(84);
        free.setAccessibleText(texts.get("design.chip-add", model.words().name()));
        free.setOnAction(event -> addTyped());
        refusal.getStyleClass().add("bt-problem");
        refusal.setVisible(false);
        model.text().addListener((property, before, now) -> show());
        show();
    }

    /** The control that a problem is decorated at. */
    Control adder() {
        return model.shares().kind().snaps() ? add : free;
    }

    /** Draws the chips anew, e.g. because another teacher has other heads. */
    void show() {
        Shares shares = model.shares().kind();
        getChildren().clear();
        List<Double> elements = model.shares().elements();
        for (int i = 0; i < elements.size(); i++) {
            getChildren().add(chip(i, elements.get(i), elements.size(), shares));
        }
        boolean full = shares.snaps()
                && shares.choices().stream().allMatch(choice -> model.shares().has(choice.share()));
        if (shares.snaps() && !full) {
            getChildren().add(add);
        } else if (!shares.snaps()) {
            getChildren().addAll(free, refusal);
        }
    }

    private MenuButton chip(int index, double share, int size, Shares shares) {
        MenuButton chip = new MenuButton(label(share, shares));
        chip.getStyleClass().add("design-chip");
        chip.setAccessibleText(texts.get("design.chip", model.words().name(), chip.getText()));
        chip.setOnShowing(event -> {
            chip.getItems().clear();
            for (Shares.Choice choice : shares.choices()) {
                if (!model.shares().has(choice.share())) {
                    MenuItem item = new MenuItem(label(choice.share(), shares));
                    item.setOnAction(chosen -> model.shares().change(index, choice.share()));
                    chip.getItems().add(item);
                }
            }
            if (size > 1) {
                if (!chip.getItems().isEmpty()) {
                    chip.getItems().add(new SeparatorMenuItem());
                }
                MenuItem remove = new MenuItem(texts.get("design.chip-remove", label(share, shares)));
                remove.setOnAction(chosen -> model.shares().remove(index));
                chip.getItems().add(remove);
            }
        });
        chip.getItems().add(new MenuItem()); // an empty menu would not open
        return chip;
    }

    private void fill() {
        add.getItems().clear();
        Shares shares = model.shares().kind();
        for (Shares.Choice choice : shares.choices()) {
            if (!model.shares().has(choice.share())) {
                MenuItem item = new MenuItem(label(choice.share(), shares));
                item.setOnAction(event -> model.shares().add(choice.share()));
                add.getItems().add(item);
            }
        }
    }

    private void addTyped() {
        try {
            double share = Double.parseDouble(free.getText().strip());
            boolean added = model.shares().add(share);
            refusal.setVisible(!added);
            refusal.setText(added ? "" : texts.get("design.chip-there", Numbers.setting(share)));
        } catch (NumberFormatException e) {
            refusal.setVisible(true);
            refusal.setText(texts.get("design.problem-number", model.words().range()));
        }
    }

    private String label(double share, Shares shares) {
        String number = share * 100 == Math.rint(share * 100) ? Numbers.fixed(share, 2) : Numbers.setting(share);
        return !shares.snaps()
                ? number
                : texts.get(
                        shares.ofHeads() ? "design.chip-heads" : "design.chip-layers",
                        number,
                        shares.count(share),
                        shares.whole());
    }
}
