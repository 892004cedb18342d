package org.bertrim.app.shell;

import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.bertrim.app.common.Texts;

/** The thin bar on top: where am I, command search, device and precision, queue. */
final class TopBar extends HBox {

    private final Label place = new Label();

    /**
     * Makes the bar.
     *
     * @param workspace name of the workspace's folder
     * @param precision key of what precision {@code auto} means here, or {@code auto}
     * @param searchKeys the keys that open the search, as they are called on this platform
     */
    TopBar(Texts texts, String workspace, String searchKeys, ReadOnlyStringProperty precision,
            ReadOnlyIntegerProperty running, ReadOnlyIntegerProperty waiting, Actions actions) {
        getStyleClass().add("bt-topbar");
        setAlignment(Pos.CENTER_LEFT);
        Button folder = new Button(workspace);
        folder.setId("top-workspace");
        folder.getStyleClass().setAll("bt-crumb");
        folder.setMinWidth(0);
        folder.setOnAction(event -> actions.openWorkspace().run());
        describe(folder, texts.get("shell.top.workspace", workspace));
        Label arrow = new Label(texts.get("shell.top.separator"));
        arrow.getStyleClass().add("bt-crumb-arrow");
        arrow.setMinWidth(Region.USE_PREF_SIZE);
        place.getStyleClass().add("bt-crumb-here");
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);

        Button search = pill("top-search", texts.get("shell.top.search"), searchKeys);
        search.setOnAction(event -> actions.search().run());
        describe(search, texts.get("shell.top.search.tip", searchKeys));

        int threads = Runtime.getRuntime().availableProcessors();
        Label means = value();
        means.textProperty().bind(Bindings.createStringBinding(
                () -> texts.get("shell.top.device.value", threads, texts.get("shell.top.precision." + precision.get())),
                precision));
        Button device = pill("top-device", texts.get("shell.top.device"), means);
        device.setOnAction(event -> actions.device().run());
        describe(device, texts.get("shell.top.device.tip", threads));

        Label counts = value();
        counts.textProperty().bind(Bindings.createStringBinding(
                () -> queue(texts, running.get(), waiting.get()), running, waiting));
        Button queue = pill("top-queue", texts.get("shell.top.queue"), counts);
        queue.setOnAction(event -> actions.queue().run());
        queue.setTooltip(new Tooltip(texts.get("shell.top.queue.tip")));
        queue.accessibleTextProperty().bind(Bindings.concat(texts.get("shell.top.queue"), " ", counts.textProperty()));

        getChildren().addAll(folder, arrow, place, space, search, device, queue);
    }

    /** What the parts of the bar do. */
    record Actions(Runnable openWorkspace, Runnable search, Runnable device, Runnable queue) {}

    void here(String name) {
        place.setText(name);
    }

    private static String queue(Texts texts, int running, int waiting) {
        if (running == 0 && waiting == 0) {
            return texts.get("shell.top.queue.empty");
        }
        return texts.get("shell.top.queue.counts", Integer.toString(running), Integer.toString(waiting));
    }

    private static Button pill(String id, String name, String value) {
        Label shown = value();
        shown.setText(value);
        return pill(id, name, shown);
    }

    private static Button pill(String id, String name, Label value) {
        Label quiet = new Label(name);
        quiet.getStyleClass().add("bt-pill-name");
        Button button = new Button();
        button.setId(id);
        button.getStyleClass().setAll("bt-pill");
        HBox line = new HBox(5, quiet, value);
        line.setAlignment(Pos.CENTER);
        line.setMouseTransparent(true);
        button.setGraphic(line);
        button.setMinWidth(Region.USE_PREF_SIZE);
        return button;
    }

    private static Label value() {
        Label label = new Label();
        label.getStyleClass().add("bt-pill-value");
        return label;
    }

    private static void describe(Button button, String tip) {
        button.setTooltip(new Tooltip(tip));
        button.setAccessibleText(tip);
    }
}
