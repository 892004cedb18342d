package org.bertrim.engine.format;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;

/** The bytes of an entry of a zip: as many as it says, and with the checksum it says, which the platform's own stream does not look at. */
final class EntryStream extends FilterInputStream {

    private static final int PIECE = 1 << 16;

    private final ZipEntry entry;
    private final CRC32 checksum = new CRC32();
    private long left;

    EntryStream(InputStream in, ZipEntry entry) {
        super(in);
        this.entry = entry;
        this.left = entry.getSize();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        int count;
        try {
            count = super.read(bytes, offset, length);
        } catch (ZipException | EOFException e) {
            throw damaged("cannot be unpacked");
        }
        if (count < 0) {
            if (left > 0) {
                throw damaged("is shorter than it says");
            }
            if (checksum.getValue() != entry.getCrc()) {
                throw damaged("does not have the checksum that it had when it was written");
            }
            return count;
        }
        left -= count;
        if (left < 0) {
            throw damaged("is longer than it says");
        }
        checksum.update(bytes, offset, count);
        return count;
    }

    /** Reads, so that the checksum counts every byte. */
    @Override
    public long skip(long count) throws IOException {
        byte[] piece = new byte[(int) Math.min(PIECE, Math.max(0, count))];
        long skipped = 0;
        while (skipped < count) {
            int read = read(piece, 0, (int) Math.min(piece.length, count - skipped));
            if (read < 0) {
                break;
            }
            skipped += read;
        }
        return skipped;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private UnusableFile damaged(String how) {
        return new UnusableFile("its entry " + entry.getName() + " " + how + ": it is damaged");
    }
}
