package org.bertrim.app.design;

import atlantafx.base.controls.ProgressSliderSkin;
import java.io.File;
import java.util.function.Consumer;
import javafx.beans.Observable;
import javafx.beans.value.ChangeListener;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import javafx.util.StringConverter;
import org.bertrim.app.common.Texts;

/** One row of the form: name and range, the control that its description asks for, exact entry, reset, and its problem. */
final class FieldRow extends FormRow {

    /** Letters of a choice from which on it needs more room than one of two columns has. */
    private static final int LONG_CHOICE = 24;

    private static final String GUESSED = "design-guessed";

    private final FieldViewModel model;
    private final Texts texts;
    private final HBox line = new HBox(10);
    private final Tooltip tooltip = new Tooltip();
    private boolean showing;

    /**
     * A row.
     *
     * @param focused told whenever one of its controls has the focus
     */
    FieldRow(FieldViewModel model, Texts texts, Consumer<FieldWords> focused) {
        this.model = model;
        this.texts = texts;
        tooltip.setText(model.words().tooltip());
        tooltip.setWrapText(true);
        tooltip.setMaxWidth(380);
        line.setAlignment(Pos.CENTER_LEFT);
        line.getChildren().add(name());
        Control decorated = controls();
        line.getChildren().add(reset());
        ProblemSign problem = new ProblemSign(decorated, NAME_WIDTH + 10);
        getChildren().addAll(line, problem.label());
        model.problem().addListener((property, before, now) -> problem.show(now));
        problem.show(model.problem().get());
        line.getChildren().forEach(node -> listen(node, focused));
    }

    private void listen(Node node, Consumer<FieldWords> focused) {
        if (node instanceof Control control && !(node instanceof Label)) {
            control.setTooltip(tooltip);
            control.focusedProperty().addListener((property, before, now) -> {
                if (now) {
                    focused.accept(model.words());
                }
            });
        } else if (node instanceof Pane pane) {
            pane.getChildren().forEach(child -> listen(child, focused));
        }
    }

    private Node name() {
        Label name = new Label(model.words().name());
        VBox box = named(name, model.words().range(), tooltip);
        ChangeListener<Boolean> mark = (property, before, changed) -> {
            name.getStyleClass().remove("design-changed");
            if (changed) {
                name.getStyleClass().add("design-changed");
            }
        };
        model.changed().addListener(mark);
        mark.changed(model.changed(), false, model.changed().get());
        return box;
    }

    private Control controls() {
        return switch (model.control()) {
            case NUMBER -> number();
            case CHOICE -> choice();
            case FLAG -> flag();
            case SHARES -> {
                ShareChips chips = new ShareChips(model, texts);
                HBox.setHgrow(chips, Priority.ALWAYS);
                line.getChildren().add(chips);
                yield chips.adder();
            }
            case TEXT -> text();
            case FILE -> {
                TextField entry = text();
                line.getChildren().add(browse());
                yield entry;
            }
        };
    }

    private TextField text() {
        TextField entry = entry();
        entry.setAlignment(Pos.CENTER_LEFT);
        entry.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(entry, Priority.ALWAYS);
        line.getChildren().add(entry);
        return entry;
    }

    private Button browse() {
        Button button = new Button(texts.get("design.browse"));
        button.setAccessibleText(texts.get("design.browse-for", model.words().name()));
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(event -> {
            FileChooser chooser = new FileChooser();
            chooser.setTitle(model.words().name());
            File file = chooser.showOpenDialog(getScene().getWindow());
            if (file != null) {
                model.enter(file.getAbsolutePath());
            }
        });
        return button;
    }

    private Control number() {
        TextField entry = entry();
        if (!model.slides()) {
            line.getChildren().addAll(Cards.spring(), entry);
            return entry;
        }
        Slider slider = new Slider(0, 1, model.position());
        slider.setSkin(new ProgressSliderSkin(slider));
        slider.setBlockIncrement(0.02);
        slider.setAccessibleText(texts.get("design.slider-of", model.words().name(), model.words().range()));
        slider.setMinWidth(70);
        HBox.setHgrow(slider, Priority.ALWAYS);
        slider.setMaxWidth(Double.MAX_VALUE);
        slider.valueProperty().addListener((property, before, now) -> {
            if (!showing) {
                model.slide(now.doubleValue());
            }
        });
        slider.valueChangingProperty().addListener((property, before, now) -> {
            if (!now) {
                model.settle();
                show(() -> slider.setValue(model.position()));
            }
        });
        model.text().addListener((property, before, now) -> {
            if (!slider.isValueChanging()) {
                show(() -> slider.setValue(model.position()));
            }
        });
        line.getChildren().addAll(slider, entry);
        return entry;
    }

    private TextField entry() {
        TextField entry = new TextField(model.text().get());
        entry.setId("entry-" + model.path());
        entry.getStyleClass().add("design-entry");
        entry.setAlignment(Pos.CENTER_RIGHT);
        entry.setMinWidth(74);
        entry.setPrefWidth(74);
        entry.setMaxWidth(74);
        if (model.optional()) {
            Runnable prompt = () -> entry.setPromptText(
                    model.guess().get().isEmpty() ? texts.get("design.open-short") : model.guess().get());
            model.guess().addListener((property, before, now) -> prompt.run());
            prompt.run();
        }
        entry.setAccessibleText(texts.get("design.entry-of", model.words().name(), model.words().range()));
        entry.setOnAction(event -> model.enter(entry.getText()));
        entry.focusedProperty().addListener((property, before, now) -> {
            if (!now) {
                model.enter(entry.getText());
            }
        });
        model.text().addListener((property, before, now) -> entry.setText(now));
        return entry;
    }

    private Control choice() {
        ComboBox<String> box = new ComboBox<>();
        box.setId("choice-" + model.path());
        box.setButtonCell(new Words());
        box.setCellFactory(list -> new Words());
        if (model.open()) {
            box.setConverter(new Meaning());
            box.setEditable(true);
        }
        Runnable fill = () -> show(() -> {
            box.getItems().setAll(model.choices());
            box.setPromptText(model.openWords());
            box.setValue(null); // else a value that stays the same would not be written anew
            box.setValue(model.text().get());
        });
        fill.run();
        model.guess().addListener((property, before, now) -> fill.run());
        model.offered().addListener((Observable changed) -> fill.run());
        box.setMinWidth(120);
        box.setMaxWidth(430);
        box.setPrefWidth(430);
        box.setAccessibleText(model.words().name());
        HBox.setHgrow(box, Priority.ALWAYS);
        box.valueProperty().addListener((property, before, now) -> {
            if (!showing && now != null) {
                model.choose(now);
            }
        });
        model.text().addListener((property, before, now) -> fill.run());
        line.getChildren().add(box);
        if (wide()) {
            line.getChildren().add(Cards.spring());
        }
        return box;
    }

    private Control flag() {
        CheckBox box = new CheckBox(texts.get("design.on"));
        box.setSelected(model.flag());
        box.setAccessibleText(model.words().name());
        box.selectedProperty().addListener((property, before, now) -> {
            if (!showing) {
                model.choose(now);
            }
        });
        model.text().addListener((property, before, now) -> show(() -> box.setSelected(model.flag())));
        StackPane holder = new StackPane(box);
        holder.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(holder, Priority.ALWAYS);
        line.getChildren().add(holder);
        return box;
    }

    private Button reset() {
        Button reset = new Button("↺");
        reset.setAccessibleRole(AccessibleRole.BUTTON);
        reset.getStyleClass().addAll("bt-quiet", "design-reset");
        String words = texts.get("design.reset", model.words().name(), model.words().standard());
        reset.setAccessibleText(words);
        reset.setTooltip(new Tooltip(words));
        reset.setOnAction(event -> model.reset());
        reset.visibleProperty().bind(model.set());
        return reset;
    }

    private void show(Runnable change) {
        showing = true;
        try {
            change.run();
        } finally {
            showing = false;
        }
    }

    /** Shows what a choice means instead of its word. */
    private final class Words extends ListCell<String> {
        @Override
        protected void updateItem(String word, boolean empty) {
            super.updateItem(word, empty);
            setText(empty || word == null ? "" : model.meaning(word));
            getStyleClass().remove(GUESSED);
            if (!empty && word != null && word.isEmpty()) {
                getStyleClass().add(GUESSED);
            }
        }
    }

    /** The same where a word may be typed. */
    private final class Meaning extends StringConverter<String> {
        @Override
        public String toString(String word) {
            return word == null || word.isEmpty() ? "" : model.meaning(word); // what is left open is a prompt
        }

        @Override
        public String fromString(String typed) {
            return model.word(typed);
        }
    }

    /** How many letters wide a text is; a Chinese one is as wide as two. */
    private static int room(String text) {
        return text.codePoints().map(letter -> Character.isIdeographic(letter) ? 2 : 1).sum();
    }

    @Override
    String group() {
        return FlagGroup.parent(model.path());
    }

    @Override
    boolean wide() {
        return model.control() == FieldViewModel.Control.SHARES
                || model.control() == FieldViewModel.Control.TEXT
                || model.control() == FieldViewModel.Control.FILE
                || model.control() == FieldViewModel.Control.CHOICE
                        && model.described().stream().anyMatch(word -> room(model.meaning(word)) > LONG_CHOICE);
    }
}
