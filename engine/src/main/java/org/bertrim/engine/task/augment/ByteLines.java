package org.bertrim.engine.task.augment;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** The lines of a file as bytes, without their ends; fast enough for gigabytes. */
final class ByteLines {

    /** A line is longer than it may be. */
    static final class TooLong extends IOException {
        private static final long serialVersionUID = 1L;
    }

    private static final int BLOCK = 1 << 16;

    private final InputStream in;
    private final int longest;
    private final byte[] block = new byte[BLOCK];
    private int at;
    private int filled;
    private byte[] line = new byte[1 << 12];
    private int length;

    ByteLines(InputStream in, int longest) {
        this.in = in;
        this.longest = longest;
    }

    /** Goes to the next line; false at the end of the file. */
    boolean next() throws IOException {
        length = 0;
        boolean any = false;
        while (true) {
            if (at == filled) {
                filled = in.read(block, 0, BLOCK);
                at = 0;
                if (filled <= 0) {
                    filled = 0;
                    return any && trimmed();
                }
            }
            any = true;
            int end = at;
            while (end < filled && block[end] != '\n') {
                end++;
            }
            append(end);
            at = end;
            if (at < filled) {
                at++;
                return trimmed();
            }
        }
    }

    private void append(int end) throws TooLong {
        int more = end - at;
        if (length + more > longest) {
            throw new TooLong();
        }
        if (length + more > line.length) {
            line = Arrays.copyOf(line, Math.min(longest, 2 * (length + more)));
        }
        System.arraycopy(block, at, line, length, more);
        length += more;
    }

    private boolean trimmed() {
        if (length > 0 && line[length - 1] == '\r') {
            length--;
        }
        return true;
    }

    /** The bytes of the line, {@link #length()} of them; overwritten by the next one. */
    byte[] bytes() {
        return line;
    }

    int length() {
        return length;
    }
}
