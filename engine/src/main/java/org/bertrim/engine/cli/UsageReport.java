package org.bertrim.engine.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says in one line what is wrong with the arguments of a command; the pages of help are shown only to who asks for them. */
final class UsageReport implements IParameterExceptionHandler {

    private final Terminal terminal;

    UsageReport(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public int handleParseException(ParameterException failure, String[] arguments) {
        CommandLine command = failure.getCommandLine();
        String help = command.getCommandSpec().qualifiedName() + " --help explains it.";
        terminal.out().flush();
        terminal.error(FailureReport.line(failure.getMessage().strip().replace("option option", "option"), "", meant(failure) + help));
        return ExitCode.WRONG_USAGE;
    }

    private static String meant(ParameterException failure) {
        List<String> similar = failure instanceof UnmatchedArgumentException unknown ? unknown.getSuggestions() : List.of();
        return similar.isEmpty() ? "" : "Did you mean " + String.join(" or ", similar) + "? ";
    }
}
