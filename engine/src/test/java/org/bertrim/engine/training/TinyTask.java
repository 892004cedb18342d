package org.bertrim.engine.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.bertrim.engine.format.StoredTensor;
import org.bertrim.engine.model.Activation;
import java.util.stream.IntStream;
import org.bertrim.engine.model.BertConfig;
import org.bertrim.engine.model.ModelShape;
import org.bertrim.engine.model.Parameters;
import org.bertrim.engine.model.RandomWeights;
import org.bertrim.engine.model.Variant;
import org.bertrim.engine.task.Example;
import org.bertrim.engine.task.Metric;
import org.bertrim.engine.task.Question;
import org.bertrim.engine.task.Span;
import org.bertrim.engine.task.TaskInfo;
import org.bertrim.engine.task.TaskKind;
import org.bertrim.engine.task.TokenRows;
import org.bertrim.engine.task.Windows;
import org.bertrim.engine.teacher.Teacher;

/** A task of random token rows whose label is whether token 5 occurs (for regression: how often), and a network that fits it. */
public final class TinyTask {

    /** 4 layers, 4 heads of 4 units. */
    public static final ModelShape SHAPE = new ModelShape(4, 16, 4, 32, 40, 16, 2);

    private TinyTask() {}

    /** Classification in two classes. */
    public static TrainingData classes(int rows) {
        TaskInfo info =
                new TaskInfo("tiny", "sample:tiny", TaskKind.CLASSIFICATION, false, List.of("no", "yes"), List.of(Metric.ACCURACY));
        return data(info, rows);
    }

    /** Regression. */
    public static TrainingData regression(int rows) {
        return data(
                new TaskInfo("tiny", "sample:tiny", TaskKind.REGRESSION, false, List.of(), List.of(Metric.PEARSON)), rows);
    }

    /** Questions on passages: the answer is where token 5 stands; every second row has none. */
    public static TrainingData spans(int rows) {
        TaskInfo info = new TaskInfo(
                "tiny",
                "squad:tiny",
                TaskKind.SPAN,
                true,
                List.of(TaskInfo.ANSWERABLE, TaskInfo.UNANSWERABLE),
                List.of(Metric.SPAN_F1, Metric.EXACT_MATCH));
        Map<String, TokenRows> dev = new LinkedHashMap<>();
        dev.put("dev", spanRows(12, 2));
        return new TrainingData(info, spanRows(rows, 1), spanRows(12, 3), "held-out", dev, 0, "tiny");
    }

    /** Windows of 5 to 12 tokens onto passages whose words have one letter; each question but the first has two. */
    public static TokenRows spanRows(int count, long seed) {
        Random random = new Random(seed);
        int[][] ids = new int[count][];
        int[][] types = new int[count][];
        float[] labels = new float[2 * count];
        List<Windows.Asked> asked = new ArrayList<>();
        int[][] columns = new int[4][count];
        for (int i = 0; i < count; i++) {
            int length = 5 + random.nextInt(8);
            ids[i] = random.ints(length, 6, 40).toArray();
            types[i] = new int[length];
            Arrays.fill(types[i], 3, length, 1);
            int answer = 3 + random.nextInt(length - 4);
            if (i % 2 == 0) {
                ids[i][answer] = 5;
                labels[2 * i] = answer;
                labels[2 * i + 1] = answer;
            }
            if (i == 0 || i % 2 == 1) {
                String passage = "b c d e f g h i j k l m";
                int[] starts = IntStream.range(0, 12).map(token -> 2 * token).toArray();
                int[] ends = IntStream.range(0, 12).map(token -> 2 * token + 1).toArray();
                Span right = new Span(2 * (answer - 3), 2 * (answer - 3) + 1);
                Question question = new Question("q" + i, i, i % 3 == 0 ? List.of(right) : List.of());
                asked.add(new Windows.Asked(
                        new Example("x", passage, 0, question), new Windows.Passage(passage, starts, ends)));
            }
            columns[0][i] = asked.size() - 1;
            columns[1][i] = 3;
            columns[3][i] = length - 4;
        }
        return new TokenRows(ids, types, labels, new Windows(asked, columns[0], columns[1], columns[2], columns[3]));
    }

    private static TrainingData data(TaskInfo info, int rows) {
        Map<String, TokenRows> dev = new LinkedHashMap<>();
        dev.put("dev", rows(info.kind(), 12, 2));
        return new TrainingData(info, rows(info.kind(), rows, 1), rows(info.kind(), 12, 3), "held-out", dev, 0, "tiny");
    }

    /** Random rows of 2 to 12 tokens. */
    public static TokenRows rows(TaskKind kind, int count, long seed) {
        Random random = new Random(seed);
        int[][] ids = new int[count][];
        int[][] types = new int[count][];
        float[] labels = new float[count];
        for (int i = 0; i < count; i++) {
            int length = 2 + random.nextInt(11);
            ids[i] = random.ints(length, 6, 40).toArray();
            types[i] = new int[length];
            if (random.nextBoolean()) {
                ids[i][random.nextInt(length)] = 5;
                labels[i] = kind == TaskKind.REGRESSION ? 2.5f : 1;
            }
        }
        return new TokenRows(ids, types, labels);
    }

    /** A random encoder without head. */
    public static Teacher teacher() {
        return teacher(BertConfig.of(SHAPE, 1e-12, 2));
    }

    /** The same as an ALBERT: two layers a set of parameters, embeddings of 4. */
    public static Teacher albert() {
        return teacher(BertConfig.of(SHAPE, 1e-12, 2)
                .withSets(List.of(0, 0, 1, 1))
                .withVariant(new Variant(Activation.GELU_NEW, Activation.TANH, 4)));
    }

    private static Teacher teacher(BertConfig config) {
        Map<String, StoredTensor> weights = RandomWeights.of(config, 8, 0.2);
        weights.keySet().removeIf(Parameters::inHead);
        return new Teacher("tiny", config, List.of(), weights, new byte[0], "tiny");
    }

    /** Settings for all stages: batches of 8, two evaluations an epoch. */
    public static TrainingSettings settings(double dropout) {
        return new TrainingSettings(8, 0.1, 0.01, 1.0, dropout, 5, 2, "held-out");
    }

    /** Settings of a stage that inherits all that it can. */
    public static StageSettings stage(int epochs, double rate) {
        return new StageSettings(epochs, rate, null, null, null, null, null);
    }
}
