package org.bertrim.engine.training;

import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import org.bertrim.engine.model.BertConfig;
import org.bertrim.engine.model.BertModel;
import org.bertrim.engine.model.Network;
import org.bertrim.engine.task.Example;
import org.bertrim.engine.task.Metrics;
import org.bertrim.engine.task.RowLimits;
import org.bertrim.engine.task.Task;
import org.bertrim.engine.task.TaskInfo;
import org.bertrim.engine.task.TaskKind;
import org.bertrim.engine.task.Tasks;
import org.bertrim.engine.task.TextTokenizer;
import org.bertrim.engine.task.TokenRows;
import org.bertrim.engine.teacher.Teacher;
import org.bertrim.engine.training.TeacherScore.Verdict;
import org.bertrim.engine.training.TeacherScore.Way;

/**
 * Scores a teacher on a task before any training, so that a teacher that knows nothing of it is found before hours are spent.
 *
 * <p>A checkpoint with the task's own classes answers by its classifier. Any other answers by a linear probe: ridge regression from the last
 * states of its frozen encoder (the first token's and the mean of all) to the labels, fitted on up to {@value #PROBE_ROWS} training rows. What a
 * probe scores is less than fine-tuning will, but a teacher whose vectors say nothing about the task will hardly learn it.
 */
public final class TeacherCheck {

    /** Training rows that a probe is fitted on at most. */
    public static final int PROBE_ROWS = 1000;

    /** Dev rows that are scored at most. */
    public static final int DEV_ROWS = 2000;

    private static final long SEED = 42;

    /** Somebody who waits. */
    @FunctionalInterface
    public interface Watch {

        /** So many rows of so many are done; throw {@link java.util.concurrent.CancellationException} to end the work. */
        void done(int rows, int of);
    }

    private final Teacher teacher;
    private final Task task;
    private final TaskInfo info;
    private final Compute compute;
    private final Watch watch;
    private int done;
    private int all;

    private TeacherCheck(Teacher teacher, Task task, Compute compute, Watch watch) {
        this.teacher = teacher;
        this.task = task;
        this.info = task.info();
        this.compute = compute;
        this.watch = watch;
    }

    /**
     * Scores.
     *
     * @param limits of the rows
     * @throws org.bertrim.engine.format.EngineException if the teacher's tokenizer or weights cannot be used
     */
    public static TeacherScore of(Teacher teacher, Task task, RowLimits limits, Compute compute, Watch watch) {
        return new TeacherCheck(teacher, task, compute, watch).score(limits.within(teacher.shape().positions()));
    }

    private TeacherScore score(RowLimits limits) {
        Map.Entry<String, List<Example>> dev = task.dev().entrySet().iterator().next();
        List<Example> devRows = Tasks.draw(info, dev.getValue(), DEV_ROWS, "check-dev", SEED);
        List<Example> trainRows = Tasks.draw(info, task.train(), PROBE_ROWS, "check-train", SEED);
        boolean own = teacher.answers(info);
        Way way = own ? Way.OWN_HEAD : info.kind() == TaskKind.SPAN ? Way.NONE : Way.LINEAR_PROBE;
        try (NDManager manager = compute.manager().newSubManager();
                TextTokenizer tokenizer = TextTokenizer.of(teacher.tokenizerJson())) {
            TokenRows scored = tokenizer.encode(info, devRows, limits);
            ConstantAnswer constant = ConstantAnswer.of(info, labels(task.train()));
            Map<String, Double> constantScores = constant.scores(scored);
            Map<String, Double> scores =
                    switch (way) {
                        case OWN_HEAD -> byOwnHead(manager, tokenizer, scored);
                        case LINEAR_PROBE -> byProbe(manager, tokenizer, tokenizer.encode(info, trainRows, limits), scored);
                        case NONE -> Map.of();
                    };
            return new TeacherScore(
                    way,
                    info.name(),
                    way == Way.LINEAR_PROBE ? trainRows.size() : 0,
                    dev.getKey(),
                    devRows.size(),
                    dev.getValue().size(),
                    scores,
                    constant.name(),
                    constantScores,
                    verdict(scores, constantScores, devRows.size()));
        }
    }

    private static Verdict verdict(Map<String, Double> scores, Map<String, Double> constant, int rows) {
        if (scores.isEmpty()) {
            return Verdict.UNKNOWN;
        }
        return ConstantAnswer.beaten(Scorer.first(scores), Scorer.first(constant), rows) ? Verdict.BETTER : Verdict.NOT_BETTER;
    }

    private static float[] labels(List<Example> rows) {
        float[] labels = new float[rows.size()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = rows.get(i).label();
        }
        return labels;
    }

    private IntConsumer progress() {
        return rows -> {
            done += rows;
            watch.done(done, all);
        };
    }

    private Map<String, Double> byOwnHead(NDManager manager, TextTokenizer tokenizer, TokenRows dev) {
        all = dev.size();
        watch.done(0, all);
        BertConfig config = teacher.config(info);
        try (BertModel model = new BertModel(manager, config, teacher.initialised(info, SEED), compute.precision())) {
            Scorer scorer = new Scorer(manager, info, tokenizer.paddingId());
            float[] logits = scorer.logits(model.as(Network.full(config)), dev, progress());
            return Metrics.score(info, logits, dev);
        }
    }

    private Map<String, Double> byProbe(NDManager manager, TextTokenizer tokenizer, TokenRows train, TokenRows dev) {
        all = train.size() + dev.size();
        watch.done(0, all);
        BertConfig config = teacher.config(info);
        float[] known;
        float[] asked;
        try (BertModel model = new BertModel(manager, config, teacher.initialised(info, SEED), compute.precision())) {
            known = FrozenVectors.of(model, train, tokenizer.paddingId(), manager, progress());
            asked = FrozenVectors.of(model, dev, tokenizer.paddingId(), manager, progress());
        }
        LinearProbe probe = LinearProbe.fit(manager, known, targets(train.labels()), train.size());
        return Metrics.score(info, probe.answers(asked), dev.labels());
    }

    /** The value itself, or 1 for the right class and 0 for others. */
    private double[] targets(float[] labels) {
        int outputs = info.outputs();
        double[] targets = new double[labels.length * outputs];
        for (int row = 0; row < labels.length; row++) {
            if (info.kind() == TaskKind.REGRESSION) {
                targets[row] = labels[row];
            } else {
                targets[row * outputs + (int) labels[row]] = 1;
            }
        }
        return targets;
    }
}
