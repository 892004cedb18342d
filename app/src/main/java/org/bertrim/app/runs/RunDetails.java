package org.bertrim.app.runs;

import java.util.List;
import javafx.beans.InvalidationListener;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.bertrim.app.common.Texts;
import org.bertrim.app.store.RunInfo;
import org.bertrim.app.store.RunRow;
import org.bertrim.app.store.RunStatus;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** Under the table: what the chosen run says about itself, and what the user says about it. */
final class RunDetails {

    private final RunsViewModel model;
    private final GridPane pane = new GridPane();
    private final Label title = new Label();
    private final Label said = new Label();
    private final FlowPane tags = new FlowPane(6, 6);
    private final TextField newTag = new TextField();
    private final TextArea notes = new TextArea();
    private final InvalidationListener changed = change -> show();
    private @Nullable RunRow written;

    RunDetails(RunsViewModel model) {
        this.model = model;
        Texts texts = model.texts();
        title.getStyleClass().add("bt-card-head");
        title.setMinWidth(0);
        said.getStyleClass().add("bt-remark");
        said.setWrapText(true);
        newTag.setPromptText(texts.get("runs.tags.new"));
        newTag.setAccessibleText(texts.get("runs.tags.new"));
        newTag.setTooltip(new Tooltip(texts.get("runs.tags.tip")));
        newTag.setPrefColumnCount(9);
        newTag.setOnAction(event -> {
            model.labels().addTags(newTag.getText());
            newTag.clear();
        });
        notes.setPromptText(texts.get("runs.notes.prompt"));
        notes.setAccessibleText(texts.get("runs.column.notes"));
        notes.setTooltip(new Tooltip(texts.get("runs.notes.tip")));
        notes.setWrapText(true);
        notes.setPrefRowCount(2);
        notes.focusedProperty().addListener((property, before, now) -> {
            if (!now) {
                keep();
            }
        });
        notes.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ESCAPE && written != null) {
                notes.setText(written.info().words().notes());
                event.consume();
            } else if (event.getCode() == KeyCode.ENTER && event.isShortcutDown()) {
                keep();
                event.consume();
            }
        });
        VBox words = new VBox(6, title, said);
        words.setMinWidth(0);
        VBox tagBox = new VBox(6, head("runs.column.tags"), tags);
        VBox noteBox = new VBox(6, head("runs.column.notes"), notes);
        VBox.setVgrow(notes, Priority.ALWAYS);
        pane.getStyleClass().add("bt-card");
        pane.setId("runs-details");
        pane.setHgap(18);
        for (int width : List.of(38, 26, 36)) {
            ColumnConstraints column = new ColumnConstraints();
            column.setPercentWidth(width);
            pane.getColumnConstraints().add(column);
        }
        pane.addRow(0, words, tagBox, noteBox);
        model.selected().addListener(changed);
        model.revision().addListener(changed);
        show();
    }

    private Label head(String key) {
        Label label = new Label(model.texts().get(key));
        label.getStyleClass().add("bt-card-head");
        return label;
    }

    GridPane pane() {
        return pane;
    }

    /** Writes what stands in the field, for the run that it was read from. */
    void keep() {
        if (written != null) {
            model.labels().write(written, notes.getText());
        }
    }

    private void show() {
        List<RunRow> runs = model.selected();
        pane.setVisible(!runs.isEmpty());
        pane.setManaged(!runs.isEmpty());
        RunRow one = runs.size() == 1 ? runs.get(0) : null;
        if (one != written) {
            keep();
            written = one;
            notes.setText(one == null ? "" : one.info().words().notes());
            notes.setDisable(one == null);
        } else if (one != null && !notes.isFocused()) {
            String now = one.info().words().notes();
            if (!now.equals(notes.getText())) {
                notes.setText(now);
            }
        }
        if (!runs.isEmpty()) {
            title.setText(one == null ? model.texts().get("runs.selected", runs.size()) : one.info().design().name());
            said.setText(one == null ? model.texts().get("runs.selected.tip") : summary(one.info()));
            showTags();
        }
    }

    private void showTags() {
        List<String> now = model.labels().tags();
        if (tags.getChildren().isEmpty()) {
            tags.getChildren().add(newTag);
        }
        List<String> shown = tags.getChildren().stream()
                .filter(node -> node != newTag)
                .map(node -> (String) node.getUserData())
                .toList();
        if (!now.equals(shown)) {
            tags.getChildren().removeIf(node -> node != newTag);
            tags.getChildren().addAll(0, now.stream().map(this::chip).toList());
        }
    }

    private HBox chip(String tag) {
        Texts texts = model.texts();
        Button remove = new Button(null, new FontIcon(Feather.X));
        remove.getStyleClass().addAll("bt-quiet", "runs-remove");
        remove.setAccessibleText(texts.get("runs.tags.remove", tag));
        remove.setTooltip(new Tooltip(texts.get("runs.tags.remove", tag)));
        remove.setOnAction(event -> model.labels().removeTag(tag));
        Label name = new Label(tag);
        HBox chip = new HBox(2, name, remove);
        chip.setAlignment(Pos.CENTER);
        chip.getStyleClass().add("runs-tag");
        chip.setUserData(tag);
        return chip;
    }

    private String summary(RunInfo run) {
        Texts texts = model.texts();
        RunInfo.Problem problem = run.problem();
        if (problem != null) {
            return model.words().sentences(problem);
        }
        if (run.status().isActive()) {
            return model.words().progress(run);
        }
        RunInfo.Model best = run.outcome().best();
        if (run.status() != RunStatus.FINISHED || best == null) {
            return texts.get("store.status." + run.status().key() + ".tip");
        }
        RunInfo.Model smallest = run.outcome().smallest();
        String which = model.words().model(best);
        String said = texts.get(
                which.isEmpty() ? "runs.summary.single" : "runs.summary",
                RunWords.score(best.score()),
                which,
                RunWords.size(best),
                RunWords.score(run.outcome().teacherScore()));
        if (run.outcome().architecture() != null) {
            return said + " " + model.words().architecture(run.outcome().architecture());
        }
        return smallest == null || smallest.equals(best)
                ? said
                : texts.get(
                        "runs.summary.smallest",
                        said,
                        RunWords.size(smallest),
                        RunWords.score(smallest.score()),
                        RunWords.speedUp(smallest));
    }

    void dispose() {
        keep();
        model.selected().removeListener(changed);
        model.revision().removeListener(changed);
    }
}
