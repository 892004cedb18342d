package org.bertrim.engine.format.tensorflow;

import java.nio.ByteBuffer;
import org.bertrim.engine.format.UnusableFile;

/** Numbers of which each byte holds seven bits, the lowest first, and one bit that says whether another byte follows. */
final class Varint {

    private static final int MOST_BITS = 64;

    private Varint() {}

    /** The number at the buffer's position; negative if it takes all 64 bits. */
    static long read(ByteBuffer from) throws UnusableFile {
        long number = 0;
        for (int shift = 0; shift < MOST_BITS && from.hasRemaining(); shift += 7) {
            byte part = from.get();
            number |= (long) (part & 0x7f) << shift;
            if (part >= 0) {
                return number;
            }
        }
        throw new UnusableFile("a number in its index does not end: it is damaged");
    }
}
