package org.bertrim.engine.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import org.bertrim.engine.kernel.Value;

/** The tokens of one batch on the device: ids and segments (B, S), the padding mask, and the distinct tokens for training. */
public final class Inputs implements AutoCloseable {

    private final NDManager manager;
    private final NDArray ids;
    private final NDArray localIds;
    private final NDArray types;
    private final Value mask;
    private final Value distinct;
    private final Value wholeTable;

    private Inputs(
            NDManager manager, NDArray ids, NDArray localIds, NDArray types, Value mask, Value distinct, Value wholeTable) {
        this.manager = manager;
        this.ids = ids;
        this.localIds = localIds;
        this.types = types;
        this.mask = mask;
        this.distinct = distinct;
        this.wholeTable = wholeTable;
    }

    /**
     * Copies a batch.
     *
     * @param ids token ids, row major (B, S)
     * @param types segments (B, S)
     * @param mask 1 for tokens, 0 for padding (B, S)
     */
    public static Inputs of(NDManager parent, int rows, int tokens, long[] ids, long[] types, float[] mask) {
        NDManager manager = parent.newSubManager();
        Shape shape = new Shape(rows, tokens);
        long[] distinct = Arrays.stream(ids).sorted().distinct().toArray();
        long[] local = Arrays.stream(ids).map(id -> Arrays.binarySearch(distinct, id)).toArray();
        boolean padded = false;
        boolean[] keep = new boolean[mask.length];
        for (int i = 0; i < mask.length; i++) {
            keep[i] = mask[i] > 0;
            padded |= !keep[i];
        }
        Value none = Value.list(List.of());
        return new Inputs(
                manager,
                manager.create(ids, shape),
                manager.create(local, shape),
                manager.create(types, shape),
                padded ? Value.list(List.of(manager.create(keep, shape).toType(DataType.BOOLEAN, false))) : Value.list(List.of()),
                Value.list(List.of(manager.create(distinct))),
                none);
    }

    /** Mask for the kernels that take one: a list of one tensor, or an empty list where no row is padded. */
    public Value mask() {
        return mask;
    }

    NDArray ids(boolean local) {
        return local ? localIds : ids;
    }

    NDArray types() {
        return types;
    }

    Value rows(boolean local) {
        return local ? distinct : wholeTable;
    }

    @Override
    public void close() {
        mask.close();
        distinct.close();
        wholeTable.close();
        manager.close();
    }
}
