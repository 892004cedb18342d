package org.bertrim.engine.cli;

import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.bertrim.engine.export.ModelExport;
import org.bertrim.engine.export.SavedModel;
import org.bertrim.engine.figure.Counts;
import org.bertrim.engine.measure.Costs;
import org.bertrim.engine.run.RunFolder;
import org.bertrim.engine.run.RunStore;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bertrim export}: takes a model or the figures out of a run. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = "Takes a model or the figures out of a run.")
final class ExportCommand implements Callable<Integer>, WorkspaceOption.Owner {

    private final Terminal terminal;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "RUN", description = "A finished run; the beginning of its id is enough.")
    private String run;

    @Option(names = "--model", paramLabel = "DIR", description = "Writes a model folder here, and checks it.")
    private @Nullable Path model;

    @Option(names = "--name", paramLabel = "NAME", description = "Which of the run's models, where there are several.")
    private @Nullable String name;

    @Mixin
    private SubnetworkOptions part = new SubnetworkOptions();

    @Option(
            names = "--figures",
            paramLabel = "DIR",
            description = "Writes figures and tables here: PDF, SVG, PNG, CSV, LaTeX.")
    private @Nullable Path figures;

    @Mixin
    private WorkspaceOption workspace = new WorkspaceOption();

    ExportCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public WorkspaceOption workspace() {
        return workspace;
    }

    @Override
    public Integer call() {
        if (model == null && figures == null) {
            throw usage("Say what to export: --model DIR, --figures DIR, or both.");
        }
        if (model == null && (name != null || part.given())) {
            throw usage("--name, --width and --depth choose a model; give --model DIR too.");
        }
        RunFolder folder = RunStore.find(workspace.path(), run);
        if (model != null) {
            exportModel(folder, model);
        }
        if (figures != null) {
            RunFigures.write(terminal, folder, figures);
        }
        return ExitCode.DONE;
    }

    private void exportModel(RunFolder folder, Path target) {
        SavedModel original = SavedModel.open(RunModels.choose(folder, name, spec.commandLine()));
        try (NDManager manager = NDManager.newBaseManager()) {
            ModelExport.Outcome outcome = ModelExport.write(original, part.of(original), target, manager);
            Costs costs = Costs.of(outcome.model().config());
            terminal.line(String.format(
                    Locale.ROOT,
                    "%s: %s parameters, read back, largest difference of logits %.1e (limit %.0e)",
                    target,
                    Counts.parameters(costs.parameters()),
                    outcome.largestDifference(),
                    ModelExport.LIMIT));
        }
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
