package org.bertrim.app.common.chart;

import java.util.List;
import org.bertrim.engine.figure.Mark;
import org.bertrim.engine.figure.Pen;
import org.bertrim.engine.figure.Room;
import org.bertrim.engine.figure.Scene;
import org.jspecify.annotations.Nullable;

/** Enlarges or reduces a finished scene as a whole. */
final class Scaled {

    private final double factor;

    private Scaled(double factor) {
        this.factor = factor;
    }

    static Scene to(Scene scene, Room room) {
        double factor = Math.min(room.width() / scene.width(), room.height() / scene.height());
        Scaled scaled = new Scaled(factor);
        return new Scene(
                scene.width() * factor,
                scene.height() * factor,
                scene.marks().stream().map(scaled::mark).toList());
    }

    private Mark mark(Mark mark) {
        if (mark instanceof Mark.Box m) {
            return new Mark.Box(
                    m.id(), of(m.x()), of(m.y()), of(m.width()), of(m.height()), of(m.radius()), m.fill(),
                    pen(m.outline()), m.value(), m.text());
        }
        if (mark instanceof Mark.Line m) {
            Pen pen = new Pen(m.pen().tone(), of(m.pen().width()), dash(m.pen()));
            return new Mark.Line(m.id(), of(m.x1()), of(m.y1()), of(m.x2()), of(m.y2()), pen, m.value(), m.text());
        }
        if (mark instanceof Mark.Polyline m) {
            Pen pen = new Pen(m.pen().tone(), of(m.pen().width()), dash(m.pen()));
            List<Mark.Point> points =
                    m.points().stream().map(p -> new Mark.Point(of(p.x()), of(p.y()))).toList();
            return new Mark.Polyline(m.id(), points, pen, m.value(), m.text());
        }
        if (mark instanceof Mark.Marker m) {
            return new Mark.Marker(
                    m.id(), m.shape(), of(m.x()), of(m.y()), of(m.size()), m.tone(), m.filled(), m.dashed(), m.value(),
                    m.text());
        }
        Mark.Text m = (Mark.Text) mark;
        return new Mark.Text(
                m.id(), of(m.x()), of(m.y()), m.anchor(), of(m.size()), m.weight(), m.tone(), m.rotation(), m.value(),
                m.text());
    }

    private double of(double length) {
        return length * factor;
    }

    private @Nullable Pen pen(@Nullable Pen pen) {
        return pen == null ? null : new Pen(pen.tone(), of(pen.width()), dash(pen));
    }

    private List<Double> dash(Pen pen) {
        return pen.dash().stream().map(this::of).toList();
    }
}
