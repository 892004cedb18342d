package org.bertrim.engine.figure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Points over two linear axes: measured ones filled, estimated ones with a dashed outline, published ones hollow; a shape and a
 * colour for each series.
 */
public final class PointsFigure {

    private static final double PLOT_HEIGHT = 132;
    private static final double MARKER = 5;
    private static final double LEGEND_STEP = 10;
    private static final double MARGIN_SHARE = 0.06;
    private static final double POINTS_OF_A_TICK = 40;

    private final Points data;
    private final Room room;
    private final Words words;
    private final Sheet sheet;
    private final List<String> series;

    private PointsFigure(Points data, Room room, Words words) {
        this.data = data;
        this.room = room;
        this.words = words;
        sheet = new Sheet(room);
        series = data.points().stream().map(Points.Point::series).distinct().toList();
    }

    /** Lays the points out; there must be at least one. */
    public static Scene of(Points data, Room room, Words words) {
        return new PointsFigure(data, room, words).draw();
    }

    /** The points for a paper, with their numbers. */
    public static Figure figure(String title, Points data, double width) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (Points.Point point : data.points()) {
            String origin = point.origin().name().toLowerCase(Locale.ROOT);
            rows.add(Table.row(point.series(), point.words(), point.x(), point.value(), origin));
        }
        if (data.level() != null) {
            rows.add(Table.row("", data.level().words(), null, data.level().value(), ""));
        }
        Table table = new Table(List.of("series", "point", data.xName(), data.yName(), "status"), rows);
        return new Figure(title, of(data, Room.paper(width), Words.ENGLISH), table);
    }

    private Scene draw() {
        double[] x = data.points().stream().mapToDouble(Points.Point::x).toArray();
        double[] y = data.points().stream().mapToDouble(Points.Point::y).toArray();
        double height = room.height() > 0
                ? Math.max(sheet.of(40), room.height() - sheet.of(16 + 33 + 4))
                : PLOT_HEIGHT;
        int across = (int) Math.max(3, Math.min(8, room.width() / sheet.of(POINTS_OF_A_TICK)));
        PlotFrame frame = new PlotFrame(
                sheet,
                room.width(),
                height,
                around(x, null, across),
                around(y, data.level() == null ? null : data.level().y(), 7),
                data.xName(),
                data.yName());
        series(frame);
        Points.Level level = data.level();
        if (level != null) {
            frame.level("teacher", level.y(), Token.GOOD, level.value(), level.words());
        }
        double end = legend(frame.below());
        if (room.selfContained()) {
            end = sheet.paragraph("caption", 1, end + 12, room.width() - 2, Token.MUTED, data.caption());
        }
        return sheet.scene(room.width(), end + sheet.of(4));
    }

    private void series(PlotFrame frame) {
        List<Mark> markers = new ArrayList<>();
        for (int s = 0; s < series.size(); s++) {
            List<Mark.Point> places = new ArrayList<>();
            Tone tone = Tone.of(Token.series(s));
            for (Points.Point point : data.points()) {
                if (point.series().equals(series.get(s))) {
                    Mark.Point place = new Mark.Point(frame.x(point.x()), frame.y(point.y()));
                    places.add(place);
                    markers.add(marker("point-" + point.id(), s, place, point.origin(), point.value(), point.words()));
                }
            }
            for (int i = 0; i < places.size(); i++) {
                frame.occupy(places.get(i), places.get(data.joined() ? Math.min(i + 1, places.size() - 1) : i));
            }
            if (data.joined() && places.size() > 1) {
                sheet.add(new Mark.Polyline("line-" + series.get(s), places, sheet.pen(tone, 0.9), null, ""));
            }
        }
        markers.forEach(sheet::add);
    }

    private Mark marker(
            String id, int series, Mark.Point place, Origin origin, @Nullable Double value, String text) {
        return new Mark.Marker(
                id,
                shape(series),
                place.x(),
                place.y(),
                sheet.of(MARKER),
                Tone.of(Token.series(series)),
                origin == Origin.MEASURED,
                origin == Origin.ESTIMATED,
                value,
                text);
    }

    private double legend(double first) {
        double[] at = {1, first};
        if (!data.legend().isEmpty() && series.size() > 1) {
            sheet.text("legend", at[0], at[1], Mark.Anchor.START, Token.MUTED, data.legend());
            at[0] += sheet.width(data.legend()) + sheet.of(8);
        }
        for (int s = 0; s < series.size() && (series.size() > 1 || !data.legend().isEmpty()); s++) {
            entry(at, "legend-" + series.get(s), s, Origin.MEASURED, Token.INK, series.get(s));
        }
        for (Origin origin : List.of(Origin.ESTIMATED, Origin.PUBLISHED)) {
            if (data.points().stream().anyMatch(p -> p.origin() == origin)) {
                String name = origin.name().toLowerCase(Locale.ROOT);
                entry(at, "legend-" + name, 0, origin, Token.MUTED, words.get(name));
            }
        }
        return at[0] == 1 ? first - sheet.of(LEGEND_STEP) : at[1];
    }

    private void entry(double[] at, String id, int series, Origin origin, Token token, String text) {
        double length = sheet.of(9) + sheet.width(text);
        if (at[0] + length > room.width() - 1) {
            at[0] = 1;
            at[1] += sheet.of(LEGEND_STEP);
        }
        Mark.Point place = new Mark.Point(at[0] + sheet.of(3), at[1] - sheet.of(2.6));
        sheet.add(marker(id + "-mark", series, place, origin, null, ""));
        sheet.text(id, at[0] + sheet.of(9), at[1], Mark.Anchor.START, token, text);
        at[0] += length + sheet.of(9);
    }

    private static Mark.Shape shape(int series) {
        Mark.Shape[] shapes = Mark.Shape.values();
        return shapes[series % shapes.length];
    }

    private static Axis around(double[] values, @Nullable Double further, int count) {
        double least = further == null ? Double.POSITIVE_INFINITY : further;
        double most = further == null ? Double.NEGATIVE_INFINITY : further;
        for (double value : values) {
            least = Math.min(least, value);
            most = Math.max(most, value);
        }
        double margin = (most - least) * MARGIN_SHARE;
        return Axis.linear(least - margin, most + margin, count);
    }
}
