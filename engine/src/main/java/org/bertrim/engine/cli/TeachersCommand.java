package org.bertrim.engine.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.bertrim.engine.teacher.Teachers;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bertrim teachers}: the models to start from. */
@Command(
        name = "teachers",
        mixinStandardHelpOptions = true,
        description = "Lists the models that experiments can start from.")
final class TeachersCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Option(names = "--json", description = "Prints one JSON document.")
    private boolean json;

    TeachersCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        List<Teachers.Entry> entries = Teachers.catalogue();
        if (json) {
            terminal.json(entries);
            return ExitCode.DONE;
        }
        TextTable table =
                new TextTable("source", "model", ">layers", ">hidden", ">heads", ">parameters", "licence");
        for (Teachers.Entry entry : entries) {
            table.row(
                    entry.source(),
                    entry.title(),
                    Integer.toString(entry.shape().layers()),
                    Integer.toString(entry.shape().hidden()),
                    Integer.toString(entry.shape().heads()),
                    Texts.millions(entry.parameters()),
                    entry.licence());
        }
        table.print(terminal);
        return ExitCode.DONE;
    }
}
