package org.bertrim.app.design;

import com.fasterxml.jackson.databind.JsonNode;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import org.bertrim.app.common.AppContext;
import org.bertrim.app.common.Place;
import org.bertrim.app.common.PlaceId;
import org.bertrim.app.common.Texts;
import org.bertrim.app.common.Tone;

/** Where an experiment is designed and started. */
public final class DesignPlace implements Place {

    private static final KeyCombination RUN = new KeyCodeCombination(KeyCode.ENTER, KeyCombination.SHORTCUT_DOWN);
    private static final KeyCombination SAVE = new KeyCodeCombination(KeyCode.S, KeyCombination.SHORTCUT_DOWN);

    private final Texts texts;
    private final DesignViewModel model;
    private final DesignView view;
    private final ReadOnlyStringWrapper title = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper state = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<Tone> tone = new ReadOnlyObjectWrapper<>(Tone.NEUTRAL);
    private final ObservableList<Node> actions = FXCollections.observableArrayList();

    /** The place, with the draft that was open last. */
    public DesignPlace(AppContext context) {
        this(context, Costing.ofThisMachine(context), TeacherAccess.ofPlatform(context.workspace()));
    }

    DesignPlace(AppContext context, Costing costing, TeacherAccess teachers) {
        this.texts = context.texts();
        this.model = new DesignViewModel(context, costing, teachers);
        this.view = new DesignView(model, texts);
        Button run = action("design.run", "design.run-why", () -> model.actions().submit(true));
        run.getStyleClass().add("bt-primary");
        run.setId("design-run");
        Button queue = action("design.queue", "design.queue-why", () -> model.actions().submit(false));
        queue.setId("design-queue");
        actions.setAll(
                action("design.save-file", "design.save-file-why", view::saveFile),
                action("design.copy-command", "design.copy-command-why", () -> model.actions().command(DesignPlace::copy)),
                queue,
                run);
        Runnable ready = () -> {
            int problems = model.problemCount();
            boolean wrong = problems > 0;
            run.setDisable(!model.ready());
            queue.setDisable(!model.ready());
            state.set(wrong ? texts.get("design.state-problems", problems) : texts.get("design.state-draft"));
            tone.set(wrong ? Tone.BAD : Tone.ACTIVE);
        };
        model.draft().tree().addListener((property, before, now) -> ready.run());
        model.draft().checked().addListener((property, before, now) -> ready.run());
        model.task().table().look().addListener((property, before, now) -> ready.run());
        model.task().table().refusal().addListener((property, before, now) -> ready.run());
        title.bind(model.name());
        ready.run();
        view.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (RUN.match(event) && !run.isDisabled()) {
                model.actions().submit(true);
                event.consume();
            } else if (SAVE.match(event)) {
                view.saveFile();
                event.consume();
            }
        });
    }

    private Button action(String key, String why, Runnable action) {
        Button button = new Button(texts.get(key));
        button.setTooltip(new Tooltip(texts.get(why)));
        button.setAccessibleText(texts.get(key));
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(event -> action.run());
        return button;
    }

    private static void copy(String line) {
        ClipboardContent content = new ClipboardContent();
        content.putString(line);
        Clipboard.getSystemClipboard().setContent(content);
    }

    /** Opens an experiment as a new draft. */
    public void load(JsonNode experiment) {
        model.drafts().load(experiment);
    }

    @Override
    public PlaceId id() {
        return PlaceId.DESIGN;
    }

    @Override
    public Node view() {
        return view;
    }

    @Override
    public ReadOnlyStringProperty title() {
        return title.getReadOnlyProperty();
    }

    @Override
    public ReadOnlyStringProperty state() {
        return state.getReadOnlyProperty();
    }

    @Override
    public ReadOnlyObjectProperty<Tone> stateTone() {
        return tone.getReadOnlyProperty();
    }

    @Override
    public ObservableList<Node> actions() {
        return actions;
    }

    @Override
    public void shown() {
        model.appeared();
    }
}
