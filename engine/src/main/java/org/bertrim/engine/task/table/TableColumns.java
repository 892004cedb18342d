package org.bertrim.engine.task.table;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.bertrim.engine.format.Json;
import org.bertrim.engine.task.table.TableFormat.Layout;

/**
 * The columns of a table in their order.
 *
 * @param names as in the header; without one their numbers, counted from 1; of JSON Lines the keys in the order in which
 *     they come up
 */
public record TableColumns(List<String> names) {

    private static final int SAMPLE_ROWS = 1000;
    private static final int MOST_KEYS = 1000;

    /** Copies the list. */
    public TableColumns {
        names = List.copyOf(names);
    }

    /**
     * The columns of a file.
     *
     * @throws IOException if it cannot be read
     */
    public static TableColumns of(TableFile file, TableFormat format) throws IOException {
        if (format.layout() == Layout.JSON_LINES) {
            return new TableColumns(keys(file, format));
        }
        try (RowSource rows = file.rows(format.withHeader(false), List.of())) {
            if (format.header()) {
                TableRow header = rows.next();
                if (header == null) {
                    return new TableColumns(List.of());
                }
                if (!header.trouble().isEmpty()) {
                    throw file.refused(
                            "its header (line " + header.line() + ") cannot be used: " + header.trouble(),
                            "Correct the line, or say how the table is written.");
                }
                return new TableColumns(IntStream.range(0, header.width())
                        .mapToObj(i -> String.valueOf(header.value(i)).strip())
                        .toList());
            }
            Map<Integer, Integer> widths = new HashMap<>();
            TableRow row = rows.next();
            for (int i = 0; row != null && i < SAMPLE_ROWS; i++) {
                widths.merge(row.width(), 1, Integer::sum);
                row = rows.next();
            }
            widths.remove(0);
            int width = widths.entrySet().stream()
                    .max(Map.Entry.<Integer, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                    .map(Map.Entry::getKey)
                    .orElse(0);
            return new TableColumns(
                    IntStream.rangeClosed(1, width).mapToObj(Integer::toString).toList());
        }
    }

    private static List<String> keys(TableFile file, TableFormat format) throws IOException {
        Set<String> keys = new LinkedHashSet<>();
        try (TextLines lines = new TextLines(file.open(), format.encoding())) {
            TextLine line = lines.next();
            for (int i = 0; line != null && i < SAMPLE_ROWS && keys.size() < MOST_KEYS; i++) {
                if (line.trouble().isEmpty()) {
                    collect(line.text(), keys);
                }
                line = lines.next();
            }
        }
        return List.copyOf(keys);
    }

    /** The keys of an object, or none where it is not one: a row's trouble is said when the rows are read. */
    private static void collect(String text, Set<String> keys) {
        List<String> found = new ArrayList<>();
        try (JsonParser parser = Json.mapper().createParser(text)) {
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    found.add(parser.currentName());
                    parser.nextToken();
                    parser.skipChildren();
                }
                keys.addAll(found);
            }
        } catch (JsonProcessingException e) {
            return;
        } catch (IOException e) {
            throw new IllegalStateException("a text in memory cannot fail to be read", e);
        }
    }

    /** These columns and, behind them, others that only later rows have. */
    public TableColumns with(List<String> others) {
        Set<String> all = new LinkedHashSet<>(names);
        all.addAll(others);
        return all.size() == names.size() ? this : new TableColumns(List.copyOf(all));
    }

    /** How many columns have this name; a number that is nobody's name counts columns from 1. */
    public int count(String name) {
        int named = Collections.frequency(names, name);
        return named > 0 ? named : number(name) >= 0 ? 1 : 0;
    }

    /**
     * The place of a column, counted from 0.
     *
     * @param name its name, which is {@linkplain #count there once}, or its number
     */
    public int place(String name) {
        int named = names.indexOf(name);
        return named >= 0 ? named : number(name);
    }

    private int number(String name) {
        if (!Numerals.isWhole(name)) {
            return -1;
        }
        long number = Long.parseLong(name);
        return number >= 1 && number <= names.size() ? (int) number - 1 : -1;
    }

    /** How a column is named so that it is found again: its name, or its number where another has the same name or it has none. */
    public String key(int place) {
        String name = names.get(place);
        return name.isEmpty() || Collections.frequency(names, name) > 1 ? Integer.toString(place + 1) : name;
    }
}
