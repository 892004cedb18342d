package org.bertrim.engine.figure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bertrim.engine.event.Event;
import org.bertrim.engine.model.Architecture;
import org.jspecify.annotations.Nullable;

/**
 * A cell of an architecture search at one moment: nodes 0 and 1 are the outputs of the two cells before, 2 to {@code inner + 1} its own
 * nodes. Every own node takes what its edges bring, and the cell's output is a weighted sum of them.
 *
 * @param inner how many nodes of its own the cell has
 * @param edges by their end, then by their beginning
 * @param derived whether the search has decided; before, {@link Edge#kept} is what it would keep if it ended now
 */
public record Cell(int inner, List<Edge> edges, boolean derived) {

    /** The operation that cuts an edge. */
    public static final String ZERO = "zero";

    private static final int INPUTS = 2;
    private static final int KEPT_BY_A_NODE = 2;

    /** Copies the list. */
    public Cell {
        edges = List.copyOf(edges);
    }

    /**
     * One edge.
     *
     * @param operation the leading one; of a kept edge the one it is kept with
     * @param probability of that operation
     * @param kept whether it is among the two of its node that derivation keeps
     * @param operations all candidates in the order of the search; empty where only the outcome is known
     * @param probabilities theirs
     */
    public record Edge(
            int from,
            int to,
            String operation,
            double probability,
            boolean kept,
            List<String> operations,
            List<Double> probabilities) {

        /** Copies the lists. */
        public Edge {
            operations = List.copyOf(operations);
            probabilities = List.copyOf(probabilities);
        }

        /** Names its marks: {@code FROM-TO}. */
        public String key() {
            return from + "-" + to;
        }

        private Edge decided(@Nullable String with, double probable) {
            return with == null
                    ? new Edge(from, to, operation, probability, false, operations, probabilities)
                    : new Edge(from, to, with, probable, true, operations, probabilities);
        }
    }

    /**
     * The cell as it is sampled, with the edges that would be kept now: of each node the two that are the surest of their best operation,
     * as {@link Architecture#rank} has it.
     *
     * @param zeroRanked whether {@link #ZERO} counts among the operations when edges are ranked
     */
    public static Cell of(Event.ArchitectureSampled sampled, boolean zeroRanked) {
        List<Edge> edges = new ArrayList<>();
        Map<Integer, List<Ranked>> byEnd = new HashMap<>();
        for (Event.Edge edge : sampled.edges()) {
            int leading = best(edge, true);
            edges.add(new Edge(
                    edge.from(),
                    edge.to(),
                    edge.operations().get(leading),
                    edge.probabilities().get(leading),
                    false,
                    edge.operations(),
                    edge.probabilities()));
            int ranked = best(edge, zeroRanked);
            byEnd.computeIfAbsent(edge.to(), to -> new ArrayList<>())
                    .add(new Ranked(
                            edge.from(), edge.operations().get(ranked), edge.probabilities().get(ranked), rank(edge, ranked)));
        }
        byEnd.values().forEach(ranked ->
                ranked.sort(Comparator.comparingDouble(Ranked::rank).reversed().thenComparingInt(Ranked::from)));
        return sorted(
                edges.stream().map(edge -> kept(edge, byEnd.getOrDefault(edge.to(), List.of()))).toList(), false);
    }

    /**
     * What a search has decided on.
     *
     * @param sampled the state it was derived from, whose other edges are shown as well; null where that is not known
     */
    public static Cell of(Event.ArchitectureDerived derived, Event.@Nullable ArchitectureSampled sampled) {
        Map<String, Event.KeptEdge> kept = new HashMap<>();
        derived.edges().forEach(edge -> kept.put(edge.from() + "-" + edge.to(), edge));
        List<Edge> edges = new ArrayList<>();
        Set<String> known = new HashSet<>();
        if (sampled != null) {
            for (Edge edge : of(sampled, true).edges()) {
                Event.KeptEdge decided = kept.get(edge.key());
                edges.add(
                        decided == null
                                ? edge.decided(null, 0)
                                : edge.decided(decided.operation(), decided.probability()));
                known.add(edge.key());
            }
        }
        kept.forEach((key, edge) -> {
            if (!known.contains(key)) {
                edges.add(new Edge(
                        edge.from(), edge.to(), edge.operation(), edge.probability(), true, List.of(), List.of()));
            }
        });
        return sorted(edges, true);
    }

    private record Ranked(int from, String operation, double probability, double rank) {}

    private static double rank(Event.Edge edge, int operation) {
        return Architecture.rank(
                edge.probabilities().stream().mapToDouble(Double::doubleValue).toArray(), operation);
    }

    private static Edge kept(Edge edge, List<Ranked> ranked) {
        for (int i = 0; i < Math.min(KEPT_BY_A_NODE, ranked.size()); i++) {
            if (ranked.get(i).from() == edge.from()) {
                return edge.decided(ranked.get(i).operation(), ranked.get(i).probability());
            }
        }
        return edge;
    }

    private static int best(Event.Edge edge, boolean withZero) {
        int best = -1;
        for (int i = 0; i < edge.operations().size(); i++) {
            boolean counts = withZero || !edge.operations().get(i).equals(ZERO);
            if (counts && (best < 0 || edge.probabilities().get(i) > edge.probabilities().get(best))) {
                best = i;
            }
        }
        return Math.max(best, 0);
    }

    private static Cell sorted(List<Edge> edges, boolean derived) {
        List<Edge> order = new ArrayList<>(edges);
        order.sort(Comparator.comparingInt(Edge::to).thenComparingInt(Edge::from));
        int last = order.stream().mapToInt(Edge::to).max().orElse(INPUTS - 1);
        return new Cell(last - INPUTS + 1, order, derived);
    }

    /** The number that stands for the cell's output behind its nodes. */
    int output() {
        return inner + INPUTS;
    }

    /** What stands in a node: its number from 1, or which cell it is the output of. */
    public String name(int node, Words words) {
        if (node < INPUTS) {
            return words.get("cellInput", Integer.toString(INPUTS - node));
        }
        return node == output() ? words.get("cellOut") : Integer.toString(node - INPUTS + 1);
    }
}
