package org.bertrim.app.common.chart;

import java.util.ArrayList;
import java.util.List;
import org.bertrim.engine.figure.Curves;

/** Turns what a chart shows into what the engine draws for a paper. */
final class PaperCurves {

    private PaperCurves() {}

    static Curves of(CurveChart chart, CurveModel model, String caption) {
        List<Curves.Curve> curves = new ArrayList<>();
        for (CurveModel.Layer layer : model.layers()) {
            curves.add(new Curves.Curve(
                    layer.id(), layer.name(), Curves.Kind.valueOf(layer.role().name()), layer.colour(), 0, layer.x(), layer.y()));
        }
        List<Curves.Level> levels = chart.levels().stream()
                .map(l -> new Curves.Level(l.name(), l.value(), Curves.Kind.valueOf(l.role().name())))
                .toList();
        List<Curves.Band> bands =
                chart.bands().stream().map(b -> new Curves.Band(b.name(), b.low(), b.high())).toList();
        return new Curves(chart.xName(), chart.yName(), chart.logarithmic(), curves, levels, bands, caption);
    }
}
