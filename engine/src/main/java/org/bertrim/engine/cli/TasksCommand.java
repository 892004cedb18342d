package org.bertrim.engine.cli;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.bertrim.engine.task.Metric;
import org.bertrim.engine.task.TaskInfo;
import org.bertrim.engine.task.Tasks;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bertrim tasks}: the tasks that the program knows. */
@Command(name = "tasks", mixinStandardHelpOptions = true, description = "Lists the tasks that Bertrim knows.")
final class TasksCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Option(names = "--json", description = "Prints one JSON document.")
    private boolean json;

    TasksCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /** One task as JSON shows it. */
    private record Entry(
            String source, String name, String kind, boolean pair, List<String> labels, List<String> metrics) {}

    @Override
    public Integer call() {
        List<Entry> entries = Tasks.catalogue().stream().map(TasksCommand::entry).toList();
        if (json) {
            terminal.json(entries);
            return ExitCode.DONE;
        }
        TextTable table = new TextTable("source", "predicts", "rows", "scored by");
        for (Entry entry : entries) {
            table.row(
                    entry.source(),
                    entry.labels().isEmpty() ? "a value" : String.join(" / ", entry.labels()),
                    entry.pair() ? "sentence pairs" : "sentences",
                    String.join(", ", entry.metrics()));
        }
        table.print(terminal);
        terminal.line("");
        terminal.line("A GLUE task is a folder of that name with its train.tsv and dev.tsv: glue:PATH/TO/SST-2");
        return ExitCode.DONE;
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
