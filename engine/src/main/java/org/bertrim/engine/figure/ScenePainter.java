package org.bertrim.engine.figure;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.CubicCurve2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.util.ArrayList;
import java.util.List;

/**
 * Paints a scene on any {@link Graphics2D} whose unit is the point. Text is painted as text, in Inter from the class
 * path and, where Inter lacks a letter, in a font of the machine.
 */
public final class ScenePainter {

    private static final float MARKER_OUTLINE = 1f;

    private final PaperTheme theme;
    private final Lettering lettering;

    /** A painter with the colours of {@code theme}. */
    public ScenePainter(PaperTheme theme) {
        this(theme, Lettering.shared());
    }

    ScenePainter(PaperTheme theme, Lettering lettering) {
        this.theme = theme;
        this.lettering = lettering;
    }

    /** Paints all marks in their order; the transform of {@code g} is left as it was. */
    public void paint(Scene scene, Graphics2D g) {
        scene.marks().forEach(mark -> paint(mark, g));
    }

    /** Paints the scene and the curves above it. */
    void paint(Picture picture, Graphics2D g) {
        paint(picture.scene(), g);
        picture.insets().forEach(inset -> inset.chart().draw(g, inset.area()));
    }

    private void paint(Mark mark, Graphics2D g) {
        if (mark instanceof Mark.Box box) {
            Shape shape = box.radius() == 0
                    ? new Rectangle2D.Double(box.x(), box.y(), box.width(), box.height())
                    : new RoundRectangle2D.Double(
                            box.x(), box.y(), box.width(), box.height(), 2 * box.radius(), 2 * box.radius());
            if (box.fill() != null) {
                g.setColor(color(box.fill()));
                g.fill(shape);
            }
            if (box.outline() != null) {
                stroke(shape, box.outline(), g);
            }
        } else if (mark instanceof Mark.Line line) {
            stroke(new Line2D.Double(line.x1(), line.y1(), line.x2(), line.y2()), line.pen(), g);
        } else if (mark instanceof Mark.Polyline polyline) {
            if (polyline.points().size() > 1) {
                Path2D path = new Path2D.Double();
                for (Mark.Point point : polyline.points()) {
                    if (path.getCurrentPoint() == null) {
                        path.moveTo(point.x(), point.y());
                    } else {
                        path.lineTo(point.x(), point.y());
                    }
                }
                stroke(path, polyline.pen(), g);
            }
        } else if (mark instanceof Mark.Curve curve) {
            stroke(curve(curve), curve.pen(), g);
        } else if (mark instanceof Mark.Marker marker) {
            Shape shape = shape(marker.shape(), marker.x(), marker.y(), marker.size());
            g.setColor(color(marker.filled() ? marker.tone() : Tone.of(Token.GROUND)));
            g.fill(shape);
            if (!marker.filled()) {
                g.setColor(color(marker.tone()));
                g.setStroke(marker.dashed() ? stroke(dashes(marker)) : new BasicStroke(MARKER_OUTLINE));
                g.draw(shape);
            }
        } else if (mark instanceof Mark.Text text) {
            letters(text, g);
        }
    }

    private static Shape curve(Mark.Curve c) {
        return new CubicCurve2D.Double(
                c.from().x(), c.from().y(), c.pull().x(), c.pull().y(), c.push().x(), c.push().y(), c.to().x(), c.to().y());
    }

    private void letters(Mark.Text text, Graphics2D g) {
        double width = lettering.width(text.text(), text.size(), text.weight());
        double left =
                switch (text.anchor()) {
                    case START -> 0;
                    case MIDDLE -> -width / 2;
                    case END -> -width;
                };
        g.setColor(color(text.tone()));
        if (text.rotation() == 0) {
            runs(text, text.x() + left, text.y(), g);
        } else {
            AffineTransform before = g.getTransform();
            g.translate(text.x(), text.y());
            g.rotate(Math.toRadians(text.rotation()));
            runs(text, left, 0, g);
            g.setTransform(before);
        }
    }

    private void runs(Mark.Text text, double x, double y, Graphics2D g) {
        double at = x;
        for (Lettering.Run run : lettering.runs(text.text(), text.weight())) {
            g.setFont(run.cut().font(text.size()));
            g.drawString(run.text(), (float) at, (float) y);
            at += run.width() * text.size();
        }
    }

    private void stroke(Shape shape, Pen pen, Graphics2D g) {
        g.setColor(color(pen.tone()));
        g.setStroke(stroke(pen));
        g.draw(shape);
    }

    Color color(Tone tone) {
        return new Color(theme.colour(tone));
    }

    static BasicStroke stroke(Pen pen) {
        float[] dash = null;
        if (!pen.dash().isEmpty()) {
            dash = new float[pen.dash().size()];
            for (int i = 0; i < dash.length; i++) {
                dash[i] = pen.dash().get(i).floatValue();
            }
        }
        return new BasicStroke(
                (float) pen.width(), BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10f, dash, 0f);
    }

    /** The pen around a dashed marker: strokes and gaps that even a small circle shows. */
    public static Pen dashes(Mark.Marker marker) {
        double dash = marker.size() * 0.28;
        return new Pen(marker.tone(), marker.size() * 0.18, List.of(dash, dash * 0.85));
    }

    /** The outline of a marker; {@code size} is the diameter of the circle, the others cover about the same area. */
    public static Shape shape(Mark.Shape shape, double x, double y, double size) {
        double r = size / 2;
        return switch (shape) {
            case CIRCLE -> new Ellipse2D.Double(x - r, y - r, size, size);
            case SQUARE -> new Rectangle2D.Double(x - 0.89 * r, y - 0.89 * r, 1.78 * r, 1.78 * r);
            case TRIANGLE -> polygon(x, y, r, 0, -1.3, 1.15, 0.8, -1.15, 0.8);
            case TRIANGLE_DOWN -> polygon(x, y, r, 0, 1.3, 1.15, -0.8, -1.15, -0.8);
            case DIAMOND -> polygon(x, y, r, 0, -1.25, 1.25, 0, 0, 1.25, -1.25, 0);
            case CROSS -> polygon(
                    x, y, r, -0.35, -1.1, 0.35, -1.1, 0.35, -0.35, 1.1, -0.35, 1.1, 0.35, 0.35, 0.35, 0.35, 1.1, -0.35,
                    1.1, -0.35, 0.35, -1.1, 0.35, -1.1, -0.35, -0.35, -0.35);
        };
    }

    /** The corners of a marker that is no circle. */
    static List<Mark.Point> corners(Mark.Marker marker) {
        List<Mark.Point> corners = new ArrayList<>();
        double[] c = new double[6];
        Shape outline = shape(marker.shape(), marker.x(), marker.y(), marker.size());
        for (PathIterator path = outline.getPathIterator(null); !path.isDone(); path.next()) {
            if (path.currentSegment(c) != PathIterator.SEG_CLOSE) {
                corners.add(new Mark.Point(c[0], c[1]));
            }
        }
        return corners;
    }

    private static Path2D polygon(double x, double y, double r, double... corners) {
        Path2D path = new Path2D.Double();
        path.moveTo(x + r * corners[0], y + r * corners[1]);
        for (int i = 2; i < corners.length; i += 2) {
            path.lineTo(x + r * corners[i], y + r * corners[i + 1]);
        }
        path.closePath();
        return path;
    }
}
