package org.bertrim.engine.method;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.stream.IntStream;
import org.bertrim.engine.format.Json;
import org.bertrim.engine.format.StoredTensor;
import org.bertrim.engine.kernel.Precision;
import org.bertrim.engine.measure.Costs;
import org.bertrim.engine.measure.Latency;
import org.bertrim.engine.model.BertConfig;
import org.bertrim.engine.model.BertModel;
import org.bertrim.engine.model.ForwardPass;
import org.bertrim.engine.model.Inputs;
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
    private static final int CHECKED_ROWS = 64;

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
        Costs costs = Costs.of(model.config().of(network));
        ObjectNode node = Json.mapper().createObjectNode();
        node.put("score", Scorer.first(devScores.values().iterator().next()));
        node.set("scores", Json.mapper().valueToTree(devScores));
        node.put("parameters", costs.parameters());
        node.put("encoderParameters", costs.encoderParameters());
        node.put("sizeBytes", costs.sizeBytes());
        node.put("flops", costs.flops());
        node.put("flopsTokens", costs.flopsTokens());
        node.putObject("measured").set("latency", Json.mapper().valueToTree(latency(model, network)));
        return node;
    }

    /** Time of one inference at batch 1 and {@link Costs#TOKENS} tokens, or as many as the model takes. */
    public Latency latency(BertModel model, Network network) {
        int tokens = Math.min(Costs.TOKENS, model.config().positions());
        long[] ids = IntStream.range(0, tokens).asLongStream().map(i -> (i * 7919L + 1000) % model.config().vocabulary()).toArray();
        float[] mask = new float[tokens];
        java.util.Arrays.fill(mask, 1);
        try (Inputs inputs = Inputs.of(context.compute().manager(), LATENCY_BATCH, tokens, ids, new long[tokens], mask)) {
            return Latency.of(
                    context.compute().device(),
                    context.compute().threads(),
                    LATENCY_BATCH,
                    tokens,
                    LATENCY_REPEATS,
                    () -> {
                        try (ForwardPass pass = model.infer(network, inputs)) {
                            pass.logits().floats(context.compute().manager());
                        }
                    });
        }
    }

    /** Logits of a network on a few dev rows. */
    public float[] checkedLogits(BertModel model, Network network) {
        return scorer.logits(model, network, checkedRows());
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
        int count = Math.min(CHECKED_ROWS, dev.size());
        return new TokenRows(
                java.util.Arrays.copyOf(dev.ids(), count),
                java.util.Arrays.copyOf(dev.types(), count),
                java.util.Arrays.copyOf(dev.labels(), count));
    }
}
