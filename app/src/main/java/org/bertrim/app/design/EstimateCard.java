package org.bertrim.app.design;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.bertrim.app.common.Numbers;
import org.bertrim.app.common.Texts;
import org.bertrim.app.common.chart.PointMark;
import org.bertrim.app.common.chart.Role;
import org.bertrim.app.common.chart.ScatterChart;

/** What the experiment will cost on this machine, by stage, and the networks that it will make. */
final class EstimateCard extends VBox {

    private static final String FLOPS = "flops";

    private final EstimateViewModel model;
    private final Texts texts;
    private final Label time = new Label();
    private final Label range = Cards.remark();
    private final VBox stages = new VBox(3);
    private final VBox values = new VBox(4);
    private final Label machine = Cards.remark();
    private final Label busy = new Label();
    private final Button again = new Button();
    private final ProgressBar progress = new ProgressBar();
    private final ScatterChart chart;
    private final Segments axis;
    private final VBox numbers;
    private String shownAxis = FLOPS;

    EstimateCard(EstimateViewModel model, Texts texts, Runnable measureAgain) {
        super(10);
        this.model = model;
        this.texts = texts;
        getStyleClass().add("bt-card");
        time.getStyleClass().add("design-time");
        busy.getStyleClass().add("design-busy");
        for (Label label : List.of(busy, machine)) {
            label.setWrapText(true);
            label.setMinHeight(Region.USE_PREF_SIZE);
        }
        again.setText(texts.get("design.measure-again"));
        again.getStyleClass().addAll("bt-quiet", "design-link");
        again.setOnAction(event -> measureAgain.run());
        progress.setMaxWidth(Double.MAX_VALUE);
        progress.setPrefHeight(5);
        progress.setAccessibleText(texts.get("design.measuring"));
        HBox timeLine = new HBox(8, time, range);
        timeLine.setAlignment(Pos.BASELINE_LEFT);
        axis = new Segments(id -> {
            shownAxis = id;
            showChart();
        });
        axis.add(FLOPS, texts.get("design.axis-flops"));
        axis.add("latency", texts.get("design.axis-latency"));
        axis.select(FLOPS);
        chart = new ScatterChart(texts);
        chart.setMinHeight(200);
        chart.setPrefHeight(210);
        chart.setAccessibleText(texts.get("design.networks"));
        chart.empty(texts.get("design.estimating"));
        VBox.setVgrow(chart, Priority.ALWAYS);
        numbers = new VBox(8, timeLine, stages, values);
        Label of = Cards.remark();
        of.setText(texts.get("design.estimate-for"));
        getChildren().addAll(
                Cards.head(texts.get("design.estimate"), of),
                numbers,
                progress,
                machine,
                busy,
                again,
                Cards.problem(model.failure()),
                Cards.head(texts.get("design.networks"), Cards.spring(), axis),
                chart);
        model.shown().addListener((property, before, now) -> show());
        model.old().addListener((property, before, now) -> grey());
        model.measuring().addListener((property, before, now) -> show());
        model.failure().addListener((property, before, now) -> show());
        model.blocked().addListener((property, before, now) -> show());
        show();
        grey();
    }

    private void grey() {
        numbers.setOpacity(model.old().get() ? 0.45 : 1);
        chart.setOpacity(model.old().get() ? 0.45 : 1);
    }

    private void show() {
        EstimateViewModel.Shown shown = model.shown().get();
        boolean measuring = model.measuring().get();
        Cards.visible(progress, measuring);
        boolean timed = shown != null && !shown.time().isEmpty();
        time.setText(timed ? shown.time() : measuring ? texts.get("design.measuring-short") : "–");
        range.setText(timed ? shown.range() : "");
        busy.setText(texts.get(measuring ? "design.measuring" : "design.busy"));
        Cards.visible(busy, measuring || shown != null && shown.busy());
        Cards.visible(again, !measuring && shown != null);
        again.setText(texts.get(timed ? "design.measure-again" : "design.measure-now"));
        boolean failed = !model.failure().get().isEmpty();
        String coming = texts.get(model.blocked().get() ? "design.estimate-later" : "design.estimating");
        chart.empty(failed || model.blocked().get() ? Numbers.NONE : coming);
        machine.setText(shown != null ? shown.machine() : failed ? "" : coming);
        stages.getChildren().clear();
        values.getChildren().clear();
        if (shown == null) {
            return;
        }
        shown.stages().forEach(stage -> stages.getChildren().add(stage(stage)));
        value("design.memory", shown.memory(), "design.memory-why");
        row("design.disk", shown.disk(), shown.peakDisk());
        value("design.teacher-parameters", shown.teacherParameters(), "design.parameters-why");
        value("design.teacher-flops", shown.teacherFlops(), "design.flops-why");
        value("design.smallest", shown.smallest(), "design.smallest-why");
        showChart();
    }

    private HBox stage(EstimateViewModel.Stage stage) {
        Label name = new Label(stage.name());
        name.setMinWidth(92);
        name.setPrefWidth(92);
        name.getStyleClass().add("bt-remark");
        Region bar = new Region();
        bar.getStyleClass().add("design-stage-bar");
        HBox track = new HBox(bar);
        track.getStyleClass().add("design-stage-track");
        track.setMinWidth(30);
        track.setMaxHeight(6);
        HBox.setHgrow(track, Priority.ALWAYS);
        bar.prefWidthProperty().bind(track.widthProperty().multiply(stage.share()));
        bar.setMinWidth(Region.USE_PREF_SIZE);
        Label seconds = new Label(stage.time());
        seconds.getStyleClass().addAll("bt-remark", "design-stage-time");
        seconds.setMinWidth(stage.kept() ? Region.USE_PREF_SIZE : 62);
        seconds.setAlignment(Pos.CENTER_RIGHT);
        HBox line = new HBox(8, name, track, seconds);
        line.setAlignment(Pos.CENTER_LEFT);
        if (stage.kept()) {
            Tooltip.install(line, new Tooltip(texts.get("design.kept-why")));
        }
        return line;
    }

    private void value(String key, String text, String why) {
        row(key, text, texts.get(why));
    }

    private void row(String key, String text, String why) {
        if (text.isEmpty()) {
            return;
        }
        Label name = new Label(texts.get(key));
        name.getStyleClass().add("design-value-name");
        Label number = new Label(text);
        number.getStyleClass().add("bt-number");
        number.setMinWidth(Region.USE_PREF_SIZE);
        HBox line = new HBox(8, name, Cards.spring(), number);
        if (!why.isEmpty()) {
            Tooltip tooltip = new Tooltip(why);
            name.setTooltip(tooltip);
            number.setTooltip(tooltip);
        }
        values.getChildren().add(line);
    }

    private void showChart() {
        EstimateViewModel.Shown shown = model.shown().get();
        if (shown == null) {
            return;
        }
        boolean flops = shownAxis.equals(FLOPS);
        chart.axes(texts.get("design.x-parameters"), texts.get(flops ? "design.y-flops" : "design.y-latency"));
        chart.empty(texts.get("design.networks-unmeasured"));
        chart.points(shown.points().stream()
                .filter(point -> flops || !Double.isNaN(point.latencyMillis()))
                .map(point -> new PointMark(
                        point.id(),
                        point.depth(),
                        point.name(),
                        Role.ESTIMATED,
                        point.parametersMillion(),
                        flops ? point.gigaflops() : point.latencyMillis()))
                .toList());
    }
}
