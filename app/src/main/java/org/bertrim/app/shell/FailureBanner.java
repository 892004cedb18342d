package org.bertrim.app.shell;

import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.bertrim.app.common.Texts;
import org.jspecify.annotations.Nullable;

/** What failed, why, and what to do, over the lower right of the window; details on request. It stays until the user closes it. */
final class FailureBanner extends VBox {

    private final Texts texts;
    private final Label what = line("bt-card-head");
    private final Label why = line("bt-failure-why");
    private final Label remedy = line("bt-failure-remedy");
    private final Label more = line("bt-remark");
    private final TextArea details = new TextArea();
    private final Button toggle = new Button();

    FailureBanner(Texts texts, Failures failures, Runnable openLog) {
        this.texts = texts;
        setId("failure");
        getStyleClass().addAll("bt-card", "bt-failure");
        setAccessibleRole(AccessibleRole.DIALOG);
        setMaxSize(560, Region.USE_PREF_SIZE);
        details.setEditable(false);
        details.getStyleClass().add("bt-mono");
        details.setPrefRowCount(10);
        details.setAccessibleText(texts.get("shell.failure.details"));
        details.managedProperty().bind(details.visibleProperty());
        toggle.setId("failure-details");
        toggle.setOnAction(event -> unfold(!details.isVisible()));
        Button copy = new Button(texts.get("shell.failure.copy"));
        copy.setId("failure-copy");
        copy.setOnAction(event -> copy(failures.latest().get()));
        Button log = new Button(texts.get("shell.failure.log"));
        log.setId("failure-log");
        log.setOnAction(event -> openLog.run());
        Button close = new Button(texts.get("common.close"));
        close.setId("failure-close");
        close.setOnAction(event -> failures.close());
        for (Button quiet : new Button[] {toggle, copy, log}) {
            quiet.getStyleClass().add("bt-quiet");
        }
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox buttons = new HBox(4, toggle, copy, log, space, close);
        buttons.setAlignment(Pos.CENTER_LEFT);
        more.textProperty().bind(Bindings.createStringBinding(
                () -> failures.hidden().get() == 0
                        ? ""
                        : texts.get("shell.failure.more", failures.hidden().get()),
                failures.hidden()));
        getChildren().addAll(what, why, remedy, more, details, buttons);
        failures.latest().addListener((property, old, now) -> show(now));
        unfold(false);
        show(failures.latest().get());
    }

    private void show(@Nullable FailureText failure) {
        setVisible(failure != null);
        setManaged(failure != null);
        if (failure != null) {
            what.setText(failure.what());
            why.setText(failure.why());
            remedy.setText(failure.remedy());
            details.setText(failure.details());
            setAccessibleText(failure.what() + ". " + failure.why() + ". " + failure.remedy());
            unfold(false);
        }
    }

    private void unfold(boolean open) {
        details.setVisible(open);
        toggle.setText(texts.get(open ? "shell.failure.fold" : "shell.failure.details"));
    }

    private static void copy(@Nullable FailureText failure) {
        if (failure != null) {
            ClipboardContent content = new ClipboardContent();
            content.putString(failure.report());
            Clipboard.getSystemClipboard().setContent(content);
        }
    }

    private static Label line(String style) {
        Label label = new Label();
        label.getStyleClass().add(style);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        label.managedProperty().bind(label.textProperty().isNotEmpty());
        return label;
    }
}
