package org.bertrim.engine.format;

/** Element types that a stored tensor may have; the names are those of the safetensors format. */
public enum TensorType {
    /** IEEE 754 single precision. */
    F32(4),
    /** IEEE 754 half precision. */
    F16(2),
    /** The upper half of a single precision number. */
    BF16(2),
    /** Signed 64-bit integer. */
    I64(8),
    /** Signed 32-bit integer. */
    I32(4),
    /** Unsigned byte. */
    U8(1),
    /** IEEE 754 double precision. */
    F64(8),
    /** Signed 16-bit integer. */
    I16(2),
    /** Signed byte. */
    I8(1),
    /** A byte that is 0 or 1. */
    BOOL(1);

    private final int bytes;

    TensorType(int bytes) {
        this.bytes = bytes;
    }

    /** Bytes of one element. */
    public int bytes() {
        return bytes;
    }

    /** Whether the elements are floating-point numbers, as all parameters of a model are. */
    public boolean isReal() {
        return this == F32 || this == F16 || this == BF16 || this == F64;
    }
}
