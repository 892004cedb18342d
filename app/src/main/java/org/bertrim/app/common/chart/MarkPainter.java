package org.bertrim.app.common.chart;

import java.awt.Shape;
import java.awt.geom.PathIterator;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.shape.StrokeLineJoin;
import org.bertrim.engine.figure.Mark;
import org.bertrim.engine.figure.Pen;
import org.bertrim.engine.figure.Scene;
import org.bertrim.engine.figure.ScenePainter;
import org.bertrim.engine.figure.Token;
import org.jspecify.annotations.Nullable;

/** Paints the marks of a scene on a canvas in the theme's colours. */
final class MarkPainter {

    private final GraphicsContext g;
    private final FigureTheme theme;
    private final FxLetters letters;

    MarkPainter(GraphicsContext g, FigureTheme theme, FxLetters letters) {
        this.g = g;
        this.theme = theme;
        this.letters = letters;
    }

    void paint(Scene scene) {
        scene.marks().forEach(this::paint);
    }

    void paint(Mark mark) {
        if (mark instanceof Mark.Box box) {
            if (box.fill() != null) {
                g.setFill(theme.colour(box.fill()));
                g.fillRoundRect(box.x(), box.y(), box.width(), box.height(), 2 * box.radius(), 2 * box.radius());
            }
            if (box.outline() != null) {
                pen(box.outline());
                g.strokeRoundRect(box.x(), box.y(), box.width(), box.height(), 2 * box.radius(), 2 * box.radius());
            }
        } else if (mark instanceof Mark.Line line) {
            pen(line.pen());
            g.strokeLine(line.x1(), line.y1(), line.x2(), line.y2());
        } else if (mark instanceof Mark.Polyline polyline) {
            pen(polyline.pen());
            double[] x = polyline.points().stream().mapToDouble(Mark.Point::x).toArray();
            double[] y = polyline.points().stream().mapToDouble(Mark.Point::y).toArray();
            g.strokePolyline(x, y, x.length);
        } else if (mark instanceof Mark.Curve curve) {
            pen(curve.pen());
            g.beginPath();
            g.moveTo(curve.from().x(), curve.from().y());
            g.bezierCurveTo(
                    curve.pull().x(), curve.pull().y(), curve.push().x(), curve.push().y(), curve.to().x(), curve.to().y());
            g.stroke();
        } else if (mark instanceof Mark.Marker marker) {
            marker(marker);
        } else if (mark instanceof Mark.Text text) {
            text(text);
        }
    }

    private void marker(Mark.Marker marker) {
        outline(ScenePainter.shape(marker.shape(), marker.x(), marker.y(), marker.size()));
        g.setFill(marker.filled() ? theme.colour(marker.tone()) : theme.colour(Token.GROUND));
        g.fill();
        if (!marker.filled()) {
            pen(marker.dashed() ? ScenePainter.dashes(marker) : Pen.solid(Token.INK, 1.4));
            g.setStroke(theme.colour(marker.tone()));
            g.stroke();
        }
    }

    private void text(Mark.Text text) {
        g.save();
        g.translate(text.x(), text.y());
        g.rotate(text.rotation());
        letters.fill(g, text.text(), 0, 0, text.anchor(), text.size(), text.weight(), theme.colour(text.tone()));
        g.restore();
    }

    private void pen(@Nullable Pen pen) {
        if (pen == null) {
            return;
        }
        g.setStroke(theme.colour(pen.tone()));
        g.setLineWidth(pen.width());
        g.setLineCap(StrokeLineCap.BUTT);
        g.setLineJoin(StrokeLineJoin.ROUND);
        g.setLineDashes(pen.dash().stream().mapToDouble(Double::doubleValue).toArray());
    }

    private void outline(Shape shape) {
        g.beginPath();
        double[] c = new double[6];
        for (PathIterator path = shape.getPathIterator(null); !path.isDone(); path.next()) {
            switch (path.currentSegment(c)) {
                case PathIterator.SEG_MOVETO -> g.moveTo(c[0], c[1]);
                case PathIterator.SEG_LINETO -> g.lineTo(c[0], c[1]);
                case PathIterator.SEG_CUBICTO -> g.bezierCurveTo(c[0], c[1], c[2], c[3], c[4], c[5]);
                case PathIterator.SEG_QUADTO -> g.quadraticCurveTo(c[0], c[1], c[2], c[3]);
                default -> g.closePath();
            }
        }
    }
}
