package org.bertrim.app.common.chart;

import java.util.function.Consumer;
import org.bertrim.app.common.AppContext;
import org.bertrim.app.common.Texts;
import org.bertrim.engine.figure.Letters;
import org.bertrim.engine.figure.Room;
import org.bertrim.engine.figure.Scene;

/** Shows a scene of the engine in the theme's colours, with a named, focusable region over each mark that says something. */
public final class SceneView extends Drawing {

    private final Texts texts;

    public SceneView(Texts texts) {
        this.texts = texts;
    }

    /** Lays a figure out for the room there is, e.g. {@code room -> GridFigure.of(grid, reading, room, words)}. */
    @FunctionalInterface
    public interface Layout {
        Scene in(Room room);
    }

    /** Shows a figure laid out anew for every size of this view. */
    public void show(Layout layout) {
        invalidate();
    }

    /** Shows a finished scene, enlarged or reduced as a whole to fit. */
    public void show(Scene scene) {
        invalidate();
    }

    /** What stands in place of the figure as long as there is none. */
    public void empty(String words) {
        invalidate();
    }

    /** Called with the id of a mark that is pressed, by mouse or keyboard. */
    public void onMark(Consumer<String> action) {
        invalidate();
    }

    /** Shows the menu entry that leads to the files for a paper. */
    public void exportAs(AppContext context, String stem, FigureSource source) {
        invalidate();
    }

    @Override
    void draw() {
        canvas().getGraphicsContext2D().clearRect(0, 0, getWidth(), getHeight());
    }
}
