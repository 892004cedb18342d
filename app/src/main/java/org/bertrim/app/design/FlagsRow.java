package org.bertrim.app.design;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.Observable;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.bertrim.app.common.Texts;

/** Switches of one object as chips, all there to be seen: those that are on are filled. */
final class FlagsRow extends FormRow {

    private static final double WRAP = 420;

    private final FlagGroup group;
    private final Texts texts;
    private final List<ToggleButton> chips = new ArrayList<>();
    private final Label count = Cards.remark();
    private boolean showing;

    /**
     * A row.
     *
     * @param focused told whenever one of its chips has the focus
     */
    FlagsRow(FlagGroup group, Texts texts, Consumer<FieldWords> focused) {
        this.group = group;
        this.texts = texts;
        Tooltip tooltip = new Tooltip(group.explanation());
        tooltip.setWrapText(true);
        tooltip.setMaxWidth(380);
        FlowPane flow = new FlowPane(6, 6);
        flow.setAlignment(Pos.CENTER_LEFT);
        flow.setMinWidth(0);
        flow.setPrefWrapLength(WRAP);
        for (FieldViewModel flag : group.flags()) {
            flow.getChildren().add(chip(flag, focused));
        }
        count.setMinWidth(Region.USE_PREF_SIZE);
        flow.getChildren().add(count);
        HBox.setHgrow(flow, Priority.ALWAYS);
        HBox line = new HBox(10, named(new Label(group.name()), "", tooltip), flow, reset());
        line.setAlignment(Pos.CENTER_LEFT);
        ProblemSign problem = new ProblemSign(chips.get(0), NAME_WIDTH + 10);
        getChildren().addAll(line, problem.label());
        group.problem().addListener((property, before, now) -> problem.show(now));
        problem.show(group.problem().get());
        show();
    }

    private ToggleButton chip(FieldViewModel flag, Consumer<FieldWords> focused) {
        ToggleButton chip = new ToggleButton(flag.words().name());
        chip.setId("flag-" + flag.path());
        chip.setAccessibleRole(AccessibleRole.CHECK_BOX);
        chip.setAccessibleText(texts.get("design.word", group.name(), flag.words().name()));
        chip.getStyleClass().add("design-word");
        chip.setMinWidth(Region.USE_PREF_SIZE);
        Tooltip tooltip = new Tooltip(flag.words().tooltip());
        tooltip.setWrapText(true);
        tooltip.setMaxWidth(380);
        chip.setTooltip(tooltip);
        chip.selectedProperty().addListener((property, before, now) -> {
            if (!showing) {
                flag.choose(now);
            }
        });
        chip.focusedProperty().addListener((property, before, now) -> {
            if (now) {
                focused.accept(flag.words());
            }
        });
        flag.text().addListener((property, before, now) -> show());
        chips.add(chip);
        return chip;
    }

    private Button reset() {
        Button reset = new Button("↺");
        reset.getStyleClass().addAll("bt-quiet", "design-reset");
        String words = texts.get("design.reset", group.name(), texts.get("design.words-default"));
        reset.setAccessibleText(words);
        reset.setTooltip(new Tooltip(words));
        reset.setOnAction(event -> group.reset());
        Observable[] set = group.flags().stream().map(FieldViewModel::set).toArray(Observable[]::new);
        BooleanBinding any =
                Bindings.createBooleanBinding(() -> group.flags().stream().anyMatch(flag -> flag.set().get()), set);
        reset.visibleProperty().bind(any);
        return reset;
    }

    private void show() {
        showing = true;
        for (int i = 0; i < chips.size(); i++) {
            chips.get(i).setSelected(group.flags().get(i).flag());
        }
        showing = false;
        count.setText(texts.get("design.words-count", group.chosen(), chips.size()));
    }

    @Override
    String group() {
        return FlagGroup.parent(group.path());
    }

    @Override
    boolean wide() {
        return true;
    }
}
