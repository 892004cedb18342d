package org.bertrim.app.live;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Spinner;
import javafx.scene.control.SpinnerValueFactory;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.bertrim.app.common.AppContext;
import org.bertrim.app.common.Numbers;
import org.bertrim.app.common.chart.Band;
import org.bertrim.app.common.chart.Curve;
import org.bertrim.app.common.chart.CurveChart;
import org.bertrim.app.common.chart.Divider;
import org.bertrim.app.common.chart.Level;
import org.bertrim.app.common.chart.Role;
import org.bertrim.engine.figure.Curves;
import org.bertrim.engine.figure.CurvesFigure;

/** The task's metric over the run, with the teacher's line and the band that is aimed at. */
final class ScorePanel implements Panel {

    private final LiveViewModel model;
    private final ScoreModel scores;
    private final Words words;
    private final CurveChart chart;
    private final PartsMenu parts;
    private final HBox splitHolder = new HBox();
    private final HBox controls = new HBox(8);
    private final Label remark = new Label();
    private final VBox body = new VBox(8);
    private final HeldFigure figure;
    private List<String> shownSplits = List.of();

    ScorePanel(AppContext context, LiveViewModel model) {
        this.model = model;
        this.scores = model.scores();
        this.words = model.words();
        this.figure = new HeldFigure(false);
        this.chart = new CurveChart(context.texts());
        this.parts = new PartsMenu(words, scores::parts, scores::chosenParts, (part, shown) -> {
            scores.togglePart(part, shown);
            refresh();
        });
        remark.getStyleClass().add("bt-remark");
        Region spring = new Region();
        HBox.setHgrow(spring, Priority.ALWAYS);
        controls.getStyleClass().add("live-controls");
        controls.getChildren().addAll(remark, spring, parts);
        scores.axisProperty().addListener((property, old, now) -> refresh());
        scores.splitProperty().addListener((property, old, now) -> refresh());
        scores.targetProperty().addListener((property, old, now) -> refresh());
        FlowPane switches = new FlowPane(8, 6, splitHolder, axisSwitch(), target());
        chart.empty(words.get("scores.empty"));
        chart.setAccessibleText(words.get("scores"));
        chart.exportAs(context, "scores", figure);
        VBox.setVgrow(chart, Priority.ALWAYS);
        body.getChildren().addAll(switches, chart);
        body.setMinSize(0, 0);
    }

    private Node axisSwitch() {
        return new Segments<>(
                words.get("axis"),
                List.of(XAxis.values()),
                scores.axisProperty(),
                axis -> words.get("axis." + axis.name().toLowerCase(Locale.ROOT)),
                axis -> words.get("axis." + axis.name().toLowerCase(Locale.ROOT) + ".tip"));
    }

    private Node target() {
        Spinner<Integer> spinner = new Spinner<>(
                new SpinnerValueFactory.IntegerSpinnerValueFactory(50, 100, (int) Math.round(100 * scores.targetProperty().get())));
        spinner.setEditable(true);
        spinner.setPrefWidth(72);
        spinner.setAccessibleText(words.get("target"));
        spinner.setTooltip(new Tooltip(words.get("target.tip")));
        spinner.valueProperty().addListener((property, old, now) -> {
            if (now != null) {
                scores.targetProperty().set(now / 100.0);
            }
        });
        Label name = new Label(words.get("target"));
        name.getStyleClass().add("bt-remark");
        name.setLabelFor(spinner);
        Label unit = new Label(words.get("target.unit"));
        unit.getStyleClass().add("bt-remark");
        HBox box = new HBox(6, name, spinner, unit);
        box.getStyleClass().add("live-controls");
        return box;
    }

    @Override
    public String name() {
        return words.get("scores");
    }

    @Override
    public Node controls() {
        return controls;
    }

    @Override
    public Node body() {
        return body;
    }

    @Override
    public boolean present() {
        return model.hasScores();
    }

    @Override
    public void refresh() {
        if (!shownSplits.equals(scores.splits())) {
            shownSplits = List.copyOf(scores.splits());
            splitHolder.getChildren().setAll(new Segments<>(
                    words.get("split"), shownSplits, scores.splitProperty(), words::split, name -> words.get("split.tip")));
        }
        parts.refresh();
        String metric = words.metric(scores.metric());
        remark.setText(words.get("scores.remark", metric, Numbers.count(scores.examples())));
        chart.axes(
                words.get("axis." + scores.axisProperty().get().name().toLowerCase(Locale.ROOT) + ".name"),
                words.get("scores.axis", metric));
        List<Curve> curves = new ArrayList<>();
        List<Line> lines = scores.lines();
        for (Line line : lines) {
            curves.add(new Curve(line.id(), words.line(line, scores.parts()), Role.SERIES, line.x(), line.y()));
        }
        chart.curves(curves);
        chart.dividers(scores.borders().stream()
                .map(border -> new Divider(words.stage(border.stage()), border.x()))
                .toList());
        OptionalDouble teacher = scores.teacher();
        if (teacher.isPresent()) {
            double value = 100 * teacher.getAsDouble();
            double target = scores.targetProperty().get();
            chart.levels(List.of(new Level(
                    words.subject(ScorePoint.TEACHER) + " " + Numbers.fixed(value, 1), value, Role.TEACHER)));
            chart.bands(List.of(new Band(words.get("target.band", Numbers.percent(target)), target * value, value)));
        } else {
            chart.levels(List.of());
            chart.bands(List.of());
        }
        hold(lines);
    }

    private void hold(List<Line> lines) {
        RunPicture picture = model.pictureProperty().get();
        if (picture == null) {
            return;
        }
        Words paper = words.forPaper();
        List<Part> among = List.copyOf(scores.parts());
        List<Curves.Level> levels = new ArrayList<>();
        List<Curves.Band> bands = new ArrayList<>();
        scores.teacher().ifPresent(fraction -> {
            double target = scores.targetProperty().get();
            levels.add(new Curves.Level(
                    paper.subject(ScorePoint.TEACHER) + " " + Numbers.score(fraction),
                    100 * fraction,
                    Curves.Kind.TEACHER));
            bands.add(new Curves.Band(
                    paper.get("target.band", Numbers.percent(target)), 100 * target * fraction, 100 * fraction));
        });
        String metric = paper.metric(scores.metric());
        String axis = scores.axisProperty().get().name().toLowerCase(Locale.ROOT);
        String split = paper.split(scores.splitProperty().get());
        figure.hold(picture, width -> {
            Curves curves = new Curves(
                    paper.get("axis." + axis + ".name"),
                    paper.get("scores.axis", metric),
                    false,
                    PaperCurves.curves(lines, among, paper, 0),
                    levels,
                    bands,
                    paper.get("scores.caption", picture.name(), split));
            return CurvesFigure.figure(picture.name() + ": " + metric, curves, width);
        });
    }
}
