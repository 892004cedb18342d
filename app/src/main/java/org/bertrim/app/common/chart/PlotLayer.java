package org.bertrim.app.common.chart;

import org.bertrim.engine.figure.Mark;
import org.bertrim.engine.figure.Tone;

/**
 * What the plot draws as one series.
 *
 * @param x ascending for lines
 * @param y NaN is a gap
 * @param line its width in pixels; 0 for points without a line
 * @param dash empty for a full line
 * @param shape of its points
 * @param marker size of its points in pixels; 0 for none
 * @param sign filled, dashed or hollow points
 */
record PlotLayer(
        double[] x, double[] y, Tone tone, double line, float[] dash, Mark.Shape shape, double marker, Sign sign) {

    /** How points are drawn. */
    enum Sign {
        FILLED,
        DASHED,
        HOLLOW
    }
}
