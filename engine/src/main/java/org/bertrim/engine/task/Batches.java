package org.bertrim.engine.task;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Puts rows of alike length together, so that little of a batch is padding. */
public final class Batches {

    /**
     * Rows are sorted by length within groups of this many batches. Larger groups mean less padding, smaller ones more
     * variety of lengths from epoch to epoch and within it.
     */
    private static final int GROUP_BATCHES = 32;

    private Batches() {}

    /**
     * The batches of one epoch: rows shuffled, cut into groups, each group sorted by length and cut into batches, the
     * batches shuffled. Every row comes exactly once; there are ⌈rows / batchSize⌉ batches and only one may be smaller.
     * The same seed and epoch always give the same batches.
     *
     * @return row numbers of each batch
     */
    public static List<int[]> training(TokenRows rows, int batchSize, long seed, int epoch) {
        requirePositive(batchSize);
        int[] order = IntStream.range(0, rows.size()).toArray();
        Random random = StableRandom.of("batches", seed, epoch);
        StableRandom.shuffle(order, random);
        List<int[]> batches = new ArrayList<>();
        long group = (long) batchSize * GROUP_BATCHES;
        for (long start = 0; start < order.length; start += group) {
            int end = (int) Math.min(order.length, start + group);
            cut(byLength(rows, Arrays.copyOfRange(order, (int) start, end)), batchSize, batches);
        }
        int[] sequence = IntStream.range(0, batches.size()).toArray();
        StableRandom.shuffle(sequence, random);
        return Arrays.stream(sequence).mapToObj(batches::get).toList();
    }

    /**
     * Batches for evaluation: all rows sorted by length, the longest first, rows of equal length in their order, so
     * that a batch that does not fit into memory fails at once. Results are put back into the rows' order by {@link
     * Batch#indices()}.
     *
     * @return row numbers of each batch
     */
    public static List<int[]> sequential(TokenRows rows, int batchSize) {
        requirePositive(batchSize);
        int[] order = IntStream.range(0, rows.size())
                .boxed()
                .sorted(Comparator.<Integer>comparingInt(rows::length).reversed())
                .mapToInt(Integer::intValue)
                .toArray();
        List<int[]> batches = new ArrayList<>();
        cut(order, batchSize, batches);
        return Collections.unmodifiableList(batches);
    }

    /** Pads rows to the longest of them; {@code paddingId} is the tokenizer's. */
    public static Batch of(TokenRows rows, int[] indices, int paddingId) {
        int tokens = longest(rows, indices);
        int cells = Math.multiplyExact(indices.length, tokens);
        long[] ids = new long[cells];
        long[] types = new long[cells];
        float[] mask = new float[cells];
        int labelsPerRow = rows.labelsPerRow();
        float[] labels = new float[indices.length * labelsPerRow];
        if (paddingId != 0) {
            Arrays.fill(ids, paddingId);
        }
        for (int b = 0; b < indices.length; b++) {
            int[] rowIds = rows.ids()[indices[b]];
            int[] rowTypes = rows.types()[indices[b]];
            int at = b * tokens;
            for (int t = 0; t < rowIds.length; t++) {
                ids[at + t] = rowIds[t];
                types[at + t] = rowTypes[t];
                mask[at + t] = 1f;
            }
            System.arraycopy(rows.labels(), indices[b] * labelsPerRow, labels, b * labelsPerRow, labelsPerRow);
        }
        return new Batch(indices.length, tokens, ids, types, mask, labels, indices.clone());
    }

    /** Share of all positions of these batches that are padding, 0 to 1. */
    public static double paddingShare(TokenRows rows, List<int[]> batches) {
        long cells = 0;
        long tokens = 0;
        for (int[] batch : batches) {
            cells += (long) batch.length * longest(rows, batch);
            for (int row : batch) {
                tokens += rows.length(row);
            }
        }
        return cells == 0 ? 0 : (double) (cells - tokens) / cells;
    }

    private static int[] byLength(TokenRows rows, int[] group) {
        return Arrays.stream(group)
                .boxed()
                .sorted(Comparator.comparingInt(rows::length)) // stable: equal lengths stay shuffled
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private static void cut(int[] order, int batchSize, List<int[]> batches) {
        for (int start = 0; start < order.length; start += batchSize) {
            batches.add(Arrays.copyOfRange(order, start, Math.min(order.length, start + batchSize)));
        }
    }

    private static int longest(TokenRows rows, int[] indices) {
        int longest = 0;
        for (int row : indices) {
            longest = Math.max(longest, rows.length(row));
        }
        return longest;
    }

    private static void requirePositive(int batchSize) {
        if (batchSize < 1) {
            throw new IllegalArgumentException("batch size " + batchSize);
        }
    }
}
