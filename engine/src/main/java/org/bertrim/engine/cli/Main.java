package org.bertrim.engine.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line: {@code bertrim COMMAND}. */
@Command(
        name = "bertrim",
        description = {"Makes BERT small: fine-tunes, compresses and measures.", "Without a command it opens the window."},
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        versionProvider = Main.Version.class)
public final class Main implements Runnable {

    @Spec
    private CommandSpec spec;

    private Main() {}

    /**
     * Runs one command on the process's own terminal.
     *
     * @return the exit code: 0 done, 1 failed, 2 wrong usage or invalid file, 130 stopped by the user
     */
    public static int run(String... arguments) {
        System.setProperty("java.awt.headless", "true"); // a command needs no display, not even for figures
        return run(Terminal.ofProcess(), arguments);
    }

    /** The version of the build. */
    public static String version() {
        return Version.current();
    }

    static int run(Terminal terminal, String... arguments) {
        return execute(commandLine(terminal), terminal, arguments);
    }

    /** Runs a command; a machine that is too small is no fault of the program. */
    static int execute(CommandLine line, Terminal terminal, String... arguments) {
        try {
            return line.execute(arguments);
        } catch (OutOfMemoryError e) {
            long mebibytes = Runtime.getRuntime().maxMemory() >> 20;
            terminal.error(FailureReport.line(
                    "The command failed",
                    "it needs more memory than the " + mebibytes + " MiB that Java may use",
                    "Use less data at once, or give it more where there is more: JAVA_TOOL_OPTIONS=-Xmx8g."));
            return ExitCode.FAILED;
        }
    }

    static CommandLine commandLine(Terminal terminal) {
        return commandLine(terminal, Downloads.usual());
    }

    static CommandLine commandLine(Terminal terminal, Downloads downloads) {
        CommandLine line = new CommandLine(new Main());
        line.addSubcommand(new DemoCommand(terminal));
        line.addSubcommand(new RunCommand(terminal, downloads));
        line.addSubcommand(new EvaluateCommand(terminal));
        line.addSubcommand(new ExportCommand(terminal));
        line.addSubcommand(new TeachersCommand(terminal, downloads));
        line.addSubcommand(new TasksCommand(terminal));
        line.addSubcommand(new RunsCommand(terminal));
        line.addSubcommand(new BenchCommand(terminal));
        line.addSubcommand(new DoctorCommand(terminal));
        line.setOut(terminal.out());
        line.setErr(terminal.err());
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setParameterExceptionHandler(new UsageReport(terminal));
        line.setExecutionExceptionHandler(new FailureReport(terminal));
        return line;
    }

    /** Without a command there is nothing to do: the launcher opens the workbench before it comes to this. */
    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "A command is missing.");
    }

    /** The version of the build, as the jar's manifest has it. */
    static final class Version implements IVersionProvider {

        @Override
        public String[] getVersion() {
            return new String[] {"bertrim " + current()};
        }

        static String current() {
            String version = Main.class.getPackage().getImplementationVersion();
            return version == null ? "(development build)" : version;
        }
    }
}
