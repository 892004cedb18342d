package org.bertrim.engine.method.adabert;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bertrim.engine.format.StoredTensor;

/**
 * Adds up which teacher layer taught which student layer since it was last told.
 *
 * <p>Student layer i of a network with k cells learns from teacher layer ⌊i·J/k + ½⌋: the embedding layer from the embedding layer, the
 * last from the last.
 */
final class TransferShares {

    private static final String NAME = "transfer";

    private final int students;
    private final int teachers;
    private final float[] sums;
    private float count;

    TransferShares(int maxDepth, int teacherLayers) {
        this.students = maxDepth + 1;
        this.teachers = teacherLayers + 1;
        this.sums = new float[students * teachers];
    }

    /** The teacher layer of student layer {@code i} at depth {@code depth}. */
    static int teacherLayer(int i, int depth, int teacherLayers) {
        return (2 * i * teacherLayers + depth) / (2 * depth);
    }

    /** Adds the weights of one step, of the student layers 0 to depth. */
    void add(float[] weights) {
        int depth = weights.length - 1;
        for (int i = 0; i <= depth; i++) {
            sums[i * teachers + teacherLayer(i, depth, teachers - 1)] += weights[i];
        }
        count++;
    }

    /** Mean share of each pair; forgets them. */
    List<double[]> take() {
        List<double[]> shares = new ArrayList<>();
        for (int i = 0; i < students; i++) {
            double[] row = new double[teachers];
            for (int j = 0; j < teachers; j++) {
                row[j] = count == 0 ? 0 : sums[i * teachers + j] / (double) count;
            }
            shares.add(row);
        }
        Arrays.fill(sums, 0);
        count = 0;
        return shares;
    }

    Map<String, StoredTensor> store() {
        float[] all = Arrays.copyOf(sums, sums.length + 1);
        all[sums.length] = count;
        Map<String, StoredTensor> state = new LinkedHashMap<>();
        state.put(NAME, StoredTensor.floats(new long[] {all.length}, all));
        return state;
    }

    void load(Map<String, StoredTensor> state) {
        float[] all = state.get(NAME).toFloats();
        System.arraycopy(all, 0, sums, 0, sums.length);
        count = all[sums.length];
    }
}
