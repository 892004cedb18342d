package org.bertrim.engine.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.bertrim.engine.run.WorkspaceTeachers;
import org.bertrim.engine.task.Metric;
import org.bertrim.engine.task.TaskInfo;
import org.bertrim.engine.task.Tasks;
import org.bertrim.engine.task.augment.AugmentationSettings;
import org.bertrim.engine.task.augment.AugmentationSettings.Variant;
import org.bertrim.engine.teacher.Teachers;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bertrim tasks}: the tasks that the program knows. */
@Command(
        name = "tasks",
        mixinStandardHelpOptions = true,
        description = "Lists the tasks that Bertrim knows, looks at a table of your own, or shows what augmentation makes of"
                + " a task.")
final class TasksCommand implements Callable<Integer>, WorkspaceOption.Owner {

    private final Terminal terminal;

    @Option(names = "--json", description = "Prints one JSON document.")
    private boolean json;

    @ArgGroup(exclusive = false, heading = "%nPreview of an augmentation:%n")
    private @Nullable Preview preview;

    @Mixin
    private WorkspaceOption workspace = new WorkspaceOption();

    @ArgGroup(exclusive = false, heading = "%nLook at a table of your own:%n")
    private @Nullable Look look;

    @Mixin
    private TableOptions table = new TableOptions();

    @Spec
    private CommandSpec spec;

    /** Which table is looked at. */
    private static final class Look {

        @Option(
                names = "--look",
                required = true,
                paramLabel = "FILE",
                description = "Shows how a table (CSV, TSV, JSON Lines, plain or gzipped) is understood: what is guessed,"
                        + " first rows, classes, lengths, equal texts and every problem by line.")
        private Path file;

        @Option(names = "--first", paramLabel = "N", description = "How many rows are shown; 5 if not given.")
        private int rows = 5;

        @Option(names = "--max-tokens", paramLabel = "N", description = "Where texts would be cut; 128 if not given.")
        private int maxTokens = 128;

        @Option(names = "--tokens-of", paramLabel = "SOURCE", description = "Whose tokens are counted; the built-in teacher if not given.")
        private String teacher = Teachers.builtin().catalogue().get(0).source();
    }

    /** What is shown in place of the list. */
    private static final class Preview {

        @Option(
                names = "--augment",
                required = true,
                paramLabel = "TASK",
                description = "Shows the first training rows of this task with augmented variants.")
        private String task;

        @Option(names = "--teacher", paramLabel = "SOURCE", description = "Whose words are used; the built-in one if not given.")
        private String teacher = Teachers.builtin().catalogue().get(0).source();

        @Option(
                names = "--procedure",
                paramLabel = "P",
                description = "${COMPLETION-CANDIDATES}; PAPER if not given.")
        private Variant variant = Variant.PAPER;

        @Option(
                names = "--words",
                paramLabel = "SOURCE",
                description = "auto, masked-lm, vectors:FILE or embeddings; auto if not given.")
        private String words = AugmentationSettings.AUTO;

        @Option(names = "--rows", paramLabel = "N", description = "How many rows; 3 if not given.")
        private int rows = 3;

        @Option(names = "--variants", paramLabel = "N", description = "Draws for each text; 3 if not given.")
        private int variants = 3;

        @Option(names = "--seed", paramLabel = "N", description = "Of the draws; 42 if not given.")
        private long seed = 42;
    }

    TasksCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public WorkspaceOption workspace() {
        return workspace;
    }

    /** One task as JSON shows it. */
    private record Entry(
            String source, String name, String kind, boolean pair, List<String> labels, List<String> metrics) {}

    @Override
    public Integer call() {
        if (preview != null) {
            show(preview);
            return ExitCode.DONE;
        }
        if (look != null) {
            requirePositive("--first", look.rows);
            requirePositive("--max-tokens", look.maxTokens);
            boolean usable = new TablePreview(terminal)
                    .print(look.file, table.read(), look.rows, tokens(look.teacher), look.maxTokens, json);
            return usable ? ExitCode.DONE : ExitCode.WRONG_USAGE;
        }
        if (table.given()) {
            throw new ParameterException(spec.commandLine(), "--set says how a table is read; give --look FILE too.");
        }
        List<TaskInfo> tasks = Tasks.catalogue();
        if (json) {
            terminal.json(tasks.stream().map(TasksCommand::entry).toList());
            return ExitCode.DONE;
        }
        TextTable table = new TextTable("source", "predicts", "rows", "scored by");
        for (TaskInfo task : tasks) {
            table.row(
                    task.source(),
                    task.predicts(),
                    task.rows(),
                    task.metrics().stream().map(Metric::key).collect(Collectors.joining(", ")));
        }
        table.print(terminal);
        terminal.line("");
        terminal.line("A GLUE task is a folder of that name with its train.tsv and dev.tsv: glue:PATH/TO/SST-2");
        terminal.line("SQuAD is a folder with one train and one dev file, e.g. train-v1.1.json and dev-v1.1.json: squad:PATH");
        terminal.line("A table of your own is table:FILE; bertrim tasks --look FILE shows how it is understood.");
        return ExitCode.DONE;
    }

    private TablePreview.Tokens tokens(String teacher) {
        return new TablePreview.Tokens(teacher, WorkspaceTeachers.of(workspace.path()).tokenizer(teacher));
    }

    private void show(Preview wanted) {
        requirePositive("--rows", wanted.rows);
        requirePositive("--variants", wanted.variants);
        boolean known = AugmentationSettings.SOURCES.contains(wanted.words)
                || wanted.words.startsWith(AugmentationSettings.VECTORS);
        if (!known) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--words must be one of " + String.join(", ", AugmentationSettings.SOURCES) + ", "
                            + AugmentationSettings.VECTORS + "FILE, not " + wanted.words);
        }
        AugmentationSettings settings = new AugmentationSettings(
                AugmentationSettings.Method.TINYBERT,
                wanted.variant,
                AugmentationSettings.CANDIDATES,
                AugmentationSettings.REPLACE,
                wanted.variants,
                wanted.words);
        new AugmentationPreview(terminal)
                .print(wanted.task, WorkspaceTeachers.of(workspace.path()).open(wanted.teacher), settings, wanted.rows, wanted.seed, json);
    }

    private void requirePositive(String option, int value) {
        if (value < 1) {
            throw new ParameterException(spec.commandLine(), option + " must be at least 1, not " + value);
        }
    }

    private static Entry entry(TaskInfo task) {
        return new Entry(
                task.source(),
                task.name(),
                task.kind().name().toLowerCase(Locale.ROOT),
                task.pair(),
                task.labels(),
                task.metrics().stream().map(Metric::key).collect(Collectors.toList()));
    }
}
