package org.bertrim.engine.cli;

import java.util.Locale;
import java.util.concurrent.Callable;
import org.bertrim.engine.format.Json;
import org.bertrim.engine.measure.Machine;
import org.bertrim.engine.training.Benchmark;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bertrim bench}: measures this machine. */
@Command(name = "bench", description = "Measures how fast this machine trains.", mixinStandardHelpOptions = true)
final class BenchCommand implements Callable<Integer> {

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    @Option(names = "--threads", paramLabel = "N", description = "Threads of a kernel; default: all cores.")
    private Integer threads;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        var out = spec.commandLine().getOut();
        Benchmark.Report report = Benchmark.run(threads == null ? Machine.cores() : threads);
        if (json) {
            out.print(Json.pretty(report));
            out.flush();
            return 0;
        }
        report.ceilings().forEach((precision, gflops) ->
                out.println(String.format(Locale.ROOT, "ceiling %-9s %7.0f GFLOP/s", precision, gflops)));
        for (Benchmark.Encoder e : report.encoder()) {
            out.println(String.format(
                    Locale.ROOT,
                    "encoder %-9s 32 x %3d tokens, width %.2f, dropout %.1f  %7.0f GFLOP/s  %5.1f %% of the ceiling",
                    e.precision(),
                    e.tokens(),
                    e.width(),
                    e.dropout(),
                    e.gflops(),
                    100 * e.shareOfCeiling()));
        }
        out.println(String.format(
                Locale.ROOT,
                "optimizer %.1f ms a step, %.1f %% of it; data %.2f %%; padding %.1f %% of tokens; outside kernels %.1f %%"
                        + " (%s, %d threads)",
                1000 * report.optimizer().secondsPerStep(),
                100 * report.optimizer().shareOfStep(),
                100 * report.data().shareOfStep(),
                100 * report.data().paddingShare(),
                100 * report.overheadShare(),
                report.precision(),
                report.threads()));
        out.flush();
        return 0;
    }
}
