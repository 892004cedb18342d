package org.bertrim.engine.kernel;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.IValue;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A tensor or a list of tensors that stays on the native side, with what is needed to differentiate it.
 *
 * <p>Kernels take and return these; whoever gets one closes it.
 */
public final class Value implements AutoCloseable {

    private static final AtomicLong LIVE = new AtomicLong();

    private final IValue value;
    private boolean open = true;

    Value(IValue value) {
        this.value = value;
        LIVE.incrementAndGet();
    }

    /** The list of {@code arrays}; it shares their memory. */
    public static Value list(List<? extends NDArray> arrays) {
        return new Value(IValue.listFrom(arrays.stream().map(PtNDArray.class::cast).toArray(PtNDArray[]::new)));
    }

    /** One tensor; it shares the array's memory. */
    public static Value of(NDArray array) {
        return new Value(IValue.from((PtNDArray) array));
    }

    /** How many values of this process are not closed. */
    public static long live() {
        return LIVE.get();
    }

    /** This tensor as an array that belongs to {@code manager}; only for float32 and integers. */
    public NDArray array(NDManager manager) {
        return value.toTensor((PtNDManager) manager);
    }

    /** Copies a float32 tensor out, row by row; a float64 one rounded. */
    public float[] floats(NDManager manager) {
        try (NDArray array = array(manager);
                NDArray single = array.toType(DataType.FLOAT32, false)) {
            return single.toFloatArray();
        }
    }

    /** Copies a float32 scalar out. */
    public float scalar(NDManager manager) {
        return floats(manager)[0];
    }

    IValue handle() {
        if (!open) {
            throw new IllegalStateException("this value is closed");
        }
        return value;
    }

    @Override
    public void close() {
        if (open) {
            open = false;
            LIVE.decrementAndGet();
            value.close();
        }
    }
}
