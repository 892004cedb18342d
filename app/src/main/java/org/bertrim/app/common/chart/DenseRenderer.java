package org.bertrim.app.common.chart;

import java.awt.Graphics2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.CrosshairState;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYItemRendererState;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.data.xy.XYDataset;

/**
 * Draws a line with about as many points as there are pixels as the area that it covers: for each column of pixels from its lowest to
 * its highest place, with the width of the line around. That looks the same and costs a fraction of stroking every to and fro.
 */
final class DenseRenderer extends XYLineAndShapeRenderer {

    private static final double DENSE = 0.9;

    DenseRenderer() {
        super(true, false);
        setDrawSeriesLineAsPath(true);
    }

    /** Whether a layer is drawn as an area. */
    static boolean dense(PlotLayer layer, Rectangle2D area) {
        return layer.line() > 0 && layer.dash().length == 0 && layer.x().length >= DENSE * area.getWidth();
    }

    @Override
    public void drawItem(
            Graphics2D g2,
            XYItemRendererState state,
            Rectangle2D dataArea,
            PlotRenderingInfo info,
            XYPlot plot,
            ValueAxis domainAxis,
            ValueAxis rangeAxis,
            XYDataset dataset,
            int series,
            int item,
            CrosshairState crosshairState,
            int pass) {
        Plot.Layers layers = (Plot.Layers) dataset;
        PlotLayer layer = layers.layer(series);
        if (!dense(layer, dataArea)) {
            super.drawItem(
                    g2, state, dataArea, info, plot, domainAxis, rangeAxis, dataset, series, item, crosshairState, pass);
        } else if (item == 0 && isLinePass(pass)) {
            g2.setPaint(getItemPaint(series, 0));
            fill(g2, dataArea, domainAxis, rangeAxis, layer);
        }
    }

    private static void fill(
            Graphics2D g2, Rectangle2D area, ValueAxis domainAxis, ValueAxis rangeAxis, PlotLayer layer) {
        int most = layer.x().length;
        Stretch stretch = new Stretch(most, layer.line() / 2);
        for (int i = 0; i < most; i++) {
            double value = layer.y()[i];
            if (Double.isNaN(value)) {
                stretch.end(g2);
                continue;
            }
            double x = domainAxis.valueToJava2D(layer.x()[i], area, RectangleEdge.BOTTOM);
            stretch.add(x, rangeAxis.valueToJava2D(value, area, RectangleEdge.LEFT));
        }
        stretch.end(g2);
    }

    /** The columns between two gaps. */
    private static final class Stretch {

        private final double[] x;
        private final double[] high;
        private final double[] low;
        private final double half;
        private int columns;
        private double lastY;

        Stretch(int most, double half) {
            x = new double[most];
            high = new double[most];
            low = new double[most];
            this.half = half;
        }

        void add(double atX, double y) {
            int now = columns - 1;
            if (now >= 0 && Math.floor(x[now]) == Math.floor(atX)) {
                high[now] = Math.min(high[now], y);
                low[now] = Math.max(low[now], y);
            } else {
                double middle = now >= 0 ? (lastY + y) / 2 : y;
                if (now >= 0) {
                    high[now] = Math.min(high[now], middle);
                    low[now] = Math.max(low[now], middle);
                }
                x[columns] = atX;
                high[columns] = Math.min(y, middle);
                low[columns] = Math.max(y, middle);
                columns++;
            }
            lastY = y;
        }

        void end(Graphics2D g2) {
            if (columns > 0) {
                Path2D path = new Path2D.Double(Path2D.WIND_NON_ZERO, 2 * columns + 3);
                path.moveTo(x[0], high[0] - half);
                for (int i = 1; i < columns; i++) {
                    path.lineTo(x[i], high[i] - half);
                }
                for (int i = columns - 1; i >= 0; i--) {
                    path.lineTo(x[i], low[i] + half);
                }
                path.closePath();
                g2.fill(path);
            }
            columns = 0;
        }
    }
}
