package org.bertrim.engine.format.tensorflow;

import java.util.zip.CRC32C;

/**
 * CRC-32C as LevelDB and TensorFlow store it: rotated and moved by a constant, because the checksum of data that holds its own checksum
 * tells nothing.
 */
final class MaskedChecksum {

    private static final int DELTA = 0xa282ead8;

    private MaskedChecksum() {}

    static int of(CRC32C checksum) {
        return Integer.rotateRight((int) checksum.getValue(), 15) + DELTA;
    }
}
