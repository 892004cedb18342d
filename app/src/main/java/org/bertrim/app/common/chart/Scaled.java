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
            return new Mark.Line(m.id(), of(m.x1()), of(m.y1()), of(m.x2()), of(m.y2()), of(m.pen()), m.value(), m.text());
        }
        if (mark instanceof Mark.Polyline m) {
            List<Mark.Point> points =
                    m.points().stream().map(this::of).toList();
            return new Mark.Polyline(m.id(), points, of(m.pen()), m.value(), m.text());
        }
        if (mark instanceof Mark.Curve m) {
            return new Mark.Curve(
                    m.id(), of(m.from()), of(m.pull()), of(m.push()), of(m.to()), of(m.pen()), m.value(), m.text());
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

    private Mark.Point of(Mark.Point point) {
        return new Mark.Point(of(point.x()), of(point.y()));
    }

    private Pen of(Pen pen) {
        return new Pen(pen.tone(), of(pen.width()), dash(pen));
    }

    private @Nullable Pen pen(@Nullable Pen pen) {
        return pen == null ? null : of(pen);
    }

    private List<Double> dash(Pen pen) {
        return pen.dash().stream().map(this::of).toList();
    }
}
