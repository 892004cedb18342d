package org.bertrim.engine.figure;

import java.awt.geom.Rectangle2D;
import java.util.List;
import org.jfree.chart.JFreeChart;

/**
 * A scene with the curves that lie above its marks. All text is in the scene; the insets hold shapes only.
 *
 * @param scene everything but the curves
 * @param insets curves, each with its id and its place in points
 */
record Picture(Scene scene, List<Inset> insets) {

    Picture {
        insets = List.copyOf(insets);
    }

    static Picture of(Scene scene) {
        return new Picture(scene, List.of());
    }

    /** Curves without axes: the data area of the chart is exactly {@code area}. */
    record Inset(String id, JFreeChart chart, Rectangle2D area) {}
}
