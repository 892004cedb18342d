package org.bertrim.app.common.chart;

import javafx.scene.canvas.Canvas;
import javafx.scene.layout.Region;

/** A region that draws on a canvas of its size, at most once in a pulse. */
abstract class Drawing extends Region {

    private final Canvas canvas = new Canvas();
    private boolean stale = true;

    Drawing() {
        getStyleClass().add("bt-figure");
        setMinSize(0, 0);
        canvas.setManaged(false);
        getChildren().add(canvas);
    }

    final Canvas canvas() {
        return canvas;
    }

    /** Draws again with the next pulse, however often it is called until then. */
    final void invalidate() {
        stale = true;
        requestLayout();
    }

    /** Draws everything; the canvas has the size of the region. */
    abstract void draw();

    @Override
    protected void layoutChildren() {
        double width = Math.max(0, Math.floor(getWidth()));
        double height = Math.max(0, Math.floor(getHeight()));
        if (canvas.getWidth() != width || canvas.getHeight() != height) {
            canvas.setWidth(width);
            canvas.setHeight(height);
            stale = true;
        }
        if (stale && width > 0 && height > 0) {
            stale = false;
            draw();
        }
    }
}
