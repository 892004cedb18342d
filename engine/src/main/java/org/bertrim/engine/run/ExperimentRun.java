package org.bertrim.engine.run;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.bertrim.engine.event.Event;
import org.bertrim.engine.event.StageIds;
import org.bertrim.engine.experiment.Experiment;
import org.bertrim.engine.experiment.ExperimentReader;
import org.bertrim.engine.experiment.ExperimentWriter;
import org.bertrim.engine.experiment.Methods;
import org.bertrim.engine.experiment.TaskChoice;
import org.bertrim.engine.format.Json;
import org.bertrim.engine.format.ModelFolder;
import org.bertrim.engine.kernel.Kernels;
import org.bertrim.engine.kernel.Precision;
import org.bertrim.engine.measure.Costs;
import org.bertrim.engine.method.Method;
import org.bertrim.engine.method.MethodContext;
import org.bertrim.engine.method.MethodResults;
import org.bertrim.engine.method.ModelWriter;
import org.bertrim.engine.task.RowLimits;
import org.bertrim.engine.task.TableSettings;
import org.bertrim.engine.task.Task;
import org.bertrim.engine.task.TaskInfo;
import org.bertrim.engine.task.TaskKind;
import org.bertrim.engine.task.TextTokenizer;
import org.bertrim.engine.teacher.Teacher;
import org.bertrim.engine.training.Augmenting;
import org.bertrim.engine.training.Compute;
import org.bertrim.engine.training.FineTuning;
import org.bertrim.engine.training.TrainingData;

/** What a worker does: opens teacher and task, runs the method, writes the results. */
public final class ExperimentRun implements RunBody {

    /** Goes up when training computes something else than before, so that older fine-tuned teachers are not used again. */
    private static final String TRAINING_VERSION = "1";

    /** For the worker. */
    public ExperimentRun() {}

    @Override
    public void run(WorkerSession session) {
        RunFolder folder = session.folder();
        Experiment experiment = ExperimentReader.read(folder.experimentFile());
        run(session, experiment, Methods.named(experiment.method().type()));
    }

    <S extends Record> void run(WorkerSession session, Experiment experiment, Method<S> method) {
        RunFolder folder = session.folder();
        S settings = method.settingsType().cast(experiment.method().settings());
        List<String> stages = stages(experiment, method.stages(settings));
        long seed = experiment.seeds().get(0);
        Kernels.threads(experiment.threads());
        Precision precision = Precision.of(experiment.precision());
        Path workspace = folder.root().getParent().getParent();
        Teacher teacher = teacher(experiment, workspace);
        Task task = experiment.task().open(folder.root());
        WorkerPort port =
                new WorkerPort(session, seed, stages, experiment.training().checkpointMinutes());
        try (NDManager manager = NDManager.newBaseManager();
                TextTokenizer tokenizer = TextTokenizer.of(teacher.tokenizerJson())) {
            RowLimits limits = experiment.task().limits().within(teacher.shape().positions());
            TrainingData data = TrainingData.of(
                    task, tokenizer, limits, seed, experiment.training().protocol());
            RunEnvironment.record(folder, experiment, teacher, task);
            session.checkpoints().requireSpace(checkpointBytes(teacher, task.info()));
            if (!port.resumed()) {
                port.events().emit(new Event.RunStarted(
                        folder.id(), method.type(), task.info().name(), teacher.source(), seed, stages));
                SkippedRows.warning(task).ifPresent(port.events()::emit);
            }
            Compute compute = new Compute(manager, precision, experiment.threads(), experiment.device());
            RunAugmentation augmentation = RunAugmentation.of(
                    experiment, teacher, task, data, tokenizer, limits.maxTokens(), port, compute, workspace);
            MethodContext context = new MethodContext(
                    port,
                    compute,
                    augmentation.data(),
                    teacher,
                    experiment.training(),
                    experiment.teacher().fineTuning(),
                    new SharedTeachers(workspace, folder.id(), teacher.tokenizerJson()),
                    fingerprint(experiment, teacher, task, seed),
                    models(folder, experiment, teacher, task.info()),
                    new RunSurroundings(folder, workspace, experiment, teacher, tokenizer, compute));
            System.gc(); // what loading left behind would otherwise stay in memory beside the training
            MethodResults results = method.run(settings, context);
            finish(session, experiment, method.type(), task, augmentation, results);
        }
    }

    private static List<String> stages(Experiment experiment, List<String> ofMethod) {
        List<String> stages = new ArrayList<>(ofMethod);
        if (experiment.augmentation().active()) {
            stages.add(0, Augmenting.STAGE);
            for (int i = 1; i < stages.size(); i++) {
                String id = stages.get(i);
                if (StageIds.stage(id).equals(FineTuning.STAGE) && !StageIds.part(id).isEmpty()) {
                    stages.add(i++, StageIds.of(Augmenting.STAGE, StageIds.part(id))); // another task begins here
                }
            }
        }
        return stages;
    }

    /** Weights, two optimizer moments and the best weights. */
    private static long checkpointBytes(Teacher teacher, TaskInfo info) {
        return 4 * Costs.of(teacher.config(info)).sizeBytes();
    }

    private static Teacher teacher(Experiment experiment, Path workspace) {
        Teacher whole = WorkspaceTeachers.of(workspace).open(experiment.teacher().source());
        Integer layers = experiment.teacher().layers();
        return layers == null ? whole : whole.firstLayers(layers);
    }

    static ModelWriter models(RunFolder folder, Experiment experiment, Teacher teacher, TaskInfo info) {
        return (name, config, weights, layerRule) -> {
            ObjectNode json = config.json();
            ObjectNode own = json.withObject("/bertrim");
            own.set("labels", Json.mapper().valueToTree(info.labels()));
            own.put("task", info.name());
            TableSettings table = experiment.task().table();
            if (table != null && info.source().equals(experiment.task().source())) {
                own.set("table", ExperimentWriter.withoutNulls(table.mapping()));
            }
            own.put("maxTokens", experiment.task().maxTokens());
            if (info.kind() == TaskKind.SPAN) {
                own.put("docStride", experiment.task().limits().docStride());
            }
            own.put("run", folder.id());
            if (layerRule != null) {
                own.put("layerRule", layerRule.word());
            }
            own.set("method", Json.read(folder.experimentFile()).get("method"));
            new ModelFolder(weights, json, teacher.tokenizerJson())
                    .write(folder.modelsFolder().resolve(name));
        };
    }

    /** Of everything that the fine-tuned teacher depends on. */
    static String fingerprint(Experiment experiment, Teacher teacher, Task task, long seed) {
        String all = String.join(
                "\n",
                TRAINING_VERSION,
                Engine.getEngine("PyTorch").getVersion(),
                teacher.fingerprint(),
                task.fingerprint(),
                lengths(experiment.task(), task.info()),
                Long.toString(seed),
                experiment.precision(),
                String.valueOf(experiment.threads()),
                experiment.device(),
                experiment.teacher().fineTuning().toString(),
                Integer.toString(experiment.training().batchSize()),
                Double.toString(experiment.training().warmupShare()),
                Double.toString(experiment.training().weightDecay()),
                Double.toString(experiment.training().clipNorm()),
                Double.toString(experiment.training().dropout()),
                Integer.toString(experiment.training().evaluationsPerEpoch()),
                experiment.training().protocol());
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String lengths(TaskChoice task, TaskInfo info) {
        return task.maxTokens() + (info.kind() == TaskKind.SPAN ? " " + task.limits().docStride() : "");
    }

    private static void finish(
            WorkerSession session,
            Experiment experiment,
            String method,
            Task task,
            RunAugmentation augmentation,
            MethodResults results) {
        ObjectNode all = Json.mapper().createObjectNode();
        all.put("schema", Experiment.SCHEMA);
        all.put("method", method);
        all.put("task", task.info().name());
        all.put("metric", task.info().metrics().get(0).key());
        all.put("protocol", experiment.training().protocol());
        all.put("precision", experiment.precision());
        if (task.skippedRows() > 0) {
            all.set("skippedRows", SkippedRows.results(task));
        }
        if (augmentation.results() != null) {
            all.set("augmentation", augmentation.results());
        }
        all.setAll(results.content());
        all.set("checks", Json.mapper().valueToTree(results.checks()));
        ObjectNode measured = all.withObject("/measured");
        ObjectNode seconds = measured.putObject("wallSeconds");
        double total = 0;
        for (RecordedEvent recorded : EventReader.effective(session.folder().eventsFile())) {
            if (recorded.event() instanceof Event.StageFinished finished) {
                seconds.put(finished.stage(), finished.measured().get("seconds"));
                total += finished.measured().getOrDefault("seconds", 0.0);
            }
        }
        measured.put("peakMemoryBytes", RunEnvironment.peakMemoryBytes());
        MethodResults.requirePassed(results.checks());
        session.finish(all, Map.of("seconds", total));
    }
}
