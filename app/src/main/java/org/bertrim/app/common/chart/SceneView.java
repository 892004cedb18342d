package org.bertrim.app.common.chart;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import javafx.collections.ObservableList;
import javafx.geometry.Point2D;
import javafx.geometry.Rectangle2D;
import javafx.scene.Node;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import org.bertrim.app.common.AppContext;
import org.bertrim.app.common.Texts;
import org.bertrim.engine.figure.Mark;
import org.bertrim.engine.figure.Room;
import org.bertrim.engine.figure.Scene;
import org.bertrim.engine.figure.Words;
import org.jspecify.annotations.Nullable;

/**
 * Shows a scene of the engine in the theme's colours, with a named, focusable region over each mark that says something. The arrow
 * keys go from region to region, Enter and Space press one. A scene that is wider than the view scrolls.
 */
public final class SceneView extends Region {

    private static final double SCROLL_BAR = 14;
    private static final double REACH = 8;
    private static final int CURVE_SAMPLES = 60;

    private final Canvas canvas = new Canvas();
    private final ScrollPane scroll = new ScrollPane(canvas);
    private final Label empty = new Label();
    private final Tooltip tooltip = new Tooltip();
    private final Texts texts;
    private final Map<String, MarkRegion> regions = new HashMap<>();
    private @Nullable Layout layout;
    private @Nullable Scene scene;
    private double laidOutWidth = -1;
    private double laidOutHeight = -1;
    private Consumer<String> action = id -> {};
    private boolean pressable;
    private @Nullable Pointing pointing;

    public SceneView(Texts texts) {
        this.texts = texts;
        getStyleClass().add("bt-scene");
        empty.getStyleClass().add("bt-remark");
        empty.setWrapText(true);
        scroll.getStyleClass().add("bt-scene-scroll");
        scroll.setFocusTraversable(false);
        scroll.setVisible(false);
        setMinSize(0, 0);
        tooltip.setWrapText(true);
        tooltip.setMaxWidth(420);
        getChildren().addAll(scroll, empty);
    }

    /** Lays a figure out for the room there is, e.g. {@code room -> GridFigure.of(grid, reading, room, words)}. */
    @FunctionalInterface
    public interface Layout {
        Scene in(Room room);
    }

    /** The words of figures in the language of the screen. */
    public static Words words(Texts texts) {
        return (key, arguments) -> texts.get("chart.words." + key, arguments);
    }

    /** Shows a figure that is laid out anew for every size of this view. */
    public void show(Layout newLayout) {
        layout = newLayout;
        laidOutWidth = -1;
        requestLayout();
    }

    /** Shows a finished scene, enlarged or reduced as a whole to fit. */
    public void show(Scene finished) {
        show(room -> Scaled.to(finished, room));
    }

    /** Takes the figure away and says in its place what will be here. */
    public void empty(String words) {
        layout = null;
        scene = null;
        empty.setText(words);
        canvas.show(null);
        regions.values().forEach(canvas.regions()::remove);
        regions.clear();
        requestLayout();
    }

    /** Told which mark is pointed at or has the keyboard. */
    @FunctionalInterface
    public interface Pointing {

        /** The mark's id, a place of it within the view, and how far it reaches to both sides of it; null for none. */
        void at(@Nullable String id, double x, double y, double reach);
    }

    /** Lets a panel show in its own way what a tooltip would say; curves can be pointed at as well. */
    public void onPointing(Pointing newPointing) {
        pointing = newPointing;
        canvas.setOnMouseMoved(event -> {
            if (event.getTarget() instanceof MarkRegion) {
                return; // it speaks for itself
            }
            Mark.Curve curve = curveAt(event.getX(), event.getY());
            pointAt(curve == null ? null : curve.id(), event.getX(), event.getY(), 0);
        });
        canvas.setOnMouseExited(event -> pointAt(null, 0, 0, 0));
    }

    private void pointAt(@Nullable String id, double x, double y, double reach) {
        if (pointing != null) {
            Point2D within = sceneToLocal(canvas.localToScene(x, y));
            pointing.at(id, within.getX(), within.getY(), reach);
        }
    }

    /** A region was entered by the mouse or the keyboard, or left. */
    void pointAt(MarkRegion region, boolean there) {
        pointAt(there ? region.getId() : null, region.centreX(), region.centreY(), region.getWidth() / 2);
    }

    boolean tells() {
        return pointing != null;
    }

    private Mark.@Nullable Curve curveAt(double x, double y) {
        Mark.Curve nearest = null;
        double least = REACH;
        for (Mark mark : scene == null ? List.<Mark>of() : scene.marks()) {
            if (mark instanceof Mark.Curve curve && !curve.text().isEmpty()) {
                for (int i = 0; i <= CURVE_SAMPLES; i++) {
                    Mark.Point point = curve.at((double) i / CURVE_SAMPLES);
                    double distance = Math.hypot(point.x() - x, point.y() - y);
                    if (distance < least) {
                        least = distance;
                        nearest = curve;
                    }
                }
            }
        }
        return nearest;
    }

    /** Called with the id of a mark that is pressed, by mouse or keyboard. */
    public void onMark(Consumer<String> newAction) {
        action = newAction;
        pressable = true;
    }

    /** Shows the menu entry that leads to the files for a paper; the button for the card's head is {@link FigureExport#button}. */
    public void exportAs(AppContext context, String stem, FigureSource source) {
        Runnable open = () -> FigureExport.open(this, context, source, stem);
        ChartMenu.install(this, texts, new ChartMenu.Actions(open, null, null));
    }

    /** The region over a mark; null where there is none. */
    public @Nullable Region region(String id) {
        return regions.get(id);
    }

    @Override
    protected void layoutChildren() {
        double width = Math.floor(getWidth());
        double height = Math.floor(getHeight());
        Layout current = layout;
        empty.setVisible(current == null);
        scroll.setVisible(current != null);
        empty.resizeRelocate(0, 0, width, Math.min(height, empty.prefHeight(width)));
        scroll.resizeRelocate(0, 0, width, height);
        if (current != null && width > 0 && height > 0 && (width != laidOutWidth || height != laidOutHeight)) {
            laidOutWidth = width;
            laidOutHeight = height;
            Scene made = current.in(Room.screen(width, height, canvas.letters()));
            if (made.width() > width) {
                made = current.in(Room.screen(width, height - SCROLL_BAR, canvas.letters()));
            }
            scene = made;
            canvas.show(made);
            place(made);
        }
    }

    @Override
    protected double computePrefWidth(double height) {
        return 320;
    }

    @Override
    protected double computePrefHeight(double width) {
        return 240;
    }

    private void place(Scene made) {
        Set<String> there = new HashSet<>();
        List<MarkRegion> order = new ArrayList<>();
        for (Mark mark : made.marks()) {
            Rectangle2D bounds = mark.text().isEmpty() ? null : bounds(mark);
            if (bounds == null) {
                continue;
            }
            there.add(mark.id());
            MarkRegion region = regions.computeIfAbsent(mark.id(), id -> {
                MarkRegion fresh = new MarkRegion(id, this);
                canvas.regions().add(fresh);
                return fresh;
            });
            region.describe(mark.text(), bounds, pressable);
            order.add(region);
        }
        regions.values().removeIf(region -> {
            boolean gone = !there.contains(region.getId());
            if (gone) {
                canvas.regions().remove(region);
            }
            return gone;
        });
        if (order.stream().noneMatch(Region::isFocusTraversable) && !order.isEmpty()) {
            order.get(0).setFocusTraversable(true);
        }
    }

    private static @Nullable Rectangle2D bounds(Mark mark) {
        if (mark instanceof Mark.Box box) {
            return new Rectangle2D(box.x(), box.y(), box.width(), box.height());
        }
        if (mark instanceof Mark.Marker marker) {
            double reach = Math.max(10, marker.size());
            return new Rectangle2D(marker.x() - reach, marker.y() - reach, 2 * reach, 2 * reach);
        }
        return null;
    }

    /** Goes to the nearest region in a direction. */
    void move(MarkRegion from, double dx, double dy) {
        MarkRegion best = null;
        double least = Double.POSITIVE_INFINITY;
        for (MarkRegion region : regions.values()) {
            double x = region.centreX() - from.centreX();
            double y = region.centreY() - from.centreY();
            double along = x * dx + y * dy;
            double across = Math.abs(x * dy) + Math.abs(y * dx);
            double distance = along + 3 * across;
            if (region != from && along > 1 && across <= 2 * along && distance < least) {
                least = distance;
                best = region;
            }
        }
        if (best != null) {
            enter(best);
        }
    }

    private void enter(MarkRegion region) {
        regions.values().forEach(each -> each.setFocusTraversable(each == region));
        region.requestFocus();
        double hidden = canvas.getWidth() - scroll.getViewportBounds().getWidth();
        if (hidden > 0) {
            double wanted = region.centreX() - scroll.getViewportBounds().getWidth() / 2;
            scroll.setHvalue(Math.max(0, Math.min(1, wanted / hidden)));
        }
    }

    void press(MarkRegion region) {
        regions.values().forEach(each -> each.setFocusTraversable(each == region));
        region.requestFocus();
        action.accept(region.getId());
    }

    Tooltip tooltip() {
        return tooltip;
    }

    /** The drawing itself, as large as the scene. */
    private static final class Canvas extends Drawing {

        private @Nullable Scene scene;

        void show(@Nullable Scene shown) {
            scene = shown;
            double width = shown == null ? 0 : shown.width();
            double height = shown == null ? 0 : shown.height();
            setMinSize(width, height);
            setPrefSize(width, height);
            setMaxSize(width, height);
            invalidate();
        }

        ObservableList<Node> regions() {
            return getChildren();
        }

        @Override
        void draw(GraphicsContext g, double width, double height) {
            if (scene != null) {
                new MarkPainter(g, theme(), letters()).paint(scene);
            }
        }
    }
}
