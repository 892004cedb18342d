package org.bertrim.engine.figure;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.DatasetRenderingOrder;
import org.jfree.chart.plot.SeriesRenderingOrder;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import org.jspecify.annotations.Nullable;

/**
 * The losses of one stage over its steps, a panel for each term. Colours tell widths, dashes tell depths; the raw
 * course stands at a quarter of the strength behind the smoothed one.
 */
final class LossFigure {

    private static final double PLOT_HEIGHT = 100;
    private static final double HEAD = 16;
    private static final double FOOT = 24;
    private static final double GUTTER = 14;
    private static final double RIGHT_MARGIN = 5;
    private static final double RAW_STRENGTH = 0.25;
    private static final double RAW_WIDTH = 0.5;
    private static final double SMOOTH_WIDTH = 1.1;
    private static final int TERMS_IN_A_ROW = 3;
    private static final double HEADROOM = 1.04;
    private static final int MOST_POINTS = 1200;
    private static final List<List<Double>> DASHES =
            List.of(List.of(), List.of(4.0, 2.0), List.of(1.2, 1.6), List.of(6.0, 1.6, 1.2, 1.6));

    private final LossCurves losses;
    private final Grid.Names names;
    private final Scale scale;
    private final PaperTheme theme;
    private final Sheet sheet = new Sheet();
    private final List<Picture.Inset> insets = new ArrayList<>();
    private final List<Double> widths;
    private final List<Double> depths;

    private LossFigure(LossCurves losses, Grid.Names names, Scale scale, PaperTheme theme) {
        this.losses = losses;
        this.names = names;
        this.scale = scale;
        this.theme = theme;
        widths = multipliers(LossCurves.Curve::width);
        depths = multipliers(LossCurves.Curve::depth);
    }

    /** The scale of the loss axis; on a logarithmic one, values that are not positive are left out. */
    enum Scale {
        LINEAR,
        LOG
    }

    /** Draws the curves of a stage: one column wide for one term, else two columns. */
    static Picture of(LossCurves losses, Grid.Names names, Scale scale, PaperTheme theme) {
        return new LossFigure(losses, names, scale, theme).draw();
    }

    private Picture draw() {
        Map<String, List<LossCurves.Curve>> terms = losses.curves().stream()
                .collect(Collectors.groupingBy(
                        LossCurves.Curve::term, LinkedHashMap::new, Collectors.toList()));
        int columns = terms.size() <= TERMS_IN_A_ROW && terms.size() != 2
                ? terms.size()
                : terms.size() % 2 == 0 && terms.size() <= 4 ? 2 : TERMS_IN_A_ROW;
        double width = terms.size() == 1 ? Scene.ONE_COLUMN : Scene.TWO_COLUMNS;
        double panel = (width - GUTTER * (columns - 1)) / columns;
        int index = 0;
        double bottom = 0;
        for (Map.Entry<String, List<LossCurves.Curve>> term : terms.entrySet()) {
            double x = index % columns * (panel + GUTTER);
            double y = Math.floorDiv(index, columns) * (HEAD + PLOT_HEIGHT + FOOT + 6);
            panel(term.getKey(), term.getValue(), x, y, panel);
            bottom = y + HEAD + PLOT_HEIGHT + FOOT;
            index++;
        }
        double end = legend(bottom + 9, width);
        end = sheet.paragraph("caption", 1, end + 12, width - 2, Token.MUTED, caption());
        return new Picture(sheet.scene(width, end + 4), insets);
    }

    private void panel(String term, List<LossCurves.Curve> curves, double x, double y, double width) {
        Axis steps = steps();
        Axis values = values(curves);
        String name = term.equals("loss") ? "loss" : term + " loss";
        sheet.text(
                "loss-name-" + term,
                x + 1,
                y + 8,
                Mark.Anchor.START,
                Sheet.NORMAL,
                Weight.SEMI_BOLD,
                Tone.of(Token.INK),
                null,
                name);
        if (values == null) {
            double middle = y + HEAD + PLOT_HEIGHT / 2;
            sheet.text("empty-" + term, x + width / 2, middle, Mark.Anchor.MIDDLE, Token.MUTED, "no finite value");
            return;
        }
        double labels = values.ticks().stream()
                .mapToDouble(t -> sheet.width(values.label(t)))
                .max()
                .orElse(0);
        // JFreeChart cuts its data area to whole units: only an area of whole points is drawn where the ticks are
        double left = Math.ceil(x + 6 + labels);
        double lastLabel = sheet.width(stepLabel(steps, steps.ticks().get(steps.ticks().size() - 1)));
        double right = Math.max(RIGHT_MARGIN, lastLabel / 2 + 1);
        Rectangle2D area =
                new Rectangle2D.Double(left, y + HEAD, Math.floor(x + width - right) - left, PLOT_HEIGHT);
        for (double tick : values.ticks()) {
            double at = area.getMaxY() - values.place(tick) * PLOT_HEIGHT;
            String id = term + "-" + values.label(tick);
            sheet.add(new Mark.Line(
                    "loss-grid-" + id, left, at, area.getMaxX(), at, Pen.solid(Token.LINE, 0.5), null, ""));
            sheet.text("loss-tick-" + id, left - 4, at + 2.5, Mark.Anchor.END, Token.MUTED, values.label(tick));
        }
        double bottom = area.getMaxY();
        for (double tick : steps.ticks()) {
            double at = left + steps.place(tick) * area.getWidth();
            String id = term + "-" + stepLabel(steps, tick);
            sheet.add(new Mark.Line(
                    "step-tick-line-" + id,
                    at,
                    bottom,
                    at,
                    bottom + 2.5,
                    Pen.solid(Token.FAINT, 0.5),
                    null,
                    ""));
            String label = stepLabel(steps, tick);
            sheet.text("step-tick-" + id, at, bottom + 10.5, Mark.Anchor.MIDDLE, Token.MUTED, label);
        }
        sheet.add(new Mark.Line(
                "step-axis-" + term,
                left,
                area.getMaxY(),
                area.getMaxX(),
                area.getMaxY(),
                Pen.solid(Token.FAINT, 0.5),
                null,
                ""));
        double middle = area.getCenterX();
        sheet.text("step-name-" + term, middle, bottom + 19.5, Mark.Anchor.MIDDLE, Token.MUTED, "step");
        insets.add(new Picture.Inset("curves-" + term, chart(curves, steps, values), area));
    }

    /** Thousands with a k where the numbers would be long. */
    private static String stepLabel(Axis steps, double tick) {
        boolean thousands = steps.upper() >= 10_000 && steps.ticks().stream().allMatch(t -> t % 1000 == 0);
        return thousands && tick > 0 ? Math.round(tick / 1000) + "k" : steps.label(tick);
    }

    private JFreeChart chart(List<LossCurves.Curve> curves, Axis steps, Axis values) {
        XYSeriesCollection data = new XYSeriesCollection();
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, false);
        renderer.setDrawSeriesLineAsPath(true);
        for (boolean smoothed : new boolean[] {false, true}) {
            for (LossCurves.Curve curve : curves) {
                if (!smoothed && losses.reach() == 0) {
                    continue;
                }
                int series = data.getSeriesCount();
                data.addSeries(series(curve, smoothed));
                Tone tone = new Tone(token(curve), smoothed ? 1 : RAW_STRENGTH);
                renderer.setSeriesPaint(series, new Color(theme.colour(tone)));
                renderer.setSeriesStroke(series, stroke(curve, smoothed));
            }
        }
        XYPlot plot = new XYPlot(data, axis(steps), axis(values), renderer);
        plot.setInsets(RectangleInsets.ZERO_INSETS);
        plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
        plot.setBackgroundPaint(null);
        plot.setOutlineVisible(false);
        plot.setDomainGridlinesVisible(false);
        plot.setRangeGridlinesVisible(false);
        plot.setDatasetRenderingOrder(DatasetRenderingOrder.FORWARD);
        plot.setSeriesRenderingOrder(SeriesRenderingOrder.FORWARD);
        JFreeChart chart = new JFreeChart(null, null, plot, false);
        chart.setPadding(RectangleInsets.ZERO_INSETS);
        chart.setBackgroundPaint(null);
        chart.setBorderVisible(false);
        return chart;
    }

    private static ValueAxis axis(Axis ends) {
        ValueAxis axis = ends.logarithmic() ? new LogAxis(null) : new NumberAxis(null);
        axis.setRange(ends.lower(), ends.upper());
        axis.setVisible(false);
        return axis;
    }

    private BasicStroke stroke(LossCurves.Curve curve, boolean smoothed) {
        List<Double> dash = smoothed && curve.depth() != null ? dash(curve.depth()) : List.of();
        return ScenePainter.stroke(new Pen(Tone.of(Token.INK), smoothed ? SMOOTH_WIDTH : RAW_WIDTH, dash));
    }

    private XYSeries series(LossCurves.Curve curve, boolean smoothed) {
        double[] values = smoothed ? curve.smoothed() : curve.raw();
        XYSeries series = new XYSeries(curve.key() + (smoothed ? " smoothed" : " raw"), false, true);
        for (int i : reduced(values)) {
            boolean drawn = Double.isFinite(curve.raw()[i]) && (scale == Scale.LINEAR || values[i] > 0);
            series.add(curve.steps()[i], drawn ? values[i] : Double.NaN, false);
        }
        return series;
    }

    /** All indices, or the least and the greatest value of each stretch where there are more than print can show. */
    static int[] reduced(double[] values) {
        if (values.length <= MOST_POINTS) {
            return IntStream.range(0, values.length).toArray();
        }
        int stretches = MOST_POINTS / 2;
        TreeMap<Integer, Boolean> kept = new TreeMap<>();
        kept.put(0, true);
        kept.put(values.length - 1, true);
        for (int s = 0; s < stretches; s++) {
            int from = (int) ((long) values.length * s / stretches);
            int to = (int) ((long) values.length * (s + 1) / stretches);
            int least = from;
            int most = from;
            for (int i = from; i < to; i++) {
                least = values[i] < values[least] ? i : least;
                most = values[i] > values[most] ? i : most;
            }
            kept.put(least, true);
            kept.put(most, true);
        }
        return kept.keySet().stream().mapToInt(Integer::intValue).toArray();
    }

    private Axis steps() {
        double first = losses.curves().stream()
                .mapToDouble(c -> c.steps()[0])
                .min()
                .orElse(1);
        double last = losses.curves().stream()
                .mapToDouble(c -> c.steps()[c.steps().length - 1])
                .max()
                .orElse(1);
        return Axis.tight(Math.min(first, last > first + 10 ? 0 : first), last, 4);
    }

    private @Nullable Axis values(List<LossCurves.Curve> curves) {
        double[] finite = curves.stream()
                .flatMapToDouble(c -> DoubleStream.of(c.raw()))
                .filter(v -> Double.isFinite(v) && (scale == Scale.LINEAR || v > 0))
                .sorted()
                .toArray();
        if (finite.length == 0) {
            return null;
        }
        double least = finite[0];
        double most = finite[finite.length - 1];
        return scale == Scale.LOG ? Axis.log(least, most) : Axis.tight(Math.min(0, least), most * HEADROOM, 5);
    }

    private double legend(double first, double width) {
        if (widths.isEmpty()) {
            return first - 9;
        }
        double[] at = {1, first};
        entries(at, width, "width multiplier", widths, value -> Pen.solid(Token.series(widths.indexOf(value)), 1.4));
        if (!depths.isEmpty()) {
            at[0] += 8;
            entries(at, width, "depth multiplier", depths, value -> new Pen(Tone.of(Token.INK), 1.1, dash(value)));
        }
        return at[1];
    }

    private void entries(double[] at, double width, String name, List<Double> values, Function<Double, Pen> pens) {
        place(at, width, sheet.width(name));
        sheet.text("legend-" + name.substring(0, 5), at[0], at[1], Mark.Anchor.START, Token.MUTED, name);
        at[0] += sheet.width(name) + 8;
        for (double value : values) {
            String text = Grid.multiplier(value);
            place(at, width, 21 + sheet.width(text));
            String id = "legend-" + name.substring(0, 5) + "-" + text;
            sheet.add(new Mark.Line(
                    id + "-line", at[0], at[1] - 2.6, at[0] + 17, at[1] - 2.6, pens.apply(value), value, ""));
            sheet.text(id, at[0] + 21, at[1], Mark.Anchor.START, Token.INK, text);
            at[0] += 21 + sheet.width(text) + 9;
        }
    }

    private static void place(double[] at, double width, double length) {
        if (at[0] + length > width - 1) {
            at[0] = 1;
            at[1] += 10;
        }
    }

    private String caption() {
        String smoothing = losses.reach() == 0
                ? "every step as it was"
                : "pale: every step; full: weighted mean of " + losses.reach() + " points before and after";
        String what = names.method() + " on " + names.task() + ", stage " + losses.stage();
        return what + ": training loss, " + smoothing + "."
                + (widths.isEmpty() ? "" : " Dark: sum over the networks.")
                + (scale == Scale.LOG ? " Logarithmic loss axis." : "");
    }

    private Token token(LossCurves.Curve curve) {
        return curve.width() == null ? widths.isEmpty() ? Token.ACCENT : Token.INK : Token.series(widths.indexOf(curve.width()));
    }

    private List<Double> dash(double depth) {
        return DASHES.get(depths.indexOf(depth) % DASHES.size());
    }

    private List<Double> multipliers(Function<LossCurves.Curve, @Nullable Double> part) {
        return losses.curves().stream()
                .map(part)
                .filter(Objects::nonNull)
                .distinct()
                .sorted((a, b) -> Double.compare(b, a))
                .toList();
    }
}
