package org.bertrim.app.common.chart;

import java.util.List;
import javafx.geometry.Insets;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import org.bertrim.app.common.AppContext;
import org.bertrim.app.common.Texts;
import org.bertrim.engine.figure.Axis;
import org.bertrim.engine.figure.Mark;
import org.bertrim.engine.figure.Token;
import org.bertrim.engine.figure.Tone;
import org.bertrim.engine.figure.Weight;
import org.jspecify.annotations.Nullable;

/**
 * What charts share: axes and their names, zooming, reading values, a legend, the way to export. The mouse drags to zoom, double
 * clicks to reset, and its wheel zooms; on the keyboard + and - zoom, 0 resets, arrows read along the curves, with Shift they move.
 */
abstract class ChartRegion extends Drawing {

    private static final double MARGIN_SHARE = 0.04;

    final Texts texts;
    final Zoom zoom = new Zoom();
    private final Plot plot = new Plot(theme());
    private final Canvas overlay = new Canvas();
    private final FlowPane legend = new FlowPane();
    private final Label empty = new Label();
    private final Button export = new Button();
    private String xName = "";
    private String yName = "";
    private List<Level> levels = List.of();
    private List<Band> bands = List.of();
    private List<Divider> dividers = List.of();
    private @Nullable Range span;
    private @Nullable Frame frame;
    private @Nullable HoverBox hover;
    private double @Nullable [] band;

    ChartRegion(Texts texts) {
        this.texts = texts;
        getStyleClass().add("bt-chart");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setAccessibleHelp(texts.get("chart.keys"));
        overlay.setManaged(false);
        overlay.setMouseTransparent(true);
        legend.getStyleClass().add("bt-legend");
        legend.setPadding(new Insets(2, 0, 0, 26));
        empty.getStyleClass().add("bt-figure-empty");
        empty.setWrapText(true);
        export.getStyleClass().addAll("bt-quiet", "bt-figure-export");
        export.setText(texts.get("chart.export"));
        export.setTooltip(new Tooltip(texts.get("chart.export.tip")));
        export.setAccessibleText(texts.get("chart.export"));
        export.setVisible(false);
        getChildren().addAll(overlay, legend, empty, export);
        new ChartInput(this);
        ChartMenu.install(this, texts, new ChartMenu.Actions(null, this::copy, this::reset));
    }

    /** Names both axes. */
    public final void axes(String x, String y) {
        xName = x;
        yName = y;
        describe();
        invalidate();
    }

    /** Makes the horizontal axis reach at least from one place to another, e.g. to the last step of a stage. */
    public final void span(double from, double to) {
        span = new Range(from, to);
        invalidate();
    }

    /** Replaces the values that everything is compared with. */
    public final void levels(List<Level> newLevels) {
        levels = List.copyOf(newLevels);
        invalidate();
    }

    /** Replaces the bands behind the data. */
    public final void bands(List<Band> newBands) {
        bands = List.copyOf(newBands);
        invalidate();
    }

    /** Replaces the upright lines, in ascending order. */
    public final void dividers(List<Divider> newDividers) {
        dividers = List.copyOf(newDividers);
        invalidate();
    }

    /** What stands in place of the data as long as there is none. */
    public final void empty(String words) {
        empty.setText(words);
        invalidate();
    }

    /** Shows everything again after zooming. */
    public final void reset() {
        zoom.reset();
        read(null);
        invalidate();
    }

    /** Shows the button and the menu entry that lead to the files for a paper. */
    public final void exportAs(AppContext context, String stem, FigureSource source) {
        Runnable open = () -> FigureExport.open(this, context, source, stem);
        export.setOnAction(event -> open.run());
        export.setVisible(true);
        ChartMenu.install(this, texts, new ChartMenu.Actions(open, this::copy, this::reset));
    }

    final FlowPane legend() {
        return legend;
    }

    final @Nullable Frame frame() {
        return frame;
    }

    final List<Level> levels() {
        return levels;
    }

    final List<Band> bands() {
        return bands;
    }

    final String xName() {
        return xName;
    }

    final String yName() {
        return yName;
    }

    abstract boolean logarithmic();

    /** From where to where the data reach; null where there are none. */
    abstract @Nullable Range extent();

    /** The series to be drawn within a range of the horizontal axis, reduced to so many columns. */
    abstract List<PlotLayer> plotted(Range range, int columns);

    /** What is read at a pixel; null where there is nothing. */
    abstract @Nullable HoverBox hoverAt(Frame at, double x, double y);

    /** What is read at a pixel that {@link #step} gave. */
    @Nullable HoverBox readByKey(Frame at, double x) {
        return hoverAt(at, x, at.area().getCenterY());
    }

    /** The next place to read in a direction, as a pixel. */
    abstract double step(Frame at, double x, int direction);

    /** The data as text with tabs. */
    abstract void copy();

    /** A remark at the foot of the data area; empty for none. */
    String remark(Range range) {
        return "";
    }

    final void read(@Nullable HoverBox box) {
        hover = box;
        setAccessibleText(box == null ? xName + ", " + yName : box.words());
        paintOverlay();
    }

    final @Nullable HoverBox reading() {
        return hover;
    }

    /** Shows the rubber band of a zoom: two corners, or nothing. */
    final void rubber(double @Nullable [] corners) {
        band = corners;
        paintOverlay();
    }

    private void describe() {
        setAccessibleText(xName + ", " + yName);
    }

    @Override
    void layoutOthers(double width, double height) {
        double legendHeight = Math.min(height / 3, legend.prefHeight(width));
        legend.resizeRelocate(0, height - legendHeight, width, legendHeight);
        double exportWidth = export.prefWidth(-1);
        export.resizeRelocate(width - exportWidth, 0, exportWidth, export.prefHeight(-1));
        double emptyWidth = Math.min(width - 60, empty.prefWidth(-1));
        double emptyHeight = empty.prefHeight(emptyWidth);
        empty.resizeRelocate(
                Math.floor((width - emptyWidth) / 2), Math.floor((height - emptyHeight) / 2), emptyWidth, emptyHeight);
        if (overlay.getWidth() != width || overlay.getHeight() != height) {
            overlay.setWidth(width);
            overlay.setHeight(height);
        }
    }

    @Override
    void draw(GraphicsContext g, double width, double height) {
        double room = height - legend.getHeight();
        Range data = extent();
        empty.setVisible(data == null && !empty.getText().isEmpty());
        if (data == null) {
            frame = null;
            hover = null;
            paintOverlay();
            if (empty.isVisible()) {
                return;
            }
        }
        Range all = data == null ? new Range(0, 1) : span == null ? data : data.and(span);
        if (!all.usable()) {
            all = new Range(all.from() - 0.5, all.to() + 0.5);
        }
        zoom.all(all);
        Range across = zoom.across();
        List<PlotLayer> layers = plotted(across, Math.max(1, (int) width - 60));
        Axis upright = upright(layers, room);
        int count = (int) Math.max(2, Math.min(9, width / 90));
        Frame here = Frame.of(width, room, Axis.tight(across.from(), across.to(), count), upright, letters());
        frame = here;
        here.ground(g, theme(), letters(), xName, yName);
        here.dividers(g, theme(), letters(), dividers);
        List<Level> shown = levels.stream()
                .filter(level -> level.value() >= upright.lower() && level.value() <= upright.upper())
                .toList();
        plot.draw(g, here.area(), here.horizontal(), upright, layers, shown, bands);
        new LevelNames(here, layers).draw(g, theme(), letters(), shown);
        String remark = remark(across);
        if (!remark.isEmpty()) {
            double after = here.nameStart() + letters().width(yName, Frame.SMALL, Weight.REGULAR) + 14;
            letters().fill(
                    g, remark, after, Frame.NAME_BASE, Mark.Anchor.START, Frame.SMALL, Weight.REGULAR,
                    theme().colour(Token.MUTED));
        }
        if (hover != null) {
            HoverBox old = hover;
            hover = hoverAt(here, Double.isNaN(old.x()) ? old.rows().get(0).x() : old.x(), old.y());
        }
        paintOverlay();
    }

    private Axis upright(List<PlotLayer> layers, double height) {
        int count = (int) Math.max(2, Math.min(8, height / 48));
        Range chosen = zoom.upright();
        if (chosen != null) {
            return logarithmic()
                    ? Axis.tightLog(chosen.from(), chosen.to(), count)
                    : Axis.tight(chosen.from(), chosen.to(), count);
        }
        Extremes found = new Extremes(logarithmic());
        layers.forEach(layer -> found.add(layer.y()));
        levels.forEach(level -> found.add(level.value()));
        bands.forEach(b -> found.add(b.low(), b.high()));
        Range range = found.range();
        Axis axis;
        if (logarithmic()) {
            axis = Axis.tightLog(range.from() / 1.06, range.to() * 1.06, count);
        } else if (range.from() >= 0 && range.from() < 0.35 * range.to()) {
            axis = Axis.linear(0, range.to(), count);
        } else {
            double margin = range.length() * MARGIN_SHARE;
            axis = Axis.linear(range.from() - margin, range.to() + margin, count);
        }
        zoom.fullUpright(new Range(axis.lower(), axis.upper()));
        return axis;
    }

    private void paintOverlay() {
        GraphicsContext g = overlay.getGraphicsContext2D();
        g.clearRect(0, 0, overlay.getWidth(), overlay.getHeight());
        Frame here = frame;
        if (here == null) {
            return;
        }
        if (band != null) {
            double x = Math.min(band[0], band[2]);
            double y = Math.min(band[1], band[3]);
            double width = Math.abs(band[2] - band[0]);
            double height = Math.abs(band[3] - band[1]);
            javafx.scene.paint.Color accent = theme().colour(Tone.of(Token.ACCENT));
            g.setFill(accent.deriveColor(0, 1, 1, 0.14));
            g.fillRect(x, y, width, height);
            g.setStroke(accent);
            g.setLineWidth(1);
            g.strokeRect(Math.floor(x) + 0.5, Math.floor(y) + 0.5, Math.floor(width), Math.floor(height));
        }
        if (hover != null) {
            hover.paint(g, theme(), letters(), here);
        }
    }

    @Override
    protected double computePrefWidth(double height) {
        return 480;
    }

    @Override
    protected double computePrefHeight(double width) {
        return 280;
    }

    @Override
    protected double computeMinWidth(double height) {
        return 160;
    }

    @Override
    protected double computeMinHeight(double width) {
        return 120;
    }
}
