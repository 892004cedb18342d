package org.bertrim.engine.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SinglePrecisionTest {

    private static final int PATTERNS = 1 << 16;

    /** The definition of IEEE 754-2008, binary16, by powers of two in double precision. */
    private static double half(int bits) {
        int exponent = bits >> 10 & 31;
        int fraction = bits & 1023;
        double size = exponent == 0 ? Math.scalb((double) fraction, -24) : Math.scalb(1024.0 + fraction, exponent - 25);
        if (exponent == 31) {
            size = fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
        }
        return (bits & 0x8000) == 0 ? size : -size;
    }

    @Test
    void everyHalfIsWidenedExactly() {
        float[] wide = SinglePrecision.of(everyPattern(TensorType.F16)).toFloats();

        assertThat(IntStream.range(0, PATTERNS).filter(bits -> Double.compare(wide[bits], half(bits)) != 0)).isEmpty();
        assertThat(Float.floatToRawIntBits(wide[0x8000])).isEqualTo(0x80000000); // minus zero
        assertThat(Float.floatToRawIntBits(wide[0x7e01])).isEqualTo(0x7fc02000); // what a NaN carries
    }

    @Test
    void everyBfloatIsTheUpperHalfOfAFloat() {
        ByteBuffer wide = SinglePrecision.of(everyPattern(TensorType.BF16)).data();

        assertThat(IntStream.range(0, PATTERNS).filter(bits -> wide.getInt(4 * bits) != bits << 16)).isEmpty();
    }

    @Test
    void doublesAreRounded() {
        ByteBuffer data = ByteBuffer.allocate(40).order(ByteOrder.LITTLE_ENDIAN);
        data.putDouble(1.0 / 3).putDouble(1e300).putDouble(-1e-300).putDouble(Double.NaN).putDouble(Float.MIN_VALUE).flip();

        float[] narrow = SinglePrecision.of(new StoredTensor(TensorType.F64, new long[] {5}, data)).toFloats();

        assertThat(narrow).containsExactly(1f / 3, Float.POSITIVE_INFINITY, -0f, Float.NaN, Float.MIN_VALUE);
    }

    @Test
    void floatsStayWhatTheyAreAndIntegersAreRefused() {
        StoredTensor floats = StoredTensor.floats(new long[] {2}, 1, 2);
        StoredTensor bytes = new StoredTensor(TensorType.U8, new long[] {1}, ByteBuffer.allocate(1));

        assertThat(SinglePrecision.of(floats)).isSameAs(floats);
        assertThatThrownBy(() -> SinglePrecision.of(bytes)).isInstanceOf(IllegalArgumentException.class);
    }

    private static StoredTensor everyPattern(TensorType type) {
        ByteBuffer data = ByteBuffer.allocate(2 * PATTERNS).order(ByteOrder.LITTLE_ENDIAN);
        for (int bits = 0; bits < PATTERNS; bits++) {
            data.putShort((short) bits);
        }
        return new StoredTensor(type, new long[] {PATTERNS}, data.flip());
    }
}
