package org.bertrim.engine.task;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.bertrim.engine.format.InvalidInput;
import org.bertrim.engine.task.table.TableFile;
import org.jspecify.annotations.Nullable;

/** Opens the tasks that experiments name. */
public final class Tasks {

    private static final String SAMPLE = "sample:";
    private static final String GLUE = "glue:";
    private static final String SQUAD = "squad:";
    private static final String TABLE = "table:";

    private Tasks() {}

    /**
     * Reads a task.
     *
     * @param source {@code sample:NAME}, {@code glue:FOLDER}, whose name tells the task, {@code squad:FOLDER}, or {@code table:FILE}, of
     *     which everything is guessed
     * @param base folder from which a relative FOLDER or FILE starts
     * @param trainRows how many training rows to draw, in their classes' proportions; of a span task questions, answerable
     *     and others in proportion; null for all. The rows keep their order
     * @param drawSeed seed of that draw
     * @throws TaskDataException if rows cannot be used
     * @throws InvalidInput if there is no such task, a file is missing or unreadable, or fewer rows than {@code
     *     trainRows} exist
     */
    public static Task open(String source, Path base, @Nullable Integer trainRows, long drawSeed) {
        return open(source, null, base, trainRows, drawSeed);
    }

    /**
     * Reads a task.
     *
     * @param table how a table is read; null for other tasks, and where everything is guessed
     */
    public static Task open(
            String source, @Nullable TableSettings table, Path base, @Nullable Integer trainRows, long drawSeed) {
        Task task = read(source, table, base);
        return trainRows == null ? task : draw(task, trainRows, drawSeed);
    }

    /**
     * Reads a task to score a model by. Of a table that does not tell which rows are dev, all are.
     *
     * @param table how a table is read; null for other tasks, and where everything is guessed
     * @param learnt how the model's own data was read, which tells what {@code table} does not
     */
    public static Task openForScoring(String source, @Nullable TableSettings table, TableSettings learnt, Path base) {
        return isTable(source)
                ? TableTask.readForScoring(source, path(source, base), given(table), learnt)
                : open(source, base, null, 0);
    }

    /**
     * Fills in what is left open about a table, so that nothing has to be guessed again. Of other tasks nothing is ever
     * guessed.
     *
     * @throws InvalidInput if there is no such file, or nothing fits it
     */
    public static @Nullable TableSettings resolve(String source, @Nullable TableSettings table, Path base) {
        return isTable(source) ? TableTask.resolve(source, path(source, base), given(table)) : table;
    }

    /** Whether a source is a table of one's own. */
    public static boolean isTable(String source) {
        return source.startsWith(TABLE);
    }

    /**
     * Something that changes when the files of a table are written, so that nobody goes on with what they held before; the
     * same for ever for other tasks, and for files that are not there.
     */
    public static String stamp(String source, @Nullable TableSettings table, Path base) {
        if (!isTable(source)) {
            return "";
        }
        String dev = table == null || table.devFile() == null ? "" : stamp(Path.of(table.devFile()));
        return stamp(path(source, base)) + " " + dev;
    }

    private static String stamp(Path file) {
        try {
            return Files.size(file) + "@" + Files.getLastModifiedTime(file).toMillis();
        } catch (IOException e) {
            return "";
        }
    }

    /** The file of a table. */
    public static Path tableFile(String source, Path base) {
        return path(source, base);
    }

    /** The source of a table in this file. */
    public static String tableSource(String file) {
        return TABLE + file;
    }

    private static TableSettings given(@Nullable TableSettings table) {
        return table == null ? TableSettings.OPEN : table;
    }

    /** As {@link #open}, but a task with fewer training rows than {@code most} gives all of them. */
    public static Task openUpTo(String source, Path base, @Nullable Integer most, long drawSeed) {
        Task task = read(source, null, base);
        return most == null || most >= task.train().size() ? task : draw(task, most, drawSeed);
    }

    /** The sample tasks, then those of GLUE and SQuAD with a folder's usual name as source. */
    public static List<TaskInfo> catalogue() {
        List<TaskInfo> tasks = new ArrayList<>();
        for (String name : SampleTask.NAMES) {
            new SampleTask(name, classes()).info().ifPresent(tasks::add);
        }
        for (GlueTask task : GlueTask.values()) {
            tasks.add(task.info(GLUE + task.title()));
        }
        tasks.add(TaskInfo.questions(SquadFolder.V1, SQUAD + "SQuAD-1.1", false));
        tasks.add(TaskInfo.questions(SquadFolder.V2, SQUAD + "SQuAD-2.0", true));
        return List.copyOf(tasks);
    }

    /** The source of the task in a folder: SQuAD's if a train file of its kind lies there, else GLUE's. */
    public static String sourceOf(Path folder) {
        return (SquadFolder.isOne(folder) ? SQUAD : GLUE) + folder;
    }

    /**
     * What the task of a source predicts, as far as that can be told without reading its rows.
     *
     * @param source as for {@link #open}, of a task that {@link #find} finds
     */
    public static Optional<TaskKind> kind(String source) {
        if (source.startsWith(SAMPLE)) {
            return sample(source).info().map(TaskInfo::kind);
        }
        if (source.startsWith(GLUE)) {
            Path name = path(source, Path.of("")).getFileName();
            return name == null ? Optional.empty() : GlueTask.ofFolder(name.toString()).map(task -> task.info(source).kind());
        }
        return source.startsWith(SQUAD) ? Optional.of(TaskKind.SPAN) : Optional.empty();
    }

    /**
     * Looks whether there is such a task, without reading its rows.
     *
     * @param source as for {@link #open}
     * @param base folder from which a relative FOLDER starts
     * @throws InvalidInput if {@link #open} would not find it either
     */
    public static void find(String source, Path base) {
        if (source.startsWith(SAMPLE)) {
            sample(source).require();
        } else if (source.startsWith(GLUE)) {
            GlueFolder.find(source, path(source, base));
        } else if (source.startsWith(SQUAD)) {
            SquadFolder.find(source, path(source, base));
        } else if (isTable(source)) {
            new TableFile(path(source, base)).find();
        } else {
            throw unknown(source);
        }
    }

    private static Task read(String source, @Nullable TableSettings table, Path base) {
        if (source.startsWith(SAMPLE)) {
            return sample(source).read();
        }
        if (source.startsWith(GLUE)) {
            return GlueFolder.read(source, path(source, base));
        }
        if (source.startsWith(SQUAD)) {
            return SquadFolder.read(source, path(source, base));
        }
        if (isTable(source)) {
            return TableTask.read(source, path(source, base), given(table));
        }
        throw unknown(source);
    }

    private static SampleTask sample(String source) {
        return new SampleTask(source.substring(SAMPLE.length()), classes());
    }

    private static Path path(String source, Path base) {
        try {
            return base.resolve(source.substring(source.indexOf(':') + 1));
        } catch (InvalidPathException e) {
            throw new InvalidInput(
                    "The task " + source + " could not be opened",
                    "this is not a valid path: " + e.getReason(),
                    "Correct the path.",
                    e);
        }
    }

    private static InvalidInput unknown(String source) {
        return new InvalidInput(
                "The task " + source + " could not be opened",
                "it starts with none of sample:, glue:, squad: and table:",
                "Write sample:NAME (" + String.join(", ", SampleTask.NAMES) + "), glue:FOLDER, squad:FOLDER or table:FILE.");
    }

    private static Task draw(Task task, int count, long seed) {
        int rows = task.train().size();
        if (count < 1 || count > rows) {
            throw new InvalidInput(
                    "The task " + task.info().source() + " could not be opened",
                    count + " training rows were asked for, but it has " + rows,
                    "Set trainRows to a number from 1 to " + rows + ", or leave it out to use all rows.");
        }
        return Task.of(
                task.info(),
                draw(task.info(), task.train(), count, "train-rows", seed),
                task.dev(),
                task.skippedRows(),
                task.firstSkipped());
    }

    /**
     * Some rows of a set, in their classes' proportions and in their order; all where there are no more.
     *
     * @param most how many
     * @param purpose of the draw; the same rows are drawn for the same purpose and seed
     */
    public static List<Example> draw(TaskInfo info, List<Example> rows, int most, String purpose, long seed) {
        if (rows.size() <= most) {
            return rows;
        }
        List<Example> drawn = new ArrayList<>(most);
        for (int row : Strata.of(info, rows).draw(most, purpose, seed)) {
            drawn.add(rows.get(row));
        }
        return drawn;
    }

    private static ClassLoader classes() {
        return Objects.requireNonNull(Tasks.class.getClassLoader());
    }
}
