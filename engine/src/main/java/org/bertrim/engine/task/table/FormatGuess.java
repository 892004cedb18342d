package org.bertrim.engine.task.table;

import java.io.IOException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bertrim.engine.task.table.TableFormat.Layout;
import org.jspecify.annotations.Nullable;

/**
 * Finds out how a table is written. The encoding is guessed from all bytes, the rest from the first rows: the delimiter
 * is the one that gives most rows the same number of columns; quotes are quotes if most columns that begin with one end
 * with one, behind tabs nine of ten, as such files are often written without quoting; there is a header if its names are such as people give to columns, or where its values are not like
 * those below it.
 */
public final class FormatGuess {

    /**
     * What the user has said; null is to be guessed.
     *
     * @param names columns that are meant to be there
     */
    public record Given(
            @Nullable Layout layout,
            @Nullable Charset encoding,
            @Nullable String delimiter,
            @Nullable Boolean quotes,
            @Nullable Boolean header,
            Set<String> names) {

        /** Copies the set. */
        public Given {
            names = Set.copyOf(names);
        }
    }

    private static final String TAB = "\t";
    private static final List<String> DELIMITERS = List.of(TAB, ",", ";", "|");
    private static final int SAMPLE_ROWS = 2000;
    private static final int SAMPLE_CHARACTERS = 1 << 20;
    private static final double CLOSED_QUOTES = 0.5;
    private static final double CLOSED_QUOTES_BETWEEN_TABS = 0.9;
    private static final double SAME_KIND = 0.95;
    private static final int FEW_ROWS = 10;

    private final TableFile file;
    private final Given given;

    private FormatGuess(TableFile file, Given given) {
        this.file = file;
        this.given = given;
    }

    /**
     * The format of a file.
     *
     * @throws IOException if it cannot be read
     * @throws org.bertrim.engine.format.InvalidInput if it is no table
     */
    public static TableFormat of(TableFile file, Given given) throws IOException {
        return new FormatGuess(file, given).guess();
    }

    private TableFormat guess() throws IOException {
        Charset encoding = given.encoding();
        if (encoding == null) {
            try (var in = file.open()) {
                encoding = EncodingGuess.of(in);
            }
        }
        Layout layout = given.layout() == null ? layout(encoding) : given.layout();
        if (layout == Layout.JSON_LINES) {
            return new TableFormat(layout, encoding, "", false, false);
        }
        Fit best = null;
        for (String delimiter : candidates()) {
            Fit fit = fit(new TableFormat(layout, encoding, delimiter, true, false));
            if (best == null || fit.better(best)) {
                best = fit;
            }
        }
        boolean header = given.header() == null ? header(best.rows, best.width, given.names()) : given.header();
        return best.format.withHeader(header);
    }

    private Layout layout(Charset encoding) throws IOException {
        if (file.ends(".jsonl", ".ndjson")) {
            return Layout.JSON_LINES;
        }
        if (file.ends(".csv", ".tsv", ".tab")) {
            return Layout.DELIMITED;
        }
        try (TextLines lines = new TextLines(file.open(), encoding)) {
            TextLine line = lines.next();
            while (line != null && line.trouble().isEmpty() && line.text().isBlank()) {
                line = lines.next();
            }
            String start = line == null ? "" : line.text().strip();
            boolean json = file.ends(".json");
            if (json && start.startsWith("[")) {
                throw file.refused(
                        "it is one JSON list, not JSON Lines",
                        "Write each object on a line of its own, e.g. with: jq -c '.[]' my.json > my.jsonl");
            }
            return json || start.startsWith("{") && start.endsWith("}") ? Layout.JSON_LINES : Layout.DELIMITED;
        }
    }

    private List<String> candidates() {
        if (given.delimiter() != null) {
            return List.of(given.delimiter());
        }
        Set<String> all = new LinkedHashSet<>();
        if (file.ends(".csv")) {
            all.add(",");
        }
        all.addAll(DELIMITERS);
        return List.copyOf(all);
    }

    /**
     * How well a format fits the first rows.
     *
     * @param width columns of most rows
     * @param same share of the rows that have so many
     */
    private record Fit(TableFormat format, List<TableRow> rows, int width, double same) {

        boolean better(Fit other) {
            boolean columns = width > 1;
            boolean otherColumns = other.width > 1;
            return columns != otherColumns ? columns : same > other.same;
        }
    }

    private Fit fit(TableFormat format) throws IOException {
        List<TableRow> plain = sample(format.withQuotes(false));
        if (given.quotes() != null) {
            return fit(format.withQuotes(given.quotes()), given.quotes() ? sample(format) : plain);
        }
        long quoting = plain.stream().filter(FormatGuess::quotes).count();
        if (quoting == 0) {
            return fit(format.withQuotes(!format.delimiter().equals(TAB)), plain);
        }
        List<TableRow> quoted = sample(format);
        long broken = quoted.stream().filter(row -> !row.trouble().isEmpty()).count();
        double needed = format.delimiter().equals(TAB) ? CLOSED_QUOTES_BETWEEN_TABS : CLOSED_QUOTES;
        boolean closed = broken <= quoting * (1 - needed);
        return fit(format.withQuotes(closed), closed ? quoted : plain);
    }

    private static Fit fit(TableFormat format, List<TableRow> rows) {
        Map<Integer, Integer> widths = new HashMap<>();
        rows.forEach(row -> widths.merge(row.width(), 1, Integer::sum));
        int width = 0;
        for (Map.Entry<Integer, Integer> each : widths.entrySet()) {
            int most = widths.getOrDefault(width, 0);
            if (each.getKey() > 0 && (each.getValue() > most || each.getValue() == most && each.getKey() > width)) {
                width = each.getKey();
            }
        }
        return new Fit(format, rows, width, rows.isEmpty() ? 0 : (double) widths.getOrDefault(width, 0) / rows.size());
    }

    private static boolean quotes(TableRow row) {
        for (int i = 0; i < row.width(); i++) {
            String value = row.value(i);
            if (value != null && value.startsWith("\"")) {
                return true;
            }
        }
        return false;
    }

    private List<TableRow> sample(TableFormat format) throws IOException {
        List<TableRow> rows = new ArrayList<>();
        long characters = 0;
        try (RowSource source = file.rows(format, List.of())) {
            for (TableRow row = source.next();
                    row != null && rows.size() < SAMPLE_ROWS && characters < SAMPLE_CHARACTERS;
                    row = source.next()) {
                rows.add(row);
                for (int i = 0; i < row.width(); i++) {
                    String value = row.value(i);
                    characters += value == null ? 0 : value.length();
                }
            }
        }
        return rows;
    }

    private static boolean header(List<TableRow> rows, int width, Set<String> names) {
        if (rows.isEmpty() || rows.get(0).width() != width || !rows.get(0).trouble().isEmpty()) {
            return false;
        }
        TableRow first = rows.get(0);
        List<TableRow> rest = rows.subList(1, rows.size()).stream().filter(row -> row.width() == width).toList();
        for (int column = 0; column < width; column++) {
            String name = value(first, column);
            if (ColumnNames.isKnown(name) || names.contains(name) && !Numerals.isNumber(name)) {
                return true;
            }
            if (!name.isEmpty() && differs(name, rest, column)) {
                return true;
            }
        }
        return false;
    }

    private static boolean differs(String name, List<TableRow> rest, int column) {
        long filled = rest.stream().filter(row -> !value(row, column).isEmpty()).count();
        long numbers = rest.stream().filter(row -> Numerals.isNumber(value(row, column))).count();
        if (numbers > 0 && numbers >= SAME_KIND * filled && !Numerals.isNumber(name)) {
            return true;
        }
        if (rest.size() < FEW_ROWS) {
            return false;
        }
        Set<String> values = new HashSet<>();
        rest.forEach(row -> values.add(value(row, column)));
        return values.size() <= Math.max(2, rest.size() / 5) && !values.contains(name);
    }

    private static String value(TableRow row, int column) {
        String value = row.value(column);
        return value == null ? "" : value.strip();
    }
}
