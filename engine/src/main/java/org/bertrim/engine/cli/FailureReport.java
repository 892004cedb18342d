package org.bertrim.engine.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import org.bertrim.engine.format.EngineException;
import org.bertrim.engine.format.InvalidInput;
import org.bertrim.engine.run.Workspace;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Turns what a command throws into one line (what, why, remedy) and an exit code; the details go to a log. */
final class FailureReport implements IExecutionExceptionHandler {

    /** The log in the workspace. */
    static final String LOG = "bertrim.log";

    private final Terminal terminal;

    FailureReport(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine commandLine, ParseResult parsed) {
        terminal.out().flush();
        if (failure instanceof InvalidInput invalid) {
            terminal.error(line(invalid));
            return ExitCode.WRONG_USAGE;
        }
        String log = log(failure, commandLine);
        if (failure instanceof EngineException known) {
            terminal.error(line(known));
        } else {
            terminal.error(line("The command failed", failure.toString(), "This is a fault in Bertrim. " + log));
        }
        return ExitCode.FAILED;
    }

    /** What, why and remedy as one line (more only where a file has several problems). */
    static String line(EngineException failure) {
        return line(failure.what(), failure.why(), failure.remedy());
    }

    static String line(String what, String why, String remedy) {
        String sentence = "bertrim: " + what + (why.isEmpty() ? "" : ": " + why);
        String end = sentence.endsWith(".") || sentence.endsWith("!") || sentence.endsWith("?") ? "" : ".";
        return sentence + end + (remedy.isEmpty() ? "" : " " + remedy);
    }

    private static String log(Exception failure, CommandLine commandLine) {
        Path workspace = commandLine.getCommand() instanceof WorkspaceOption.Owner owner
                ? owner.workspace().path()
                : Workspace.resolve(null);
        Path file = workspace.resolve(LOG);
        try {
            Files.createDirectories(workspace);
            try (PrintWriter log = new PrintWriter(Files.newBufferedWriter(
                    file, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND))) {
                log.println(Instant.now() + " bertrim " + Main.Version.current() + ", "
                        + commandLine.getCommandSpec().qualifiedName());
                failure.printStackTrace(log);
            }
            return "Its details are in " + file + ".";
        } catch (IOException e) {
            return "Its details could not be written to " + file + ": " + e;
        }
    }
}
