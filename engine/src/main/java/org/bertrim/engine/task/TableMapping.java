package org.bertrim.engine.task;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bertrim.engine.task.table.TableColumns;
import org.bertrim.engine.task.table.TableRow;
import org.jspecify.annotations.Nullable;

/** Makes examples of a table's rows, by settings with nothing left open. */
final class TableMapping {

    /** What a row is for. */
    enum Part {
        TRAIN,
        DEV,
        /** Not known yet: it is drawn afterwards. */
        EITHER,
        /** For nothing here, such as the rows of a test set. */
        UNUSED
    }

    private static final int LONGEST_SHOWN = 120;

    private final TableColumns columns;
    private final boolean ragged;
    private final int text;
    private final int second;
    private final int label;
    private final int split;
    private final Set<String> train;
    private final Set<String> dev;
    private final LabelReader labels;
    private final String expected;
    private String reason = "";

    /**
     * A mapping.
     *
     * @param columns of the file, which has all that are mapped
     * @param delimited whether a row may have too few or too many columns
     */
    TableMapping(TableSettings settings, TableColumns columns, boolean delimited) {
        this.columns = columns;
        this.ragged = delimited;
        this.text = place(settings.columns().text());
        this.second = place(settings.columns().secondText());
        this.label = place(settings.columns().label());
        this.split = place(settings.columns().split());
        this.train = set(settings.splitValues().train());
        this.dev = set(settings.splitValues().dev());
        boolean classes = TableSettings.CLASSIFICATION.equals(settings.kind());
        List<String> words = settings.labels() == null ? List.of() : settings.labels();
        this.labels = classes
                ? LabelReader.classes(words, settings.classNames())
                : LabelReader.values(-Float.MAX_VALUE, Float.MAX_VALUE);
        this.expected = (classes ? "one of: " : "") + labels.expected();
    }

    private int place(@Nullable String name) {
        return name == null || name.equals(TableSettings.NO_COLUMN) ? -1 : columns.place(name);
    }

    private static Set<String> set(@Nullable List<String> values) {
        return values == null ? Set.of() : new HashSet<>(values);
    }

    /** What is wrong with the columns of a file: those that are mapped and not there, or there more than once. */
    static List<String> missing(TableSettings.Columns mapped, TableColumns columns) {
        List<String> reasons = new ArrayList<>();
        List<@Nullable String> names = new ArrayList<>();
        Collections.addAll(names, mapped.text(), mapped.secondText(), mapped.label(), mapped.split());
        for (String name : names) {
            if (name != null && !name.equals(TableSettings.NO_COLUMN) && columns.count(name) != 1) {
                boolean none = columns.count(name) == 0;
                reasons.add("the column " + quoted(name) + (none ? " is missing" : " is there more than once")
                        + "; the file has: " + shortened(String.join(", ", columns.names())));
            }
        }
        return reasons;
    }

    /** What a row is for. Of a row that is broken nobody knows. */
    Part part(TableRow row) {
        if (split < 0 || !row.trouble().isEmpty()) {
            return Part.EITHER;
        }
        String value = stripped(row, split);
        return train.contains(value) ? Part.TRAIN : dev.contains(value) ? Part.DEV : Part.UNUSED;
    }

    /** Why a row cannot be used whatever its label may be; empty if it can. */
    String trouble(TableRow row) {
        if (!row.trouble().isEmpty()) {
            return row.trouble();
        }
        int width = columns.names().size();
        if (ragged && row.width() != width) {
            return TableLayout.misfit(row.width(), width);
        }
        for (int column : new int[] {text, second, label, split}) {
            if (column >= 0 && row.nested(column)) {
                return "the value of " + named(column) + " is an object or a list, not a text";
            }
        }
        for (int column : new int[] {text, second}) {
            if (column >= 0 && stripped(row, column).isEmpty()) {
                return row.value(column) == null ? "there is no " + named(column) : "the text in " + named(column) + " is empty";
            }
        }
        return stripped(row, label).isEmpty() ? "there is no label in " + named(label) : "";
    }

    /** The example, or empty and a {@link #reason()}. */
    Optional<Example> read(TableRow row) {
        String trouble = trouble(row);
        if (!trouble.isEmpty()) {
            return refused(trouble);
        }
        String written = stripped(row, label);
        Optional<Float> value = labels.read(written);
        return value.isEmpty()
                ? refused("the label " + quoted(written) + " is not " + expected)
                : Optional.of(new Example(
                        stripped(row, text), second < 0 ? null : stripped(row, second), value.get()));
    }

    /** The label as it is written, empty where there is none. */
    String label(TableRow row) {
        return row.nested(label) ? "" : stripped(row, label);
    }

    /** Why the last row that was read is no example. */
    String reason() {
        return reason;
    }

    private Optional<Example> refused(String why) {
        reason = why;
        return Optional.empty();
    }

    private static String stripped(TableRow row, int column) {
        String value = row.value(column);
        return value == null ? "" : value.strip();
    }

    private String named(int column) {
        return "column " + quoted(columns.names().get(column));
    }

    static String quoted(String text) {
        return '"' + shortened(text) + '"';
    }

    private static String shortened(String text) {
        return text.codePointCount(0, text.length()) <= LONGEST_SHOWN
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST_SHOWN)) + "…";
    }
}
