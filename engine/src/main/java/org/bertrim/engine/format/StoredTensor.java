package org.bertrim.engine.format;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A tensor as it lies in a file: row major, little endian.
 *
 * <p>The data is shared, never copied; {@link #data()} gives each caller a view with its own position. Two stored
 * tensors are equal if type, shape and bytes are.
 *
 * @param type type of the elements
 * @param shape length of each axis, empty for a scalar
 * @param data exactly the bytes of the elements, from position 0
 */
public record StoredTensor(TensorType type, long[] shape, ByteBuffer data) {

    /**
     * Checks that shape and data agree.
     *
     * @throws IllegalArgumentException if they do not
     */
    public StoredTensor {
        shape = shape.clone();
        data = data.slice().order(ByteOrder.LITTLE_ENDIAN);
        long expected = byteCount(type, shape);
        if (expected != data.remaining()) {
            throw new IllegalArgumentException("a tensor of type " + type + " and shape " + Arrays.toString(shape)
                    + " has " + expected + " bytes, not " + data.remaining());
        }
    }

    /** A tensor of single precision numbers. */
    public static StoredTensor floats(long[] shape, float... values) {
        ByteBuffer data = ByteBuffer.allocate(Math.multiplyExact(values.length, 4)).order(ByteOrder.LITTLE_ENDIAN);
        data.asFloatBuffer().put(values);
        return new StoredTensor(TensorType.F32, shape, data);
    }

    /** A copy of the elements of an {@link TensorType#F32} tensor. */
    public float[] toFloats() {
        if (type != TensorType.F32) {
            throw new IllegalStateException("a tensor of type " + type + " holds no single precision numbers");
        }
        float[] values = new float[data.remaining() / 4];
        data().asFloatBuffer().get(values);
        return values;
    }

    /** Length of each axis, a copy. */
    @Override
    public long[] shape() {
        return shape.clone();
    }

    /** A little-endian view of the bytes with a position of its own, from 0. */
    @Override
    public ByteBuffer data() {
        return data.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    }

    /** The first element that is no number or infinite, null if all are finite; only for single precision. */
    public @Nullable Float firstNotFinite() {
        FloatBuffer numbers = data().asFloatBuffer();
        while (numbers.hasRemaining()) {
            float number = numbers.get();
            if (!Float.isFinite(number)) {
                return number;
            }
        }
        return null;
    }

    /** Bytes of the elements. */
    public long sizeBytes() {
        return data.remaining();
    }

    /**
     * Bytes of a tensor of this type and shape.
     *
     * @throws IllegalArgumentException if an axis is negative or the product does not fit into a long
     */
    public static long byteCount(TensorType type, long[] shape) {
        long count = type.bytes();
        boolean empty = false;
        for (long length : shape) {
            if (length < 0) {
                throw new IllegalArgumentException("an axis has the negative length " + length);
            }
            empty |= length == 0;
        }
        for (long length : shape) {
            if (empty) {
                return 0;
            }
            long high = Math.multiplyHigh(count, length);
            if (high != 0 || count * length < 0) {
                throw new IllegalArgumentException("the shape " + Arrays.toString(shape) + " is too large");
            }
            count *= length;
        }
        return count;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StoredTensor that
                && type == that.type
                && Arrays.equals(shape, that.shape)
                && data.equals(that.data);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * type.hashCode() + Arrays.hashCode(shape)) + data.hashCode();
    }

    @Override
    public String toString() {
        return type + Arrays.toString(shape);
    }
}
