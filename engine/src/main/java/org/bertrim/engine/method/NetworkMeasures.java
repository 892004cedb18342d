package org.bertrim.engine.method;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import org.bertrim.engine.format.Json;
import org.bertrim.engine.format.StoredTensor;
import org.bertrim.engine.kernel.Precision;
import org.bertrim.engine.measure.Costs;
import org.bertrim.engine.measure.Latency;
import org.bertrim.engine.model.BertConfig;
import org.bertrim.engine.model.BertModel;
import org.bertrim.engine.model.Classifier;
import org.bertrim.engine.model.ModelShape;
import org.bertrim.engine.model.Network;
import org.bertrim.engine.model.Slicer;
import org.bertrim.engine.task.TokenRows;
import org.bertrim.engine.training.Scorer;

/** What results say of a network, whatever method made it: score, size, cost, latency, and that its slice is a real model. */
public final class NetworkMeasures {

    /** Largest difference between logits of a slice and of the small model made from it, float32. */
    public static final double SLICE_LIMIT = 1e-5;

    static final int LATENCY_REPEATS = 41;
    private static final int LATENCY_BATCH = 1;
    private static final int LARGE_BATCH_REPEATS = 5;
    private static final int CHECKED_ROWS = 64;
    private static final int CHECKED_TOKENS = 64 * 128;

    private final MethodContext context;
    private final Scorer scorer;

    /** Measures for one run. */
    public NetworkMeasures(MethodContext context) {
        this.context = context;
        this.scorer =
                new Scorer(context.compute().manager(), context.data().info(), context.data().paddingId());
    }

    /**
     * Scores of one network and its costs, with its latency under {@code measured}.
     *
     * @param devScores by dev set and metric; the first of each is {@code score}, all of them are {@code scores}
     */
    public ObjectNode describe(BertModel model, Network network, Map<String, Map<String, Double>> devScores) {
        return describe(model.as(network), Costs.of(model.config().of(network)), devScores);
    }

    /** The same of any network. */
    public ObjectNode describe(Classifier network, Costs costs, Map<String, Map<String, Double>> devScores) {
        ObjectNode node = Json.mapper().createObjectNode();
        node.put("score", Scorer.first(devScores.values().iterator().next()));
        node.set("scores", Json.mapper().valueToTree(devScores));
        node.put("parameters", costs.parameters());
        node.put("encoderParameters", costs.encoderParameters());
        node.put("sizeBytes", costs.sizeBytes());
        node.put("flops", costs.flops());
        node.put("flopsTokens", costs.flopsTokens());
        node.putObject("measured").set("latency", Json.mapper().valueToTree(latency(network, LATENCY_BATCH)));
        return node;
    }

    /** Time of one inference at {@code batch} rows of {@link Costs#TOKENS} tokens, or as many as the teacher takes. */
    public Latency latency(Classifier network, int batch) {
        ModelShape shape = context.teacher().shape();
        int tokens = Math.min(Costs.TOKENS, shape.positions());
        long[] ids = IntStream.range(0, batch * tokens)
                .asLongStream()
                .map(i -> (i * 7919L + 1000) % shape.vocabulary())
                .toArray();
        float[] mask = new float[batch * tokens];
        Arrays.fill(mask, 1);
        try (Classifier.Ready ready =
                network.ready(context.compute().manager(), batch, tokens, ids, new long[batch * tokens], mask)) {
            return Latency.of(
                    context.compute().device(),
                    context.compute().threads(),
                    batch,
                    tokens,
                    batch == LATENCY_BATCH ? LATENCY_REPEATS : LARGE_BATCH_REPEATS,
                    ready::logits);
        }
    }

    /** Logits of a network on a few dev rows. */
    public float[] checkedLogits(BertModel model, Network network) {
        return checkedLogits(model.as(network));
    }

    /** Logits of a network on a few dev rows. */
    public float[] checkedLogits(Classifier network) {
        return scorer.logits(network, checkedRows());
    }

    /** That two networks give the same logits on a few dev rows. */
    public MethodResults.Check equal(String name, Classifier a, Classifier b) {
        double difference = largestDifference(checkedLogits(a), checkedLogits(b));
        return new MethodResults.Check(name, difference, SLICE_LIMIT, difference <= SLICE_LIMIT);
    }

    /**
     * That a part of a model equals a small model built fresh from copies of its weights.
     *
     * @param sliced the part's logits on the checked rows, float32 products
     * @param config of the whole model
     * @param weights of the whole model
     */
    public MethodResults.Check sliceEquals(
            String name, float[] sliced, BertConfig config, Map<String, StoredTensor> weights, Network network) {
        BertConfig small = config.of(network);
        try (BertModel fresh = new BertModel(
                context.compute().manager(),
                small,
                Slicer.extract(config, weights, network),
                Precision.FLOAT32)) {
            double difference = largestDifference(sliced, checkedLogits(fresh, Network.full(small)));
            return new MethodResults.Check(name, difference, SLICE_LIMIT, difference <= SLICE_LIMIT);
        }
    }

    /** {@link #sliceEquals} of a whole model. */
    public MethodResults.Check savedModelEquals(BertModel exact, Network network) {
        return sliceEquals(
                "model rebuilt from its weights: largest logit difference",
                checkedLogits(exact, network),
                exact.config(),
                exact.store(),
                network);
    }

    /** The largest absolute difference of two equally long arrays. */
    public static double largestDifference(float[] a, float[] b) {
        double largest = 0;
        for (int i = 0; i < a.length; i++) {
            largest = Math.max(largest, Math.abs((double) a[i] - b[i]));
        }
        return largest;
    }

    private TokenRows checkedRows() {
        TokenRows dev = context.data().dev().values().iterator().next();
        int count = 0;
        int tokens = 0;
        while (count < Math.min(CHECKED_ROWS, dev.size()) && tokens < CHECKED_TOKENS) {
            tokens += dev.length(count++);
        }
        return dev.first(count);
    }
}
