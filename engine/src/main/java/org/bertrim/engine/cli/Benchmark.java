package org.bertrim.engine.cli;

import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.bertrim.engine.format.StoredTensor;
import org.bertrim.engine.kernel.Kernels;
import org.bertrim.engine.kernel.Precision;
import org.bertrim.engine.kernel.Value;
import org.bertrim.engine.measure.Costs;
import org.bertrim.engine.measure.Machine;
import org.bertrim.engine.model.BertConfig;
import org.bertrim.engine.model.BertModel;
import org.bertrim.engine.model.ForwardPass;
import org.bertrim.engine.model.LayerRule;
import org.bertrim.engine.model.Network;
import org.bertrim.engine.model.Subnetwork;
import org.bertrim.engine.task.Batches;
import org.bertrim.engine.task.Task;
import org.bertrim.engine.task.TaskKind;
import org.bertrim.engine.task.Tasks;
import org.bertrim.engine.task.TextTokenizer;
import org.bertrim.engine.task.TokenRows;
import org.bertrim.engine.teacher.Teacher;
import org.bertrim.engine.training.AdamW;
import org.bertrim.engine.training.TrainingBatch;

/** Measures what this machine makes of the engine, in ratios that hold on any machine. */
final class Benchmark {

    private static final int BATCH = 32;
    private static final int OUTPUTS = 2;
    private static final int ENCODER_TRIES = 3;
    private static final double DROPOUT = 0.1;
    private static final double CLIP_NORM = 1;
    private static final double RATE = 2e-5;
    private static final long SEED = 42;

    private final NDManager manager;
    private final Teacher teacher;
    private final BertConfig config;
    private final Map<String, StoredTensor> weights;
    private final int[] tokens;
    private final int stepTokens;
    private final int steps;

    /**
     * A benchmark of a teacher's encoder.
     *
     * @param tokens sequence lengths of the encoder's measurements
     * @param stepTokens sequence length of the training step
     * @param steps how many training steps to take the median of
     */
    Benchmark(NDManager manager, Teacher teacher, int[] tokens, int stepTokens, int steps) {
        this.manager = manager;
        this.teacher = teacher;
        this.config = BertConfig.of(teacher.shape(), teacher.layerNormEpsilon(), OUTPUTS);
        this.weights = teacher.initialised(OUTPUTS, SEED);
        this.tokens = tokens.clone();
        this.stepTokens = stepTokens;
        this.steps = steps;
    }

    /** Measures everything; {@code progress} is told what comes next. */
    BenchReport run(Consumer<String> progress) {
        Map<String, Double> ceilings = new LinkedHashMap<>();
        for (Precision precision : Precision.values()) {
            progress.accept("ceiling in " + precision.key());
            ceilings.put(precision.key(), Machine.ceilingGflops(manager, precision));
        }
        List<BenchReport.Encoder> encoder = new ArrayList<>();
        for (Precision precision : Precision.values()) {
            try (BertModel model = new BertModel(manager, config, weights, precision);
                    AdamW optimizer = new AdamW(model, manager, 0)) {
                for (int length : tokens) {
                    progress.accept("encoder in " + precision.key() + ", " + length + " tokens");
                    for (double width : new double[] {1.0, 0.25}) {
                        for (double dropout : new double[] {DROPOUT, 0}) {
                            double gflops = encoder(model, optimizer.gradients(), length, width, dropout);
                            encoder.add(new BenchReport.Encoder(
                                    precision.key(), length, width, dropout, gflops,
                                    gflops / ceilings.get(precision.key())));
                        }
                    }
                }
            }
        }
        progress.accept("training step, " + stepTokens + " tokens");
        return steps(ceilings, encoder, Machine.automaticPrecision(manager));
    }

    /** GFLOP/s of forward and backward pass, three times the forward pass's operations. */
    private double encoder(BertModel model, Value gradients, int length, double width, double dropout) {
        Network part = Network.of(Subnetwork.of(teacher.shape(), width, 1.0, LayerRule.PAPER));
        TokenRows rows = randomRows(BATCH, length);
        double best = Double.POSITIVE_INFINITY;
        try (TrainingBatch batch = batch(rows, IntStream.range(0, BATCH).toArray())) {
            for (int i = 0; i <= ENCODER_TRIES; i++) { // the first one warms up
                long start = System.nanoTime();
                passes(model, part, batch, dropout, gradients);
                double seconds = (System.nanoTime() - start) / 1e9;
                best = i == 0 ? best : Math.min(best, seconds);
            }
        }
        double operations = 3.0 * BATCH * Costs.of(config.of(part), length).flops();
        return operations / best / 1e9;
    }

    private void passes(BertModel model, Network part, TrainingBatch batch, double dropout, Value gradients) {
        Kernels.seed(SEED);
        try (ForwardPass pass = model.train(part, batch.inputs(), dropout);
                Value loss = batch.labelLoss(pass.logits())) {
            pass.backward(loss, gradients);
            loss.scalar(batch.manager());
        }
    }

    private BenchReport steps(
            Map<String, Double> ceilings, List<BenchReport.Encoder> encoder, Precision precision) {
        TokenRows rows = randomRows(BATCH * steps, stepTokens);
        Network full = Network.full(config);
        double[] data = new double[steps];
        double[] optimizing = new double[steps];
        double[] passing = new double[steps];
        double[] whole = new double[steps];
        try (BertModel model = new BertModel(manager, config, weights, precision);
                AdamW optimizer = new AdamW(model, manager, 0)) {
            for (int i = -1; i < steps; i++) { // the first one warms up
                long start = System.nanoTime();
                List<int[]> batches = Batches.training(rows, BATCH, SEED, 0);
                long cut = System.nanoTime();
                long prepared;
                long cleared;
                long passed;
                try (TrainingBatch batch = batch(rows, batches.get(Math.max(i, 0)))) {
                    prepared = System.nanoTime();
                    optimizer.reset();
                    cleared = System.nanoTime();
                    passes(model, full, batch, DROPOUT, optimizer.gradients());
                    passed = System.nanoTime();
                }
                long closed = System.nanoTime();
                optimizer.clip(CLIP_NORM);
                optimizer.step(i + 2L, RATE);
                long end = System.nanoTime();
                if (i >= 0) {
                    long cutting = (cut - start) / batches.size(); // batches are cut once an epoch
                    data[i] = (cutting + prepared - cut + closed - passed) / 1e9;
                    optimizing[i] = (cleared - prepared + end - closed) / 1e9;
                    passing[i] = (passed - cleared) / 1e9;
                    whole[i] = (end - cut + cutting) / 1e9;
                }
            }
        }
        double step = median(whole);
        return new BenchReport(
                "cpu",
                Kernels.threads(),
                ceilings,
                encoder,
                new BenchReport.Step(precision.key(), BATCH, stepTokens, step),
                new BenchReport.Optimizer(median(optimizing), median(optimizing) / step),
                new BenchReport.Data(median(data) / step, paddingShare()),
                Math.max(0, 1 - median(shares(passing, optimizing, whole))));
    }

    private static double[] shares(double[] passing, double[] optimizing, double[] whole) {
        return IntStream.range(0, whole.length)
                .mapToDouble(i -> (passing[i] + optimizing[i]) / whole[i])
                .toArray();
    }

    private TrainingBatch batch(TokenRows rows, int[] indices) {
        return new TrainingBatch(manager, Batches.of(rows, indices, 0), TaskKind.CLASSIFICATION);
    }

    private TokenRows randomRows(int count, int length) {
        Random random = new Random(SEED);
        int[][] ids = new int[count][];
        float[] labels = new float[count];
        for (int row = 0; row < count; row++) {
            ids[row] = random.ints(length, 1, config.vocabulary()).toArray();
            labels[row] = row % OUTPUTS;
        }
        return new TokenRows(ids, new int[count][length], labels);
    }

    private double paddingShare() {
        Task task = Tasks.open("sample:reviews", Path.of("").toAbsolutePath(), null, 0);
        try (TextTokenizer tokenizer = TextTokenizer.of(teacher.tokenizerJson())) {
            TokenRows rows = tokenizer.encode(task.train(), teacher.shape().positions());
            return Batches.paddingShare(rows, Batches.training(rows, BATCH, SEED, 0));
        }
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
