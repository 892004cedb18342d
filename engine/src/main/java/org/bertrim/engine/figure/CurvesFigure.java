package org.bertrim.engine.figure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Any set of curves, with the levels and bands they are compared with, over linear or logarithmic values. */
public final class CurvesFigure {

    private static final double PLOT_HEIGHT = 118;
    private static final double LEGEND_STEP = 10;
    private static final double LINE = 1.1;
    private static final double RAW_LINE = 0.5;
    private static final double RAW_STRENGTH = 0.25;
    private static final double BAND_STRENGTH = 0.12;
    private static final double MARKER = 4;
    private static final double MARGIN_SHARE = 0.04;
    private static final double COLUMNS_IN_A_POINT = 3;
    private static final int MARKERS_UP_TO = 40;
    private static final double[][] DASHES = {{}, {4, 2}, {1.2, 1.6}, {6, 1.6, 1.2, 1.6}};

    private final Curves data;
    private final Room room;
    private final Words words;
    private final Sheet sheet;

    private CurvesFigure(Curves data, Room room, Words words) {
        this.data = data;
        this.room = room;
        this.words = words;
        sheet = new Sheet(room);
    }

    /** Whether there is any value that the figure could show. */
    public static boolean canDraw(Curves data) {
        return data.curves().stream().anyMatch(curve -> DoubleStream.of(curve.y()).anyMatch(v -> drawn(data, v)));
    }

    /** Lays the curves out; {@link #canDraw} must hold. */
    public static Scene of(Curves data, Room room, Words words) {
        return new CurvesFigure(data, room, words).draw();
    }

    /** The curves for a paper, with all of their points, also those that are too many to be drawn. */
    public static Figure figure(String title, Curves data, double width) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (Curves.Curve curve : data.curves()) {
            String kind = curve.kind().name().toLowerCase(Locale.ROOT);
            for (int i = 0; i < curve.x().length; i++) {
                rows.add(Table.row(curve.name(), kind, curve.x()[i], curve.y()[i]));
            }
        }
        for (Curves.Level level : data.levels()) {
            rows.add(Table.row(level.name(), level.kind().name().toLowerCase(Locale.ROOT), null, level.value()));
        }
        Table table = new Table(List.of("curve", "kind", data.xName(), data.yName()), rows);
        return new Figure(title, of(data, Room.paper(width), Words.ENGLISH), table);
    }

    private Scene draw() {
        double height = room.height() > 0
                ? Math.max(sheet.of(40), room.height() - sheet.of(16 + 33 + 4))
                : PLOT_HEIGHT * (room.width() > 1.5 * Scene.ONE_COLUMN ? 1.25 : 1);
        int across = (int) Math.max(3, Math.min(8, room.width() / sheet.of(45)));
        PlotFrame frame = new PlotFrame(
                sheet, room.width(), height, horizontal(across), upright(), data.xName(), data.yName());
        int number = 0;
        for (Curves.Band band : data.bands()) {
            number++;
            double top = Math.max(frame.top, frame.y(band.high()));
            double bottom = Math.min(frame.bottom, frame.y(band.low()));
            Tone fill = new Tone(Token.GOOD, BAND_STRENGTH);
            sheet.add(new Mark.Box(
                    "band-" + number, frame.left, top, frame.right - frame.left, bottom - top, 0, fill, null, null,
                    band.name()));
        }
        data.curves().stream().filter(c -> c.kind() == Curves.Kind.RAW).forEach(c -> curve(frame, c));
        data.curves().stream().filter(c -> c.kind() != Curves.Kind.RAW).forEach(c -> curve(frame, c));
        number = 0;
        for (Curves.Level level : data.levels()) {
            number++;
            String id = level.kind() == Curves.Kind.TEACHER ? "teacher" : "level-" + number;
            Token token = level.kind() == Curves.Kind.TEACHER ? Token.GOOD : Token.MUTED;
            frame.level(id, level.value(), token, level.value(), level.name());
        }
        double end = legend(frame.below());
        if (room.selfContained() && !data.caption().isEmpty()) {
            end = sheet.paragraph("caption", 1, end + 12, room.width() - 2, Token.MUTED, data.caption());
        }
        return sheet.scene(room.width(), end + sheet.of(4));
    }

    private void curve(PlotFrame frame, Curves.Curve curve) {
        if (curve.x().length == 0) {
            return;
        }
        double from = curve.x()[0];
        double to = Math.max(curve.x()[curve.x().length - 1], from + Double.MIN_NORMAL);
        int columns = (int) Math.max(1, (frame.right - frame.left) * COLUMNS_IN_A_POINT);
        Reducer.Reduced reduced = Reducer.reduce(curve.x(), curve.y(), from, to, columns, data.logarithmic());
        boolean raw = curve.kind() == Curves.Kind.RAW;
        String id = (raw ? "raw-" : "curve-") + curve.id();
        List<Mark.Point> stretch = new ArrayList<>();
        int number = 1;
        for (int i = 0; i < reduced.x().length; i++) {
            if (Double.isNaN(reduced.y()[i])) {
                stretch(id + "-" + number++, curve, stretch);
                stretch.clear();
            } else {
                Mark.Point place = new Mark.Point(frame.x(reduced.x()[i]), frame.y(reduced.y()[i]));
                if (!raw) {
                    frame.occupy(stretch.isEmpty() ? place : stretch.get(stretch.size() - 1), place);
                }
                stretch.add(place);
            }
        }
        stretch(id + "-" + number, curve, stretch);
        if (!raw && (curve.x().length <= MARKERS_UP_TO || curve.kind() == Curves.Kind.PUBLISHED)) {
            points(frame, curve);
        }
    }

    private void stretch(String id, Curves.Curve curve, List<Mark.Point> places) {
        if (places.size() > 1) {
            sheet.add(new Mark.Polyline(id, places, pen(curve), null, curve.name()));
        }
    }

    private void points(PlotFrame frame, Curves.Curve curve) {
        for (int i = 0; i < curve.x().length; i++) {
            if (drawn(data, curve.y()[i])) {
                String id = "point-" + curve.id() + "-" + (i + 1);
                Mark.Point place = new Mark.Point(frame.x(curve.x()[i]), frame.y(curve.y()[i]));
                sheet.add(marker(id, curve, place, curve.y()[i], curve.name()));
            }
        }
    }

    private Mark marker(String id, Curves.Curve curve, Mark.Point place, @Nullable Double value, String text) {
        boolean filled = curve.kind() == Curves.Kind.SERIES || curve.kind() == Curves.Kind.TEACHER;
        boolean dashed = curve.kind() == Curves.Kind.ESTIMATED;
        Mark.Shape shape = curve.kind() == Curves.Kind.PUBLISHED ? Mark.Shape.DIAMOND : Mark.Shape.CIRCLE;
        double size = sheet.of(filled ? MARKER * 0.75 : MARKER);
        return new Mark.Marker(id, shape, place.x(), place.y(), size, tone(curve), filled, dashed, value, text);
    }

    private static Tone tone(Curves.Curve curve) {
        return switch (curve.kind()) {
            case TEACHER -> Tone.of(Token.GOOD);
            case RAW -> new Tone(Token.series(curve.colour()), RAW_STRENGTH);
            default -> Tone.of(Token.series(curve.colour()));
        };
    }

    private Pen pen(Curves.Curve curve) {
        double[] dash = DASHES[curve.dash() % DASHES.length];
        if (curve.kind() == Curves.Kind.TEACHER || curve.kind() == Curves.Kind.ESTIMATED) {
            dash = new double[] {3, 2};
        }
        boolean thin = curve.kind() == Curves.Kind.RAW || curve.kind() == Curves.Kind.PUBLISHED;
        Double[] parts = DoubleStream.of(dash).boxed().toArray(Double[]::new);
        return sheet.pen(tone(curve), thin ? RAW_LINE : LINE, parts);
    }

    private double legend(double first) {
        double x = 1;
        double base = first;
        for (Curves.Curve curve : data.curves()) {
            if (curve.kind() == Curves.Kind.RAW) {
                continue;
            }
            String text = switch (curve.kind()) {
                case ESTIMATED -> "≈ " + curve.name() + ", " + words.get("estimated");
                case PUBLISHED -> curve.name() + ", " + words.get("published");
                default -> curve.name();
            };
            double length = sheet.of(21) + sheet.width(text);
            if (x > 1 && x + length > room.width() - 1) {
                x = 1;
                base += sheet.of(LEGEND_STEP);
            }
            double y = base - sheet.of(2.6);
            sheet.line("legend-line-" + curve.id(), x, y, x + sheet.of(17), y, pen(curve));
            if (curve.kind() == Curves.Kind.PUBLISHED) {
                sheet.add(marker("legend-mark-" + curve.id(), curve, new Mark.Point(x + sheet.of(8.5), y), null, ""));
            }
            sheet.text("legend-" + curve.id(), x + sheet.of(21), base, Mark.Anchor.START, Token.INK, text);
            x += length + sheet.of(9);
        }
        return base;
    }

    private Axis horizontal(int count) {
        double least = ends(c -> c.x()[0]).min().orElse(0);
        double most = ends(c -> c.x()[c.x().length - 1]).max().orElse(1);
        return Axis.tight(least > 0 && most > 10 * least ? 0 : least, most, count);
    }

    private DoubleStream ends(ToDoubleFunction<Curves.Curve> end) {
        return data.curves().stream().filter(c -> c.x().length > 0).mapToDouble(end);
    }

    private Axis upright() {
        double[] values = Stream.of(
                        data.curves().stream().flatMapToDouble(c -> DoubleStream.of(c.y())),
                        data.levels().stream().mapToDouble(Curves.Level::value),
                        data.bands().stream().flatMapToDouble(b -> DoubleStream.of(b.low(), b.high())))
                .flatMapToDouble(s -> s)
                .filter(v -> drawn(data, v))
                .toArray();
        double least = DoubleStream.of(values).min().orElse(data.logarithmic() ? 0.1 : 0);
        double most = DoubleStream.of(values).max().orElse(1);
        if (data.logarithmic()) {
            return Axis.log(least, most);
        }
        double margin = (most - least) * MARGIN_SHARE;
        boolean fromZero = least >= 0 && least < 0.4 * most;
        return Axis.linear(fromZero ? 0 : least - margin, most + margin, 5);
    }

    private static boolean drawn(Curves data, double value) {
        return Double.isFinite(value) && (!data.logarithmic() || value > 0);
    }
}
