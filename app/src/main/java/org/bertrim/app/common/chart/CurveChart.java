package org.bertrim.app.common.chart;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import org.bertrim.app.common.Texts;
import org.bertrim.engine.figure.CurvesFigure;
import org.bertrim.engine.figure.Mark;
import org.bertrim.engine.figure.Provenance;
import org.bertrim.engine.figure.Token;
import org.bertrim.engine.figure.Tone;
import org.jspecify.annotations.Nullable;

/** Curves over a common axis, many points long: see {@link ChartRegion} for mouse and keys. */
public final class CurveChart extends ChartRegion {

    private static final double LINE = 1.8;
    private static final double RAW_LINE = 1;
    private static final double RAW_STRENGTH = 0.25;
    private static final double POINT = 5.5;
    private static final double HOLLOW = 8;
    private static final int POINTS_UP_TO = 40;
    private static final double POINTS_MARGIN = 0.03;
    private static final double HOVER_STEPS = 60;
    private static final float[] FULL = {};
    private static final float[] DASH = {5, 4};

    private final BooleanProperty logarithmic = new SimpleBooleanProperty(this, "logarithmic");
    private final DoubleProperty smoothing = new SimpleDoubleProperty(this, "smoothing");
    private final CurveModel model = new CurveModel();
    private final Legend entries;

    public CurveChart(Texts texts) {
        super(texts);
        entries = new Legend(legend(), texts, (id, shown) -> {
            model.show(id, shown);
            invalidate();
        });
        logarithmic.addListener(change -> reset());
        smoothing.addListener(change -> {
            model.smoothing(smoothing.get());
            invalidate();
        });
    }

    /** Replaces all curves; what the user has zoomed to stays. */
    public void curves(List<Curve> newCurves) {
        model.curves(newCurves);
        entries.show(newCurves, model);
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

    /**
     * The chart as it is when its export is asked for: curves and smoothing, with the names that they have here. Where those may hold
     * letters that the figures' font lacks, write your own source with English names.
     *
     * @param title for the files' metadata
     * @param caption below the figure
     */
    public FigureSource source(String title, String caption, Provenance provenance) {
        return FigureSource.of(
                width -> CurvesFigure.figure(title, PaperCurves.of(this, model, caption), width), provenance);
    }

    @Override
    boolean logarithmic() {
        return logarithmic.get();
    }

    @Override
    @Nullable Range extent() {
        Range extent = model.extent();
        boolean few = model.layers().stream().allMatch(layer -> layer.x().length <= POINTS_UP_TO);
        if (extent == null || !few) {
            return extent;
        }
        double margin = extent.length() * POINTS_MARGIN; // so that points at the ends are whole
        return new Range(extent.from() - margin, extent.to() + margin);
    }

    @Override
    List<PlotLayer> plotted(Range range, int columns) {
        List<PlotLayer> layers = new ArrayList<>();
        for (CurveModel.Visible visible : model.visible(range, columns, logarithmic.get())) {
            CurveModel.Layer layer = visible.layer();
            double[] x = visible.points().x();
            boolean few = x.length <= POINTS_UP_TO && layer.role() != Role.RAW;
            boolean hollow = layer.role() == Role.PUBLISHED;
            layers.add(new PlotLayer(
                    x,
                    visible.points().y(),
                    tone(layer),
                    layer.role() == Role.RAW || hollow ? RAW_LINE : LINE,
                    layer.role() == Role.ESTIMATED || layer.role() == Role.TEACHER ? DASH : FULL,
                    hollow ? Mark.Shape.DIAMOND : Mark.Shape.CIRCLE,
                    hollow || layer.role() == Role.ESTIMATED ? few || hollow ? HOLLOW : 0 : few ? POINT : 0,
                    hollow
                            ? PlotLayer.Sign.HOLLOW
                            : layer.role() == Role.ESTIMATED ? PlotLayer.Sign.DASHED : PlotLayer.Sign.FILLED));
        }
        return layers;
    }

    private static Tone tone(CurveModel.Layer layer) {
        return switch (layer.role()) {
            case TEACHER -> Tone.of(Token.GOOD);
            case RAW -> new Tone(Token.series(layer.colour()), RAW_STRENGTH);
            default -> Tone.of(Token.series(layer.colour()));
        };
    }

    @Override
    @Nullable HoverBox hoverAt(Frame at, double x, double y) {
        double place = at.valueX(x);
        double nearest = Double.NaN;
        for (CurveModel.Layer layer : model.layers()) {
            int i = CurveModel.nearest(layer.x(), place);
            if (i >= 0 && !(Math.abs(layer.x()[i] - place) >= Math.abs(nearest - place))) {
                nearest = layer.x()[i];
            }
        }
        List<HoverBox.Row> rows = new ArrayList<>();
        for (CurveModel.Layer layer : model.layers()) {
            int i = layer.role() == Role.RAW ? -1 : CurveModel.nearest(layer.x(), nearest);
            // a curve says nothing where it has not come yet or has ended
            if (i >= 0 && Math.abs(at.x(layer.x()[i]) - at.x(nearest)) <= 8) {
                double value = layer.y()[i];
                String text = switch (layer.role()) {
                    case ESTIMATED -> "≈ " + Values.text(value);
                    case PUBLISHED -> Values.text(value) + " " + texts.get("chart.words.published");
                    default -> Values.text(value);
                };
                double pixel = Double.isFinite(value) && (!logarithmic.get() || value > 0) ? at.y(value) : Double.NaN;
                rows.add(new HoverBox.Row(layer.name(), text, tone(layer), pixel, at.x(layer.x()[i])));
            }
        }
        return rows.isEmpty() ? null : new HoverBox(at.x(nearest), y, xName() + " " + Values.text(nearest), rows);
    }

    @Override
    double step(Frame at, double x, int direction) {
        double least = Math.max(1, at.area().getWidth() / HOVER_STEPS);
        double wanted = x + direction * least;
        double next = Double.NaN;
        double place = at.valueX(wanted);
        for (CurveModel.Layer layer : model.layers()) {
            int i = CurveModel.nearest(layer.x(), place);
            // where points are far apart, the next one in the direction
            while (i >= 0 && i < layer.x().length && direction * (at.x(layer.x()[i]) - x) < 0.5) {
                i += direction;
            }
            if (i >= 0 && i < layer.x().length) {
                double pixel = at.x(layer.x()[i]);
                next = Double.isNaN(next) || Math.abs(pixel - wanted) < Math.abs(next - wanted) ? pixel : next;
            }
        }
        return Double.isNaN(next) ? x : next;
    }

    @Override
    String remark(Range range) {
        if (!logarithmic.get()) {
            return "";
        }
        int count = model.notPositive(range);
        return count == 0 ? "" : texts.get("chart.notPositive", count);
    }

    @Override
    void copy() {
        StringBuilder out = new StringBuilder("curve\t" + xName() + "\t" + yName() + "\n");
        for (Curve curve : model.curves()) {
            for (int i = 0; i < curve.x().length; i++) {
                out.append(curve.name()).append('\t').append(curve.x()[i]).append('\t').append(curve.y()[i]).append('\n');
            }
        }
        ClipboardContent content = new ClipboardContent();
        content.putString(out.toString());
        Clipboard.getSystemClipboard().setContent(content);
    }
}
