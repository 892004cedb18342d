package org.bertrim.engine.task.table;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What the values of a column are like, over all rows. */
final class ColumnStatistics {

    /** More different values than this are not counted. */
    static final int MOST_VALUES = 1000;

    /** Longer values are no labels. */
    private static final int LONGEST_LABEL = 100;

    /** Columns behind these are found by name only, so that the memory stays bounded. */
    private static final int MOST_COLUMNS = 64;

    private long rows;
    private long empty;
    private long nested;
    private long characters;
    private long numbers;
    private long wholes;
    private boolean rising = true;
    private double last = Double.NEGATIVE_INFINITY;
    private @Nullable Map<String, Long> values = new HashMap<>();

    private ColumnStatistics() {}

    /**
     * Goes through a table.
     *
     * @param stop asked now and then whether the answer is still wanted
     * @return one for each column
     */
    static List<ColumnStatistics> of(TableFile file, TableFormat format, TableColumns columns, BooleanSupplier stop)
            throws IOException {
        int width = columns.names().size();
        List<ColumnStatistics> all = IntStream.range(0, width)
                .mapToObj(i -> new ColumnStatistics())
                .toList();
        if (width > MOST_COLUMNS) {
            all.subList(MOST_COLUMNS, width).forEach(each -> each.values = null);
        }
        try (RowSource rows = file.rows(format, columns.names())) {
            long count = 0;
            for (TableRow row = rows.next(); row != null; row = rows.next()) {
                if ((++count & 1023) == 0 && stop.getAsBoolean()) {
                    throw new CancellationException();
                }
                if (row.trouble().isEmpty() && row.width() == width) {
                    for (int i = 0; i < width; i++) {
                        all.get(i).add(row.value(i), row.nested(i));
                    }
                }
            }
        }
        return all;
    }

    private void add(@Nullable String written, boolean isNested) {
        rows++;
        if (isNested) {
            nested++;
            return;
        }
        String value = written == null ? "" : written.strip();
        if (value.isEmpty()) {
            empty++;
            return;
        }
        characters += value.length();
        number(value);
        Map<String, Long> known = values;
        if (known != null) {
            if (value.length() > LONGEST_LABEL || known.size() == MOST_VALUES && !known.containsKey(value)) {
                values = null;
            } else {
                known.merge(value, 1L, Long::sum);
            }
        }
    }

    private void number(String value) {
        if (Numerals.isNumber(value)) {
            numbers++;
            double number = Double.parseDouble(value);
            rising &= number > last;
            last = number;
            if (Numerals.isWhole(value)) {
                wholes++;
            }
        }
    }

    private long filled() {
        return rows - empty - nested;
    }

    /** Whether nearly all values are texts that are no numbers. */
    boolean isText() {
        return nested == 0 && filled() > 0 && numbers * 2 < filled();
    }

    boolean isNumeric() {
        return filled() > 0 && numbers == filled() && empty * 2 < rows;
    }

    /** Whether it numbers the rows. */
    boolean isCounter() {
        return wholes == filled() && filled() > 2 && rising;
    }

    double meanCharacters() {
        return filled() == 0 ? 0 : (double) characters / filled();
    }

    /** How many different values there are; 0 if too many to count. */
    int different() {
        return values == null ? 0 : values.size();
    }

    /** Whether so few values come so often that they may be classes. */
    boolean mayBeClasses() {
        return nested == 0 && empty * 2 < rows && different() >= 2 && different() * 2L <= Math.max(4, filled());
    }

    /** Share of the filled rows whose value is one of these, 0 to 1. */
    double shareOf(Set<String> words) {
        Map<String, Long> known = values;
        if (known == null || filled() == 0) {
            return 0;
        }
        return words.stream().mapToLong(word -> known.getOrDefault(word, 0L)).sum() / (double) filled();
    }

    /** Whether every value is one of the words for parts of the data, and some are for training. */
    boolean tellsParts() {
        Map<String, Long> known = values;
        if (known == null || known.size() < 2 || empty > 0) {
            return false;
        }
        Set<String> parts = new HashSet<>();
        known.keySet().forEach(value -> parts.add(ColumnNames.plain(value)));
        return known.keySet().stream().allMatch(ColumnNames::isPart) && parts.stream().anyMatch(ColumnNames.TRAIN::contains);
    }
}
