package org.bertrim.engine.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.bertrim.engine.experiment.Experiment;
import org.bertrim.engine.experiment.ExperimentReader;
import org.bertrim.engine.experiment.Overrides;
import org.bertrim.engine.experiment.Presets;
import org.bertrim.engine.run.JvmOptions;
import org.bertrim.engine.run.RunFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bertrim demo}: the sample experiment from end to end. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "Fine-tunes a BERT on a sample task, compresses it into twelve models and measures them.")
final class DemoCommand implements Callable<Integer>, WorkspaceOption.Owner {

    private static final String FULL = "dynabert-sample";
    private static final String QUICK = "dynabert-quick";

    private final Terminal terminal;

    @Option(names = "--quick", description = "Four layers of the teacher and 600 rows: done within a minute or two.")
    private boolean quick;

    @Mixin
    private WorkspaceOption workspace = new WorkspaceOption();

    DemoCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public WorkspaceOption workspace() {
        return workspace;
    }

    @Override
    public Integer call() throws InterruptedException {
        Experiment experiment = ExperimentReader.read(
                Presets.load(quick ? QUICK : FULL), Path.of("").toAbsolutePath(), Overrides.none());
        return new ForegroundRuns(terminal, workspace.path(), JvmOptions.forWorker())
                .run(List.of(experiment), this::figures);
    }

    private void figures(RunFolder run) {
        terminal.line("");
        RunFigures.write(terminal, run, workspace.path().resolve("figures").resolve(run.id()));
    }
}
