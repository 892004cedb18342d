package org.bertrim.app.common.chart;

import java.util.List;
import javafx.css.CssMetaData;
import javafx.css.Styleable;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Region;
import org.bertrim.engine.figure.Token;

/** A region that draws on an opaque canvas of its size in the theme's colours, at most once in a pulse. */
abstract class Drawing extends Region {

    private final Canvas canvas = new Canvas();
    private final FigureTheme theme;
    private final FxLetters letters = new FxLetters();
    private boolean stale = true;

    Drawing() {
        theme = new FigureTheme(this);
        getStyleClass().add("bt-figure");
        canvas.setManaged(false);
        canvas.setMouseTransparent(true);
        getChildren().add(canvas);
    }

    final FigureTheme theme() {
        return theme;
    }

    final FxLetters letters() {
        return letters;
    }

    /** Draws again with the next pulse, however often it is called until then. */
    final void invalidate() {
        stale = true;
        requestLayout();
    }

    /** Draws everything; the ground is painted. */
    abstract void draw(GraphicsContext g, double width, double height);

    /** Places the children that are no drawing. */
    void layoutOthers(double width, double height) {}

    @Override
    protected void layoutChildren() {
        double width = Math.max(0, Math.floor(getWidth()));
        double height = Math.max(0, Math.floor(getHeight()));
        layoutOthers(width, height);
        if (canvas.getWidth() != width || canvas.getHeight() != height) {
            canvas.setWidth(width);
            canvas.setHeight(height);
            stale = true;
        }
        if (stale && width > 0 && height > 0) {
            stale = false;
            theme.refresh();
            GraphicsContext g = canvas.getGraphicsContext2D();
            g.setFill(theme.colour(Token.GROUND));
            g.fillRect(0, 0, width, height);
            draw(g, width, height);
        }
    }

    @Override
    public final List<CssMetaData<? extends Styleable, ?>> getCssMetaData() {
        return FigureTheme.metaData();
    }
}
