package org.bertrim.app.settings;

import java.util.Locale;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.bertrim.app.common.AppContext;
import org.bertrim.app.common.Fxml;
import org.bertrim.app.common.Place;
import org.bertrim.app.common.PlaceId;
import org.bertrim.app.common.Theme;
import org.bertrim.app.common.Tone;

/** Look, language, workspace, and what this machine can do. */
public final class SettingsPlace implements Place {

    private final SettingsViewModel model;
    private final Fxml screen;
    private final ReadOnlyStringWrapper title;
    private final ReadOnlyStringWrapper state = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<Tone> tone = new ReadOnlyObjectWrapper<>(Tone.NEUTRAL);

    /** Makes the page, showing the settings as they are now. */
    public SettingsPlace(AppContext context, Settings settings, SettingsActions actions) {
        this.model = new SettingsViewModel(
                context.texts(), context.background(), context.failures(), context.workspace());
        this.title = new ReadOnlyStringWrapper(context.texts().get("settings.title"));
        this.screen = Fxml.load(SettingsPlace.class, "settings", context.texts());
        choice("light", settings.theme() == Theme.LIGHT, () -> actions.theme().accept(Theme.LIGHT));
        choice("dark", settings.theme() == Theme.DARK, () -> actions.theme().accept(Theme.DARK));
        choice("english", settings.language().equals("en"), () -> actions.language().accept("en"));
        choice("chinese", settings.language().equals("zh"), () -> actions.language().accept("zh"));
        screen.find("workspace", Label.class).setText(context.workspace().toString());
        button("openWorkspace", actions.openWorkspace());
        button("openLog", actions.openLog());
        button("repair", actions.repair());
        button("again", model::look);
        screen.find("again", Button.class).disableProperty().bind(model.looking());
        screen.find("looking", ProgressIndicator.class).visibleProperty().bind(model.looking());
        Label wait = screen.find("wait", Label.class);
        wait.visibleProperty().bind(model.looking().and(Bindings.isEmpty(model.machine())));
        wait.managedProperty().bind(wait.visibleProperty());
        model.machine().addListener((ListChangeListener<MachineLine>) change -> showMachine());
    }

    /** Shows which theme is on, when it was changed elsewhere. */
    public void themeChanged(Theme theme) {
        screen.find(theme == Theme.LIGHT ? "light" : "dark", ToggleButton.class).setSelected(true);
    }

    private void choice(String id, boolean chosen, Runnable choose) {
        ToggleButton button = screen.find(id, ToggleButton.class);
        button.setSelected(chosen);
        button.setOnAction(event -> {
            button.setSelected(true); // one of them is always on
            choose.run();
        });
    }

    private void button(String id, Runnable action) {
        screen.find(id, Button.class).setOnAction(event -> action.run());
    }

    private void showMachine() {
        VBox box = screen.find("machine", VBox.class);
        box.getChildren().setAll(model.machine().stream().map(SettingsPlace::row).toList());
    }

    private static Node row(MachineLine line) {
        Label word = new Label(line.word());
        word.getStyleClass().addAll("bt-chip", "bt-" + line.tone().name().toLowerCase(Locale.ROOT));
        HBox chip = new HBox(word);
        chip.getStyleClass().add("bt-settings-chip");
        chip.setMinWidth(Region.USE_PREF_SIZE);
        Label subject = new Label(line.subject());
        subject.getStyleClass().add("bt-settings-name");
        subject.setMinWidth(Region.USE_PREF_SIZE);
        Label text = new Label(line.text());
        text.setWrapText(true);
        VBox words = new VBox(2, text);
        if (!line.remedy().isEmpty()) {
            Label remedy = new Label(line.remedy());
            remedy.getStyleClass().add("bt-remark");
            remedy.setWrapText(true);
            words.getChildren().add(remedy);
        }
        HBox.setHgrow(words, Priority.ALWAYS);
        HBox row = new HBox(12, chip, subject, words);
        row.setAlignment(Pos.TOP_LEFT);
        return row;
    }

    @Override
    public PlaceId id() {
        return PlaceId.SETTINGS;
    }

    @Override
    public Node view() {
        return screen.root();
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
        return FXCollections.emptyObservableList();
    }

    @Override
    public void shown() {
        model.shown();
    }
}
