package org.bertrim.engine.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A small convolutional network: {@code depth} cells of one shape, each with weights of its own.
 *
 * @param depth cells K
 * @param nodes inner nodes N of the cell, numbered 2 … N+1
 * @param edges kept edges, ordered by {@code to}, then {@code from}; an inner node without one is zero
 */
public record Architecture(int depth, int nodes, List<KeptEdge> edges) {

    /** One over the temperature at which edges are compared. */
    private static final int RANKING_POWER = 5;

    /** Checks that edges stay within the cell, and sorts them. */
    public Architecture {
        edges = edges.stream()
                .sorted(Comparator.comparingInt(KeptEdge::to).thenComparingInt(KeptEdge::from))
                .toList();
        if (depth < 1 || nodes < 1) {
            throw new IllegalArgumentException("a network needs cells and nodes, not " + depth + " and " + nodes);
        }
        for (KeptEdge edge : edges) {
            if (edge.to() > nodes + 1) {
                throw new IllegalArgumentException("a cell of " + nodes + " inner nodes has no node " + edge.to());
            }
        }
        if (edges.stream().map(edge -> List.of(edge.from(), edge.to())).distinct().count() < edges.size()) {
            throw new IllegalArgumentException("an edge stands twice in " + edges);
        }
    }

    /**
     * How sure of an operation an edge is when the edges of a node are compared: its share at temperature 0.2, p⁵ / Σ p⁵ (EasyTransfer's
     * AdaBERT).
     *
     * @param probabilities of the edge's candidates to be drawn
     */
    public static double rank(double[] probabilities, int operation) {
        double sum = 0;
        for (double each : probabilities) {
            sum += Math.pow(each, RANKING_POWER);
        }
        return Math.pow(probabilities[operation], RANKING_POWER) / sum;
    }

    /** Where an edge leads. */
    public record Place(int from, int to) {}

    /** Every edge that a cell of {@code nodes} inner nodes can have, ordered by {@code to}, then {@code from}. */
    public static List<Place> places(int nodes) {
        List<Place> places = new ArrayList<>();
        for (int to = 2; to < nodes + 2; to++) {
            for (int from = 0; from < to; from++) {
                places.add(new Place(from, to));
            }
        }
        return List.copyOf(places);
    }

    /** For a table: {@code K=3 · conv7×4 skip×2}, operations in their order. */
    public String shortForm() {
        Map<Operation, Long> counts = new LinkedHashMap<>();
        for (Operation operation : Operation.values()) {
            long count = edges.stream().filter(edge -> edge.operation() == operation).count();
            if (count > 0) {
                counts.put(operation, count);
            }
        }
        String words = counts.entrySet().stream()
                .map(entry -> entry.getKey().word() + "×" + entry.getValue())
                .collect(Collectors.joining(" "));
        return "K=" + depth + (words.isEmpty() ? "" : " · " + words);
    }
}
