package org.bertrim.engine.cli;

import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.bertrim.engine.export.Evaluation;
import org.bertrim.engine.export.SavedModel;
import org.bertrim.engine.figure.Counts;
import org.bertrim.engine.kernel.Kernels;
import org.bertrim.engine.kernel.Precision;
import org.bertrim.engine.measure.Costs;
import org.bertrim.engine.measure.Machine;
import org.bertrim.engine.model.Subnetwork;
import org.bertrim.engine.run.RunStore;
import org.bertrim.engine.run.SkippedRows;
import org.bertrim.engine.task.TableSettings;
import org.bertrim.engine.task.Task;
import org.bertrim.engine.task.Tasks;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Spec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bertrim evaluate}: scores a model folder on a task. */
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        description = "Scores a model, or a sub-network of it, on the dev sets of a task.")
final class EvaluateCommand implements Callable<Integer>, WorkspaceOption.Owner {

    private static final String RUN = "run:";

    private final Terminal terminal;

    @Parameters(
            index = "0",
            paramLabel = "MODEL",
            description = "A folder with config.json, model.safetensors and tokenizer.json, or run:ID for the model that a finished run made;"
                    + " the beginning of the id is enough.")
    private String place;

    @Parameters(
            index = "1",
            paramLabel = "TASK",
            description = "For example sample:reviews, glue:FOLDER, squad:FOLDER or table:FILE. Of a table all rows are scored unless it"
                    + " tells which are dev; classes are those of the model.")
    private String task;

    @Option(names = "--name", paramLabel = "NAME", description = "Which of the run's models, e.g. teacher.")
    private @Nullable String name;

    @Mixin
    private WorkspaceOption workspace = new WorkspaceOption();

    @Mixin
    private SubnetworkOptions part = new SubnetworkOptions();

    @Mixin
    private TableOptions table = new TableOptions();

    @Option(
            names = "--precision",
            paramLabel = "P",
            description = "Of the encoder's products: ${COMPLETION-CANDIDATES}; FLOAT32 if not given.")
    private Precision precision = Precision.FLOAT32;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Threads; as many as there are processors if not given.")
    private @Nullable Integer threads;

    @Option(names = "--json", description = "Prints one JSON document.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    EvaluateCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public WorkspaceOption workspace() {
        return workspace;
    }

    private Path folder() {
        if (place.startsWith(RUN)) {
            return RunModels.choose(
                    RunStore.find(workspace.path(), place.substring(RUN.length())), name, spec.commandLine());
        }
        if (name != null) {
            throw new ParameterException(spec.commandLine(), "--name chooses a model of a run; give run:ID too.");
        }
        return Path.of(place);
    }

    /** The answer as JSON shows it; scores are fractions. */
    private record Answer(
            String model,
            String task,
            double width,
            double depth,
            @Nullable Integer heads,
            int layers,
            String precision,
            long parameters,
            long encoderParameters,
            long flops,
            int flopsTokens,
            Map<String, Integer> examples,
            int skippedRows,
            Map<String, Map<String, Double>> scores) {}

    @Override
    public Integer call() {
        if (threads != null && threads < 1) {
            throw new ParameterException(spec.commandLine(), "--threads must be at least 1, not " + threads);
        }
        TableSettings settings = table.read(task, spec);
        Path folder = folder();
        SavedModel model = SavedModel.open(folder);
        Subnetwork chosen = part.of(model);
        Task opened = Tasks.openForScoring(task, settings, model.learnt(), Path.of("").toAbsolutePath());
        SkippedRows.words(opened).ifPresent(terminal::error);
        Kernels.threads(threads == null ? Machine.cores() : threads);
        Map<String, Map<String, Double>> scores;
        try (NDManager manager = NDManager.newBaseManager()) {
            scores = Evaluation.of(model, chosen, opened, precision, manager);
        }
        Costs costs = model.costs(chosen);
        int layers = chosen == null ? model.layers() : chosen.layers().size();
        if (json) {
            Map<String, Integer> examples = new LinkedHashMap<>();
            opened.dev().forEach((name, rows) -> examples.put(name, rows.size()));
            terminal.json(new Answer(
                    folder.toAbsolutePath().normalize().toString(),
                    opened.info().source(),
                    chosen == null ? 1 : chosen.width(),
                    chosen == null ? 1 : chosen.depth(),
                    chosen == null ? model.heads() : Integer.valueOf(chosen.heads()),
                    layers,
                    precision.key(),
                    costs.parameters(),
                    costs.encoderParameters(),
                    costs.flops(),
                    costs.flopsTokens(),
                    examples,
                    opened.skippedRows(),
                    scores));
            return ExitCode.DONE;
        }
        TextTable table = new TextTable("dev set", ">examples", "metric", ">measured x 100");
        scores.forEach((split, values) -> values.forEach((metric, value) -> table.row(
                split, Integer.toString(opened.dev().get(split).size()), metric, Texts.hundredfold(value))));
        table.print(terminal);
        terminal.line("");
        terminal.line(Counts.parameters(costs.parameters()) + " parameters, " + Counts.parameters(costs.encoderParameters())
                + " of them in " + layers + " layers; " + precision.key());
        return ExitCode.DONE;
    }
}
