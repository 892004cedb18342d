package org.bertrim.engine.cli;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.bertrim.engine.run.RunStore;
import org.bertrim.engine.run.RunSummary;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bertrim runs}: the runs of the workspace, newest first. */
@Command(name = "runs", mixinStandardHelpOptions = true, description = "Lists the runs of the workspace, newest first.")
final class RunsCommand implements Callable<Integer>, WorkspaceOption.Owner {

    private final Terminal terminal;

    @Option(names = "--json", description = "Prints one JSON document.")
    private boolean json;

    @Mixin
    private WorkspaceOption workspace = new WorkspaceOption();

    RunsCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public WorkspaceOption workspace() {
        return workspace;
    }

    /** One run as JSON shows it. */
    private record Entry(
            String id,
            String folder,
            String state,
            String name,
            String method,
            String task,
            String teacher,
            @Nullable Long seed,
            String metric,
            @Nullable Double score,
            @Nullable String started,
            @Nullable String finished,
            @Nullable String damage) {}

    @Override
    public Integer call() {
        List<RunSummary> runs = RunStore.list(workspace.path());
        if (json) {
            terminal.json(runs.stream().map(RunsCommand::entry).toList());
            return ExitCode.DONE;
        }
        if (runs.isEmpty()) {
            terminal.line("There are no runs in " + workspace.path() + " yet; try: bertrim demo --quick");
            return ExitCode.DONE;
        }
        TextTable table = new TextTable("run", "state", "method", "task", ">best score x 100");
        for (RunSummary run : runs) {
            table.row(
                    run.id(),
                    state(run),
                    run.method(),
                    run.task(),
                    run.score() == null ? "" : Texts.hundredfold(run.score()));
        }
        table.print(terminal);
        for (RunSummary run : runs) {
            if (run.damage() != null) {
                terminal.line(run.id() + (run.state() == null ? " cannot be read: " : ": ") + run.damage());
            }
        }
        return ExitCode.DONE;
    }

    private static String state(RunSummary run) {
        return run.state() == null ? "damaged" : run.state().name().toLowerCase(Locale.ROOT);
    }

    private static Entry entry(RunSummary run) {
        return new Entry(
                run.id(),
                run.root().toString(),
                state(run),
                run.name(),
                run.method(),
                run.task(),
                run.teacher(),
                run.seed(),
                run.metric(),
                run.score(),
                run.started() == null ? null : run.started().toString(),
                run.finished() == null ? null : run.finished().toString(),
                run.damage());
    }
}
