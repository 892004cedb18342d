package org.bertrim.app.common.chart;

import java.util.List;
import javafx.scene.canvas.GraphicsContext;
import org.bertrim.engine.figure.Mark;
import org.bertrim.engine.figure.Token;
import org.bertrim.engine.figure.Weight;

/** Writes the names of levels beside their lines where they hide least of the data. */
final class LevelNames {

    private static final double HEIGHT = 13;
    private static final double PAD = 4;
    private static final int SAMPLES = 12;

    private final Frame frame;
    private final List<PlotLayer> layers;

    LevelNames(Frame frame, List<PlotLayer> layers) {
        this.frame = frame;
        this.layers = layers;
    }

    void draw(GraphicsContext g, FigureTheme theme, FxLetters letters, List<Level> levels) {
        for (Level level : levels) {
            double y = frame.y(level.value());
            double width = letters.width(level.name(), Frame.SMALL, Weight.REGULAR);
            double far = frame.area().getMaxX() - width - PAD;
            double near = frame.area().getX() + PAD;
            double[] best = null;
            int least = Integer.MAX_VALUE;
            for (double[] place : new double[][] {{far, y - 5}, {near, y - 5}, {far, y + 14}, {near, y + 14}}) {
                boolean outside = place[1] - 9 < frame.area().getY() - 6 || place[1] > frame.area().getMaxY() - 3;
                int hidden = outside ? Integer.MAX_VALUE - 1 : hidden(place[0], place[1] - 10, width);
                if (hidden < least) {
                    least = hidden;
                    best = place;
                }
            }
            if (best == null) {
                continue;
            }
            if (least > 0) {
                g.setFill(theme.colour(Token.GROUND));
                g.fillRect(best[0] - 2, best[1] - 10, width + 4, HEIGHT);
            }
            Token token = level.role() == Role.TEACHER ? Token.GOOD : Token.MUTED;
            letters.fill(
                    g, level.name(), best[0], best[1], Mark.Anchor.START, Frame.SMALL, Weight.REGULAR,
                    theme.colour(token));
        }
    }

    /** How often the data are found within a rectangle. */
    private int hidden(double left, double top, double width) {
        int found = 0;
        for (PlotLayer layer : layers) {
            double[] x = layer.x();
            for (int i = 0; i < x.length; i++) {
                double here = frame.x(x[i]);
                boolean last = i + 1 == x.length || layer.line() == 0;
                double next = last ? here : frame.x(x[i + 1]);
                if (Math.max(here, next) < left - PAD || Math.min(here, next) > left + width + PAD) {
                    continue;
                }
                double y = frame.y(layer.y()[i]);
                double nextY = last ? y : frame.y(layer.y()[i + 1]);
                int samples = next - here > PAD ? SAMPLES : 1;
                for (int s = 0; s < samples; s++) {
                    double atX = here + (next - here) * s / samples;
                    double atY = y + (nextY - y) * s / samples;
                    boolean inside = atX >= left - PAD && atX <= left + width + PAD;
                    found += inside && atY >= top - PAD && atY <= top + HEIGHT + PAD ? 1 : 0;
                }
            }
        }
        return found;
    }
}
