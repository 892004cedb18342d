package org.bertrim.engine.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.bertrim.engine.experiment.Experiment;
import org.bertrim.engine.experiment.ExperimentReader;
import org.bertrim.engine.experiment.Methods;
import org.bertrim.engine.experiment.Overrides;
import org.bertrim.engine.experiment.Presets;
import org.bertrim.engine.format.EngineException;
import org.bertrim.engine.format.InvalidInput;
import org.bertrim.engine.format.Json;
import org.bertrim.engine.model.ModelShape;
import org.bertrim.engine.run.JvmOptions;
import org.bertrim.engine.run.RunFolder;
import org.bertrim.engine.run.RunStore;
import org.bertrim.engine.task.HeldOut;
import org.bertrim.engine.task.Task;
import org.bertrim.engine.teacher.TeacherNotHere;
import org.bertrim.engine.teacher.Teachers;
import org.bertrim.engine.teacher.hub.HubName;
import org.bertrim.engine.training.TrainingData;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bertrim run}: runs experiments in the foreground, or goes on with a run. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = "Runs experiments, or goes on with a run; Ctrl-C stops it so that it can go on later.",
        customSynopsis = {
            "bertrim run FILE... [--teacher SOURCE] [--task SOURCE] [--workspace DIR]",
            "       bertrim run --preset NAME [--teacher SOURCE] [--task SOURCE] [--workspace DIR]",
            "       bertrim run --resume RUN [--workspace DIR]",
            "       bertrim run --describe METHOD"
        })
final class RunCommand implements Callable<Integer>, WorkspaceOption.Owner {

    private final Terminal terminal;
    private final Downloads downloads;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", arity = "0..*", description = "Experiment files (JSON).")
    private List<Path> files = List.of();

    @Option(
            names = "--preset",
            paramLabel = "NAME",
            description = "An experiment of the program: ${COMPLETION-CANDIDATES}.",
            completionCandidates = PresetNames.class)
    private @Nullable String preset;

    @Option(
            names = "--teacher",
            paramLabel = "SOURCE",
            description = "Takes the place of the experiment's teacher, e.g. builtin:e5-small-v2.")
    private @Nullable String teacher;

    @Option(
            names = "--task",
            paramLabel = "SOURCE",
            description = "Takes the place of the experiment's task, e.g. sample:reviews, glue:FOLDER, squad:FOLDER or"
                    + " table:FILE.")
    private @Nullable String task;

    @Option(
            names = "--resume",
            paramLabel = "RUN",
            description = "Goes on with this run; the beginning of its id is enough.")
    private @Nullable String resume;

    @Option(
            names = "--describe",
            paramLabel = "METHOD",
            description = "Lists every setting of an experiment with this method: ${COMPLETION-CANDIDATES}.",
            completionCandidates = MethodTypes.class)
    private @Nullable String describe;

    @Mixin
    private WorkspaceOption workspace = new WorkspaceOption();

    RunCommand(Terminal terminal, Downloads downloads) {
        this.terminal = terminal;
        this.downloads = downloads;
    }

    @Override
    public WorkspaceOption workspace() {
        return workspace;
    }

    @Override
    public Integer call() throws InterruptedException {
        long given = Stream.of(!files.isEmpty(), preset != null, resume != null, describe != null)
                .filter(each -> each)
                .count();
        if (given != 1) {
            throw usage("Give one of these: experiment files, --preset, --resume, --describe.");
        }
        if (describe != null) {
            describe(describe);
            return ExitCode.DONE;
        }
        ForegroundRuns runs = new ForegroundRuns(terminal, workspace.path(), JvmOptions.forWorker());
        if (resume != null) {
            if (teacher != null || task != null) {
                throw usage("A run goes on with its own teacher and task; leave --teacher and --task out.");
            }
            RunFolder run = RunStore.find(workspace.path(), resume);
            fetch(Json.read(run.experimentFile()).path("teacher").path("source").asText());
            return runs.resume(run);
        }
        Overrides overrides = new Overrides(teacher, task);
        List<Experiment> experiments = preset != null ? List.of(ofPreset(preset, overrides)) : ofFiles(overrides);
        if (experiments.isEmpty()) {
            return ExitCode.WRONG_USAGE;
        }
        for (Experiment experiment : experiments) {
            fetch(experiment.teacher().source());
            ExperimentReader.check(experiment, teachers().shape(experiment.teacher().source()));
        }
        return runs.run(experiments, folder -> {});
    }

    private Teachers teachers() {
        return downloads.teachers(workspace.path());
    }

    /** A teacher that nobody knows is refused before anything starts; one that can be downloaded is looked at when it is there. */
    private Optional<ModelShape> shape(String source) {
        try {
            return Optional.of(teachers().shape(source));
        } catch (TeacherNotHere e) {
            if (downloads.forbidden()) {
                throw e;
            }
            return Optional.empty();
        }
    }

    /** Downloads a teacher that is not there. */
    private void fetch(String source) {
        HubName.ofSource(source).ifPresent(name -> downloads.get(name, terminal));
    }

    private Experiment ofPreset(String name, Overrides overrides) {
        JsonNode tree;
        try {
            tree = Presets.load(name);
        } catch (EngineException e) {
            throw usage(e.getMessage() + ". " + e.remedy());
        }
        return checked(ExperimentReader.read(tree, Path.of("").toAbsolutePath(), overrides, this::shape));
    }

    /** The experiments of all files; empty if any is wrong, after everything that is wrong has been printed. */
    private List<Experiment> ofFiles(Overrides overrides) {
        List<Experiment> experiments = new ArrayList<>();
        boolean valid = true;
        for (Path file : files) {
            if (!Files.isRegularFile(file)) {
                throw usage("There is no file " + file + ".");
            }
            try {
                experiments.add(checked(ExperimentReader.read(file, overrides, this::shape)));
            } catch (InvalidInput e) {
                terminal.error(FailureReport.line(e));
                valid = false;
            }
        }
        return valid ? experiments : List.of();
    }

    /** Reads the task's rows once before anything starts, so that bad rows are found now and not by a worker. */
    private Experiment checked(Experiment given) {
        Path here = Path.of("").toAbsolutePath();
        Experiment experiment = given.with(given.task().resolved(here));
        Task task = experiment.task().open(here);
        String guessed = given.task().table() == null
                ? ""
                : TableWords.guessedLine(given.task().table(), experiment.task().table());
        if (!guessed.isEmpty()) {
            Texts.wrap("Guessed of " + given.task().source() + ": " + guessed, "").forEach(terminal::line);
        }
        if (!experiment.training().protocol().equals(TrainingData.PUBLISHED)) {
            HeldOut.requireEnough(task);
        }
        return experiment;
    }

    private void describe(String type) {
        if (Methods.all().stream().noneMatch(method -> method.type().equals(type))) {
            String known = String.join(", ", new MethodTypes());
            throw usage("There is no method " + type + "; the methods are " + known + ".");
        }
        new SettingsReference(terminal).print(Methods.named(type));
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    /** The presets that help offers. */
    static final class PresetNames implements Iterable<String> {

        @Override
        public Iterator<String> iterator() {
            return Presets.names().iterator();
        }
    }

    /** The methods that help offers. */
    static final class MethodTypes implements Iterable<String> {

        @Override
        public Iterator<String> iterator() {
            return Methods.all().stream().map(method -> method.type()).iterator();
        }
    }
}
