package org.bertrim.engine.task;

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

    /** Number of rows. */
    public int size() {
        return ids.length;
    }

    /** Number of tokens of a row. */
    public int length(int row) {
        return ids[row].length;
    }
}
