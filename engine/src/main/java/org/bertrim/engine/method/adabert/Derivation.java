package org.bertrim.engine.method.adabert;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.bertrim.engine.model.Architecture;
import org.bertrim.engine.model.KeptEdge;
import org.bertrim.engine.model.Operation;

/**
 * Turns the logits of a search into an architecture: the likeliest depth; of each edge the likeliest operation; of each node the two
 * incoming edges whose operations are likeliest.
 *
 * <p>Zero does not compete unless asked to (DARTS; else a node may end up empty). Edges are compared by softmax(θ / 0.2), as in
 * EasyTransfer's code; the probability that is reported is softmax(θ), that of being drawn in the search. Of equals the earlier one
 * wins.
 */
final class Derivation {

    private static final int EDGES_PER_NODE = 2;

    private Derivation() {}

    /**
     * The architecture.
     *
     * @param depth logits (K_max)
     * @param edges logits (E, O), row major, edges as {@link Architecture#places} orders them
     */
    static Architecture of(float[] depth, float[] edges, List<Operation> candidates, int nodes, boolean zeroRanked) {
        List<Architecture.Place> places = Architecture.places(nodes);
        int count = candidates.size();
        List<KeptEdge> kept = new ArrayList<>();
        for (int node = 2; node < nodes + 2; node++) {
            List<Ranked> incoming = new ArrayList<>();
            for (int e = 0; e < places.size(); e++) {
                if (places.get(e).to() == node) {
                    float[] logits = java.util.Arrays.copyOfRange(edges, e * count, (e + 1) * count);
                    int best = best(logits, candidates, zeroRanked);
                    double[] probabilities = softmax(logits);
                    incoming.add(new Ranked(
                            Architecture.rank(probabilities, best),
                            new KeptEdge(places.get(e).from(), node, candidates.get(best), probabilities[best])));
                }
            }
            incoming.stream()
                    .sorted(Comparator.comparingDouble(Ranked::rank).reversed())
                    .limit(EDGES_PER_NODE)
                    .forEach(ranked -> kept.add(ranked.edge()));
        }
        return new Architecture(argmax(depth) + 1, nodes, kept);
    }

    /** A control: depth, edges and operations (other than zero) drawn with equal chances. */
    static Architecture random(int maxDepth, List<Operation> candidates, int nodes, long seed) {
        Random random = new Random(seed);
        List<Operation> possible = candidates.stream().filter(each -> each != Operation.ZERO).toList();
        List<KeptEdge> kept = new ArrayList<>();
        int depth = 1 + random.nextInt(maxDepth);
        for (int node = 2; node < nodes + 2; node++) {
            List<Integer> sources = new ArrayList<>();
            while (sources.size() < EDGES_PER_NODE) {
                int from = random.nextInt(node);
                if (!sources.contains(from)) {
                    sources.add(from);
                    kept.add(new KeptEdge(from, node, possible.get(random.nextInt(possible.size())), 1.0 / possible.size()));
                }
            }
        }
        return new Architecture(depth, nodes, kept);
    }

    private record Ranked(double rank, KeptEdge edge) {}

    private static int best(float[] logits, List<Operation> candidates, boolean zeroRanked) {
        int best = -1;
        for (int o = 0; o < logits.length; o++) {
            boolean competes = zeroRanked || candidates.get(o) != Operation.ZERO;
            if (competes && (best < 0 || logits[o] > logits[best])) {
                best = o;
            }
        }
        return best;
    }

    private static int argmax(float[] values) {
        int best = 0;
        for (int i = 1; i < values.length; i++) {
            if (values[i] > values[best]) {
                best = i;
            }
        }
        return best;
    }

    /** The chances to be drawn. */
    static double[] softmax(float[] values) {
        double most = values[argmax(values)];
        double[] shares = new double[values.length];
        double sum = 0;
        for (int i = 0; i < shares.length; i++) {
            shares[i] = Math.exp(values[i] - most);
            sum += shares[i];
        }
        for (int i = 0; i < shares.length; i++) {
            shares[i] /= sum;
        }
        return shares;
    }
}
