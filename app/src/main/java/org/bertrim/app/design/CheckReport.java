package org.bertrim.app.design;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.bertrim.app.common.Texts;
import org.bertrim.app.design.TeacherReportWords.Fact;
import org.bertrim.app.design.TeacherReportWords.Line;
import org.bertrim.app.design.TeacherReportWords.Report;
import org.bertrim.app.design.TeacherReportWords.Score;
import org.jspecify.annotations.Nullable;

/** What a check of a teacher has found: what it is, what it scores before training, and what that means. */
final class CheckReport extends VBox {

    private static final double FACTS = 400;

    private final Texts texts;
    private final Button dismiss;

    /**
     * Nothing yet.
     *
     * @param dismiss puts the report away
     */
    CheckReport(Texts texts, Button dismiss) {
        super(8);
        this.texts = texts;
        this.dismiss = dismiss;
        getStyleClass().add("design-notes");
        setFocusTraversable(true); // so that it is read from end to end
    }

    /**
     * Shows a report.
     *
     * @param report null for none
     * @param old whether teacher or task have changed since
     */
    void show(@Nullable Report report, boolean old) {
        getChildren().clear();
        setAccessibleText(report == null ? "" : spoken(report));
        if (report == null) {
            return;
        }
        FlowPane columns = new FlowPane(32, 10, facts(report.facts()));
        if (report.score() != null) {
            columns.getChildren().add(score(report.score()));
        }
        getChildren().addAll(head(report, old), columns);
        String meaning = meaning(report.score());
        if (!meaning.isEmpty()) {
            Label label = Cards.remark();
            label.setText(meaning);
            label.setWrapText(true);
            label.setMinHeight(Region.USE_PREF_SIZE);
            getChildren().add(label);
        }
    }

    private String meaning(@Nullable Score score) {
        return score == null ? texts.get("design.check-no-task") : score.advice();
    }

    /** The name of a teacher, which may be a long path. */
    static Label source(String words) {
        Label source = Cards.remark();
        source.setText(words);
        source.setTooltip(new Tooltip(words));
        source.setMinWidth(60);
        return source;
    }

    private HBox head(Report report, boolean isOld) {
        Label head = new Label(texts.get("design.check-found"));
        head.getStyleClass().add("design-part-head");
        head.setMinWidth(Region.USE_PREF_SIZE);
        HBox line = new HBox(10, head, source(report.source()));
        if (report.score() != null) {
            Label verdict = new Label(report.score().verdict());
            verdict.getStyleClass().addAll("bt-chip", "bt-" + report.score().tone().name().toLowerCase(Locale.ROOT));
            verdict.setMinWidth(Region.USE_PREF_SIZE);
            verdict.setId("teacher-verdict");
            line.getChildren().add(verdict);
        }
        if (isOld) {
            Label old = new Label(texts.get("design.check-old"));
            old.getStyleClass().add("design-caution");
            old.setMinWidth(Region.USE_PREF_SIZE);
            line.getChildren().add(old);
        }
        line.getChildren().addAll(Cards.spring(), dismiss);
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }

    private static Node facts(List<Fact> facts) {
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

    private static Node score(Score score) {
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

    private String spoken(Report report) {
        List<String> lines = new ArrayList<>(List.of(texts.get("design.check-found") + " " + report.source()));
        report.facts().forEach(fact -> lines.add(fact.name() + " " + fact.value()));
        Score score = report.score();
        if (score != null) {
            lines.addAll(List.of(score.verdict(), score.on(), String.join(" ", score.metrics())));
            score.lines().forEach(line -> lines.add(line.who() + " " + String.join(" ", line.values())));
        }
        lines.add(meaning(score));
        return String.join("\n", lines);
    }
}
