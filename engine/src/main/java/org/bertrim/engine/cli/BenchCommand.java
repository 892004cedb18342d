package org.bertrim.engine.cli;

import java.util.Locale;
import java.util.concurrent.Callable;
import org.bertrim.engine.kernel.Precision;
import org.bertrim.engine.measure.Machine;
import org.bertrim.engine.training.Benchmark;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bertrim bench}: what this machine makes of the engine, beside what is expected of it. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Measures this machine, about a minute; nothing else should run meanwhile.")
final class BenchCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Spec
    private CommandSpec spec;

    @Option(names = "--threads", paramLabel = "N", description = "Threads; as many as processors if not given.")
    private @Nullable Integer threads;

    @Option(names = "--json", description = "Prints one JSON document.")
    private boolean json;

    BenchCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        int count = threads == null ? Machine.cores() : threads;
        if (count < 1) {
            throw new ParameterException(spec.commandLine(), "--threads must be at least 1, not " + count + ".");
        }
        Benchmark.Report report = Benchmark.run(count);
        if (json) {
            terminal.json(report);
        } else {
            print(report);
        }
        return ExitCode.DONE;
    }

    private void print(Benchmark.Report report) {
        TextTable ceilings = new TextTable("ceiling, " + report.threads() + " threads", ">GFLOP/s");
        report.ceilings().forEach((precision, rate) -> ceilings.row(precision, whole(rate)));
        ceilings.print(terminal);
        terminal.line("");
        TextTable encoder = new TextTable(
                "encoder, batch 32", ">tokens", ">width", ">dropout", ">GFLOP/s", ">of ceiling", ">expected");
        for (Benchmark.Encoder each : report.encoder()) {
            encoder.row(
                    each.precision(),
                    Integer.toString(each.tokens()),
                    Texts.number(each.width()),
                    Texts.number(each.dropout()),
                    whole(each.gflops()),
                    percent(each.shareOfCeiling()),
                    expected(each));
        }
        encoder.print(terminal);
        terminal.line("");
        TextTable shares = new TextTable("training step, " + report.precision(), ">share", ">expected");
        shares.row(
                String.format(Locale.ROOT, "optimizer, %.4f s", report.optimizer().secondsPerStep()),
                percent(report.optimizer().shareOfStep()),
                "at most 8 %");
        shares.row("data pipeline", percent(report.data().shareOfStep()), "at most 2 %");
        shares.row("outside native kernels", percent(report.overheadShare()), "at most 5 %");
        shares.row("padding among tokens", percent(report.data().paddingShare()), "at most 10 %");
        shares.print(terminal);
    }

    /** The budget, which is set for whole encoders at 128 tokens. */
    private static String expected(Benchmark.Encoder each) {
        if (each.tokens() != 128 || each.width() != 1) {
            return "";
        }
        boolean low = each.precision().equals(Precision.BFLOAT16.key());
        if (each.dropout() > 0) {
            return low ? "at least 45 %" : "at least 80 %";
        }
        return low ? "at least 55 %" : "at least 85 %";
    }

    private static String whole(double value) {
        return String.format(Locale.ROOT, "%.0f", value);
    }

    private static String percent(double share) {
        return Texts.hundredfold(share) + " %";
    }
}
