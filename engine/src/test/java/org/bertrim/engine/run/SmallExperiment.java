package org.bertrim.engine.run;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bertrim.engine.experiment.ExperimentReader;
import org.bertrim.engine.experiment.Overrides;
import org.bertrim.engine.format.Json;

/**
 * A whole experiment on real input that is as small as it gets: the first two layers of the built-in teacher, a few rows
 * of the sample reviews as a GLUE folder, a grid of two widths and two depths, one epoch a stage.
 */
final class SmallExperiment {

    /** Every stage of {@link #dynabert}, in order. */
    static final List<String> STAGES = List.of("fine-tune", "importance", "width", "depth", "final", "measure");

    private static final String QUESTIONS = "SQuAD";
    private static final int TRAIN_ROWS = 40;
    private static final int DEV_ROWS = 24;

    private SmallExperiment() {}

    /** Writes the task's folder. */
    static Path task(Path parent) throws IOException {
        Path folder = Files.createDirectories(parent.resolve("SST-2"));
        Files.writeString(folder.resolve("train.tsv"), rows("train", TRAIN_ROWS));
        Files.writeString(folder.resolve("dev.tsv"), rows("dev", DEV_ROWS));
        return folder;
    }

    /** Writes a folder of questions on the same sentences: each asks for its last word; every fourth sentence has none to give. */
    static Path questions(Path parent) throws IOException {
        Path folder = Files.createDirectories(parent.resolve(QUESTIONS));
        Files.writeString(folder.resolve("train-v2.0.json"), passages("train", TRAIN_ROWS - 8).toString());
        Files.writeString(folder.resolve("dev-v2.0.json"), passages("dev", DEV_ROWS / 2).toString());
        return folder;
    }

    private static ObjectNode passages(String part, int count) throws IOException {
        ObjectNode file = Json.mapper().createObjectNode().put("version", "v2.0");
        ArrayNode paragraphs = file.putArray("data").addObject().put("title", "reviews").putArray("paragraphs");
        for (String[] cells : cells(part, count)) {
            String sentence = cells[0].strip();
            ObjectNode question = paragraphs.addObject().put("context", sentence).putArray("qas").addObject();
            int number = paragraphs.size();
            question.put("id", part + number).put("question", "Which word comes last?").put("is_impossible", number % 4 == 0);
            ArrayNode answers = question.putArray("answers");
            if (number % 4 != 0) {
                int start = sentence.lastIndexOf(' ') + 1;
                answers.addObject().put("text", sentence.substring(start)).put("answer_start", start);
            }
        }
        return file;
    }

    private static List<String[]> cells(String part, int count) throws IOException {
        try (InputStream in = SmallExperiment.class.getResourceAsStream("/sample-data/reviews/" + part + ".tsv")) {
            String all = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return all.lines().skip(1).limit(count).map(line -> line.split("\t")).toList();
        }
    }

    private static String rows(String part, int count) throws IOException {
        StringBuilder rows = new StringBuilder("sentence\tlabel\n");
        cells(part, count)
                .forEach(cells -> rows.append(cells[0])
                        .append('\t')
                        .append(cells[1].equals("positive") ? 1 : 0)
                        .append('\n'));
        return rows.toString();
    }

    /** DynaBERT with all of its stages. */
    static ObjectNode dynabert(Path task, String precision, int threads, double checkpointMinutes) {
        ObjectNode experiment = base(task, precision, threads, checkpointMinutes);
        ObjectNode method = experiment.putObject("method").put("type", "dynabert");
        method.putArray("widths").add(1.0).add(0.5);
        method.putArray("depths").add(1.0).add(0.5);
        ObjectNode stages = method.putObject("stages");
        for (String stage : List.of("width", "depth", "final")) {
            stages.putObject(stage).put("epochs", 1).put("learningRate", 2e-4);
        }
        return experiment;
    }

    /** AdaBERT with few operations, in float32. */
    static ObjectNode adabert(Path task, double checkpointMinutes) {
        ObjectNode experiment = base(task, "float32", 1, checkpointMinutes);
        ObjectNode method = experiment.putObject("method").put("type", "adabert");
        method.put("maxDepth", 2).put("nodes", 2).put("width", 16);
        ObjectNode operations = method.putObject("operations");
        for (String operation : List.of("conv5", "conv7", "dilated3", "dilated5", "dilated7", "averagePool3")) {
            operations.put(operation, false);
        }
        ObjectNode stages = method.putObject("stages");
        stages.putObject("probe").put("epochs", 1).put("batchSize", 12);
        stages.putObject("search").put("epochs", 2).put("batchSize", 12).put("architectureRate", 3e-2);
        stages.putObject("child").put("epochs", 1).put("learningRate", 1e-3);
        return experiment;
    }

    /** Fine-tuning alone. */
    static ObjectNode finetune(Path task, int threads, double checkpointMinutes) {
        ObjectNode experiment = base(task, "float32", threads, checkpointMinutes);
        experiment.putObject("method").put("type", "finetune");
        return experiment;
    }

    private static ObjectNode base(Path task, String precision, int threads, double checkpointMinutes) {
        ObjectNode experiment = Json.mapper().createObjectNode();
        experiment.put("schema", 1).put("name", "small").put("device", "cpu").put("precision", precision);
        experiment.put("threads", threads);
        experiment.putArray("seeds").add(7);
        ObjectNode teacher = experiment.putObject("teacher").put("source", "builtin:e5-small-v2").put("layers", 2);
        teacher.putObject("fineTuning").put("epochs", 1).put("learningRate", 2e-4);
        String scheme = task.endsWith(QUESTIONS) ? "squad:" : "glue:";
        experiment.putObject("task").put("source", scheme + task).put("maxTokens", 24).put("docStride", 8);
        experiment
                .putObject("training")
                .put("batchSize", 12)
                .put("evaluationsPerEpoch", 2)
                .put("checkpointMinutes", checkpointMinutes);
        return experiment;
    }

    /** Plans the experiment's only run. */
    static RunFolder create(ObjectNode experiment, Path workspace) {
        return RunPlanner.create(ExperimentReader.read(experiment, workspace, Overrides.none()), workspace)
                .get(0);
    }
}
