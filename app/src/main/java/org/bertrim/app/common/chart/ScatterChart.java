package org.bertrim.app.common.chart;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import org.bertrim.app.common.Texts;
import org.bertrim.engine.figure.Mark;
import org.bertrim.engine.figure.Token;
import org.bertrim.engine.figure.Tone;
import org.jspecify.annotations.Nullable;

/**
 * Points by two numbers, e.g. score over size: measured ones filled, estimated ones dashed, published ones hollow. See
 * {@link ChartRegion} for mouse and keys.
 */
public final class ScatterChart extends ChartRegion {

    private static final double SIZE = 10;
    private static final double REACH = 18;
    private static final double MARGIN_SHARE = 0.06;

    private final LegendMarks marks;
    private final Map<String, Integer> colours = new LinkedHashMap<>();
    private List<PointMark> points = List.of();
    private Consumer<String> action = id -> {};
    private @Nullable PointMark read;

    public ScatterChart(Texts texts) {
        super(texts);
        marks = new LegendMarks(legend(), texts);
        addEventHandler(MouseEvent.MOUSE_CLICKED, event -> {
            if (event.isStillSincePress() && event.getClickCount() == 1 && read != null && reading() != null) {
                action.accept(read.id());
            }
        });
        addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if ((event.getCode() == KeyCode.ENTER || event.getCode() == KeyCode.SPACE) && read != null && reading() != null) {
                action.accept(read.id());
                event.consume();
            }
        });
    }

    /** Replaces all points; a series keeps its colour. */
    public void points(List<PointMark> newPoints) {
        points = List.copyOf(newPoints);
        points.forEach(point -> colours.computeIfAbsent(point.series(), series -> colours.size()));
        marks.show(points, colours);
        invalidate();
    }

    /** Called with the id of a point that is pressed, by mouse or with Enter. */
    public void onPoint(Consumer<String> newAction) {
        action = newAction;
    }

    @Override
    boolean logarithmic() {
        return false;
    }

    @Override
    @Nullable Range extent() {
        if (points.isEmpty()) {
            return null;
        }
        Extremes found = new Extremes(false);
        points.forEach(point -> found.add(point.x()));
        Range range = found.range();
        double margin = range.length() * MARGIN_SHARE;
        return new Range(range.from() - margin, range.to() + margin);
    }

    @Override
    List<PlotLayer> plotted(Range range, int columns) {
        Map<List<Object>, List<PointMark>> groups = new LinkedHashMap<>();
        points.forEach(point -> groups.computeIfAbsent(List.of(point.series(), point.role()), key -> new ArrayList<>())
                .add(point));
        List<PlotLayer> layers = new ArrayList<>();
        for (List<PointMark> group : groups.values()) {
            PointMark first = group.get(0);
            layers.add(new PlotLayer(
                    group.stream().mapToDouble(PointMark::x).toArray(),
                    group.stream().mapToDouble(PointMark::y).toArray(),
                    tone(first),
                    0,
                    new float[0],
                    shape(colours.getOrDefault(first.series(), 0)),
                    SIZE,
                    sign(first.role())));
        }
        return layers;
    }

    static Mark.Shape shape(int series) {
        return Mark.Shape.values()[series % Mark.Shape.values().length];
    }

    static PlotLayer.Sign sign(Role role) {
        return switch (role) {
            case ESTIMATED -> PlotLayer.Sign.DASHED;
            case PUBLISHED -> PlotLayer.Sign.HOLLOW;
            default -> PlotLayer.Sign.FILLED;
        };
    }

    private Tone tone(PointMark point) {
        return Tone.of(
                point.role() == Role.TEACHER ? Token.GOOD : Token.series(colours.getOrDefault(point.series(), 0)));
    }

    @Override
    @Nullable HoverBox hoverAt(Frame at, double x, double y) {
        PointMark best = null;
        double least = REACH;
        for (PointMark point : points) {
            double distance = Math.hypot(at.x(point.x()) - x, at.y(point.y()) - y);
            if (distance <= least) {
                least = distance;
                best = point;
            }
        }
        read = best;
        return best == null ? null : box(at, best);
    }

    private HoverBox box(Frame at, PointMark point) {
        String word = switch (point.role()) {
            case ESTIMATED -> texts.get("chart.words.estimated");
            case PUBLISHED -> texts.get("chart.words.published");
            default -> texts.get("chart.words.measured");
        };
        String sign = point.role() == Role.ESTIMATED ? "≈ " : "";
        double x = at.x(point.x());
        double y = at.y(point.y());
        return new HoverBox(
                Double.NaN,
                y,
                point.name() + ", " + word,
                List.of(
                        new HoverBox.Row(yName(), sign + Values.text(point.y()), tone(point), y, x),
                        new HoverBox.Row(xName(), sign + Values.text(point.x()), tone(point), y, x)));
    }

    @Override
    double step(Frame at, double x, int direction) {
        List<PointMark> order = points.stream()
                .sorted(java.util.Comparator.comparingDouble(PointMark::x).thenComparingDouble(PointMark::y))
                .toList();
        int now = reading() == null || read == null ? direction > 0 ? -1 : order.size() : order.indexOf(read);
        int next = Math.max(0, Math.min(order.size() - 1, now + direction));
        if (order.isEmpty()) {
            return x;
        }
        read = order.get(next);
        return at.x(read.x());
    }

    /** Reading by key goes from point to point, also where two lie at the same place. */
    @Override
    @Nullable HoverBox readByKey(Frame at, double x) {
        return read == null ? null : box(at, read);
    }

    @Override
    void copy() {
        StringBuilder out = new StringBuilder("point\t" + xName() + "\t" + yName() + "\n");
        points.forEach(p ->
                out.append(p.name()).append('\t').append(p.x()).append('\t').append(p.y()).append('\n'));
        ClipboardContent content = new ClipboardContent();
        content.putString(out.toString());
        Clipboard.getSystemClipboard().setContent(content);
    }
}
