package org.bertrim.engine.training;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.bertrim.engine.model.BertConfig;
import org.bertrim.engine.model.ModelShape;
import org.bertrim.engine.model.RandomWeights;
import org.bertrim.engine.task.Metric;
import org.bertrim.engine.task.TaskInfo;
import org.bertrim.engine.task.TaskKind;
import org.bertrim.engine.task.TokenRows;
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
        Map<String, org.bertrim.engine.format.StoredTensor> weights =
                RandomWeights.of(BertConfig.of(SHAPE, 1e-12, 2), 8, 0.2);
        weights.keySet().removeIf(name -> name.startsWith("classifier") || name.startsWith("bert.pooler"));
        return new Teacher("tiny", BertConfig.of(SHAPE, 1e-12, 2), List.of(), weights, new byte[0], "tiny");
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
