package org.bertrim.app.common.chart;

import javafx.scene.Cursor;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import org.jspecify.annotations.Nullable;

/** Mouse and keyboard of a chart. */
final class ChartInput {

    private static final double LEAST_DRAG = 6;
    private static final double BOTH_AXES_FROM = 24;
    private static final double STEP = 0.8;
    private static final double MOVE = 0.15;

    private final ChartRegion chart;
    private double pressX = Double.NaN;
    private double pressY;

    ChartInput(ChartRegion chart) {
        this.chart = chart;
        chart.setCursor(Cursor.CROSSHAIR);
        chart.addEventHandler(MouseEvent.MOUSE_MOVED, this::moved);
        chart.addEventHandler(MouseEvent.MOUSE_EXITED, event -> chart.read(null));
        chart.addEventHandler(MouseEvent.MOUSE_PRESSED, this::pressed);
        chart.addEventHandler(MouseEvent.MOUSE_DRAGGED, this::dragged);
        chart.addEventHandler(MouseEvent.MOUSE_RELEASED, this::released);
        chart.addEventHandler(MouseEvent.MOUSE_CLICKED, event -> {
            if (event.getButton() == MouseButton.PRIMARY && event.getClickCount() == 2) {
                chart.reset();
            }
        });
        chart.addEventHandler(ScrollEvent.SCROLL, this::scrolled);
        chart.addEventHandler(KeyEvent.KEY_PRESSED, this::key);
        chart.addEventHandler(KeyEvent.KEY_TYPED, this::typed);
    }

    private @Nullable Frame frameAt(MouseEvent event) {
        Frame frame = chart.frame();
        return frame != null && frame.area().contains(event.getX(), event.getY()) ? frame : null;
    }

    private void moved(MouseEvent event) {
        Frame frame = frameAt(event);
        chart.read(frame == null ? null : chart.hoverAt(frame, event.getX(), event.getY()));
    }

    private void pressed(MouseEvent event) {
        chart.requestFocus();
        pressX = event.getButton() == MouseButton.PRIMARY && frameAt(event) != null ? event.getX() : Double.NaN;
        pressY = event.getY();
    }

    private void dragged(MouseEvent event) {
        Frame frame = chart.frame();
        if (Double.isNaN(pressX) || frame == null) {
            return;
        }
        chart.read(null);
        chart.rubber(corners(frame, event));
    }

    private void released(MouseEvent event) {
        Frame frame = chart.frame();
        chart.rubber(null);
        if (Double.isNaN(pressX) || frame == null) {
            return;
        }
        double[] corners = corners(frame, event);
        if (Math.abs(corners[2] - corners[0]) >= LEAST_DRAG) {
            boolean both = Math.abs(event.getY() - pressY) >= BOTH_AXES_FROM;
            double[] upright = {frame.shareY(corners[1]), frame.shareY(corners[3])};
            chart.zoom.to(
                    frame.shareX(corners[0]), frame.shareX(corners[2]), both ? upright : null, chart.logarithmic());
            chart.invalidate();
        }
        pressX = Double.NaN;
    }

    /** The rubber band: as high as the data area unless the mouse has clearly gone up or down too. */
    private double[] corners(Frame frame, MouseEvent event) {
        double x = clamp(event.getX(), frame.area().getX(), frame.area().getMaxX());
        if (Math.abs(event.getY() - pressY) < BOTH_AXES_FROM) {
            return new double[] {pressX, frame.area().getY(), x, frame.area().getMaxY()};
        }
        return new double[] {pressX, pressY, x, clamp(event.getY(), frame.area().getY(), frame.area().getMaxY())};
    }

    private void scrolled(ScrollEvent event) {
        Frame frame = chart.frame();
        if (frame == null || event.getDeltaY() == 0) {
            return;
        }
        double share = clamp(frame.shareX(event.getX()), 0, 1);
        chart.zoom.scale(event.getDeltaY() > 0 ? STEP : 1 / STEP, share);
        chart.invalidate();
        event.consume();
    }

    private void key(KeyEvent event) {
        Frame frame = chart.frame();
        if (frame == null || event.isShortcutDown() || event.isAltDown()) {
            return;
        }
        switch (event.getCode()) {
            case LEFT, RIGHT -> {
                int direction = event.getCode() == javafx.scene.input.KeyCode.LEFT ? -1 : 1;
                if (event.isShiftDown()) {
                    chart.zoom.move(MOVE * direction);
                    chart.invalidate();
                } else {
                    readOn(frame, direction);
                }
            }
            case HOME, ESCAPE -> {
                if (!chart.zoom.zoomed() && chart.reading() == null) {
                    return; // for whoever else listens to Escape
                }
                chart.reset();
            }
            default -> {
                return;
            }
        }
        event.consume();
    }

    private void typed(KeyEvent event) {
        switch (event.getCharacter()) {
            case "+", "=" -> chart.zoom.scale(STEP, centre());
            case "-", "_" -> chart.zoom.scale(1 / STEP, centre());
            case "0" -> chart.reset();
            default -> {
                return;
            }
        }
        chart.invalidate();
        event.consume();
    }

    /** Zooming by key holds on to the place that is being read. */
    private double centre() {
        HoverBox reading = chart.reading();
        Frame frame = chart.frame();
        return reading == null || frame == null || Double.isNaN(reading.x()) ? 0.5 : frame.shareX(reading.x());
    }

    private void readOn(Frame frame, int direction) {
        HoverBox reading = chart.reading();
        double from = reading == null
                ? direction > 0 ? frame.area().getX() - 1 : frame.area().getMaxX() + 1
                : Double.isNaN(reading.x()) ? reading.rows().get(0).x() : reading.x();
        double x = clamp(chart.step(frame, from, direction), frame.area().getX(), frame.area().getMaxX());
        chart.read(chart.readByKey(frame, x));
    }

    private static double clamp(double value, double least, double most) {
        return Math.max(least, Math.min(most, value));
    }
}
