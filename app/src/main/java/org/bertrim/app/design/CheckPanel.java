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

/** The check of the chosen teacher: its progress, then what it has found. */
final class CheckPanel extends VBox {

    private final CheckViewModel model;
    private final Texts texts;
    private final Button button = new Button();
    private final Label teacher = CheckReport.source("");
    private final ProgressBar bar = new ProgressBar();
    private final Label words = Cards.remark();
    private final HBox progress;
    private final HBox failed;
    private final Button dismissFailed;
    private final CheckReport found;

    CheckPanel(CheckViewModel model, Texts texts) {
        super(8);
        this.model = model;
        this.texts = texts;
        getStyleClass().add("design-inset");
        setId("teacher-check");
        button.setText(texts.get("design.check"));
        button.setId("check-teacher");
        button.setTooltip(new Tooltip(texts.get("design.check-why")));
        button.getStyleClass().add("design-small");
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.disableProperty().bind(model.running());
        button.setOnAction(event -> model.check());
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.setMinWidth(80);
        HBox.setHgrow(bar, Priority.ALWAYS);
        words.setMinWidth(Region.USE_PREF_SIZE);
        Label head = new Label(texts.get("design.check-running"));
        head.getStyleClass().add("design-part-head");
        head.setMinWidth(Region.USE_PREF_SIZE);
        found = new CheckReport(texts, small("design.dismiss", "design.check-dismiss-why", model::dismiss));
        progress = new HBox(14, head, teacher, bar, words, small("design.cancel", "design.check-cancel-why", model::cancel));
        progress.setAlignment(Pos.CENTER_LEFT);
        Label problem = Cards.problem(model.failure());
        HBox.setHgrow(problem, Priority.ALWAYS);
        problem.setMaxWidth(Double.MAX_VALUE);
        dismissFailed = small("design.dismiss", "design.check-dismiss-why", model::dismiss);
        failed = new HBox(14, problem, dismissFailed);
        getChildren().addAll(progress, failed, found);
        new Refresh(Refresh.SHORTEST.multipliedBy(2), model::tick).follow(model.running());
        model.running().addListener((property, before, now) -> arrange());
        model.progress().addListener((property, before, now) -> progress(now));
        model.report().addListener((property, before, now) -> report());
        model.old().addListener((property, before, now) -> report());
        model.failure().addListener((property, before, now) -> arrange());
        arrange();
    }

    /** What starts a check; it stands in the card's head. */
    Button button() {
        return button;
    }

    private Button small(String key, String why, Runnable action) {
        Button small = new Button(texts.get(key));
        small.setTooltip(new Tooltip(texts.get(why)));
        small.setAccessibleText(small.getText() + ", " + texts.get("design.check"));
        small.getStyleClass().add("design-small");
        small.setMinWidth(Region.USE_PREF_SIZE);
        small.setOnAction(event -> action.run());
        return small;
    }

    private void progress(CheckViewModel.Progress now) {
        if (now != null) {
            teacher.setText(now.source());
            teacher.getTooltip().setText(now.source());
            bar.setProgress(now.share());
            bar.setAccessibleText(now.source() + ", " + now.words());
            words.setText(now.words());
        }
    }

    private void report() {
        found.show(model.report().get(), model.old().get());
        arrange();
    }

    private void arrange() {
        boolean running = model.running().get();
        boolean reported = model.report().get() != null;
        Cards.visible(progress, running);
        Cards.visible(failed, !model.failure().get().isEmpty());
        Cards.visible(dismissFailed, !reported); // the report has one
        Cards.visible(found, reported);
        found.setOpacity(running ? 0.45 : 1);
        Cards.visible(this, running || reported || !model.failure().get().isEmpty());
    }
}
