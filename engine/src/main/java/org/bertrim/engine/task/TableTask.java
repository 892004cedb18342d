package org.bertrim.engine.task;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.bertrim.engine.format.InvalidInput;
import org.bertrim.engine.task.table.TableFile;

/** Tasks in tables of one's own: CSV, TSV and JSON Lines, plain or gzipped. */
final class TableTask {

    private static final BooleanSupplier NEVER = () -> false;

    private TableTask() {}

    /**
     * Fills in what the settings leave open.
     *
     * @throws InvalidInput if the file cannot be read, or nothing fits it
     */
    static TableSettings resolve(String source, Path path, TableSettings given) {
        return resolved(source, new TableFile(path), given).settings();
    }

    private static TableResolver resolved(String source, TableFile file, TableSettings given) {
        return resolved(source, file, given, TableSettings.OPEN);
    }

    private static TableResolver resolved(String source, TableFile file, TableSettings given, TableSettings learnt) {
        TableResolver resolver = new TableResolver(source, file, given, NEVER);
        try {
            resolver.resolveFormat(learnt);
            resolver.resolveColumns();
            resolver.resolveLabels();
        } catch (IOException e) {
            throw file.unreadable(e);
        }
        return resolver;
    }

    /**
     * Reads all rows.
     *
     * @throws TaskDataException if rows cannot be used and the settings do not say to leave them out
     * @throws InvalidInput if the file cannot be read, or nothing fits it
     */
    static Task read(String source, Path path, TableSettings given) {
        TableFile file = new TableFile(path);
        return read(source, file, resolved(source, file, given));
    }

    /**
     * Reads the rows to score a model by: all of them, unless something tells which are dev.
     *
     * @param learnt how the model's own data was read
     */
    static Task readForScoring(String source, Path path, TableSettings given, TableSettings learnt) {
        TableFile file = new TableFile(path);
        return read(source, file, resolved(source, file, given.forScoring(), learnt));
    }

    private static Task read(String source, TableFile file, TableResolver resolved) {
        TableSettings settings = resolved.settings();
        TaskInfo info = info(source, settings);
        TableReading reading = new TableReading(resolved, file, info, true, NEVER);
        reading.read();
        ProblemList problems = reading.problems();
        if (problems.count() > 0 && !Boolean.TRUE.equals(settings.skipBadRows())) {
            throw new TaskDataException(source, problems.shown(), problems.more(), remedy(settings));
        }
        reading.requireUsable(source);
        List<Example> train = reading.rows().part(false, reading.unfit());
        List<Example> dev = reading.rows().part(true, reading.unfit());
        Map<String, List<Example>> sets = new LinkedHashMap<>();
        sets.put(Task.DEV, dev);
        return Task.of(info, train, sets, (int) Math.min(Integer.MAX_VALUE, problems.count()), problems.shown());
    }

    /** What the task is, by settings that leave nothing open. */
    static TaskInfo info(String source, TableSettings settings) {
        boolean regression = TableSettings.REGRESSION.equals(settings.kind());
        return new TaskInfo(
                String.valueOf(settings.name()),
                source,
                regression ? TaskKind.REGRESSION : TaskKind.CLASSIFICATION,
                !TableSettings.NO_COLUMN.equals(settings.columns().secondText()),
                regression ? List.of() : settings.classNames(),
                settings.metrics().stream().map(key -> Metric.ofKey(key).orElseThrow()).toList());
    }

    private static String remedy(TableSettings settings) {
        return "Correct these rows and try again, or set skipBadRows to true to leave them out."
                + (TableSettings.QUOTES.equals(settings.quoting())
                        ? " If quotes are ordinary text in this file, set quoting to none."
                        : "");
    }
}
