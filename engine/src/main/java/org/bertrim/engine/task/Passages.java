package org.bertrim.engine.task;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Groups of the rows that ask about the same passage, from which draws take all or none. */
final class Passages {

    private final List<int[]> groups;

    private Passages(List<int[]> groups) {
        this.groups = groups;
    }

    static Passages of(List<Example> rows) {
        Map<Integer, List<Integer>> byPassage = new LinkedHashMap<>();
        for (int row = 0; row < rows.size(); row++) {
            int passage = Objects.requireNonNull(rows.get(row).question()).passage();
            byPassage.computeIfAbsent(passage, key -> new ArrayList<>()).add(row);
        }
        return new Passages(byPassage.values().stream()
                .map(group -> group.stream().mapToInt(Integer::intValue).toArray())
                .toList());
    }

    /** Number of passages. */
    int count() {
        return groups.size();
    }

    /**
     * Draws passages as long as their rows are no more than {@code count} in all, at least one passage.
     *
     * @return row numbers, ascending
     */
    int[] draw(int count, String purpose, long seed) {
        int[] order = new int[groups.size()];
        Arrays.setAll(order, i -> i);
        StableRandom.shuffle(order, StableRandom.of(purpose, seed));
        int[] drawn = groups.get(order[0]);
        for (int i = 1; i < order.length; i++) {
            int[] more = groups.get(order[i]);
            if (drawn.length + more.length <= count) {
                int before = drawn.length;
                drawn = Arrays.copyOf(drawn, before + more.length);
                System.arraycopy(more, 0, drawn, before, more.length);
            }
        }
        Arrays.sort(drawn);
        return drawn;
    }
}
