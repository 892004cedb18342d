package org.bertrim.app.shell;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;
import org.bertrim.app.common.PlaceId;
import org.bertrim.app.common.Theme;
import org.bertrim.app.settings.Settings;
import org.bertrim.app.settings.Settings.Bounds;
import org.bertrim.app.settings.SettingsFile;
import org.bertrim.app.store.RunCenter;
import org.bertrim.app.support.Screens;

/** The whole window of the program, opened without a display on a workspace and closed as a user closes it. */
public final class OpenWindow implements AutoCloseable {

    private static final long LONG_SECONDS = 300; // never waited for when all is well

    private final Stage stage;
    private final Workbench workbench;
    private final List<Path> opened = new CopyOnWriteArrayList<>();

    private OpenWindow(Path workspace, SettingsFile settings) {
        Workbench made = new Workbench();
        workbench = made;
        stage = Screens.call(() -> {
            Stage window = new Stage();
            made.open(window, workspace, settings, opened::add);
            return window;
        });
        Screens.settle();
    }

    /** Opens it with settings of its own, as somebody who has chosen them before. */
    public static OpenWindow of(
            Path workspace, Path config, Theme theme, String language, PlaceId place, double width, double height) {
        SettingsFile file = new SettingsFile(config);
        file.write(new Settings(theme, language, place, null, new Bounds(0, 0, width, height), false));
        return again(workspace, config);
    }

    /** Opens it with the settings that were left behind; those of a first start where there are none. */
    public static OpenWindow again(Path workspace, Path config) {
        return new OpenWindow(workspace, new SettingsFile(config));
    }

    public Stage stage() {
        return stage;
    }

    public Scene scene() {
        return stage.getScene();
    }

    /** The runs as the window knows them. */
    public RunCenter runs() {
        return workbench.session().runs();
    }

    /** Presses a combination of keys. */
    public void press(KeyCode... keys) {
        Screens.run(stage::requestFocus);
        Screens.robot().push(keys);
        Screens.settle();
    }

    /** Every node on the screen that is visible with all its parents and fulfils something. */
    public List<Node> visible(Predicate<Node> wanted) {
        return Screens.call(() -> seen(wanted));
    }

    /** The same, on the thread that draws. */
    private List<Node> seen(Predicate<Node> wanted) {
        List<Node> found = new ArrayList<>();
        collect(scene().getRoot(), wanted, found);
        return found;
    }

    private static void collect(Node node, Predicate<Node> wanted, List<Node> found) {
        if (!node.isVisible()) {
            return;
        }
        if (wanted.test(node)) {
            found.add(node);
        }
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> collect(child, wanted, found));
        }
    }

    /** The control with this id. */
    public <T extends Node> T find(String id, Class<T> type) {
        List<Node> found = visible(node -> id.equals(node.getId()));
        if (found.isEmpty()) {
            throw new AssertionError("nothing on the screen is called " + id);
        }
        return type.cast(found.get(0));
    }

    /** The control of a kind that says this. */
    public <T extends Labeled> T saying(String text, Class<T> type) {
        List<Node> found = visible(node -> type.isInstance(node) && text.equals(((Labeled) node).getText()));
        if (found.isEmpty()) {
            throw new AssertionError("nothing on the screen says " + text);
        }
        return type.cast(found.get(0));
    }

    /** Whether anything on the screen says this; on the thread that draws. */
    public boolean says(String text) {
        return !seen(node -> node instanceof Labeled labeled && text.equals(labeled.getText())).isEmpty();
    }

    /** What the line under the top bar says: the place's title, or its state. */
    public String title() {
        return find("place-title", Labeled.class).getText();
    }

    /** Waits until something holds. */
    public void await(String what, BooleanSupplier condition) {
        Screens.await(what, condition);
    }

    /** Waits as long as a training, a measurement of the machine, or a worker's start may take where others work, too. */
    public void awaitLong(String what, BooleanSupplier condition) {
        Screens.await(what, LONG_SECONDS, condition);
    }

    /** Whether the state behind the title is this. */
    public boolean state(String wanted) {
        return scene().lookup("#place-state") instanceof Labeled state && wanted.equals(state.getText());
    }

    /** Opens a run, as a press on it anywhere in the window does; on the thread that draws. */
    public void show(String runId) {
        workbench.shell().openRun(runId);
    }

    /** Opens an experiment as a new draft, as a press on "change it" does; on the thread that draws. */
    public void design(JsonNode experiment) {
        workbench.shell().openExperiment(experiment);
    }

    /** Everything of a style class, e.g. {@code .bt-card}; on the thread that draws. */
    public Collection<Node> all(String selector) {
        return scene().getRoot().lookupAll(selector);
    }

    /** Whether anything of a style class is on the screen; on the thread that draws. */
    public boolean visibleNow(String styleClass) {
        return !seen(node -> node.getStyleClass().contains(styleClass)).isEmpty();
    }

    /** Whether the bar on top says that this is the place; on the thread that draws. */
    public boolean here(String name) {
        return seen(node -> node.getStyleClass().contains("bt-crumb-here") && node instanceof Labeled label
                        && name.equals(label.getText()))
                .size() == 1;
    }

    /** How many visible bars and wheels turn without an end; on the thread that draws. */
    public int busy() {
        return seen(node -> node instanceof ProgressIndicator progress && progress.isIndeterminate()).size();
    }

    /** Closes it as its close button does; what it asks is answered with yes. */
    @Override
    public void close() {
        Screens.run(() -> stage.fireEvent(new WindowEvent(stage, WindowEvent.WINDOW_CLOSE_REQUEST)));
        Screens.settle();
        Screens.run(() -> {
            if (scene().lookup("#close-yes") instanceof Button yes && stage.isShowing()) {
                yes.fire();
            }
        });
        Screens.settle();
        Thread.setDefaultUncaughtExceptionHandler(null);
        if (stage.isShowing()) {
            Screens.close(stage);
        }
    }
}
