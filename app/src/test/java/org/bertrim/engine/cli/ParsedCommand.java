package org.bertrim.engine.cli;

import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.ParseResult;

/** Reads the words of a command as the program itself would, without running it. */
public final class ParsedCommand {

    private ParsedCommand() {}

    /** The experiment files of a {@code run} command. */
    public static List<Path> files(String... arguments) {
        ParseResult run = Main.commandLine(Terminal.ofProcess()).parseArgs(arguments).subcommand();
        return run.matchedPositional(0).getValue();
    }

    /** The workspace of a {@code run} command. */
    public static Path workspace(String... arguments) {
        ParseResult run = Main.commandLine(Terminal.ofProcess()).parseArgs(arguments).subcommand();
        return run.matchedOption("--workspace").getValue();
    }
}
