package org.bertrim.engine.task;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.bertrim.engine.format.InvalidInput;
import org.bertrim.engine.task.table.ColumnGuess;
import org.bertrim.engine.task.table.FormatGuess;
import org.bertrim.engine.task.table.PartWords;
import org.bertrim.engine.task.table.RowSource;
import org.bertrim.engine.task.table.TableColumns;
import org.bertrim.engine.task.table.TableFile;
import org.bertrim.engine.task.table.TableFormat;
import org.bertrim.engine.task.table.TableFormat.Layout;
import org.bertrim.engine.task.table.TableRow;
import org.jspecify.annotations.Nullable;

/** Fills in what the settings of a table leave open, step by step, so that each step can be shown even if the next one fails. */
final class TableResolver {

    private static final double DEV_SHARE = 0.1;

    private final String source;
    private final TableFile file;
    private final BooleanSupplier stop;
    private TableSettings settings;
    private @Nullable TableFormat format;
    private @Nullable TableColumns columns;

    /**
     * For one table.
     *
     * @param stop asked now and then whether the answer is still wanted
     */
    TableResolver(String source, TableFile file, TableSettings given, BooleanSupplier stop) {
        this.source = source;
        this.file = file;
        this.settings = given;
        this.stop = stop;
    }

    TableSettings settings() {
        return settings;
    }

    /** After {@link #resolveFormat}. */
    TableFormat format() {
        return Objects.requireNonNull(format);
    }

    /** After {@link #resolveFormat}. */
    TableColumns columns() {
        return Objects.requireNonNull(columns);
    }

    /**
     * How the file is written, and which columns it has.
     *
     * @param learnt how other data was read of which this is more: it counts where nothing else is said, and as far as the
     *     file has such columns
     */
    void resolveFormat(TableSettings learnt) throws IOException {
        file.find();
        TableFormat found = FormatGuess.of(file, settings.format(source, learnt));
        format = found;
        TableColumns known = TableColumns.of(file, found);
        columns = known;
        boolean json = found.layout() == Layout.JSON_LINES;
        settings = settings.with(
                json ? TableSettings.JSON_LINES : TableSettings.DELIMITED,
                settings.encoding() == null ? found.encoding().name() : settings.encoding(),
                json ? null : TableSettings.delimiterWord(found.delimiter()),
                json ? null : found.quotes() ? TableSettings.QUOTES : TableSettings.NO_QUOTES,
                json ? null : Boolean.valueOf(found.header()));
        settings = settings.or(learnt, column -> known.count(column) == 1);
    }

    /** Which columns are read, and what tells train from dev. */
    void resolveColumns() throws IOException {
        requireRows();
        TableSettings.Columns given = settings.columns();
        boolean open = settings.devFile() == null && (settings.devShare() == null || settings.scoresAll());
        ColumnGuess.Mapping mapping = ColumnGuess.of(
                file,
                format(),
                columns(),
                new ColumnGuess.Mapping(
                        given.text(),
                        given.secondText(),
                        given.label(),
                        given.split() == null && !open ? TableSettings.NO_COLUMN : given.split()),
                settings.classWords(),
                stop);
        require(mapping.text(), "text");
        require(mapping.label(), "label");
        TableSettings.Columns mapped =
                new TableSettings.Columns(mapping.text(), mapping.secondText(), mapping.label(), mapping.split());
        settings = settings.with(mapped);
        List<String> names = new ArrayList<>(List.of(mapping.text(), mapping.label()));
        for (String name : List.of(mapping.secondText(), mapping.split())) {
            if (!name.equals(TableSettings.NO_COLUMN)) {
                names.add(name);
            }
        }
        if (format().layout() == Layout.JSON_LINES) {
            names.removeIf(name -> columns().count(name) > 0);
            columns = columns().with(names); // keys that only later rows have
        }
        List<String> missing = TableMapping.missing(mapped, columns());
        if (!missing.isEmpty()) {
            throw refused(
                    source,
                    String.join("; ", missing),
                    "Name the columns as the file does, or by their numbers, counted from 1; and say if there is no header.");
        }
        resolveSplit();
    }

    private void requireRows() throws IOException {
        try (RowSource rows = file.rows(format(), columns().names())) {
            TableRow first = rows.next();
            if (first == null) {
                throw format().header()
                        ? refused(source, "it has a header and no rows below it", "Add rows; if its first line is one, set header to false.")
                        : refused(source, "it has no rows", "Check that it is complete.");
            }
            if (columns().names().isEmpty()) {
                throw refused(
                        source,
                        "it has no columns; its first row, line " + first.line() + ": " + first.trouble(),
                        "Say how it is written: format, encoding, delimiter.");
            }
        }
    }

    private void require(@Nullable String name, String key) {
        if (name == null) {
            throw refused(
                    source,
                    "none of its columns looks like a " + key + "; the file has: " + String.join(", ", columns().names()),
                    "Name the column: columns." + key + ". If the columns are not those of the file, say how it is written:"
                            + " delimiter, header.");
        }
    }

    private void resolveSplit() throws IOException {
        if (settings.columns().split().equals(TableSettings.NO_COLUMN)) {
            if (settings.devFile() == null) {
                settings = settings.withSplit(
                        settings.splitValues(),
                        settings.devShare() == null ? Double.valueOf(DEV_SHARE) : settings.devShare(),
                        settings.splitSeed() == null ? Long.valueOf(0) : settings.splitSeed());
            }
            return;
        }
        TableSettings.SplitValues given = settings.splitValues();
        List<String> train = given.train();
        List<String> dev = given.dev();
        if (train == null || dev == null) {
            Set<String> values = splitValues();
            if (train == null) {
                train = values.stream().filter(PartWords::isTrain).toList();
            }
            if (dev == null) {
                dev = values.stream().filter(PartWords::isDev).toList();
                dev = dev.isEmpty() ? values.stream().filter(PartWords::isTest).toList() : dev;
            }
            for (String part : List.of("train", "dev")) {
                if ((part.equals("train") ? train : dev).isEmpty()) {
                    throw refused(
                            source,
                            "no value of the split column " + TableMapping.quoted(settings.columns().split()) + " says "
                                    + part + "; its values are: "
                                    + String.join(", ", values.stream().limit(LabelReader.MOST_NAMED).toList()),
                            "Say which of its values mean " + part + ": splitValues." + part + ".");
                }
            }
        }
        settings = settings.withSplit(new TableSettings.SplitValues(train, dev), null, null);
    }

    private Set<String> splitValues() throws IOException {
        int place = columns().place(settings.columns().split());
        Set<String> values = new LinkedHashSet<>();
        each(row -> {
            String value = row.value(place);
            if (value != null && !value.isBlank() && values.size() < FoundLabels.MOST_CLASSES) {
                values.add(value.strip());
            }
        });
        return values;
    }

    /** What is predicted, the classes, the metrics and the name. */
    void resolveLabels() throws IOException {
        String kind = settings.kind();
        List<String> labels = settings.labels();
        if (kind == null && labels != null) {
            kind = TableSettings.CLASSIFICATION;
        }
        if (kind == null && settings.metrics() != null) {
            kind = Metric.ofKey(settings.metrics().get(0)).map(metric -> word(metric.kind())).orElse(null);
        }
        if (kind == null || kind.equals(TableSettings.CLASSIFICATION) && labels == null) {
            FoundLabels found = labelsInFile();
            kind = kind == null ? word(found.kind()) : kind;
            labels = kind.equals(TableSettings.CLASSIFICATION) ? classes(found) : null;
        }
        List<String> metrics = settings.metrics();
        if (metrics == null) {
            List<Metric> usual = kind.equals(TableSettings.REGRESSION)
                    ? List.of(Metric.PEARSON, Metric.SPEARMAN, Metric.PEARSON_SPEARMAN_MEAN)
                    : labels.size() == 2
                            ? List.of(Metric.ACCURACY, Metric.F1, Metric.MATTHEWS)
                            : List.of(Metric.ACCURACY);
            metrics = usual.stream().map(Metric::key).toList();
        }
        settings = settings.withTask(
                kind,
                labels,
                metrics,
                settings.name() == null ? file.stem() : settings.name(),
                settings.skipBadRows() != null && settings.skipBadRows());
        requireFit();
    }

    /** Metrics can only be checked now that the classes are known. */
    private void requireFit() {
        for (TableSettings.Misfit misfit : settings.misfits()) {
            throw refused(
                    source, misfit.key() + " cannot be " + misfit.value(), "Allowed is: " + misfit.allowed() + ".");
        }
    }

    private static String word(TaskKind kind) {
        return kind == TaskKind.REGRESSION ? TableSettings.REGRESSION : TableSettings.CLASSIFICATION;
    }

    private List<String> classes(FoundLabels found) {
        if (found.tooMany()) {
            throw refused(
                    source,
                    "the column " + TableMapping.quoted(settings.columns().label()) + " has more than " + FoundLabels.MOST_CLASSES
                            + " different values, which are no classes",
                    "Name the column of the labels: columns.label. If it holds values, set kind to regression.");
        }
        if (found.values().size() < 2) {
            throw refused(
                    source,
                    (found.values().isEmpty()
                                    ? "no row has a label in the column " + TableMapping.quoted(settings.columns().label())
                                    : "all rows have the label " + TableMapping.quoted(found.values().iterator().next())
                                            + ", and at least two classes are needed")
                            + found.troubles(),
                    "Check the columns, and which rows are for training.");
        }
        return found.sorted();
    }

    private FoundLabels labelsInFile() throws IOException {
        TableMapping mapping = new TableMapping(settings, columns(), format().layout() == Layout.DELIMITED);
        FoundLabels found = new FoundLabels();
        each(row -> {
            found.troubled(row.line(), mapping.trouble(row));
            if (row.trouble().isEmpty() && mapping.part(row) != TableMapping.Part.UNUSED
                    && (format().layout() == Layout.JSON_LINES || row.width() == columns().names().size())) {
                found.add(mapping.label(row));
            }
        });
        return found;
    }

    private interface RowTaker {
        void take(TableRow row);
    }

    private void each(RowTaker taker) throws IOException {
        long count = 0;
        try (RowSource rows = file.rows(format(), columns().names())) {
            for (TableRow row = rows.next(); row != null; row = rows.next()) {
                if ((++count & 1023) == 0 && stop.getAsBoolean()) {
                    throw new CancellationException();
                }
                taker.take(row);
            }
        }
    }

    static InvalidInput refused(String source, String why, String remedy) {
        return new InvalidInput("The task " + source + " could not be opened", why, remedy);
    }
}
