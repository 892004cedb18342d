package org.bertrim.app.design;

import java.util.List;
import javafx.geometry.HPos;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.geometry.Pos;
import org.bertrim.app.common.Texts;

/** How often each class comes: one bar of shares where there are two, a bar for each where there are more. */
final class ClassBars extends VBox {

    /** A few classes fit into one bar with their words below it. */
    private static final int ONE_BAR = 2;

    /** Values come in tenths, whose order is plain in one bar. */
    private static final int MOST_BARS = 10;

    private final Texts texts;

    ClassBars(Texts texts) {
        super(5);
        this.texts = texts;
    }

    void show(List<TaskViewModel.Label> labels, boolean values) {
        if (labels.isEmpty()) {
            getChildren().clear();
        } else if (labels.size() <= ONE_BAR || values) {
            one(labels);
        } else {
            each(labels);
        }
    }

    private void one(List<TaskViewModel.Label> labels) {
        HBox bar = new HBox();
        bar.getStyleClass().add("design-balance");
        bar.setMinHeight(8);
        bar.setPrefHeight(8);
        bar.setMaxHeight(8);
        StringBuilder words = new StringBuilder();
        for (int i = 0; i < labels.size(); i++) {
            TaskViewModel.Label each = labels.get(i);
            Region part = new Region();
            part.getStyleClass().add("design-part-" + (i % 8 + 1));
            part.prefWidthProperty().bind(bar.widthProperty().multiply(each.share()));
            part.setMinWidth(0);
            bar.getChildren().add(part);
            words.append(i == 0 ? "" : texts.get("design.separator"))
                    .append(each.name())
                    .append(' ')
                    .append(each.words());
        }
        Label remark = Cards.remark();
        remark.setWrapText(true);
        remark.setText(words.toString());
        bar.setAccessibleText(words.toString());
        getChildren().setAll(bar, remark);
    }

    private void each(List<TaskViewModel.Label> labels) {
        double most = labels.stream().mapToDouble(TaskViewModel.Label::share).max().orElse(1);
        GridPane grid = new GridPane();
        grid.setHgap(8);
        grid.setVgap(2);
        ColumnConstraints names = new ColumnConstraints();
        names.setMaxWidth(110);
        ColumnConstraints bars = new ColumnConstraints();
        bars.setHgrow(Priority.ALWAYS);
        ColumnConstraints counts = new ColumnConstraints();
        counts.setHalignment(HPos.RIGHT);
        counts.setMinWidth(Region.USE_PREF_SIZE);
        grid.getColumnConstraints().addAll(names, bars, counts);
        for (int i = 0; i < Math.min(MOST_BARS, labels.size()); i++) {
            TaskViewModel.Label each = labels.get(i);
            Label name = new Label(each.name());
            name.getStyleClass().add("design-fact");
            name.setTooltip(new Tooltip(each.name()));
            Label count = new Label(each.words());
            count.getStyleClass().addAll("design-range", "design-count");
            StackPane track = track(each.share() / Math.max(1e-9, most));
            track.setAccessibleText(each.name() + " " + each.words());
            grid.addRow(i, name, track, count);
        }
        getChildren().setAll(grid);
        if (labels.size() > MOST_BARS) {
            Label more = Cards.remark();
            more.setText(texts.get("design.classes-more", labels.size() - MOST_BARS));
            getChildren().add(more);
        }
    }

    private static StackPane track(double share) {
        Region bar = new Region();
        bar.getStyleClass().add("design-stage-bar");
        StackPane track = new StackPane(bar);
        track.getStyleClass().add("design-stage-track");
        track.setAlignment(Pos.CENTER_LEFT);
        track.setMinHeight(6);
        track.setMaxHeight(6);
        bar.maxWidthProperty().bind(track.widthProperty().multiply(share));
        bar.setMaxHeight(6);
        return track;
    }
}
