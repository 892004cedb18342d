package org.bertrim.engine.format;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Turns real numbers of other widths into single precision. */
public final class SinglePrecision {

    private static final float SMALLEST_HALF = 0x1p-24f;

    private SinglePrecision() {}

    /**
     * The tensor in {@link TensorType#F32}: itself if it is; half precision and bfloat16 exactly, signed zeros, subnormal numbers,
     * infinities and the payloads of NaN included; double precision rounded to the nearest.
     *
     * @throws IllegalArgumentException if it holds no real numbers
     */
    public static StoredTensor of(StoredTensor tensor) {
        if (tensor.type() == TensorType.F32) {
            return tensor;
        }
        if (!tensor.type().isReal()) {
            throw new IllegalArgumentException(tensor + " holds no real numbers");
        }
        int count = Math.toIntExact(tensor.sizeBytes() / tensor.type().bytes());
        ByteBuffer from = tensor.data();
        ByteBuffer to = ByteBuffer.allocate(Math.multiplyExact(count, Float.BYTES)).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < count; i++) {
            switch (tensor.type()) {
                case F16 -> to.putInt(Float.floatToRawIntBits(half(from.getShort())));
                case BF16 -> to.putInt(from.getShort() << 16);
                default -> to.putFloat((float) from.getDouble());
            }
        }
        return new StoredTensor(TensorType.F32, tensor.shape(), to.flip());
    }

    /** The number that a half precision pattern stands for: 1 bit of sign, 5 of exponent, 10 of fraction. */
    static float half(short bits) {
        int sign = (bits & 0x8000) << 16;
        int exponent = bits >> 10 & 0x1f;
        int fraction = bits & 0x3ff;
        if (exponent == 0) { // zero and subnormal numbers are multiples of the smallest
            return Float.intBitsToFloat(sign | Float.floatToRawIntBits(fraction * SMALLEST_HALF));
        }
        int widened = exponent == 0x1f ? 0xff : exponent - 15 + 127;
        return Float.intBitsToFloat(sign | widened << 23 | fraction << 13);
    }
}
