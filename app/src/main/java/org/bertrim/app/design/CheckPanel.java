package org.bertrim.app.design;

import java.util.List;
import java.util.Locale;
import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.bertrim.app.common.Refresh;
import org.bertrim.app.common.Texts;
import org.bertrim.app.design.TeacherReportWords.Fact;
import org.bertrim.app.design.TeacherReportWords.Line;
import org.bertrim.app.design.TeacherReportWords.Report;
import org.bertrim.app.design.TeacherReportWords.Score;

/** The check of the chosen teacher: its progress, then what it is and what it scores before training. */
final class CheckPanel extends VBox {

    private static final double FACTS = 400;

    private final CheckViewModel model;
    private final Texts texts;
    private final Button button = new Button();
    private final ProgressBar bar = new ProgressBar();
    private final Label words = Cards.remark();
    private final HBox progress;
    private final VBox found = new VBox(8);

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
        HBox.setHgrow(bar, Priority.ALWAYS);
        words.setMinWidth(Region.USE_PREF_SIZE);
        Label head = new Label(texts.get("design.check-running"));
        head.getStyleClass().add("design-part-head");
        head.setMinWidth(Region.USE_PREF_SIZE);
        progress = new HBox(14, head, bar, words, small("design.cancel", model::cancel));
        progress.setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(progress, Cards.problem(model.failure()), found);
        Refresh clock = new Refresh(Refresh.SHORTEST.multipliedBy(2), model::tick);
        model.running().addListener((property, before, now) -> {
            if (now) {
                clock.start();
            } else {
                clock.stop();
            }
            arrange();
        });
        model.progress().addListener((property, before, now) -> progress(now));
        model.report().addListener((property, before, now) -> report(now));
        model.old().addListener((property, before, now) -> report(model.report().get()));
        model.failure().addListener((property, before, now) -> arrange());
        arrange();
    }

    /** What starts a check; it stands in the card's head. */
    Button button() {
        return button;
    }

    private Button small(String key, Runnable action) {
        Button small = new Button(texts.get(key));
        small.getStyleClass().add("design-small");
        small.setMinWidth(Region.USE_PREF_SIZE);
        small.setOnAction(event -> action.run());
        return small;
    }

    private void progress(CheckViewModel.Progress now) {
        if (now != null) {
            bar.setProgress(now.share());
            bar.setAccessibleText(now.words());
            words.setText(now.words());
        }
    }

    private void arrange() {
        boolean running = model.running().get();
        boolean reported = model.report().get() != null;
        visible(progress, running);
        visible(found, reported);
        found.setOpacity(running ? 0.45 : 1);
        visible(this, running || reported || !model.failure().get().isEmpty());
    }

    private void report(Report report) {
        found.getChildren().clear();
        if (report != null) {
            FlowPane columns = new FlowPane(32, 10, facts(report.facts()));
            if (report.score() != null) {
                columns.getChildren().add(score(report.score()));
            }
            found.getChildren().addAll(head(report), columns);
            if (report.score() != null && !report.score().advice().isEmpty()) {
                found.getChildren().add(wrapped(report.score().advice()));
            } else if (report.score() == null) {
                found.getChildren().add(wrapped(texts.get("design.check-no-task")));
            }
        }
        arrange();
    }

    private HBox head(Report report) {
        Label head = new Label(texts.get("design.check-found"));
        head.getStyleClass().add("design-part-head");
        head.setMinWidth(Region.USE_PREF_SIZE);
        Label source = Cards.remark();
        source.setText(report.source());
        HBox line = new HBox(10, head, source);
        if (report.score() != null) {
            Label verdict = new Label(report.score().verdict());
            verdict.getStyleClass().addAll("bt-chip", "bt-" + report.score().tone().name().toLowerCase(Locale.ROOT));
            verdict.setMinWidth(Region.USE_PREF_SIZE);
            verdict.setId("teacher-verdict");
            line.getChildren().add(verdict);
        }
        if (model.old().get()) {
            Label old = new Label(texts.get("design.check-old"));
            old.getStyleClass().add("design-caution");
            old.setMinWidth(Region.USE_PREF_SIZE);
            line.getChildren().add(old);
        }
        line.getChildren().addAll(Cards.spring(), small("design.dismiss", model::dismiss));
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }

    private static GridPane facts(List<Fact> facts) {
        GridPane grid = new GridPane();
        grid.setHgap(14);
        grid.setVgap(2);
        ColumnConstraints names = new ColumnConstraints();
        names.setMinWidth(Region.USE_PREF_SIZE);
        ColumnConstraints values = new ColumnConstraints();
        values.setHgrow(Priority.ALWAYS);
        grid.getColumnConstraints().addAll(names, values);
        grid.setPrefWidth(FACTS);
        for (int i = 0; i < facts.size(); i++) {
            Label name = Cards.remark();
            name.setText(facts.get(i).name());
            GridPane.setValignment(name, VPos.TOP);
            Label value = new Label(facts.get(i).value());
            value.getStyleClass().add("design-fact");
            value.setWrapText(true);
            value.setMinHeight(Region.USE_PREF_SIZE);
            grid.addRow(i, name, value);
        }
        return grid;
    }

    private static VBox score(Score score) {
        GridPane grid = new GridPane();
        grid.setHgap(18);
        grid.setVgap(3);
        grid.getColumnConstraints().add(new ColumnConstraints());
        for (int i = 0; i < score.metrics().size(); i++) {
            ColumnConstraints column = new ColumnConstraints();
            column.setHalignment(HPos.RIGHT);
            grid.getColumnConstraints().add(column);
            Label metric = Cards.remark();
            metric.setText(score.metrics().get(i));
            grid.add(metric, i + 1, 0);
        }
        int row = 1;
        for (Line line : score.lines()) {
            Label who = new Label(line.who());
            who.getStyleClass().add("design-fact");
            grid.add(who, 0, row);
            for (int i = 0; i < line.values().size(); i++) {
                Label value = new Label(line.values().get(i));
                value.getStyleClass().add("bt-number");
                grid.add(value, i + 1, row);
            }
            row++;
        }
        Label on = Cards.remark();
        on.setText(score.on());
        return new VBox(5, on, grid);
    }

    private static Label wrapped(String words) {
        Label label = Cards.remark();
        label.setText(words);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }

    private static void visible(Region node, boolean visible) {
        node.setVisible(visible);
        node.setManaged(visible);
    }
}
