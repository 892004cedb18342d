package org.bertrim.engine.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.bertrim.engine.experiment.Experiment;
import org.bertrim.engine.run.RunFolder;
import org.bertrim.engine.run.RunPlanner;

/** Does runs one after the other: each experiment, each seed. */
final class ForegroundRuns {

    private final Terminal terminal;
    private final Path workspace;
    private final List<String> jvmOptions;

    /** A run that is not there yet: its folder is made when its turn has come. */
    private record Planned(Experiment experiment, long seed) {}

    ForegroundRuns(Terminal terminal, Path workspace, List<String> jvmOptions) {
        this.terminal = terminal;
        this.workspace = workspace;
        this.jvmOptions = jvmOptions;
    }

    /**
     * Runs every seed of every experiment; one that fails does not keep the others from running.
     *
     * @param finished is told each run that was finished
     * @return the exit code
     */
    int run(List<Experiment> experiments, Consumer<RunFolder> finished) throws InterruptedException {
        List<Planned> planned = new ArrayList<>();
        experiments.forEach(each -> each.seeds().forEach(seed -> planned.add(new Planned(each, seed))));
        int worst = ExitCode.DONE;
        try (Interrupts interrupts = new Interrupts()) {
            for (int i = 0; i < planned.size(); i++) {
                Planned each = planned.get(i);
                if (planned.size() > 1) {
                    terminal.line((i == 0 ? "" : System.lineSeparator()) + (i + 1) + " of " + planned.size() + ": "
                            + each.experiment().name() + ", seed " + each.seed());
                }
                RunFolder folder = create(each);
                int code = new ForegroundRun(terminal, folder, jvmOptions).go(interrupts);
                if (code == ExitCode.STOPPED) {
                    notStarted(planned.subList(i + 1, planned.size()));
                    return code;
                }
                if (code == ExitCode.DONE) {
                    finished.accept(folder);
                }
                worst = Math.max(worst, code);
            }
        }
        return worst;
    }

    /** Goes on with one run. */
    int resume(RunFolder folder) throws InterruptedException {
        try (Interrupts interrupts = new Interrupts()) {
            return new ForegroundRun(terminal, folder, jvmOptions).go(interrupts);
        }
    }

    private RunFolder create(Planned planned) {
        return RunPlanner.create(planned.experiment().withSeed(planned.seed()), workspace).get(0);
    }

    private void notStarted(List<Planned> rest) {
        if (!rest.isEmpty()) {
            terminal.line("Not started:");
            rest.forEach(each -> terminal.line("  " + each.experiment().name() + ", seed " + each.seed()));
        }
    }
}
