package org.bertrim.engine.model;

import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bertrim.engine.format.StoredTensor;
import org.bertrim.engine.kernel.Precision;

/**
 * The exact shape of a network of convolutional cells: one that is searched, with several candidates for each edge and a head for each
 * depth, or a small one with one operation on each kept edge and one head.
 *
 * @param width units D of every cell
 * @param embedding width E of the token tables: {@code width} in a small network, the teacher's in one that is searched, where a
 *     projection follows
 * @param vocabulary rows of the word table V
 * @param positions rows of the position table
 * @param depth cells
 * @param nodes inner nodes N of a cell
 * @param edges edges of the cell with their candidates, ordered by {@code to}, then {@code from}; all have equally many
 * @param everyDepth whether there is a head for each depth from 0 on
 * @param pair whether it reads two sentences
 * @param outputs classes, or 1 for regression
 */
public record CellConfig(
        int width,
        int embedding,
        int vocabulary,
        int positions,
        int depth,
        int nodes,
        List<CellEdge> edges,
        boolean everyDepth,
        boolean pair,
        int outputs)
        implements NetworkConfig {

    /** Added to the variance in layer norms. */
    public static final double NORM_EPSILON = 1e-12;

    /**
     * An edge with what may be done on it.
     *
     * @param from node that is read
     * @param to inner node that the result is added to
     * @param candidates at least one operation
     */
    public record CellEdge(int from, int to, List<Operation> candidates) {
        /** Copies the list. */
        public CellEdge {
            candidates = List.copyOf(candidates);
        }
    }

    /** Checks that the edges fit the cell. */
    public CellConfig {
        edges = List.copyOf(edges);
        long sizes = edges.stream().map(edge -> edge.candidates().size()).distinct().count();
        if (sizes > 1 || edges.stream().anyMatch(edge -> edge.candidates().isEmpty() || edge.to() > nodes + 1)) {
            throw new IllegalArgumentException("these edges do not make a cell of " + nodes + " nodes: " + edges);
        }
    }

    /** A network to search in: every edge of a cell, each with all of {@code candidates}. */
    public static CellConfig search(
            ModelShape teacher, int width, int depth, int nodes, List<Operation> candidates, boolean pair, int outputs) {
        List<CellEdge> edges = new ArrayList<>();
        Architecture.places(nodes).forEach(place -> edges.add(new CellEdge(place.from(), place.to(), candidates)));
        return new CellConfig(
                width, teacher.embedding(), teacher.vocabulary(), teacher.positions(), depth, nodes, edges, true, pair, outputs);
    }

    /** The small network that an architecture makes of this one: tables of its own width, kept edges only, the deepest head. */
    public CellConfig child(Architecture architecture) {
        return new CellConfig(
                width,
                width,
                vocabulary,
                positions,
                architecture.depth(),
                architecture.nodes(),
                architecture.edges().stream()
                        .map(edge -> new CellEdge(edge.from(), edge.to(), List.of(edge.operation())))
                        .toList(),
                false,
                pair,
                outputs);
    }

    /** Whether a projection follows the token tables; the tables are another model's then, and do not learn. */
    public boolean projected() {
        return everyDepth || embedding != width;
    }

    /** Candidates of each edge. */
    public int candidates() {
        return edges.isEmpty() ? 1 : edges.get(0).candidates().size();
    }

    /** Cells end in a classifier. */
    @Override
    public Head head() {
        return Head.CLASSIFIER;
    }

    @Override
    public Map<String, long[]> tensors() {
        return CellParameters.of(this);
    }

    @Override
    public ObjectNode json() {
        return CellConfigJson.write(this);
    }

    @Override
    public OpenNetwork open(NDManager manager, Map<String, StoredTensor> weights, Precision precision) {
        return new CellModel(manager, this, weights);
    }
}
