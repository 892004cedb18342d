package org.bertrim.app.design;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.bertrim.app.common.Refresh;
import org.bertrim.app.common.Texts;

/** A download: how far it is and a way to end it; or why it has failed, and a way to go on. Also where the chosen teacher has to come first. */
final class DownloadStrip extends VBox {

    private final TeacherViewModel teacher;
    private final DownloadViewModel model;
    private final Texts texts;
    private final Label name = new Label();
    private final Tooltip whole = new Tooltip();
    private final ProgressBar bar = new ProgressBar();
    private final Label words = Cards.remark();
    private final Label failure = new Label();
    private final Button cancel = new Button();
    private final Button again = new Button();
    private final Button dismiss = new Button();

    DownloadStrip(TeacherViewModel teacher, Texts texts) {
        super(6);
        this.teacher = teacher;
        this.model = teacher.download();
        this.texts = texts;
        getStyleClass().add("design-inset");
        setId("teacher-download-strip");
        name.getStyleClass().add("design-part-head");
        name.setTooltip(whole);
        name.setMinWidth(90);
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.setMinWidth(80);
        HBox.setHgrow(bar, Priority.ALWAYS);
        words.setMinWidth(140);
        failure.getStyleClass().add("bt-problem");
        failure.setWrapText(true);
        failure.setMinHeight(Region.USE_PREF_SIZE);
        button(cancel, "design.cancel", "design.download-cancel-why", model::cancel);
        button(again, "design.download-again", "design.download-again-why", this::again);
        button(dismiss, "design.dismiss", "design.download-dismiss-why", model::dismiss);
        HBox line = new HBox(14, name, bar, words, cancel, again, dismiss);
        line.setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(line, failure);
        new Refresh(Refresh.SHORTEST.multipliedBy(2), model::tick).follow(model.running());
        model.running().addListener((property, before, now) -> show());
        model.shown().addListener((property, before, now) -> show());
        teacher.awaited().addListener((property, before, now) -> show());
        show();
    }

    private void button(Button button, String key, String why, Runnable action) {
        button.setText(texts.get(key));
        button.setTooltip(new Tooltip(texts.get(why)));
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.getStyleClass().add("design-small");
        button.setOnAction(event -> action.run());
    }

    private void again() {
        if (model.shown().get() == null) {
            model.start(teacher.awaited().get());
        } else {
            model.again();
        }
    }

    private void show() {
        DownloadViewModel.Shown now = model.shown().get();
        String awaited = teacher.awaited().get();
        boolean running = model.running().get();
        Cards.visible(this, now != null || !awaited.isEmpty());
        Cards.visible(cancel, running);
        Cards.visible(again, !running);
        Cards.visible(dismiss, now != null && !running);
        Cards.visible(bar, now != null);
        Cards.visible(failure, now != null && !now.failure().isEmpty());
        if (now == null) {
            named(awaited);
            words.setText(texts.get("design.teacher-to-download"));
            Cards.visible(words, true);
            act(again, "design.download", awaited);
            return;
        }
        named(now.name());
        bar.setVisible(now.failure().isEmpty()); // what has come may be of no use; its room stays
        bar.setProgress(now.share());
        bar.setAccessibleText(now.name() + ", " + now.words());
        words.setText(now.words());
        Cards.visible(words, !now.words().isEmpty());
        failure.setText(now.failure());
        act(again, now.failure().isEmpty() ? "design.download-go-on" : "design.download-again", now.name());
        act(cancel, "design.cancel", now.name());
        act(dismiss, "design.dismiss", now.name());
    }

    private void named(String model) {
        name.setText(model);
        whole.setText(model);
    }

    private void act(Button button, String key, String model) {
        button.setText(texts.get(key));
        button.setAccessibleText(button.getText() + ", " + model);
    }
}
