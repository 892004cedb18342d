package org.bertrim.engine.measure;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bertrim.engine.task.Batches;
import org.bertrim.engine.task.TokenRows;

/** How many tokens the rows of a task have; knows the batches that training and scoring make of them. Not for several threads. */
public final class RowLengths {

    /**
     * Batches of one size.
     *
     * @param rows rows of the batch
     * @param tokens tokens of its longest row, to which the others are padded
     */
    public record Shape(int rows, int tokens) {}

    private record Request(RowSet rows, int batch, boolean training) {}

    private static final int EPOCH = 0;

    private final Map<RowSet, TokenRows> rows = new EnumMap<>(RowSet.class);
    private final Map<Request, Map<Shape, Integer>> known = new HashMap<>();
    private final int times;

    /** Lengths of each set of rows, special tokens included, already cut to the longest length; nothing is augmented. */
    public RowLengths(Map<RowSet, int[]> lengths) {
        this(lengths, 0);
    }

    /**
     * The same with augmented rows.
     *
     * @param added variants of each training row, taken to be as long as it
     */
    public RowLengths(Map<RowSet, int[]> lengths, int added) {
        this.times = added + 1;
        Map<Integer, int[]> ids = new HashMap<>();
        lengths.forEach((set, tokens) -> {
            int[][] rowsOfSet = Arrays.stream(tokens)
                    .mapToObj(length -> ids.computeIfAbsent(length, int[]::new))
                    .toArray(int[][]::new);
            rows.put(set, new TokenRows(rowsOfSet, rowsOfSet, new float[tokens.length]));
        });
    }

    /** How many rows a set has. */
    public int count(RowSet set) {
        if (set == RowSet.AUGMENTED) {
            return Math.multiplyExact(times, count(RowSet.TRAIN));
        }
        return rows.containsKey(set) ? rows.get(set).size() : 0;
    }

    /** Tokens of the longest row of a set; 0 if it is empty. */
    public int longest(RowSet set) {
        if (set == RowSet.AUGMENTED) {
            return longest(RowSet.TRAIN);
        }
        int longest = 0;
        for (int i = 0; i < count(set); i++) {
            longest = Math.max(longest, rows.get(set).length(i));
        }
        return longest;
    }

    /** The batches of one pass over a set, each shape with how often it comes. */
    public Map<Shape, Integer> batches(RowSet set, int batch, boolean training) {
        if (set == RowSet.AUGMENTED) {
            Map<Shape, Integer> augmented = new LinkedHashMap<>();
            batches(RowSet.TRAIN, batch, training).forEach((shape, count) -> augmented.put(shape, count * times));
            return augmented;
        }
        return known.computeIfAbsent(new Request(set, batch, training), this::count);
    }

    private Map<Shape, Integer> count(Request request) {
        Map<Shape, Integer> shapes = new LinkedHashMap<>();
        TokenRows set = rows.get(request.rows());
        if (set == null || set.size() == 0) {
            return shapes;
        }
        List<int[]> batches = request.training()
                ? Batches.training(set, request.batch(), 0, EPOCH)
                : Batches.sequential(set, request.batch());
        for (int[] indices : batches) {
            int longest = 0;
            for (int row : indices) {
                longest = Math.max(longest, set.length(row));
            }
            shapes.merge(new Shape(indices.length, longest), 1, Integer::sum);
        }
        return shapes;
    }
}
