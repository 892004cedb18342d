package org.bertrim.engine.model;

/**
 * One edge of a derived cell.
 *
 * @param from node that is read: 0 and 1 are the cell's inputs, 2, 3, … its inner nodes
 * @param to inner node that the result is added to
 * @param operation what is done on the way
 * @param probability that the search gave to the operation, 1 where none was searched
 */
public record KeptEdge(int from, int to, Operation operation, double probability) {

    /** Checks the direction. */
    public KeptEdge {
        if (from < 0 || to < 2 || from >= to) {
            throw new IllegalArgumentException("an edge leads from an earlier node to an inner one, not " + from + " to " + to);
        }
    }
}
