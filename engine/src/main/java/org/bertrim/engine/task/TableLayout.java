package org.bertrim.engine.task;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which columns of a table make an example.
 *
 * @param columns names of all columns of a table without a header, null where the table has one
 * @param text column of the sentence or of the first one
 * @param secondText column of the second sentence, null in tasks of one sentence
 * @param label column of the label
 * @param labels how its content is read
 * @param skipBroken whether rows with missing columns or an empty text are left out and counted, as they are known to
 *     occur, rather than refused
 */
record TableLayout(
        @Nullable List<String> columns,
        String text,
        @Nullable String secondText,
        String label,
        LabelReader labels,
        boolean skipBroken) {

    /** Examples of one file and how many rows were left out. */
    record Rows(List<Example> examples, int skipped) {}

    /** A table whose first line names its columns. */
    static TableLayout withHeader(String text, @Nullable String secondText, String label, LabelReader labels) {
        return new TableLayout(null, text, secondText, label, labels, false);
    }

    /** Reads all rows; what cannot be used is recorded as a problem of the reader. */
    Rows read(TableReader reader) throws IOException {
        List<String> names = columns;
        if (names == null) {
            String[] header = reader.next();
            if (header == null || reader.line() > 1) {
                if (header == null && reader.line() == 0) {
                    reader.problem("the file is empty");
                }
                return new Rows(List.of(), 0);
            }
            names = Arrays.asList(header);
            if (!hasColumns(names, reader)) {
                return new Rows(List.of(), 0);
            }
        }
        return read(reader, names);
    }

    private Rows read(TableReader reader, List<String> names) throws IOException {
        int textAt = names.indexOf(text);
        int secondAt = secondText == null ? -1 : names.indexOf(secondText);
        int labelAt = names.indexOf(label);
        List<Example> examples = new ArrayList<>();
        int skipped = 0;
        boolean anyRow = false;
        for (String[] row = reader.next(); row != null; row = reader.next()) {
            anyRow = true;
            if (row.length != names.size()) {
                if (skipBroken && row.length < names.size()) {
                    skipped++;
                } else {
                    reader.problem(row.length == 1 && row[0].isBlank()
                            ? "the line is empty"
                            : misfit(row.length, names.size()));
                }
                continue;
            }
            String first = row[textAt].strip();
            String second = secondAt < 0 ? null : row[secondAt].strip();
            if (first.isEmpty() || second != null && second.isEmpty()) {
                if (skipBroken) {
                    skipped++;
                } else {
                    reader.problem("the text in column " + quoted(first.isEmpty() ? text : secondText) + " is empty");
                }
                continue;
            }
            Optional<Float> value = labels.read(row[labelAt].strip());
            if (value.isEmpty()) {
                reader.problem("the label " + quoted(row[labelAt]) + " is not one of: " + labels.expected());
                continue;
            }
            examples.add(new Example(first, second, value.get()));
        }
        if (!anyRow) {
            reader.problem("the file has no rows");
        }
        return new Rows(examples, skipped);
    }

    /** Says that a row has not as many columns as it should. */
    static String misfit(int columns, int wanted) {
        return (columns == 1 ? "there is 1 column" : "there are " + columns + " columns") + " instead of " + wanted;
    }

    private boolean hasColumns(List<String> names, TableReader reader) {
        boolean complete = true;
        for (String column : secondText == null ? List.of(text, label) : List.of(text, secondText, label)) {
            int times = Collections.frequency(names, column);
            if (times != 1) {
                complete = false;
                reader.problem("the column " + quoted(column) + (times == 0 ? " is missing" : " is there twice")
                        + "; the file has: " + RowProblem.shortened(String.join(", ", names)));
            }
        }
        return complete;
    }

    private static String quoted(@Nullable String text) {
        return RowProblem.quoted(String.valueOf(text));
    }
}
