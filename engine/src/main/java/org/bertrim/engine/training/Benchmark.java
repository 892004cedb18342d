package org.bertrim.engine.training;

import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
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
import org.bertrim.engine.model.ModelShape;
import org.bertrim.engine.model.Network;
import org.bertrim.engine.model.Parameters;
import org.bertrim.engine.model.Subnetwork;
import org.bertrim.engine.task.Batch;
import org.bertrim.engine.task.Batches;
import org.bertrim.engine.task.TaskKind;
import org.bertrim.engine.task.TokenRows;

/**
 * Measures training on this machine with a 12-layer, 384-wide encoder of random weights, batch 32. Ratios hold on any machine; each is
 * taken within one run.
 */
public final class Benchmark {

    private static final ModelShape SHAPE = new ModelShape(12, 384, 12, 1536, 30522, 512, 2);
    private static final int BATCH = 32;
    private static final double DROPOUT = 0.1;
    private static final int TRIES = 5;
    private static final int OPTIMIZER_TOKENS = 64;

    /**
     * Speed of forward and backward passes.
     *
     * @param tokens tokens of each of the 32 sequences
     * @param gflops 10⁹ floating point operations a second, the best try: three times the forward pass's operations
     * @param shareOfCeiling of the machine's matrix product in that precision, measured just before and after; median of the tries
     */
    public record Encoder(
            String precision, int tokens, double width, double dropout, double gflops, double shareOfCeiling) {}

    /** AdamW and clipping of one step, batch 32 × 64 tokens, and their share of it. */
    public record Optimizer(double secondsPerStep, double shareOfStep) {}

    /** Making a batch, as a share of a step, and the share of its tokens that are padding. */
    public record Data(double shareOfStep, double paddingShare) {}

    /**
     * Everything measured.
     *
     * @param ceilings best matrix product in GFLOP/s by precision
     * @param overheadShare of a step that is spent outside native kernels
     */
    public record Report(
            String precision,
            int threads,
            Map<String, Double> ceilings,
            List<Encoder> encoder,
            Optimizer optimizer,
            Data data,
            double overheadShare) {}

    private final NDManager manager;
    private final Map<String, StoredTensor> weights;
    private final BertConfig config = BertConfig.of(SHAPE, 1e-12, 2);

    private Benchmark(NDManager manager) {
        this.manager = manager;
        Random random = new Random(1);
        this.weights = new LinkedHashMap<>();
        Parameters.of(config).forEach((name, shape) -> {
            float[] values = new float[(int) Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
            for (int i = 0; i < values.length; i++) {
                values[i] = name.endsWith("LayerNorm.weight") ? 1 : (random.nextFloat() - 0.5f) * 0.07f;
            }
            weights.put(name, StoredTensor.floats(shape, values));
        });
    }

    /** Runs the whole benchmark with this many threads. */
    public static Report run(int threads) {
        Kernels.threads(threads);
        try (NDManager manager = NDManager.newBaseManager()) {
            return new Benchmark(manager).run();
        }
    }

    private Report run() {
        Map<String, Double> ceilings = new LinkedHashMap<>();
        List<Encoder> encoder = new ArrayList<>();
        for (Precision precision : Precision.values()) {
            try (BertModel model = new BertModel(manager, config, weights, precision)) {
                for (int tokens : new int[] {32, 128}) {
                    for (double width : new double[] {1.0, 0.25}) {
                        for (double dropout : new double[] {DROPOUT, 0}) {
                            encoder.add(encoder(model, precision, tokens, width, dropout, ceilings));
                        }
                    }
                }
            }
        }
        return steps(Machine.automaticPrecision(manager), ceilings, encoder);
    }

    /**
     * Each try stands between two measurements of the ceiling and is compared with the higher of them, as the speed of a machine
     * that others use too drifts within seconds; the share is the median of the tries.
     */
    private Encoder encoder(
            BertModel model,
            Precision precision,
            int tokens,
            double width,
            double dropout,
            Map<String, Double> ceilings) {
        Network network = Network.of(Subnetwork.of(SHAPE, width, 1, LayerRule.PAPER));
        TokenRows rows = rows(BATCH, tokens, tokens);
        double flops = 3.0 * BATCH * Costs.of(config.of(network), tokens).flops();
        double best = 0;
        double[] shares = new double[TRIES];
        try (AdamW gradients = new AdamW(model, manager, 0)) {
            pass(model, network, rows, dropout, gradients.gradients());
            for (int i = 0; i < TRIES; i++) {
                double before = Machine.ceilingGflops(manager, precision);
                long started = System.nanoTime();
                pass(model, network, rows, dropout, gradients.gradients());
                double gflops = flops / (System.nanoTime() - started);
                double ceiling = Math.max(before, Machine.ceilingGflops(manager, precision));
                ceilings.merge(precision.key(), ceiling, Math::max);
                best = Math.max(best, gflops);
                shares[i] = gflops / ceiling;
            }
        }
        Arrays.sort(shares);
        return new Encoder(precision.key(), tokens, width, dropout, best, shares[TRIES / 2]);
    }

    private double pass(BertModel model, Network network, TokenRows rows, double dropout, Value gradients) {
        long made = System.nanoTime();
        int[] all = new int[rows.size()];
        Arrays.setAll(all, i -> i);
        Batch batch = Batches.of(rows, all, 0);
        try (TrainingBatch on = new TrainingBatch(manager, batch, TaskKind.CLASSIFICATION)) {
            double seconds = (System.nanoTime() - made) / 1e9;
            try (ForwardPass pass = model.train(network, on.inputs(), dropout);
                    Value loss = on.labelLoss(pass.logits())) {
                pass.backward(loss, gradients);
                loss.scalar(manager);
            }
            return seconds;
        }
    }

    /** Whole training steps with sequences of 32 to 64 tokens, batched as in training. */
    private Report steps(Precision precision, Map<String, Double> ceilings, List<Encoder> encoder) {
        TokenRows rows = rows(BATCH * 40, OPTIMIZER_TOKENS / 2, OPTIMIZER_TOKENS);
        List<int[]> batches = Batches.training(rows, BATCH, 1, 0);
        TokenRows fixed = rows(BATCH, OPTIMIZER_TOKENS, OPTIMIZER_TOKENS);
        Network full = Network.full(config);
        double bestStep = Double.POSITIVE_INFINITY;
        double optimizerSeconds = 0;
        double dataSeconds = 0;
        double overhead = 0;
        try (BertModel model = new BertModel(manager, config, weights, precision);
                AdamW optimizer = new AdamW(model, manager, 0)) {
            for (int step = 1; step <= 2 * TRIES; step++) {
                long nativeBefore = Kernels.nativeNanos();
                long started = System.nanoTime();
                optimizer.reset();
                double data = pass(model, full, fixed, DROPOUT, optimizer.gradients());
                long update = System.nanoTime();
                optimizer.clip(1);
                optimizer.step(step, 1e-6);
                long ended = System.nanoTime();
                double seconds = (ended - started) / 1e9;
                if (seconds < bestStep) {
                    bestStep = seconds;
                    optimizerSeconds = (ended - update) / 1e9;
                    dataSeconds = data;
                    overhead = 1 - (Kernels.nativeNanos() - nativeBefore) / 1e9 / seconds;
                }
            }
        }
        return new Report(
                precision.key(),
                Kernels.threads(),
                ceilings,
                encoder,
                new Optimizer(optimizerSeconds, optimizerSeconds / bestStep),
                new Data(dataSeconds / bestStep, Batches.paddingShare(rows, batches)),
                overhead);
    }

    private static TokenRows rows(int count, int shortest, int longest) {
        Random random = new Random(2);
        int[][] ids = new int[count][];
        int[][] types = new int[count][];
        for (int i = 0; i < count; i++) {
            int length = shortest + random.nextInt(longest - shortest + 1);
            ids[i] = random.ints(length, 1000, SHAPE.vocabulary()).toArray();
            types[i] = new int[length];
        }
        return new TokenRows(ids, types, new float[count]);
    }
}
