package org.bertrim.engine.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line: {@code bertrim COMMAND}. */
@Command(
        name = "bertrim",
        description = "Makes BERT small: fine-tunes, compresses and measures.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        version = "1.0.0-SNAPSHOT")
public final class Main {

    private Main() {}

    /**
     * Runs one command.
     *
     * @return the exit code: 0 done, 1 failed, 2 wrong usage or invalid file, 130 stopped by the user
     */
    public static int run(String... arguments) {
        return new CommandLine(new Main()).execute(arguments);
    }
}
