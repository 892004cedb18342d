package org.bertrim.engine.figure;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/** Numbers by layer as a map: a row for each layer, a column for each of its parts, darker for more, with the ends of the ramp below. */
final class LayerMap {

    private static final double CELL_HEIGHT = 9;
    private static final double TALLEST = 22;
    private static final double TOP = 13;
    private static final double MOST_COLUMNS = 48;
    private static final int LEGEND_BOXES = 24;
    private static final double LEGEND_LENGTH = 60;

    /** What a box says in words. */
    @FunctionalInterface
    interface Sentence {
        String of(int row, int column);
    }

    /**
     * How a map is labelled; its boxes have the ids {@code PREFIX-ROW-COLUMN}.
     *
     * @param first number of the first row and column
     * @param logarithmic whether equal ratios of values have equal distances on the ramp
     * @param numbered whether the columns have numbers
     * @param legend name of the values
     * @param caption what a paper's reader needs besides the axes
     */
    record Labels(
            String prefix,
            String rowName,
            String columnName,
            int first,
            boolean logarithmic,
            boolean numbered,
            String legend,
            String caption) {}

    private final List<double[]> values;
    private final Labels labels;
    private final Room room;
    private final Sheet sheet;
    private final double least;
    private final double most;

    private LayerMap(List<double[]> values, Labels labels, Room room) {
        this.values = values;
        this.labels = labels;
        this.room = room;
        sheet = new Sheet(room);
        double[] known = values.stream()
                .flatMapToDouble(DoubleStream::of)
                .filter(v -> Double.isFinite(v) && v > 0)
                .toArray();
        least = labels.logarithmic() ? DoubleStream.of(known).min().orElse(1) : 0;
        most = DoubleStream.of(known).max().orElse(1);
    }

    /** Lays a map out. */
    static Scene of(List<double[]> values, Labels labels, Room room, Sentence sentence) {
        return new LayerMap(values, labels, room).draw(sentence);
    }

    private Scene draw(Sentence sentence) {
        int rows = values.size();
        int columns = values.stream().mapToInt(row -> row.length).max().orElse(0);
        double left = sheet.width(number(rows)) + sheet.of(6);
        double top = sheet.of(TOP);
        double foot = sheet.of(room.selfContained() ? 46 : 32);
        double pitch = sheet.of(CELL_HEIGHT);
        if (room.height() > 0 && rows > 0) {
            pitch = Math.min(sheet.of(TALLEST), Math.max(sheet.of(4), (room.height() - top - foot) / rows));
        }
        double step = columns == 0 ? 0 : (room.width() - left - 1) / columns;
        double gap = Math.min(sheet.of(1.6), step * 0.16);
        double radius = Math.min(sheet.of(1.5), Math.min(step, pitch) / 5);
        sheet.text("layer-name", 1, top - sheet.of(4), Mark.Anchor.START, Token.MUTED, labels.rowName());
        int every = every(pitch / sheet.of(8));
        for (int row = 0; row < rows; row++) {
            double y = top + row * pitch;
            if (row % every == 0) {
                sheet.text(
                        "layer-" + named(row),
                        left - sheet.of(4),
                        y + (pitch - gap) / 2 + sheet.of(2.5),
                        Mark.Anchor.END,
                        Token.MUTED,
                        named(row));
            }
            for (int column = 0; column < values.get(row).length; column++) {
                double x = left + column * step;
                box(row, column, x, y, step - gap, pitch - gap, radius, sentence.of(row, column));
            }
        }
        double base = top + rows * pitch + sheet.of(8);
        if (columns <= MOST_COLUMNS && labels.numbered()) {
            int each = every(step / (sheet.width(number(columns)) + sheet.of(3)));
            for (int column = 0; column < columns; column += each) {
                double middle = left + column * step + (step - gap) / 2;
                sheet.text("column-" + named(column), middle, base, Mark.Anchor.MIDDLE, Token.MUTED, named(column));
            }
            base += sheet.of(9.5);
        }
        sheet.text("columns-name", left, base, Mark.Anchor.START, Token.MUTED, labels.columnName());
        double end = legend(base, left + sheet.width(labels.columnName()) + sheet.of(10));
        if (room.selfContained()) {
            end = sheet.paragraph("caption", 1, end + 12, room.width() - 2, Token.MUTED, labels.caption());
        }
        return sheet.scene(room.width(), end + sheet.of(4));
    }

    private void box(
            int row, int column, double x, double y, double width, double height, double radius, String sentence) {
        double value = values.get(row)[column];
        String id = labels.prefix() + "-" + named(row) + "-" + named(column);
        if (Double.isFinite(value)) {
            Tone fill = Tone.ramp(place(value));
            sheet.add(new Mark.Box(id, x, y, width, height, radius, fill, null, value, sentence));
        } else {
            Pen pen = sheet.pen(Tone.of(Token.FAINT), 0.5, 2.0, 2.0);
            sheet.add(new Mark.Box(id, x, y, width, height, radius, null, pen, null, sentence));
        }
    }

    /** The ramp with its ends in numbers, at the right; a line lower where there is no room beside {@code from}. */
    private double legend(double first, double from) {
        String low = significant(least);
        String high = significant(most);
        double bar = sheet.of(LEGEND_LENGTH);
        double pad = sheet.of(4);
        double length = sheet.width(labels.legend()) + 2 * pad + sheet.width(low) + pad + bar + pad + sheet.width(high);
        double base = from + length > room.width() - 1 ? first + sheet.of(11) : first;
        double right = room.width() - 1;
        sheet.text("legend-high", right, base, Mark.Anchor.END, Token.MUTED, high);
        double x = right - sheet.width(high) - pad - bar;
        double box = bar / LEGEND_BOXES;
        for (int i = 0; i < LEGEND_BOXES; i++) {
            Tone fill = Tone.ramp(i / (LEGEND_BOXES - 1.0));
            // a hair wider than the step, so that no ground shows between the boxes
            double width = i < LEGEND_BOXES - 1 ? box + 0.2 : box;
            sheet.add(new Mark.Box(
                    "legend-" + (i + 1), x + i * box, base - sheet.of(5.6), width, sheet.of(6), 0, fill, null, null, ""));
        }
        sheet.text("legend-low", x - pad, base, Mark.Anchor.END, Token.MUTED, low);
        double start = x - pad - sheet.width(low) - 2 * pad;
        sheet.text("legend-name", start, base, Mark.Anchor.END, Token.MUTED, labels.legend());
        return base;
    }

    private double place(double value) {
        if (most <= least) {
            return value > 0 ? 1 : 0;
        }
        if (value <= least) {
            return 0;
        }
        return Math.min(1, labels.logarithmic() ? Math.log(value / least) / Math.log(most / least) : value / most);
    }

    private String named(int index) {
        return number(index + labels.first());
    }

    /** One label for so many rows or columns that they do not touch. */
    private static int every(double roomForLabels) {
        return roomForLabels >= 1 ? 1 : (int) Math.ceil(1 / Math.max(roomForLabels, 0.02));
    }

    private static String number(int value) {
        return Integer.toString(value);
    }

    /** Two significant digits. */
    static String significant(double value) {
        if (!Double.isFinite(value)) {
            return "–";
        }
        if (value == 0) {
            return "0";
        }
        if (Math.abs(value) < 1e-4) {
            return String.format(Locale.ROOT, "%.1e", value).replaceAll("e([-+])0*(\\d)", "e$1$2").replace("e+", "e");
        }
        return new BigDecimal(value).round(new MathContext(2)).toPlainString();
    }
}
