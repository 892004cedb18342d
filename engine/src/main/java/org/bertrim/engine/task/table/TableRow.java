package org.bertrim.engine.task.table;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One row of a table with the line on which it begins, or why it is none. */
public final class TableRow {

    private static final BitSet NONE = new BitSet();

    private final long line;
    private final @Nullable String[] values;
    private final BitSet nested;
    private final String trouble;

    private TableRow(long line, @Nullable String[] values, BitSet nested, String trouble) {
        this.line = line;
        this.values = values;
        this.nested = nested;
        this.trouble = trouble;
    }

    static TableRow of(long line, List<String> values) {
        return new TableRow(line, values.toArray(new String[0]), NONE, "");
    }

    /** A row of JSON: null where the object has no such key, {@code nested} where its value is an object or a list. */
    static TableRow of(long line, @Nullable String[] values, @Nullable BitSet nested) {
        return new TableRow(line, values, nested == null ? NONE : nested, "");
    }

    static TableRow broken(long line, String trouble) {
        return new TableRow(line, new String[0], NONE, trouble);
    }

    /** Counted from 1, the header included; of rows that go over several lines the first. */
    public long line() {
        return line;
    }

    /** How many columns it has. */
    public int width() {
        return values.length;
    }

    /** A column as it is written, counted from 0; null where it is not there. */
    public @Nullable String value(int column) {
        return column < values.length ? values[column] : null;
    }

    /** Whether a column holds an object or a list instead of a text. */
    public boolean nested(int column) {
        return nested.get(column);
    }

    /** Why this is no row, empty if it is one. */
    public String trouble() {
        return trouble;
    }

    @Override
    public String toString() {
        return line + ": " + (trouble.isEmpty() ? Arrays.toString(values) : trouble);
    }
}
