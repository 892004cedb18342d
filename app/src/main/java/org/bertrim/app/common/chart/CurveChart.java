package org.bertrim.app.common.chart;

import java.util.List;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import org.bertrim.app.common.AppContext;
import org.bertrim.app.common.Texts;

/** Curves over a common axis, many points long. */
public final class CurveChart extends Drawing {

    private final BooleanProperty logarithmic = new SimpleBooleanProperty(this, "logarithmic");
    private final DoubleProperty smoothing = new SimpleDoubleProperty(this, "smoothing");
    private final Texts texts;
    private List<Curve> curves = List.of();
    private List<Level> levels = List.of();
    private List<Band> bands = List.of();

    public CurveChart(Texts texts) {
        this.texts = texts;
    }

    /** Names both axes. */
    public void axes(String x, String y) {
        invalidate();
    }

    /** Replaces all curves; ranges that the user has zoomed to stay. */
    public void curves(List<Curve> newCurves) {
        curves = List.copyOf(newCurves);
        invalidate();
    }

    /** Replaces the values that the curves are compared with. */
    public void levels(List<Level> newLevels) {
        levels = List.copyOf(newLevels);
        invalidate();
    }

    /** Replaces the bands behind the curves. */
    public void bands(List<Band> newBands) {
        bands = List.copyOf(newBands);
        invalidate();
    }

    /** What stands in place of the curves as long as there are none. */
    public void empty(String words) {
        invalidate();
    }

    /** Whether the upright axis is logarithmic; values that are not positive are then left out and counted in words. */
    public BooleanProperty logarithmicProperty() {
        return logarithmic;
    }

    /** Weight of the past in the exponential smoothing, from 0 (none) to below 1. */
    public DoubleProperty smoothingProperty() {
        return smoothing;
    }

    /** Shows everything again after zooming. */
    public void reset() {
        invalidate();
    }

    /** Shows the button and the menu entry that lead to the files for a paper. */
    public void exportAs(AppContext context, String stem, FigureSource source) {
        invalidate();
    }

    @Override
    void draw() {
        canvas().getGraphicsContext2D().clearRect(0, 0, getWidth(), getHeight());
    }
}
