package org.bertrim.engine.task;

import java.io.IOException;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.bertrim.engine.format.InvalidInput;
import org.bertrim.engine.task.table.RowSource;
import org.bertrim.engine.task.table.TableColumns;
import org.bertrim.engine.task.table.TableFile;
import org.bertrim.engine.task.table.TableFormat;
import org.bertrim.engine.task.table.TableFormat.Layout;
import org.bertrim.engine.task.table.TableRow;
import org.jspecify.annotations.Nullable;

/** Reads the rows of a table whose settings leave nothing open, and says which of them cannot be used. */
final class TableReading {

    private final TableFile file;
    private final @Nullable TableFile devFile;
    private final TableFormat format;
    private final TableColumns columns;
    private final TableSettings settings;
    private final TaskInfo info;
    private final BooleanSupplier stop;
    private final ProblemList problems = new ProblemList();
    private final TableRows rows;
    private final BitSet unfit = new BitSet();
    private int unused;

    /**
     * A reading that has not begun.
     *
     * @param keep whether the texts are wanted
     * @param stop asked now and then whether the answer is still wanted
     */
    TableReading(TableResolver resolved, TableFile file, TaskInfo info, boolean keep, BooleanSupplier stop) {
        this.file = file;
        this.settings = resolved.settings();
        this.format = resolved.format();
        this.columns = resolved.columns();
        this.info = info;
        this.stop = stop;
        this.rows = new TableRows(keep);
        this.devFile = settings.devFile() == null ? null : new TableFile(Path.of(settings.devFile()));
    }

    /** Reads everything and tells train from dev. */
    void read() {
        read(file, columns, false);
        TableFile second = devFile;
        if (second != null) {
            second.find();
            readSecond(second);
        } else if (settings.columns().split().equals(TableSettings.NO_COLUMN)) {
            drawDev();
        }
        findUntrained();
    }

    private void readSecond(TableFile second) {
        TableColumns own;
        try {
            own = TableColumns.of(second, format);
        } catch (IOException e) {
            throw second.unreadable(e);
        }
        if (format.layout() == Layout.JSON_LINES) {
            own = own.with(columns.names());
        }
        List<String> missing = TableMapping.missing(settings.columns(), own);
        missing.forEach(reason -> problems.add(second.name(), 1, reason));
        if (missing.isEmpty()) {
            read(second, own, true);
        }
    }

    private void read(TableFile from, TableColumns own, boolean second) {
        TableMapping mapping = new TableMapping(settings, own, format.layout() == Layout.DELIMITED);
        long count = 0;
        try (RowSource source = from.rows(format, own.names())) {
            for (TableRow row = source.next(); row != null; row = source.next()) {
                if ((++count & 1023) == 0 && stop.getAsBoolean()) {
                    throw new CancellationException();
                }
                TableMapping.Part part = second ? TableMapping.Part.DEV : mapping.part(row);
                if (part == TableMapping.Part.UNUSED) {
                    unused++;
                    continue;
                }
                Optional<Example> example = mapping.read(row);
                if (example.isEmpty()) {
                    problems.add(from.name(), row.line(), mapping.reason());
                } else {
                    rows.add(example.get(), row.line(), part == TableMapping.Part.DEV, second);
                }
            }
        } catch (IOException e) {
            throw from.unreadable(e);
        }
        if (count == 0) {
            problems.add(from.name(), 1, format.header() ? "there are no rows below the header" : "there are no rows");
        }
    }

    /** Draws the dev rows, each class in proportion; a class keeps a row for training. */
    private void drawDev() {
        int all = rows.size();
        if (settings.scoresAll()) {
            for (int row = 0; row < all; row++) {
                rows.makeDev(row, true);
            }
            return;
        }
        if (all < 2) {
            return;
        }
        float[] labels = rows.labels();
        int count = (int) Math.min(all - 1, Math.max(1, Math.round(all * settings.devShare())));
        for (int row : Strata.of(info, labels).draw(count, "dev-rows", settings.splitSeed())) {
            rows.makeDev(row, true);
        }
        boolean[] trained = trained();
        for (int row = 0; row < all && info.kind() == TaskKind.CLASSIFICATION; row++) {
            if (!trained[(int) labels[row]]) {
                rows.makeDev(row, false);
                trained[(int) labels[row]] = true;
            }
        }
    }

    /** Which classes training rows have. */
    private boolean[] trained() {
        boolean[] trained = new boolean[info.labels().size()];
        for (int row = 0; row < rows.size() && trained.length > 0; row++) {
            if (!rows.isDev(row)) {
                trained[(int) rows.label(row)] = true;
            }
        }
        return trained;
    }

    private void findUntrained() {
        if (info.kind() == TaskKind.REGRESSION || rows.count(false) == 0) {
            return;
        }
        boolean[] trained = trained();
        for (int row = 0; row < rows.size(); row++) {
            int label = (int) rows.label(row);
            if (rows.isDev(row) && !trained[label]) {
                unfit.set(row);
                problems.add(
                        fileOf(row),
                        rows.line(row),
                        "the label " + TableMapping.quoted(info.labels().get(label)) + " is that of no training row");
            }
        }
    }

    /**
     * Checks that what is left can be learnt and scored.
     *
     * @throws InvalidInput if not
     */
    void requireUsable(String source) {
        int dev = rows.count(true) - unfit.cardinality();
        if (rows.count(false) == 0 && !settings.scoresAll()) {
            throw TableResolver.refused(
                    source, "there are no training rows that can be used", "Check the columns and the rows.");
        }
        if (dev == 0) {
            throw TableResolver.refused(
                    source,
                    "there are no dev rows that can be used",
                    problems.count() > 0
                            ? "Check the columns, the labels and the rows that cannot be used."
                            : settings.devShare() == null ? "Check the rows that are for dev." : "Use a table with more rows.");
        }
        if (info.kind() == TaskKind.REGRESSION || settings.scoresAll()) {
            return;
        }
        boolean[] trained = trained();
        int[] classes = IntStream.range(0, trained.length).filter(label -> trained[label]).toArray();
        if (classes.length < 2) {
            throw TableResolver.refused(
                    source,
                    "all training rows have the label " + TableMapping.quoted(info.labels().get(classes[0]))
                            + ", so there is nothing to learn",
                    "Check the columns, and which rows are for training.");
        }
    }

    private String fileOf(int row) {
        return rows.inSecondFile(row) && devFile != null ? devFile.name() : file.name();
    }

    ProblemList problems() {
        return problems;
    }

    TableRows rows() {
        return rows;
    }

    /** Rows that could be read and still must not be used. */
    BitSet unfit() {
        return unfit;
    }

    /** Rows that are for nothing here, such as those of a test set. */
    int unused() {
        return unused;
    }

    /** Rows with the same text. */
    Twins twins() {
        return Twins.of(rows, file.name(), devFile == null ? "" : devFile.name());
    }
}
