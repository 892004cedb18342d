package org.bertrim.engine.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bertrim doctor}: what is installed, which devices there are, what is missing and how to get it. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = "Says what is installed, which devices there are, what is missing and how to get it.")
final class DoctorCommand implements Callable<Integer>, WorkspaceOption.Owner {

    private final Terminal terminal;

    @Option(names = "--json", description = "Prints one JSON document.")
    private boolean json;

    @Mixin
    private WorkspaceOption workspace = new WorkspaceOption();

    DoctorCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public WorkspaceOption workspace() {
        return workspace;
    }

    @Override
    public Integer call() {
        List<Finding> findings = new ArrayList<>(Diagnosis.of(workspace.path()));
        boolean ready = findings.stream().noneMatch(each -> each.status() == Finding.Status.MISSING);
        if (json) {
            terminal.json(findings);
        } else {
            TextTable table = new TextTable("", "", "");
            findings.forEach(each -> table.row(each.status().word(), each.subject(), each.text()));
            table.lines().stream().skip(1).forEach(terminal::line);
            for (Finding each : findings) {
                if (!each.remedy().isEmpty()) {
                    terminal.line("");
                    terminal.line(each.subject() + ": " + each.remedy());
                }
            }
            terminal.line("");
            terminal.line(ready ? "Bertrim can train on this machine." : "Bertrim cannot train on this machine yet.");
        }
        return ready ? ExitCode.DONE : ExitCode.FAILED;
    }
}
