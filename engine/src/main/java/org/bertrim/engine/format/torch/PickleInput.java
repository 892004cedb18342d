package org.bertrim.engine.format.torch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.bertrim.engine.format.Reading;
import org.bertrim.engine.format.UnusableFile;

/** The bytes of a pickle, which may be the beginning of a longer stream. */
final class PickleInput {

    private static final int MOST_LINE = 1 << 12;

    private final InputStream in;
    private long room;

    /**
     * Reads from a buffered stream.
     *
     * @param room bytes that the texts in it may have altogether
     */
    PickleInput(InputStream in, long room) {
        this.in = in;
        this.room = room;
    }

    /** The next byte, 0 to 255. */
    int one() throws IOException {
        int value = in.read();
        if (value < 0) {
            throw new UnusableFile("it ends before it is complete: it is truncated");
        }
        return value;
    }

    /** A little-endian number of so many bytes without sign. */
    long number(int bytes) throws IOException {
        long value = 0;
        for (int i = 0; i < bytes; i++) {
            value |= (long) one() << 8 * i;
        }
        return value;
    }

    /** So many bytes in memory of their own; the length stands in the file and may be anything. */
    byte[] bytes(long length) throws IOException {
        if (length < 0 || length > room) {
            throw new UnusableFile("a text in it claims " + Long.toUnsignedString(length) + " bytes: it is damaged");
        }
        room -= length;
        return Reading.exactly(in, length).array();
    }

    String text(long length) throws IOException {
        return new String(bytes(length), StandardCharsets.UTF_8);
    }

    /** The text up to the next line end, which is left out. */
    String line() throws IOException {
        ByteBuffer line = ByteBuffer.allocate(MOST_LINE);
        for (int letter = one(); letter != '\n'; letter = one()) {
            if (!line.hasRemaining()) {
                throw new UnusableFile("a line in it does not end: it is damaged");
            }
            line.put((byte) letter);
        }
        room -= line.position();
        return new String(line.array(), 0, line.position(), StandardCharsets.UTF_8);
    }

    void skip(long count) throws IOException {
        Reading.skip(in, count);
    }
}
