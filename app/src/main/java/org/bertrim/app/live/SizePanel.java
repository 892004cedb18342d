package org.bertrim.app.live;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.bertrim.app.common.AppContext;
import org.bertrim.app.common.Numbers;
import org.bertrim.app.common.chart.Level;
import org.bertrim.app.common.chart.PointMark;
import org.bertrim.app.common.chart.Role;
import org.bertrim.app.common.chart.ScatterChart;
import org.bertrim.engine.figure.Origin;
import org.bertrim.engine.figure.Points;
import org.bertrim.engine.figure.PointsFigure;

/** What the measured networks cost and what they are worth. */
final class SizePanel implements Panel {

    private final LiveViewModel model;
    private final SizeModel sizes;
    private final Words words;
    private final ScatterChart chart;
    private final HeldFigure figure;
    private final Label remark = new Label();
    private final HBox controls = new HBox(8);
    private final VBox body = new VBox(8);

    SizePanel(AppContext context, LiveViewModel model) {
        this.model = model;
        this.sizes = model.sizes();
        this.words = model.words();
        this.chart = new ScatterChart(context.texts());
        this.figure = new HeldFigure(false);
        Segments<SizeModel.Cost> costs = new Segments<>(
                words.get("size.cost"),
                List.of(SizeModel.Cost.values()),
                sizes.costProperty(),
                cost -> words.get("size." + key(cost)),
                cost -> words.get("size." + key(cost) + ".tip"));
        sizes.costProperty().addListener((property, old, now) -> refresh());
        remark.getStyleClass().add("bt-remark");
        remark.setMinWidth(0);
        Region spring = new Region();
        HBox.setHgrow(spring, Priority.ALWAYS);
        controls.getStyleClass().add("live-controls");
        controls.getChildren().addAll(spring, costs);
        chart.empty(words.get("size.empty"));
        chart.setAccessibleText(words.get("size"));
        chart.exportAs(context, "size", figure);
        chart.onPoint(id -> Part.parse(id).ifPresent(part -> model.grid().selectedProperty().set(part)));
        VBox.setVgrow(chart, Priority.ALWAYS);
        body.getChildren().addAll(chart, remark);
        body.setMinSize(0, 0);
    }

    private static String key(SizeModel.Cost cost) {
        return cost.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String name() {
        return words.get("size");
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
        return !sizes.points().isEmpty();
    }

    @Override
    public void refresh() {
        RunPicture picture = model.pictureProperty().get();
        if (picture == null) {
            return;
        }
        SizeModel.Cost cost = sizes.costProperty().get();
        String metric = words.metric(picture.results().path("metric").asText());
        chart.axes(words.get("size." + key(cost) + ".axis"), words.get("scores.axis", metric));
        List<PointMark> marks = new ArrayList<>();
        for (SizeModel.Point point : sizes.points()) {
            marks.add(new PointMark(
                    id(point), series(point, words), pointName(point, words), Role.SERIES, point.cost(), point.score()));
        }
        chart.points(marks);
        chart.levels(sizes.teacher().isPresent()
                ? List.of(new Level(
                        words.subject(ScorePoint.TEACHER) + " " + Numbers.fixed(sizes.teacher().getAsDouble(), 1),
                        sizes.teacher().getAsDouble(),
                        Role.TEACHER))
                : List.of());
        JsonNode latency = sizes.latency();
        remark.setText(
                cost == SizeModel.Cost.LATENCY && latency.isObject()
                        ? words.get("size.latency.remark", CellDetails.latencyWords(words, latency, false))
                        : words.get("size.remark"));
        hold(picture, cost);
    }

    private void hold(RunPicture picture, SizeModel.Cost cost) {
        Words paper = words.forPaper();
        String metric = paper.metric(picture.results().path("metric").asText());
        List<Points.Point> points = new ArrayList<>();
        for (SizeModel.Point point : sizes.points()) {
            points.add(new Points.Point(
                    id(point),
                    series(point, paper),
                    pointName(point, paper),
                    Origin.MEASURED,
                    point.cost(),
                    point.score(),
                    point.score() / 100));
        }
        Points.Level level = sizes.teacher().isPresent()
                ? new Points.Level(
                        paper.subject(ScorePoint.TEACHER) + " " + Numbers.fixed(sizes.teacher().getAsDouble(), 1),
                        sizes.teacher().getAsDouble(),
                        sizes.teacher().getAsDouble() / 100)
                : null;
        String axis = paper.get("size." + key(cost) + ".axis");
        JsonNode latency = sizes.latency();
        String caption = paper.get("size.caption", picture.name());
        if (cost == SizeModel.Cost.LATENCY && latency.isObject()) {
            caption += " " + paper.get("size.latency.remark", CellDetails.latencyWords(paper, latency, false));
        }
        Points data = new Points(axis, paper.get("scores.axis", metric), points, true, level, "", caption);
        figure.hold(picture, width -> PointsFigure.figure(picture.name() + ": " + metric, data, width));
    }

    private static String id(SizeModel.Point point) {
        return point.part() == null ? "student" : point.part().key();
    }

    private static String series(SizeModel.Point point, Words in) {
        return point.part() == null
                ? in.subject("student")
                : in.get("part.depth", Part.multiplier(point.part().depth()));
    }

    private static String pointName(SizeModel.Point point, Words in) {
        return point.part() == null ? in.subject("student") : in.part(point.part());
    }
}
