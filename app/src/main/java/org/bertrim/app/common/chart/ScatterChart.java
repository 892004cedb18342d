package org.bertrim.app.common.chart;

import java.util.List;
import java.util.function.Consumer;
import org.bertrim.app.common.AppContext;
import org.bertrim.app.common.Texts;

/** Points by two numbers, e.g. score over size: measured ones filled, estimated ones dashed, published ones hollow. */
public final class ScatterChart extends Drawing {

    private final Texts texts;
    private List<PointMark> points = List.of();
    private List<Level> levels = List.of();

    public ScatterChart(Texts texts) {
        this.texts = texts;
    }

    /** Names both axes. */
    public void axes(String x, String y) {
        invalidate();
    }

    /** Replaces all points. */
    public void points(List<PointMark> newPoints) {
        points = List.copyOf(newPoints);
        invalidate();
    }

    /** Replaces the values that the points are compared with. */
    public void levels(List<Level> newLevels) {
        levels = List.copyOf(newLevels);
        invalidate();
    }

    /** What stands in place of the points as long as there are none. */
    public void empty(String words) {
        invalidate();
    }

    /** Called with the id of a point that is pressed. */
    public void onPoint(Consumer<String> action) {
        invalidate();
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
