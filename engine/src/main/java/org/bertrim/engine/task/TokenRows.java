package org.bertrim.engine.task;

import java.util.List;

/**
 * Tokenised examples, not padded.
 *
 * @param ids word piece ids of each row, special tokens included
 * @param types segment of each token: 0 up to the end of the first sentence, 1 in the second one where the model has
 *     segments
 * @param labels class index or value of each row
 */
public record TokenRows(int[][] ids, int[][] types, float[] labels) {

    /** Checks that the three have equally many rows. */
    public TokenRows {
        if (ids.length != types.length || ids.length != labels.length) {
            throw new IllegalArgumentException(
                    ids.length + " rows of ids, " + types.length + " of types, " + labels.length + " labels");
        }
    }

    /** No rows. */
    public static TokenRows empty() {
        return new TokenRows(new int[0][], new int[0][], new float[0]);
    }

    /** All rows of several sets, one set after the other; the rows themselves are shared. */
    public static TokenRows joined(List<TokenRows> sets) {
        int size = sets.stream().mapToInt(TokenRows::size).sum();
        int[][] ids = new int[size][];
        int[][] types = new int[size][];
        float[] labels = new float[size];
        int at = 0;
        for (TokenRows set : sets) {
            System.arraycopy(set.ids, 0, ids, at, set.size());
            System.arraycopy(set.types, 0, types, at, set.size());
            System.arraycopy(set.labels, 0, labels, at, set.size());
            at += set.size();
        }
        return new TokenRows(ids, types, labels);
    }

    /** Number of rows. */
    public int size() {
        return ids.length;
    }

    /** Number of tokens of a row. */
    public int length(int row) {
        return ids[row].length;
    }
}
