package org.bertrim.engine.task;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bertrim.engine.task.table.ColumnGuess;
import org.bertrim.engine.task.table.FormatGuess;
import org.bertrim.engine.task.table.TableFormat.Layout;
import org.jspecify.annotations.Nullable;

/**
 * How a table of one's own is read, as an experiment file says it in the object {@code task}. Null stands for what is left
 * open and guessed from the file; {@link TableTask#resolve} fills it in.
 *
 * @param format {@value #DELIMITED} or {@value #JSON_LINES}
 * @param encoding a name that Java knows, e.g. {@code UTF-8}
 * @param delimiter one of {@link #DELIMITERS}, or the characters themselves
 * @param quoting {@value #QUOTES} or {@value #NO_QUOTES}
 * @param header whether the first row names the columns
 * @param columns which columns are read
 * @param kind {@value #CLASSIFICATION} or {@value #REGRESSION}
 * @param labels the classes as they stand in the file, in the order of the class indices
 * @param labelNames what people call them, in the same order; a file may have these as well
 * @param splitValues which values of the split column mean what
 * @param devFile a second file of the same form with the dev rows
 * @param devShare share of the rows that are dev where no column and no second file tells; 1 where nothing is trained
 * @param splitSeed seed of that draw
 * @param metrics keys of {@link Metric}, the main one first
 * @param name what the task is called
 * @param skipBadRows whether rows that cannot be used are left out and counted instead of ending everything
 */
public record TableSettings(
        @Nullable String format,
        @Nullable String encoding,
        @Nullable String delimiter,
        @Nullable String quoting,
        @Nullable Boolean header,
        Columns columns,
        @Nullable String kind,
        @Nullable List<String> labels,
        @Nullable List<String> labelNames,
        SplitValues splitValues,
        @Nullable String devFile,
        @Nullable Double devShare,
        @Nullable Long splitSeed,
        @Nullable List<String> metrics,
        @Nullable String name,
        @Nullable Boolean skipBadRows) {

    /** The word for columns with a delimiter between them. */
    public static final String DELIMITED = "delimited";
    /** The word for a JSON object on each line. */
    public static final String JSON_LINES = "json-lines";
    /** The word for columns in double quotes. */
    public static final String QUOTES = "double";
    /** The word for quotes that are ordinary text. */
    public static final String NO_QUOTES = "none";
    /** The word for classes. */
    public static final String CLASSIFICATION = "classification";
    /** The word for values. */
    public static final String REGRESSION = "regression";
    /** What stands for a column that there is not. */
    public static final String NO_COLUMN = ColumnGuess.NONE;

    /** Nothing said, all to be guessed. */
    public static final TableSettings OPEN = new TableSettings(
            null, null, null, null, null, Columns.OPEN, null, null, null, SplitValues.OPEN, null, null, null, null, null,
            null);

    static final Map<String, String> NAMED_DELIMITERS =
            Map.of("tab", "\t", "comma", ",", "semicolon", ";", "bar", "|");

    /** Delimiters that have a name. */
    public static final List<String> DELIMITERS = List.of("comma", "tab", "semicolon", "bar");

    /** Keys of the metrics that a table's rows can be scored by. */
    public static final List<String> METRICS = Arrays.stream(Metric.values())
            .filter(metric -> metric.kind() == TaskKind.CLASSIFICATION || metric.kind() == TaskKind.REGRESSION)
            .map(Metric::key)
            .toList();

    /** Encodings that tables are often written in. */
    public static final List<String> ENCODINGS = List.of("UTF-8", "GB18030", "UTF-16", "windows-1252");

    /**
     * Which columns hold what, by name, or by number counted from 1; empty where there is none.
     *
     * @param text the text or the first one
     * @param secondText the second text
     * @param label the label
     * @param split the part of the data that a row belongs to
     */
    public record Columns(
            @Nullable String text, @Nullable String secondText, @Nullable String label, @Nullable String split) {

        /** Nothing said. */
        public static final Columns OPEN = new Columns(null, null, null, null);
    }

    /**
     * Which values of the split column mean what. Rows with other values are not used.
     *
     * @param train rows to train on
     * @param dev rows to score by
     */
    public record SplitValues(@Nullable List<String> train, @Nullable List<String> dev) {

        /** Nothing said. */
        public static final SplitValues OPEN = new SplitValues(null, null);

        /** Copies the lists. */
        public SplitValues {
            train = copy(train);
            dev = copy(dev);
        }
    }

    /**
     * A setting that cannot be right, whatever the file holds.
     *
     * @param key below {@code task}
     * @param value as it is written
     * @param allowed what would be right, in words
     */
    public record Misfit(String key, String value, String allowed) {}

    /** Copies the lists; objects that are not there are open. */
    public TableSettings {
        columns = columns == null ? Columns.OPEN : columns;
        splitValues = splitValues == null ? SplitValues.OPEN : splitValues;
        labels = copy(labels);
        labelNames = copy(labelNames);
        metrics = copy(metrics);
    }

    private static @Nullable List<String> copy(@Nullable List<String> list) {
        return list == null ? null : List.copyOf(list);
    }

    /** What of this is about the meaning of the rows and not about one file. */
    public TableSettings mapping() {
        return new TableSettings(
                null, null, null, null, null,
                new Columns(columns.text, columns.secondText, columns.label, null),
                kind, labels, labelNames, SplitValues.OPEN, null, null, null, metrics, null, null);
    }

    /**
     * The same with the mapping of another where this one says nothing: what a model has learnt tells how more of it is read.
     *
     * @param isThere whether the file has a column
     */
    TableSettings or(TableSettings other, Predicate<String> isThere) {
        return new TableSettings(
                format,
                encoding,
                delimiter,
                quoting,
                header,
                new Columns(
                        first(columns.text, there(other.columns.text, isThere)),
                        first(columns.secondText, there(other.columns.secondText, isThere)),
                        first(columns.label, there(other.columns.label, isThere)),
                        columns.split),
                first(kind, other.kind),
                first(labels, other.labels),
                labels == null ? first(labelNames, other.labelNames) : labelNames,
                splitValues,
                devFile,
                devShare,
                splitSeed,
                first(metrics, other.metrics),
                name,
                skipBadRows);
    }

    private static @Nullable String there(@Nullable String column, Predicate<String> isThere) {
        return column == null || column.equals(NO_COLUMN) || isThere.test(column) ? column : null;
    }

    private static <T> @Nullable T first(@Nullable T own, @Nullable T other) {
        return own == null ? other : own;
    }

    /** The same with other columns. */
    public TableSettings with(Columns other) {
        return new TableSettings(
                format, encoding, delimiter, quoting, header, other, kind, labels, labelNames, splitValues, devFile,
                devShare, splitSeed, metrics, name, skipBadRows);
    }

    /**
     * The mapping of classes that are known by their names alone: a file may have the names or their numbers, counted from 0.
     *
     * @param names in the order of the class indices; empty for a regression
     */
    public static TableSettings ofClasses(List<String> names) {
        List<String> numbers = IntStream.range(0, names.size()).mapToObj(Integer::toString).toList();
        boolean clash = names.stream().anyMatch(numbers::contains);
        return new TableSettings(
                null, null, null, null, null, Columns.OPEN, names.isEmpty() ? REGRESSION : CLASSIFICATION,
                names.isEmpty() ? null : clash ? names : numbers, names.isEmpty() || clash ? null : names,
                SplitValues.OPEN, null, null, null, null, null, null);
    }

    /** The same with all rows for scoring, unless something is said of which rows are dev or a split column is found. */
    public TableSettings forScoring() {
        return devFile == null && devShare == null ? withSplit(splitValues, 1.0, 0L) : this;
    }

    /** Whether nothing is to be trained, so that all rows are dev. */
    boolean scoresAll() {
        return devShare != null && devShare >= 1;
    }

    TableSettings with(
            String otherFormat,
            String otherEncoding,
            @Nullable String otherDelimiter,
            @Nullable String otherQuoting,
            @Nullable Boolean otherHeader) {
        return new TableSettings(
                otherFormat, otherEncoding, otherDelimiter, otherQuoting, otherHeader, columns, kind, labels, labelNames,
                splitValues, devFile, devShare, splitSeed, metrics, name, skipBadRows);
    }

    TableSettings withSplit(SplitValues values, @Nullable Double share, @Nullable Long seed) {
        return new TableSettings(
                format, encoding, delimiter, quoting, header, columns, kind, labels, labelNames, values, devFile, share,
                seed, metrics, name, skipBadRows);
    }

    TableSettings withTask(
            String otherKind,
            @Nullable List<String> otherLabels,
            List<String> otherMetrics,
            String otherName,
            boolean otherSkipBadRows) {
        return new TableSettings(
                format, encoding, delimiter, quoting, header, columns, otherKind, otherLabels, labelNames, splitValues,
                devFile, devShare, splitSeed, otherMetrics, otherName, otherSkipBadRows);
    }

    /** All words that stand for classes, as far as they are known. */
    Set<String> classWords() {
        Set<String> words = new HashSet<>(classNames());
        words.addAll(labels == null ? List.of() : labels);
        return words;
    }

    /** What the classes are called. */
    List<String> classNames() {
        List<String> names = labelNames == null ? labels : labelNames;
        return names == null ? List.of() : names;
    }

    /** What is said of the form of the file. */
    FormatGuess.Given format(String source, TableSettings learnt) {
        Charset charset = null;
        if (encoding != null) {
            charset = charset(encoding).orElseThrow(() -> TableResolver.refused(
                    source, "Java knows no encoding " + encoding, "Set encoding to one of " + ENCODINGS + "."));
        }
        return new FormatGuess.Given(
                format == null ? null : format.equals(JSON_LINES) ? Layout.JSON_LINES : Layout.DELIMITED,
                charset,
                delimiter == null ? null : NAMED_DELIMITERS.getOrDefault(delimiter, delimiter),
                quoting == null ? null : Boolean.valueOf(quoting.equals(QUOTES)),
                header,
                Stream.of(columns, learnt.columns)
                        .flatMap(each -> Stream.of(each.text, each.secondText, each.label, each.split))
                        .filter(Objects::nonNull)
                        .collect(Collectors.toSet()));
    }

    static String delimiterWord(String characters) {
        return NAMED_DELIMITERS.entrySet().stream()
                .filter(each -> each.getValue().equals(characters))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(characters);
    }

    static Optional<Charset> charset(String name) {
        try {
            return Charset.isSupported(name) ? Optional.of(Charset.forName(name)) : Optional.empty();
        } catch (IllegalCharsetNameException e) {
            return Optional.empty();
        }
    }

    /** Everything that cannot be right, whatever the file holds; empty if all may be. */
    public List<Misfit> misfits() {
        return new TableMisfits(this).find();
    }
}
