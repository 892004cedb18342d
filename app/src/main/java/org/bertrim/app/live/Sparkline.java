package org.bertrim.app.live;

import java.util.List;
import javafx.scene.layout.Region;
import javafx.scene.shape.Line;
import javafx.scene.shape.Polyline;

/** A small curve without axes: the course of one number, from zero to a ceiling. */
final class Sparkline extends Region {

    private final Polyline curve = new Polyline();
    private final Line ground = new Line();
    private List<Double> values = List.of();
    private double ceiling = 1;

    Sparkline() {
        getStyleClass().add("live-sparkline");
        curve.getStyleClass().add("live-spark");
        ground.getStyleClass().add("live-spark-ground");
        curve.setManaged(false);
        ground.setManaged(false);
        setMinSize(40, 18);
        setPrefHeight(34);
        getChildren().addAll(ground, curve);
    }

    /** Shows values, oldest first, up to a ceiling that is above zero; what is not finite is left out. */
    void show(List<Double> newValues, double newCeiling) {
        values = newValues.stream().filter(Double::isFinite).toList();
        ceiling = newCeiling;
        requestLayout();
    }

    @Override
    protected void layoutChildren() {
        double width = getWidth();
        double height = getHeight() - 2;
        ground.setStartX(0);
        ground.setEndX(width);
        ground.setStartY(height + 0.5);
        ground.setEndY(height + 0.5);
        Double[] points = new Double[2 * values.size()];
        for (int i = 0; i < values.size(); i++) {
            points[2 * i] = values.size() == 1 ? width : width * i / (values.size() - 1);
            points[2 * i + 1] = 1 + (height - 1) * (1 - Math.max(0, Math.min(1, values.get(i) / ceiling)));
        }
        curve.getPoints().setAll(points);
    }
}
