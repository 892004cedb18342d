package org.bertrim.app.common.chart;

import java.awt.BasicStroke;
import java.awt.geom.Rectangle2D;
import java.util.List;
import javafx.scene.canvas.GraphicsContext;
import org.bertrim.engine.figure.Axis;
import org.bertrim.engine.figure.ScenePainter;
import org.bertrim.engine.figure.Token;
import org.bertrim.engine.figure.Tone;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.IntervalMarker;
import org.jfree.chart.plot.SeriesRenderingOrder;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.ui.Layer;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.xy.AbstractXYDataset;
import org.jfree.fx.FXGraphics2D;

/**
 * The data area of a chart, drawn by JFreeChart: lines, points, levels and bands, without axes and text. Nothing is drawn before
 * {@link #draw} is called, whatever changes.
 */
final class Plot {

    private static final double BAND_STRENGTH = 0.14;
    private static final float LEVEL_WIDTH = 1.4f;
    private static final float[] LEVEL_DASH = {5, 4};
    private static final BasicStroke OUTLINE = new BasicStroke(1.4f);
    private static final BasicStroke DASHED =
            new BasicStroke(1.4f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, new float[] {2.2f, 1.8f}, 0);

    private final FigureTheme theme;
    private final Layers data = new Layers();
    private final DenseRenderer renderer = new DenseRenderer();
    private final XYPlot plot = new XYPlot(data, null, null, renderer);
    private final JFreeChart chart = new JFreeChart(null, null, plot, false);

    Plot(FigureTheme theme) {
        this.theme = theme;
        chart.setNotify(false);
        chart.setPadding(RectangleInsets.ZERO_INSETS);
        chart.setBackgroundPaint(null);
        chart.setBorderVisible(false);
        plot.setNotify(false);
        plot.setInsets(RectangleInsets.ZERO_INSETS);
        plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
        plot.setBackgroundPaint(null);
        plot.setOutlineVisible(false);
        plot.setDomainGridlinesVisible(false);
        plot.setRangeGridlinesVisible(false);
        plot.setSeriesRenderingOrder(SeriesRenderingOrder.FORWARD);
        renderer.setUseFillPaint(true);
        renderer.setUseOutlinePaint(true);
        renderer.setDrawOutlines(true);
    }

    /** Draws everything into {@code area}, with the two axes as given. */
    void draw(
            GraphicsContext g,
            Rectangle2D area,
            Axis horizontal,
            Axis upright,
            List<PlotLayer> layers,
            List<Level> levels,
            List<Band> bands) {
        plot.setDomainAxis(axis(horizontal));
        plot.setRangeAxis(axis(upright));
        plot.clearRangeMarkers();
        for (Band band : bands) {
            plot.addRangeMarker(
                    new IntervalMarker(
                            band.low(), band.high(), theme.awt(new Tone(Token.GOOD, BAND_STRENGTH)), OUTLINE, null, null, 1f),
                    Layer.BACKGROUND);
        }
        for (Level level : levels) {
            Token token = level.role() == Role.TEACHER ? Token.GOOD : Token.MUTED;
            BasicStroke stroke =
                    new BasicStroke(LEVEL_WIDTH, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, LEVEL_DASH, 0);
            ValueMarker marker = new ValueMarker(level.value(), theme.awt(Tone.of(token)), stroke);
            marker.setAlpha(1f);
            plot.addRangeMarker(marker, Layer.FOREGROUND);
        }
        data.layers = layers;
        data.area = area;
        for (int i = 0; i < layers.size(); i++) {
            dress(i, layers.get(i));
        }
        FXGraphics2D graphics = new FXGraphics2D(g);
        chart.draw(graphics, area);
        graphics.dispose();
    }

    private void dress(int series, PlotLayer layer) {
        java.awt.Color colour = theme.awt(layer.tone());
        renderer.setSeriesPaint(series, colour, false);
        renderer.setSeriesLinesVisible(series, layer.line() > 0);
        renderer.setSeriesStroke(
                series,
                new BasicStroke(
                        (float) Math.max(layer.line(), 0.1),
                        BasicStroke.CAP_BUTT,
                        BasicStroke.JOIN_ROUND,
                        10,
                        layer.dash().length == 0 ? null : layer.dash(),
                        0),
                false);
        renderer.setSeriesShapesVisible(series, layer.marker() > 0);
        if (layer.marker() > 0) {
            boolean filled = layer.sign() == PlotLayer.Sign.FILLED;
            renderer.setSeriesShape(series, ScenePainter.shape(layer.shape(), 0, 0, layer.marker()), false);
            renderer.setSeriesFillPaint(series, filled ? colour : theme.awt(Tone.of(Token.GROUND)), false);
            renderer.setSeriesOutlinePaint(series, colour, false);
            renderer.setSeriesOutlineStroke(
                    series, layer.sign() == PlotLayer.Sign.DASHED ? DASHED : OUTLINE, false);
        }
    }

    private static ValueAxis axis(Axis ends) {
        ValueAxis axis = ends.logarithmic() ? new LogAxis(null) : new NumberAxis(null);
        axis.setRange(ends.lower(), ends.upper());
        axis.setVisible(false);
        return axis;
    }

    /** The reduced series, without copies. */
    static final class Layers extends AbstractXYDataset {

        private List<PlotLayer> layers = List.of();
        private Rectangle2D area = new Rectangle2D.Double();

        PlotLayer layer(int series) {
            return layers.get(series);
        }

        @Override
        public int getSeriesCount() {
            return layers.size();
        }

        @Override
        public Comparable<?> getSeriesKey(int series) {
            return series;
        }

        @Override
        public int getItemCount(int series) {
            // what is drawn as one area is one item, so that nobody goes through its points for nothing
            PlotLayer layer = layers.get(series);
            return DenseRenderer.dense(layer, area) ? 1 : layer.x().length;
        }

        @Override
        public Number getX(int series, int item) {
            return getXValue(series, item);
        }

        @Override
        public Number getY(int series, int item) {
            return getYValue(series, item);
        }

        @Override
        public double getXValue(int series, int item) {
            return layers.get(series).x()[item];
        }

        @Override
        public double getYValue(int series, int item) {
            return layers.get(series).y()[item];
        }
    }
}
