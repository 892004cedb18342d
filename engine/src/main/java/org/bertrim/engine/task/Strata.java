package org.bertrim.engine.task;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Groups of alike rows, from which draws keep their proportions: the classes, or for regression ten groups of equal
 * size by value.
 */
final class Strata {

    private static final int VALUE_GROUPS = 10;

    private final int[][] groups;
    private final int rows;

    private Strata(int[][] groups, int rows) {
        this.groups = groups;
        this.rows = rows;
    }

    static Strata of(TaskInfo info, List<Example> rows) {
        float[] labels = new float[rows.size()];
        for (int row = 0; row < labels.length; row++) {
            labels[row] = rows.get(row).label();
        }
        return of(info, labels);
    }

    /** Groups of rows of which only the labels are known. */
    static Strata of(TaskInfo info, float[] labels) {
        return new Strata(
                info.kind() == TaskKind.REGRESSION ? byValue(labels) : byClass(info.labels().size(), labels), labels.length);
    }

    /**
     * Draws rows so that each group has its share of {@code count}, rounded by largest remainder (ties go to the
     * earlier group).
     *
     * @param count from 0 to the number of rows
     * @return row numbers, ascending
     */
    int[] draw(int count, String purpose, long seed) {
        if (count < 0 || count > rows) {
            throw new IllegalArgumentException(count + " of " + rows + " rows");
        }
        int[] quota = quotas(count);
        int[] drawn = new int[count];
        int at = 0;
        for (int g = 0; g < groups.length; g++) {
            int[] group = groups[g].clone();
            StableRandom.shuffle(group, StableRandom.of(purpose, seed, g));
            System.arraycopy(group, 0, drawn, at, quota[g]);
            at += quota[g];
        }
        Arrays.sort(drawn);
        return drawn;
    }

    private int[] quotas(int count) {
        int[] quota = new int[groups.length];
        if (rows == 0) {
            return quota;
        }
        long[] remainder = new long[groups.length];
        int left = count;
        for (int g = 0; g < groups.length; g++) {
            long share = (long) count * groups[g].length;
            quota[g] = (int) (share / rows);
            remainder[g] = share % rows;
            left -= quota[g];
        }
        IntStream.range(0, groups.length)
                .boxed()
                .sorted(Comparator.<Integer>comparingLong(g -> remainder[g]).reversed())
                .limit(left)
                .forEach(g -> quota[g]++);
        return quota;
    }

    private static int[][] byClass(int classes, float[] labels) {
        int[] sizes = new int[classes];
        for (float label : labels) {
            sizes[(int) label]++;
        }
        int[][] groups = IntStream.of(sizes).mapToObj(int[]::new).toArray(int[][]::new);
        for (int row = labels.length - 1; row >= 0; row--) {
            int label = (int) labels[row];
            groups[label][--sizes[label]] = row;
        }
        return groups;
    }

    private static int[][] byValue(float[] labels) {
        int[] sorted = IntStream.range(0, labels.length)
                .boxed()
                .sorted(Comparator.comparingDouble(row -> labels[row]))
                .mapToInt(Integer::intValue)
                .toArray();
        return IntStream.range(0, VALUE_GROUPS)
                .mapToObj(g -> Arrays.copyOfRange(sorted, start(g, sorted.length), start(g + 1, sorted.length)))
                .toArray(int[][]::new);
    }

    private static int start(int group, int rows) {
        return (int) ((long) group * rows / VALUE_GROUPS);
    }
}
