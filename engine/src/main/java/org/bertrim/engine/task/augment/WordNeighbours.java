package org.bertrim.engine.task.augment;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.bertrim.engine.kernel.Kernels;
import org.bertrim.engine.kernel.Value;
import org.jspecify.annotations.Nullable;

/**
 * The words nearest to a word by the cosine of their vectors. Many words are looked up in one matrix product; each only once.
 *
 * <p>Not for several threads at once.
 */
public final class WordNeighbours implements AutoCloseable {

    /** Similarities that are in memory at once: 32 MB. */
    private static final int MOST_SIMILARITIES = 8_000_000;

    private final NDManager manager;
    private final NDArray table;
    private final List<String> words;
    private final Map<String, Integer> rows = new HashMap<>();
    private final Map<Integer, List<String>> known = new HashMap<>();
    private final int count;
    private final String fingerprint;

    /**
     * Puts a table on the device.
     *
     * @param count how many neighbours of a word are wanted
     */
    public WordNeighbours(NDManager parent, WordTable source, int count) {
        this.manager = parent.newSubManager();
        this.words = source.words();
        this.count = Math.min(count, Math.max(0, words.size() - 1));
        this.fingerprint = source.fingerprint();
        for (int row = 0; row < words.size(); row++) {
            rows.putIfAbsent(words.get(row), row);
        }
        // a copy in PyTorch's own memory: it is aligned, and sums depend on the alignment in their last bits
        try (NDArray wrapped =
                manager.create(FloatBuffer.wrap(source.values()), new Shape(words.size(), source.width()))) {
            this.table = wrapped.duplicate();
        }
    }

    /** Looks up whichever of these words are not known yet. */
    void prepare(Collection<String> wanted) {
        Set<Integer> missing = new LinkedHashSet<>();
        for (String word : wanted) {
            Integer row = row(word);
            if (row != null && !known.containsKey(row)) {
                missing.add(row);
            }
        }
        List<Integer> all = new ArrayList<>(missing);
        int perProduct = Math.max(1, MOST_SIMILARITIES / Math.max(1, words.size()));
        for (int start = 0; start < all.size() && count > 0; start += perProduct) {
            look(all.subList(start, Math.min(all.size(), start + perProduct)));
        }
    }

    private void look(List<Integer> wanted) {
        long[] numbers = wanted.stream().mapToLong(Integer::longValue).toArray();
        // one more than wanted, as a word is its own nearest neighbour
        try (NDManager call = manager.newSubManager();
                NDArray queries = call.create(numbers);
                Value nearest = Kernels.nearest(table, queries, count + 1);
                NDArray found = nearest.array(call)) {
            long[] neighbours = found.toLongArray();
            for (int i = 0; i < wanted.size(); i++) {
                List<String> list = new ArrayList<>(count);
                for (int j = 0; j <= count && list.size() < count; j++) {
                    int neighbour = (int) neighbours[i * (count + 1) + j];
                    if (neighbour != wanted.get(i)) {
                        list.add(words.get(neighbour));
                    }
                }
                known.put(wanted.get(i), List.copyOf(list));
            }
        }
    }

    /**
     * The nearest words, the nearest first, without the word itself; empty if the table does not know it, neither as it stands nor in
     * lower case.
     */
    List<String> of(String word) {
        Integer row = row(word);
        if (row == null || count == 0) {
            return List.of();
        }
        if (!known.containsKey(row)) {
            prepare(List.of(word));
        }
        return known.get(row);
    }

    private @Nullable Integer row(String word) {
        Integer row = rows.get(word);
        return row != null ? row : rows.get(word.toLowerCase(Locale.ROOT));
    }

    String fingerprint() {
        return fingerprint;
    }

    @Override
    public void close() {
        manager.close();
    }
}
