package org.bertrim.app.design;

import impl.org.controlsfx.skin.DecorationPane;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.beans.Observable;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import org.bertrim.app.common.Texts;

/** The form with what it will cost beside it; where the window is narrow the two are tabs. */
final class DesignView extends BorderPane {

    private static final double TWO_COLUMNS = 1060;
    private static final double SIDE = 340;
    private static final String FORM = "form";
    private static final KeyCombination UNDO = new KeyCodeCombination(KeyCode.Z, KeyCombination.SHORTCUT_DOWN);
    private static final KeyCombination REDO =
            new KeyCodeCombination(KeyCode.Z, KeyCombination.SHORTCUT_DOWN, KeyCombination.SHIFT_DOWN);

    private final DesignViewModel model;
    private final Texts texts;
    private final HelpCard help;
    private final ScrollPane form;
    private final ScrollPane side;
    private final HBox columns = new HBox(6);
    private final Segments tabs;
    private final HBox bar;
    private final TextField name = new TextField();
    private String tab = FORM;
    private boolean wide = true;

    DesignView(DesignViewModel model, Texts texts) {
        this.model = model;
        this.texts = texts;
        this.help = new HelpCard(texts);
        getStyleClass().add("design");
        this.tabs = new Segments(id -> {
            tab = id;
            arrange();
        });
        tabs.add(FORM, texts.get("design.tab-form"));
        tabs.add("costs", texts.get("design.tab-costs"));
        tabs.select(FORM);
        VBox cards = new VBox(
                14,
                Cards.problem(strayWords()),
                new TeacherCard(model.teacher(), model.check(), model.teacherForm(), texts, help::show),
                new TaskCard(model.task(), model.taskForm(), model.estimate(), texts, help::show),
                new MethodCard(model, texts, help::show),
                Cards.card(
                        Cards.head(texts.get("design.rows")), new FieldGrid(model.augmentationForm(), texts, help::show)),
                new TrainingCard(model, texts, help::show));
        DecorationPane decorated = new DecorationPane(); // else the decorations would take the whole window's root
        decorated.setRoot(cards);
        cards.setPadding(new Insets(0, 12, 2, 0)); // the scroll bar stands beside the cards, not on them
        this.form = scroll(decorated);
        EstimateCard estimate = new EstimateCard(model.estimate(), texts, model::measureAgain);
        VBox beside = new VBox(14, estimate, help);
        VBox.setVgrow(estimate, Priority.ALWAYS);
        this.side = scroll(beside);
        side.setFitToHeight(true);
        this.bar = bar();
        setTop(bar);
        setCenter(columns);
        widthProperty().addListener((property, before, now) -> {
            boolean roomy = now.doubleValue() >= TWO_COLUMNS;
            if (roomy != wide) {
                wide = roomy;
                arrange();
            }
        });
        addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        arrange();
    }

    private static ScrollPane scroll(Node content) {
        ScrollPane pane = new ScrollPane(content);
        pane.setFitToWidth(true);
        pane.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        pane.getStyleClass().add("design-scroll");
        pane.setFocusTraversable(false);
        return pane;
    }

    private ReadOnlyStringProperty strayWords() {
        var words = new ReadOnlyStringWrapper("");
        Runnable show = () -> words.set(
                model.stray().isEmpty() ? "" : texts.get("design.stray") + "\n" + String.join("\n", model.stray()));
        model.stray().addListener((Observable changed) -> show.run());
        show.run();
        return words;
    }

    private void arrange() {
        HBox.setHgrow(form, Priority.ALWAYS);
        tabs.setVisible(!wide);
        tabs.setManaged(!wide);
        if (wide) {
            side.setMinWidth(SIDE);
            side.setPrefWidth(SIDE);
            side.setMaxWidth(SIDE);
            columns.getChildren().setAll(form, side);
        } else {
            side.setMinWidth(0);
            side.setMaxWidth(Double.MAX_VALUE);
            HBox.setHgrow(side, Priority.ALWAYS);
            columns.getChildren().setAll(tab.equals(FORM) ? form : side);
        }
    }

    private HBox bar() {
        name.setText(model.name().get());
        name.setPrefWidth(300);
        name.setMinWidth(120);
        name.setAccessibleText(texts.get("design.name"));
        name.setTooltip(new Tooltip(texts.get("design.name-why")));
        name.getStyleClass().add("design-name");
        name.textProperty().addListener((property, before, now) -> model.rename(now));
        model.name().addListener((property, before, now) -> {
            if (!now.equals(name.getText())) {
                name.setText(now);
            }
        });
        Label problem = Cards.problem(nameProblem());
        Label saved = Cards.remark();
        Runnable show = () -> saved.setText(
                model.actions().note().get().isEmpty()
                        ? switch (model.drafts().saved().get()) {
                            case NEW -> "";
                            case NO -> texts.get("design.saving");
                            case YES -> texts.get("design.saved");
                        }
                        : model.actions().note().get());
        model.drafts().saved().addListener((property, before, now) -> {
            if (now == DraftDesk.Saved.NO) {
                model.actions().note().set("");
            }
            show.run();
        });
        model.actions().note().addListener((property, before, now) -> show.run());
        show.run();
        Button undo = quiet("design.undo", "design.undo-why", model.draft()::undo);
        undo.disableProperty().bind(model.draft().canUndo().not());
        Button redo = quiet("design.redo", "design.redo-why", model.draft()::redo);
        redo.disableProperty().bind(model.draft().canRedo().not());
        HBox line = new HBox(10, tabs, name, problem, saved, Cards.spring(), undo, redo, drafts());
        line.setAlignment(Pos.CENTER_LEFT);
        line.setPadding(new Insets(0, 0, 12, 0));
        return line;
    }

    private ReadOnlyStringProperty nameProblem() {
        var words = new ReadOnlyStringWrapper("");
        model.draft().checked().addListener((property, before, now) ->
                words.set(model.problem("name").isEmpty() ? "" : texts.get("design.name-problem")));
        return words;
    }

    private Button quiet(String key, String why, Runnable action) {
        Button button = new Button(texts.get(key));
        button.getStyleClass().add("bt-quiet");
        button.setTooltip(new Tooltip(texts.get(why)));
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(event -> action.run());
        return button;
    }

    private MenuButton drafts() {
        MenuButton menu = new MenuButton(texts.get("design.drafts"));
        menu.getStyleClass().add("bt-quiet");
        menu.setMinWidth(Region.USE_PREF_SIZE);
        menu.setTooltip(new Tooltip(texts.get("design.drafts-why")));
        Runnable fill = () -> {
            List<MenuItem> items = new ArrayList<>();
            items.add(item(texts.get("design.draft-new"), model.drafts()::newDraft));
            items.add(item(texts.get("design.draft-open-file"), this::openFile));
            items.add(item(texts.get("design.draft-delete"), () -> model.drafts().delete(model.drafts().id())));
            items.add(new SeparatorMenuItem());
            model.drafts().entries().forEach(entry -> items.add(item(entry.name(), () -> model.drafts().open(entry.id()))));
            menu.getItems().setAll(items);
        };
        model.drafts().entries().addListener((Observable changed) -> fill.run());
        menu.setOnShowing(event -> model.drafts().list());
        fill.run();
        return menu;
    }

    private static MenuItem item(String words, Runnable action) {
        MenuItem item = new MenuItem(words);
        item.setMnemonicParsing(false);
        item.setOnAction(event -> action.run());
        return item;
    }

    private void openFile() {
        File file = chooser("design.draft-open-file").showOpenDialog(getScene().getWindow());
        if (file != null) {
            model.drafts().openFile(file.toPath());
        }
    }

    void saveFile() {
        FileChooser chooser = chooser("design.save-file");
        chooser.setInitialFileName(model.name().get().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-")
                + ".json");
        File file = chooser.showSaveDialog(getScene().getWindow());
        if (file != null) {
            model.actions().saveAs(file.toPath());
        }
    }

    private FileChooser chooser(String title) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(texts.get(title));
        chooser.getExtensionFilters()
                .add(new FileChooser.ExtensionFilter(texts.get("design.experiment-files"), "*.json"));
        return chooser;
    }

    private void key(KeyEvent event) {
        if (UNDO.match(event)) {
            model.draft().undo();
            event.consume();
        } else if (REDO.match(event)) {
            model.draft().redo();
            event.consume();
        }
    }
}
