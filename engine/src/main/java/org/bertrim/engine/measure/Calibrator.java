package org.bertrim.engine.measure;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.bertrim.engine.format.DurableFiles;
import org.bertrim.engine.format.StoredTensor;
import org.bertrim.engine.kernel.Kernels;
import org.bertrim.engine.kernel.Precision;
import org.bertrim.engine.kernel.Value;
import org.bertrim.engine.model.BertConfig;
import org.bertrim.engine.model.BertModel;
import org.bertrim.engine.model.ForwardPass;
import org.bertrim.engine.model.Inputs;
import org.bertrim.engine.model.LayerRule;
import org.bertrim.engine.model.ModelShape;
import org.bertrim.engine.model.Network;
import org.bertrim.engine.model.Parameters;
import org.bertrim.engine.model.Subnetwork;

/**
 * Measures within seconds how fast this machine trains and runs an encoder of one shape. Each time is the best of a few tries, as other
 * programs only ever make a try slower.
 */
public final class Calibrator {

    private static final double[] WIDTHS = {0.25, 1.0};
    private static final int[] TOKENS = {16, 48, 128};
    private static final int SHALLOW = 1;
    private static final int DEEP = 4;
    private static final int TRAINING_ROWS = 32;
    private static final int SCORING_ROWS = 64;
    private static final int FEWEST_TRIES = 2;
    private static final int MOST_TRIES = 16;
    /** How long one kind of pass is tried; short passes, which suffer more from other programs, get more tries. */
    private static final long TRYING_NANOS = 200_000_000L;
    private static final int VOCABULARY = 8192;
    private static final double DROPOUT = 0.1;
    private static final int SAVED_BYTES = 32 << 20;
    private static final Duration WATCH = Duration.ofMillis(400);

    private final NDManager manager;
    private final ModelShape shape;
    private final Precision precision;
    private final long tryingNanos;
    private final Random random = new Random(1);

    private Calibrator(NDManager manager, ModelShape whole, Precision precision, long tryingNanos) {
        this.tryingNanos = tryingNanos;
        this.manager = manager;
        this.shape = new ModelShape(
                DEEP,
                whole.hidden(),
                whole.heads(),
                whole.feedForward(),
                VOCABULARY,
                Math.max(whole.positions(), TOKENS[TOKENS.length - 1]),
                whole.types());
        this.precision = precision;
    }

    /**
     * Measures this machine.
     *
     * @param shape of the encoder that will be trained; its depth does not matter
     * @param folder where a file may be written to see how fast the disk is; it is deleted again
     */
    public static Calibration measure(ModelShape shape, Precision precision, int threads, Path folder) {
        return measure(shape, precision, threads, folder, TRYING_NANOS);
    }

    /** The same with another time for each kind of pass. */
    static Calibration measure(ModelShape shape, Precision precision, int threads, Path folder, long tryingNanos) {
        double busyShare = Machine.busyShare(WATCH);
        Kernels.threads(threads);
        try (NDManager manager = NDManager.newBaseManager()) {
            return new Calibrator(manager, shape, precision, tryingNanos).measure(threads, folder, busyShare);
        }
    }

    private Calibration measure(int threads, Path folder, double busyShare) {
        BertConfig config = BertConfig.of(shape, 1e-12, 2);
        Map<String, StoredTensor> weights = weights(config);
        double bytes = Costs.of(config).sizeBytes();
        List<Calibration.Pass> passes = new ArrayList<>();
        double copy;
        double update;
        try (BertModel model = new BertModel(manager, config, weights, precision);
                BertModel teacher = new BertModel(manager, config, weights, precision)) {
            copy = best(model::store) / bytes;
            try (Optimizer optimizer = new Optimizer(model)) {
                for (double width : WIDTHS) {
                    for (int tokens : TOKENS) {
                        passes.addAll(passes(model, teacher, optimizer.gradients, width, tokens));
                    }
                    passes.add(single(model, width));
                }
                passes.addAll(exact(config, weights));
                update = best(() -> {
                    optimizer.run();
                    model.changed();
                }) / Costs.of(config).parameters();
            }
        }
        return new Calibration(
                Machine.fingerprint(),
                precision.key(),
                threads,
                shape.hidden(),
                shape.headSize(),
                shape.feedForward(),
                passes,
                update,
                copy,
                saveSeconds(folder) / SAVED_BYTES,
                busyShare,
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    }

    private List<Calibration.Pass> passes(
            BertModel model, BertModel teacher, Value gradients, double width, int tokens) {
        List<Calibration.Pass> found = new ArrayList<>();
        NDArray labels = manager.create(new long[TRAINING_ROWS]);
        try (Inputs batch = inputs(TRAINING_ROWS, tokens);
                Inputs scored = inputs(SCORING_ROWS, tokens)) {
            found.add(pass(Calibration.Mode.TRAIN_DROPOUT, width, TRAINING_ROWS, tokens,
                    network -> train(model, network, batch, labels, gradients, DROPOUT)));
            found.add(pass(Calibration.Mode.TRAIN, width, TRAINING_ROWS, tokens,
                    network -> train(model, network, batch, labels, gradients, 0)));
            if (width == 1.0) {
                found.add(distilling(model, teacher, batch, tokens, gradients));
            }
            found.add(pass(Calibration.Mode.INFER, width, SCORING_ROWS, tokens, network -> infer(model, network, scored)));
        } finally {
            labels.close();
        }
        return found;
    }

    private Calibration.Pass single(BertModel model, double width) {
        try (Inputs one = inputs(1, Costs.TOKENS)) {
            return pass(Calibration.Mode.SINGLE, width, 1, Costs.TOKENS, network -> infer(model, network, one));
        }
    }

    /** Passes with float32 products, as self-checks make them. */
    private List<Calibration.Pass> exact(BertConfig config, Map<String, StoredTensor> weights) {
        List<Calibration.Pass> found = new ArrayList<>();
        try (BertModel model = new BertModel(manager, config, weights, Precision.FLOAT32);
                Inputs rows = inputs(Estimator.CHECKED_ROWS, Estimator.CHECKED_TOKENS)) {
            for (double width : new double[] {WIDTHS[0], 1.0}) {
                found.add(pass(Calibration.Mode.EXACT, width, Estimator.CHECKED_ROWS, Estimator.CHECKED_TOKENS,
                        network -> infer(model, network, rows)));
            }
        }
        return found;
    }

    private interface Passing {
        void run(Network network);
    }

    private Calibration.Pass pass(Calibration.Mode mode, double width, int rows, int tokens, Passing passing) {
        Network shallow = network(width, SHALLOW);
        Network deep = network(width, DEEP);
        double one = best(() -> passing.run(shallow));
        double many = Math.max(one, best(() -> passing.run(deep)));
        double layer = (many - one) / (DEEP - SHALLOW);
        return new Calibration.Pass(mode, width, rows, tokens, Math.max(0, one - SHALLOW * layer), layer);
    }

    private Network network(double width, int layers) {
        return Network.of(Subnetwork.of(shape.firstLayers(layers), width, 1, LayerRule.PAPER));
    }

    private void train(
            BertModel model, Network network, Inputs batch, NDArray labels, Value gradients, double dropout) {
        try (ForwardPass pass = model.train(network, batch, dropout);
                Value loss = Kernels.crossEntropy(pass.logits(), labels)) {
            pass.backward(loss, gradients);
            loss.scalar(manager);
        }
    }

    private Calibration.Pass distilling(BertModel model, BertModel teacher, Inputs batch, int tokens, Value gradients) {
        try (ForwardPass shallow = teacher.infer(network(1, SHALLOW), batch);
                ForwardPass deep = teacher.infer(network(1, DEEP), batch)) {
            return pass(
                    Calibration.Mode.DISTIL,
                    1.0,
                    TRAINING_ROWS,
                    tokens,
                    network -> distil(
                            model, network.layers().size() == DEEP ? deep : shallow, network, batch, gradients));
        }
    }

    /** A training pass without dropout whose loss compares all hidden states with a teacher's. */
    private void distil(BertModel model, ForwardPass target, Network network, Inputs batch, Value gradients) {
        int[] states = IntStream.rangeClosed(0, network.layers().size()).toArray();
        try (ForwardPass pass = model.train(network, batch, 0);
                Value a = Kernels.softCrossEntropy(pass.logits(), target.logits());
                Value own = pass.states(states);
                Value theirs = target.states(states);
                Value b = Kernels.hiddenError(own, theirs, batch.mask());
                Value loss = Kernels.weighted(a, 1, b, 1)) {
            pass.backward(loss, gradients);
            loss.scalar(manager);
        }
    }

    private void infer(BertModel model, Network network, Inputs batch) {
        try (ForwardPass pass = model.infer(network, batch)) {
            pass.logits().floats(manager);
        }
    }

    private Inputs inputs(int rows, int tokens) {
        long[] ids = random.longs((long) rows * tokens, 0, VOCABULARY).toArray();
        float[] mask = new float[ids.length];
        Arrays.fill(mask, 1);
        if (rows > 1) {
            mask[ids.length - 1] = 0; // nearly every real batch has some padding
        }
        return Inputs.of(manager, rows, tokens, ids, new long[ids.length], mask);
    }

    private Map<String, StoredTensor> weights(BertConfig config) {
        Map<String, StoredTensor> weights = new LinkedHashMap<>();
        Parameters.of(config).forEach((name, size) -> {
            float[] values = new float[(int) Arrays.stream(size).reduce(1, (a, b) -> a * b)];
            for (int i = 0; i < values.length; i++) {
                values[i] = name.endsWith("LayerNorm.weight") ? 1 : (random.nextFloat() - 0.5f) * 0.07f;
            }
            weights.put(name, StoredTensor.floats(size, values));
        });
        return weights;
    }

    private double best(Runnable work) {
        work.run();
        double best = Double.POSITIVE_INFINITY;
        long begun = System.nanoTime();
        for (int i = 0; i < MOST_TRIES; i++) {
            if (i >= FEWEST_TRIES && System.nanoTime() - begun > tryingNanos) {
                break;
            }
            long started = System.nanoTime();
            work.run();
            best = Math.min(best, (System.nanoTime() - started) / 1e9);
        }
        return best;
    }

    private static double saveSeconds(Path folder) {
        Path file = folder.resolve("disk-speed.tmp");
        try {
            Files.createDirectories(folder);
            long started = System.nanoTime();
            try (FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.allocate(SAVED_BYTES);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            return (System.nanoTime() - started) / 1e9;
        } catch (IOException e) {
            throw DurableFiles.failure("The speed of the disk could not be measured", e);
        } finally {
            file.toFile().delete();
        }
    }

    /** What an optimizer's step does to every weight. */
    private final class Optimizer implements AutoCloseable {

        final Value gradients;
        private final NDManager own = manager.newSubManager();
        private final Value weights;
        private final Value first;
        private final Value second;
        private final Value steps;

        Optimizer(BertModel model) {
            List<NDArray> all = List.copyOf(model.parameters().values());
            weights = Value.list(all);
            gradients = zeros(all);
            first = zeros(all);
            second = zeros(all);
            NDArray step = own.ones(new Shape());
            steps = Value.list(all.stream().map(any -> step).toList());
        }

        private Value zeros(List<NDArray> all) {
            return Value.list(all.stream().map(array -> own.zeros(array.getShape())).toList());
        }

        void run() {
            Kernels.zero(gradients);
            Kernels.clip(gradients, 1).close();
            Kernels.adamw(weights, gradients, first, second, steps, 1e-9, 0.9, 0.999, 1e-8, 0);
        }

        @Override
        public void close() {
            weights.close();
            gradients.close();
            first.close();
            second.close();
            steps.close();
            own.close();
        }
    }
}
