package org.bertrim.engine.task;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.bertrim.engine.format.InvalidInput;
import org.bertrim.engine.task.table.RowSource;
import org.bertrim.engine.task.table.TableColumns;
import org.bertrim.engine.task.table.TableFile;
import org.bertrim.engine.task.table.TableFormat;
import org.bertrim.engine.task.table.TableRow;
import org.jspecify.annotations.Nullable;

/**
 * What a table looks like: how it was understood, its first rows, what would be learnt from it, and all that is wrong with it. It is made in
 * bounded memory, whatever the size of the file.
 *
 * @param sizeBytes of the file as it is stored
 * @param settings with everything filled in that could be found out
 * @param columns names of all columns; numbers where there is no header
 * @param rows the first rows as they stand in the file
 * @param content what it holds; null where it could not be found out
 * @param refusal why the table cannot be used at all as it is understood; null if it can
 * @param problems the first rows that cannot be used
 * @param moreProblems how many there are beyond these
 */
public record TableLook(
        long sizeBytes,
        TableSettings settings,
        List<String> columns,
        List<Row> rows,
        @Nullable Content content,
        @Nullable InvalidInput refusal,
        List<RowProblem> problems,
        long moreProblems) {

    /** A longer table has only so many of its rows in {@link #rows}. */
    public static final int SHOWN_ROWS = 100;

    /** More of a text than this is not shown. */
    private static final int LONGEST_SHOWN = 1000;

    /**
     * One row.
     *
     * @param line on which it begins
     * @param values of its columns, shortened, empty where there is none
     * @param trouble why it is no row; empty if it is
     */
    public record Row(long line, List<String> values, String trouble) {

        /** Copies the list. */
        public Row {
            values = List.copyOf(values);
        }
    }

    /**
     * What would be learnt.
     *
     * @param trainRows rows for training
     * @param devRows rows for scoring
     * @param unusedRows rows of other parts, such as a test set
     * @param trainLabels training rows of each class; empty for a regression
     * @param devLabels dev rows of each class
     * @param lowest smallest value of a regression
     * @param highest its largest value
     */
    public record Content(
            TaskInfo info,
            int trainRows,
            int devRows,
            int unusedRows,
            List<Integer> trainLabels,
            List<Integer> devLabels,
            double lowest,
            double highest,
            Twins twins) {

        /** Copies the lists. */
        public Content {
            trainLabels = List.copyOf(trainLabels);
            devLabels = List.copyOf(devLabels);
        }
    }

    /** Copies the lists. */
    public TableLook {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
        problems = List.copyOf(problems);
    }

    /** How many rows cannot be used. */
    public long badRows() {
        return problems.size() + moreProblems;
    }

    /** How each column is named in settings: by its name, or by its number where another has the same name or it has none. */
    public List<String> columnKeys() {
        TableColumns all = new TableColumns(columns);
        return IntStream.range(0, columns.size()).mapToObj(all::key).toList();
    }

    /** The place of a mapped column, counted from 0; -1 where there is none or it is not there. */
    public int place(@Nullable String column) {
        TableColumns all = new TableColumns(columns);
        boolean none = column == null || column.equals(TableSettings.NO_COLUMN) || all.count(column) != 1;
        return none ? -1 : all.place(column);
    }

    /**
     * Looks at a table; takes about a second for each 30 MB.
     *
     * @param file the table
     * @param given what is known about it
     * @param stop asked now and then whether the answer is still wanted
     * @throws InvalidInput if the file cannot be read as a table at all
     * @throws java.util.concurrent.CancellationException if the answer is not wanted any more
     */
    public static TableLook at(Path file, TableSettings given, BooleanSupplier stop) {
        TableFile table = new TableFile(file);
        String source = Tasks.tableSource(file.toString());
        TableResolver resolver = new TableResolver(source, table, given, stop);
        try {
            resolver.resolveFormat(TableSettings.OPEN);
            List<Row> rows = firstRows(table, resolver.format(), resolver.columns());
            long size = Files.size(file);
            Content content = null;
            InvalidInput refusal = null;
            ProblemList problems = new ProblemList();
            try {
                resolver.resolveColumns();
                resolver.resolveLabels();
                TaskInfo info = TableTask.info(source, resolver.settings());
                TableReading reading = new TableReading(resolver, table, info, false, stop);
                problems = reading.problems();
                reading.read();
                content = content(info, reading);
                reading.requireUsable(source);
            } catch (InvalidInput e) {
                refusal = e;
            }
            return new TableLook(
                    size,
                    resolver.settings(),
                    resolver.columns().names(),
                    rows,
                    content,
                    refusal,
                    problems.shown(),
                    problems.more());
        } catch (IOException e) {
            throw table.unreadable(e);
        }
    }

    private static List<Row> firstRows(TableFile file, TableFormat format, TableColumns columns) throws IOException {
        List<Row> first = new ArrayList<>();
        try (RowSource source = file.rows(format, columns.names())) {
            for (TableRow row = source.next(); row != null && first.size() < SHOWN_ROWS; row = source.next()) {
                TableRow read = row;
                List<String> values = IntStream.range(0, row.width())
                        .mapToObj(read::value)
                        .map(value -> value == null ? "" : shortened(value.strip()))
                        .toList();
                first.add(new Row(row.line(), values, row.trouble()));
            }
        }
        return first;
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_SHOWN
                ? text
                : text.substring(0, text.offsetByCodePoints(0, Math.min(LONGEST_SHOWN, text.codePointCount(0, text.length()))))
                        + "…";
    }

    private static Content content(TaskInfo info, TableReading reading) {
        TableRows rows = reading.rows();
        int[][] labels = new int[2][info.labels().size()];
        double lowest = Double.POSITIVE_INFINITY;
        double highest = Double.NEGATIVE_INFINITY;
        int[] parts = new int[2];
        for (int row = 0; row < rows.size(); row++) {
            if (reading.unfit().get(row)) {
                continue;
            }
            int part = rows.isDev(row) ? 1 : 0;
            parts[part]++;
            if (!info.labels().isEmpty()) {
                labels[part][(int) rows.label(row)]++;
            }
            lowest = Math.min(lowest, rows.label(row));
            highest = Math.max(highest, rows.label(row));
        }
        return new Content(
                info,
                parts[0],
                parts[1],
                reading.unused(),
                IntStream.of(labels[0]).boxed().toList(),
                IntStream.of(labels[1]).boxed().toList(),
                rows.size() == 0 ? 0 : lowest,
                rows.size() == 0 ? 0 : highest,
                reading.twins());
    }
}
