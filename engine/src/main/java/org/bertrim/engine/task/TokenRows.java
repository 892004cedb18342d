package org.bertrim.engine.task;

import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Tokenised examples, not padded.
 *
 * @param ids word piece ids of each row, special tokens included
 * @param types segment of each token: 0 up to the end of the first sentence, 1 in the second one where the model has
 *     segments
 * @param labels class index or value of each row; of windows two numbers a row, the positions of the answer's first and last token, both 0
 *     where it is not in the window
 * @param windows what the rows show of which passage; null where a row is a whole example
 */
public record TokenRows(int[][] ids, int[][] types, float[] labels, @Nullable Windows windows) {

    /** Checks that all have equally many rows. */
    public TokenRows {
        boolean fits = windows == null || windows.size() == ids.length;
        if (ids.length != types.length || ids.length * width(windows) != labels.length || !fits) {
            throw new IllegalArgumentException(
                    ids.length + " rows of ids, " + types.length + " of types, " + labels.length + " labels");
        }
    }

    /** Rows that are whole examples. */
    public TokenRows(int[][] ids, int[][] types, float[] labels) {
        this(ids, types, labels, null);
    }

    /** No rows. */
    public static TokenRows empty() {
        return new TokenRows(new int[0][], new int[0][], new float[0]);
    }

    /** All rows of several sets of whole examples, one set after the other; the rows themselves are shared. */
    public static TokenRows joined(List<TokenRows> sets) {
        int size = sets.stream().mapToInt(TokenRows::size).sum();
        int[][] ids = new int[size][];
        int[][] types = new int[size][];
        float[] labels = new float[size];
        int at = 0;
        for (TokenRows set : sets) {
            if (set.windows != null) {
                throw new IllegalArgumentException("windows are not joined");
            }
            System.arraycopy(set.ids, 0, ids, at, set.size());
            System.arraycopy(set.types, 0, types, at, set.size());
            System.arraycopy(set.labels, 0, labels, at, set.size());
            at += set.size();
        }
        return new TokenRows(ids, types, labels);
    }

    /** Some of the rows, in this order; the rows themselves are shared. */
    public TokenRows select(int[] rows) {
        int[][] chosenIds = new int[rows.length][];
        int[][] chosenTypes = new int[rows.length][];
        float[] chosenLabels = new float[rows.length * labelsPerRow()];
        for (int i = 0; i < rows.length; i++) {
            chosenIds[i] = ids[rows[i]];
            chosenTypes[i] = types[rows[i]];
            for (int k = 0; k < labelsPerRow(); k++) {
                chosenLabels[i * labelsPerRow() + k] = labels[rows[i] * labelsPerRow() + k];
            }
        }
        return new TokenRows(chosenIds, chosenTypes, chosenLabels, windows == null ? null : windows.select(rows));
    }

    /** The first rows, all of them if there are fewer. */
    public TokenRows first(int count) {
        return count >= size() ? this : select(IntStream.range(0, count).toArray());
    }

    /** Number of rows. */
    public int size() {
        return ids.length;
    }

    /** Number of examples that they show: of windows the number of questions. */
    public int examples() {
        return windows == null ? size() : windows.questions().size();
    }

    /** Labels of a row. */
    public int labelsPerRow() {
        return width(windows);
    }

    /** Number of tokens of a row. */
    public int length(int row) {
        return ids[row].length;
    }

    private static int width(@Nullable Windows windows) {
        return windows == null ? 1 : 2;
    }
}
