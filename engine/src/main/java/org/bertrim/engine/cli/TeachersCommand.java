package org.bertrim.engine.cli;

import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.bertrim.engine.figure.Counts;
import org.bertrim.engine.kernel.Kernels;
import org.bertrim.engine.kernel.Precision;
import org.bertrim.engine.measure.Machine;
import org.bertrim.engine.model.ModelShape;
import org.bertrim.engine.run.TeacherReport;
import org.bertrim.engine.task.RowLimits;
import org.bertrim.engine.task.TableSettings;
import org.bertrim.engine.task.Task;
import org.bertrim.engine.task.Tasks;
import org.bertrim.engine.teacher.StoredTeacher;
import org.bertrim.engine.teacher.TeacherEntry;
import org.bertrim.engine.teacher.hub.HubModel;
import org.bertrim.engine.teacher.hub.HubName;
import org.bertrim.engine.training.Compute;
import org.bertrim.engine.training.TeacherCheck;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bertrim teachers}: the models to start from. */
@Command(
        name = "teachers",
        mixinStandardHelpOptions = true,
        description = "Lists the models that experiments can start from, downloads one, or checks one.")
final class TeachersCommand implements Callable<Integer>, WorkspaceOption.Owner {

    private static final int BAR = 20;
    private static final int FEWEST_TOKENS = 8;

    private final Terminal terminal;
    private final Downloads downloads;

    @Option(names = "--json", description = "Prints one JSON document.")
    private boolean json;

    @Option(
            names = "--get",
            paramLabel = "hub:OWNER/NAME",
            description = "Downloads this model; one that is there already is not asked for again.")
    private @Nullable String get;

    @Option(
            names = "--check",
            paramLabel = "SOURCE",
            description = "Says what this teacher is: shape, vocabulary, heads, licence; with --task also what it scores before training.")
    private @Nullable String check;

    @Option(
            names = "--task",
            paramLabel = "SOURCE",
            description = "With --check: the task to score on, e.g. sample:reviews, glue:FOLDER or table:FILE.")
    private @Nullable String task;

    @Option(
            names = "--max-tokens",
            paramLabel = "N",
            description = "With --check: longer texts are cut to so many tokens; ${DEFAULT-VALUE} if not given.",
            defaultValue = "128")
    private int maxTokens;

    @Mixin
    private TableOptions table = new TableOptions();

    @Mixin
    private WorkspaceOption workspace = new WorkspaceOption();

    @Spec
    private CommandSpec spec;

    TeachersCommand(Terminal terminal, Downloads downloads) {
        this.terminal = terminal;
        this.downloads = downloads;
    }

    @Override
    public WorkspaceOption workspace() {
        return workspace;
    }

    /** One teacher as JSON shows it. */
    private record Entry(
            String source,
            String title,
            ModelShape shape,
            long parameters,
            String licence,
            String origin,
            String state,
            String profile,
            long sizeBytes) {

        static Entry of(TeacherEntry entry) {
            return new Entry(
                    entry.source(),
                    entry.title(),
                    entry.shape(),
                    entry.parameters(),
                    entry.licence(),
                    entry.origin(),
                    entry.state().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                    entry.profile(),
                    entry.bytes());
        }
    }

    /** What was downloaded, as JSON shows it. */
    private record Got(String source, String folder, String revision, String endpoint, long sizeBytes) {}

    @Override
    public Integer call() {
        if (get != null && check != null) {
            throw usage("Give one of these: --get, --check.");
        }
        if (task != null && check == null) {
            throw usage("--task belongs to --check.");
        }
        TableSettings settings = table.read(task, spec);
        if (maxTokens < FEWEST_TOKENS) {
            throw usage("--max-tokens must be at least " + FEWEST_TOKENS + ", not " + maxTokens + ".");
        }
        if (get != null) {
            download(get);
            return ExitCode.DONE;
        }
        if (check != null) {
            check(check, settings);
            return ExitCode.DONE;
        }
        list();
        return ExitCode.DONE;
    }

    private void download(String source) {
        HubName name = HubName.ofSource(source)
                .or(() -> HubName.parse(source))
                .orElseThrow(() ->
                        usage("--get takes a name like hub:google-bert/bert-base-uncased, not \"" + source + "\"."));
        HubModel model = json ? downloads.silently(name, progress -> {}) : downloads.get(name, terminal);
        if (json) {
            terminal.json(new Got(
                    name.source(), model.folder().toString(), model.revision(), model.endpoint(), model.bytes()));
            return;
        }
        terminal.line(name + " is there: " + Texts.bytes(model.bytes()) + " in " + model.folder());
        terminal.line("Use it as the teacher " + name.source());
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private void check(String source, @Nullable TableSettings settings) {
        StoredTeacher stored = downloads.teachers(workspace.path()).find(source);
        Task opened = task == null ? null : Tasks.open(task, settings, Path.of("").toAbsolutePath(), null, 0);
        Kernels.threads(Machine.cores());
        StatusLine line = new StatusLine(terminal);
        TeacherReport report;
        try (NDManager manager = NDManager.newBaseManager()) {
            report = TeacherReport.of(
                    stored,
                    null,
                    opened,
                    new RowLimits(maxTokens, RowLimits.PUBLISHED_STRIDE),
                    new Compute(manager, Precision.FLOAT32, Machine.cores(), "cpu"),
                    watch(line));
        } finally {
            line.show("");
        }
        if (json) {
            terminal.json(report);
        } else {
            new TeacherReportText(report).print(terminal);
        }
    }

    private TeacherCheck.Watch watch(StatusLine line) {
        if (json) {
            return (done, of) -> {};
        }
        if (terminal.interactive()) {
            return (done, of) -> line.show(StatusLine.bar((double) done / Math.max(1, of), BAR) + " " + done + " of " + of + " rows");
        }
        TenthLines tenths = new TenthLines(terminal);
        return (done, of) -> tenths.at((double) done / Math.max(1, of), String.format(Locale.ROOT, "%,d rows", of));
    }

    private void list() {
        List<TeacherEntry> entries = downloads.teachers(workspace.path()).catalogue();
        if (json) {
            terminal.json(entries.stream().map(Entry::of).toList());
            return;
        }
        TextTable table =
                new TextTable("source", "model", ">layers", ">hidden", ">heads", ">parameters", "licence", "");
        for (TeacherEntry entry : entries) {
            table.row(
                    entry.source(),
                    entry.title(),
                    Integer.toString(entry.shape().layers()),
                    Integer.toString(entry.shape().hidden()),
                    Integer.toString(entry.shape().heads()),
                    Counts.parameters(entry.parameters()),
                    entry.licence(),
                    state(entry));
        }
        table.print(terminal);
        List<String> profiles = entries.stream().map(TeacherEntry::profile).filter(each -> !each.isEmpty()).toList();
        if (!profiles.isEmpty()) {
            terminal.line("");
            Texts.wrap(
                            "Those of other builds come with a profile: mvn -P" + profiles.get(0)
                                    + " package -DskipTests; profiles can be joined by commas: "
                                    + profiles.stream().collect(Collectors.joining(",")),
                            "")
                    .forEach(terminal::line);
        }
        terminal.line("");
        terminal.line("Any model of a hub: bertrim teachers --get hub:OWNER/NAME");
        terminal.line("A folder of yours: folder:PATH. What a finished run has made: run:ID");
    }

    private static String state(TeacherEntry entry) {
        return switch (entry.state()) {
            case BUILT_IN -> "built in";
            case OTHER_BUILD -> "in a build with -P" + entry.profile();
            case DOWNLOADED -> "downloaded, " + Texts.bytes(entry.bytes());
            case TO_DOWNLOAD -> "to download, about " + Texts.bytes(entry.bytes());
            case LOCAL -> "on this machine";
        };
    }
}
