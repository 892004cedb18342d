package org.bertrim.engine.format;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Reading known numbers of bytes from streams. */
public final class Reading {

    /** Files are read in pieces, because the platform copies each piece through native memory that it keeps. */
    private static final int PIECE = 1 << 20;

    private Reading() {}

    /**
     * The next {@code length} bytes in memory of their own, little endian. The caller has made sure that the file is that long, so
     * that a damaged length takes no memory.
     *
     * @throws UnusableFile if the stream ends before, or there are more bytes than one array holds
     */
    public static ByteBuffer exactly(InputStream in, long length) throws IOException {
        if (length > Integer.MAX_VALUE - 8) {
            throw new UnusableFile("a part of it is larger than 2 GiB", "Split the tensor.");
        }
        byte[] bytes = new byte[(int) length];
        for (int at = 0; at < bytes.length; ) {
            int count = in.read(bytes, at, Math.min(PIECE, bytes.length - at));
            if (count < 0) {
                throw new UnusableFile("it ends before it is complete: it is truncated");
            }
            at += count;
        }
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * Skips bytes.
     *
     * @throws UnusableFile if the stream ends before
     */
    public static void skip(InputStream in, long count) throws IOException {
        try {
            in.skipNBytes(count);
        } catch (EOFException e) {
            throw new UnusableFile("it ends before it is complete: it is truncated");
        }
    }
}
