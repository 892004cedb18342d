package org.bertrim.engine.figure;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/**
 * How important the heads or the feed-forward neurons of each layer are, as a map: a row for each layer, counted from 1. Importance
 * spans decades, so its colours are logarithmic; the legend says from where to where.
 */
public final class ImportanceFigure {

    private static final double CELL_HEIGHT = 9;
    private static final double TALLEST = 22;
    private static final double TOP = 13;
    private static final double MOST_BINS = 48;
    private static final int LEGEND_BOXES = 24;
    private static final double LEGEND_LENGTH = 60;

    private final String prefix;
    private final List<double[]> values;
    private final Room room;
    private final Words words;
    private final Sheet sheet;
    private final double least;
    private final double most;

    private ImportanceFigure(String prefix, List<double[]> values, Room room, Words words) {
        this.prefix = prefix;
        this.values = values;
        this.room = room;
        this.words = words;
        sheet = new Sheet(room);
        double[] positive = values.stream()
                .flatMapToDouble(DoubleStream::of)
                .filter(v -> Double.isFinite(v) && v > 0)
                .toArray();
        least = DoubleStream.of(positive).min().orElse(1);
        most = DoubleStream.of(positive).max().orElse(1);
    }

    /** A box {@code head-LAYER-HEAD} for each head; both are counted from 1. */
    public static Scene heads(List<double[]> heads, Room room, Words words) {
        ImportanceFigure figure = new ImportanceFigure("head", heads, room, words);
        int[][] ranks = ranks(heads);
        int all = heads.stream().mapToInt(layer -> layer.length).sum();
        return figure.draw(
                words.get("head"),
                (layer, head) -> words.get(
                        "headImportance", number(layer + 1), number(head + 1), significant(heads.get(layer)[head]),
                        number(ranks[layer][head]), number(all)));
    }

    /** A box {@code neurons-LAYER-BOX} for the mean of each stretch of neighbouring neurons. */
    public static Scene neurons(List<double[]> neurons, Room room, Words words) {
        int size = stretch(neurons);
        List<double[]> means = means(neurons, size);
        ImportanceFigure figure = new ImportanceFigure("neurons", means, room, words);
        return figure.draw(
                words.get("neurons", number(size)),
                (layer, box) -> words.get(
                        "neuronImportance",
                        number(layer + 1),
                        number(box * size + 1),
                        number(Math.min((box + 1) * size, neurons.get(layer).length)),
                        significant(means.get(layer)[box])));
    }

    /** The heads for a paper, with their numbers. */
    public static Figure headsFigure(String title, List<double[]> heads, double width) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (int layer = 0; layer < heads.size(); layer++) {
            for (int head = 0; head < heads.get(layer).length; head++) {
                rows.add(Table.row(layer + 1, head + 1, heads.get(layer)[head]));
            }
        }
        Scene scene = heads(heads, Room.paper(width), Words.ENGLISH);
        return new Figure(title, scene, new Table(List.of("layer", "head", "importance"), rows));
    }

    /** The neurons for a paper, with the numbers that are drawn. */
    public static Figure neuronsFigure(String title, List<double[]> neurons, double width) {
        int size = stretch(neurons);
        List<double[]> means = means(neurons, size);
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (int layer = 0; layer < means.size(); layer++) {
            for (int box = 0; box < means.get(layer).length; box++) {
                int last = Math.min((box + 1) * size, neurons.get(layer).length);
                rows.add(Table.row(layer + 1, box * size + 1, last, means.get(layer)[box]));
            }
        }
        Scene scene = neurons(neurons, Room.paper(width), Words.ENGLISH);
        List<String> header = List.of("layer", "firstNeuron", "lastNeuron", "meanImportance");
        return new Figure(title, scene, new Table(header, rows));
    }

    private interface Sentence {
        String of(int layer, int column);
    }

    private Scene draw(String columnsName, Sentence sentence) {
        int layers = values.size();
        int columns = values.stream().mapToInt(layer -> layer.length).max().orElse(0);
        double left = sheet.width(number(layers)) + sheet.of(6);
        double top = sheet.of(TOP);
        double foot = sheet.of(room.selfContained() ? 46 : 32);
        double pitch = sheet.of(CELL_HEIGHT);
        if (room.height() > 0 && layers > 0) {
            pitch = Math.min(sheet.of(TALLEST), Math.max(sheet.of(4), (room.height() - top - foot) / layers));
        }
        double step = columns == 0 ? 0 : (room.width() - left - 1) / columns;
        double gap = Math.min(sheet.of(1.6), step * 0.16);
        double radius = Math.min(sheet.of(1.5), Math.min(step, pitch) / 5);
        sheet.text("layer-name", 1, top - sheet.of(4), Mark.Anchor.START, Token.MUTED, words.get("layer"));
        int every = every(pitch / sheet.of(8));
        for (int layer = 0; layer < layers; layer++) {
            double y = top + layer * pitch;
            if (layer % every == 0) {
                sheet.text(
                        "layer-" + (layer + 1),
                        left - sheet.of(4),
                        y + (pitch - gap) / 2 + sheet.of(2.5),
                        Mark.Anchor.END,
                        Token.MUTED,
                        number(layer + 1));
            }
            for (int column = 0; column < values.get(layer).length; column++) {
                double x = left + column * step;
                box(layer, column, x, y, step - gap, pitch - gap, radius, sentence.of(layer, column));
            }
        }
        double base = top + layers * pitch + sheet.of(8);
        if (columns <= MOST_BINS && prefix.equals("head")) {
            int each = every(step / (sheet.width(number(columns)) + sheet.of(3)));
            for (int column = 0; column < columns; column += each) {
                double middle = left + column * step + (step - gap) / 2;
                sheet.text("column-" + (column + 1), middle, base, Mark.Anchor.MIDDLE, Token.MUTED, number(column + 1));
            }
            base += sheet.of(9.5);
        }
        sheet.text("columns-name", left, base, Mark.Anchor.START, Token.MUTED, columnsName);
        double end = legend(base, left + sheet.width(columnsName) + sheet.of(10));
        if (room.selfContained()) {
            String caption = "Darker is more important; the colours are logarithmic.";
            end = sheet.paragraph("caption", 1, end + 12, room.width() - 2, Token.MUTED, caption);
        }
        return sheet.scene(room.width(), end + sheet.of(4));
    }

    private void box(
            int layer, int column, double x, double y, double width, double height, double radius, String sentence) {
        double value = values.get(layer)[column];
        String id = prefix + "-" + (layer + 1) + "-" + (column + 1);
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
        String name = words.get("importance");
        double bar = sheet.of(LEGEND_LENGTH);
        double pad = sheet.of(4);
        double length = sheet.width(name) + 2 * pad + sheet.width(low) + pad + bar + pad + sheet.width(high);
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
        sheet.text("legend-name", start, base, Mark.Anchor.END, Token.MUTED, name);
        return base;
    }

    private double place(double value) {
        if (most <= least) {
            return value > 0 ? 1 : 0;
        }
        return value <= least ? 0 : Math.min(1, Math.log(value / least) / Math.log(most / least));
    }

    /** One label for so many rows or columns that they do not touch. */
    private static int every(double roomForLabels) {
        return roomForLabels >= 1 ? 1 : (int) Math.ceil(1 / Math.max(roomForLabels, 0.02));
    }

    private static int[][] ranks(List<double[]> values) {
        double[] sorted = values.stream().flatMapToDouble(DoubleStream::of).sorted().toArray();
        int[][] ranks = new int[values.size()][];
        for (int layer = 0; layer < ranks.length; layer++) {
            ranks[layer] = new int[values.get(layer).length];
            for (int i = 0; i < ranks[layer].length; i++) {
                double value = values.get(layer)[i];
                int above = sorted.length;
                while (above > 0 && sorted[above - 1] > value) {
                    above--;
                }
                ranks[layer][i] = sorted.length - above + 1;
            }
        }
        return ranks;
    }

    private static int stretch(List<double[]> neurons) {
        int most = neurons.stream().mapToInt(layer -> layer.length).max().orElse(1);
        return (int) Math.max(1, Math.ceil(most / MOST_BINS));
    }

    private static List<double[]> means(List<double[]> neurons, int size) {
        List<double[]> means = new ArrayList<>();
        for (double[] layer : neurons) {
            double[] boxes = new double[(layer.length + size - 1) / size];
            for (int box = 0; box < boxes.length; box++) {
                int end = Math.min((box + 1) * size, layer.length);
                double sum = 0;
                for (int i = box * size; i < end; i++) {
                    sum += layer[i];
                }
                boxes[box] = sum / (end - box * size);
            }
            means.add(boxes);
        }
        return means;
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
            return String.format(java.util.Locale.ROOT, "%.1e", value).replaceAll("e([-+])0*(\\d)", "e$1$2").replace("e+", "e");
        }
        return new BigDecimal(value).round(new MathContext(2)).toPlainString();
    }
}
