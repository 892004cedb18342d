package org.bertrim.engine.task.table;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Guesses in which encoding a text is written, from all of its bytes: a byte order mark tells; text that is UTF-8, but
 * for a few lines at most, is UTF-8; many NULs at every second byte are UTF-16; text whose bytes above 127 mostly come
 * in pairs that are Chinese characters of GB 2312 is GB18030; what is left is windows-1252, in which nearly every byte
 * means something.
 */
final class EncodingGuess {

    /** One wrong sequence for so many right ones is damage, not another encoding. */
    private static final long RIGHT_FOR_A_WRONG_ONE = 20;

    private long[] zeros = new long[2];
    private long length;
    private long utf8Right;
    private long utf8Wrong;
    private int utf8Open;
    private int gbLead;
    private long chinese;
    private long otherHigh;

    private EncodingGuess() {}

    static Charset of(InputStream in) throws IOException {
        EncodingGuess guess = new EncodingGuess();
        byte[] buffer = new byte[1 << 16];
        boolean first = true;
        for (int count = in.readNBytes(buffer, 0, buffer.length); count > 0; count = in.readNBytes(buffer, 0, buffer.length)) {
            if (first) {
                Charset marked = marked(buffer, count);
                if (marked != null) {
                    return marked;
                }
                first = false;
            }
            for (int i = 0; i < count; i++) {
                guess.add(buffer[i] & 0xFF);
            }
        }
        return guess.result();
    }

    private static @Nullable Charset marked(byte[] bytes, int count) {
        int a = bytes[0] & 0xFF;
        int b = count > 1 ? bytes[1] & 0xFF : 0;
        int c = count > 2 ? bytes[2] & 0xFF : 0;
        if (a == 0xEF && b == 0xBB && c == 0xBF) {
            return StandardCharsets.UTF_8;
        }
        return a == 0xFF && b == 0xFE || a == 0xFE && b == 0xFF ? StandardCharsets.UTF_16 : null;
    }

    private void add(int value) {
        if (value == 0) {
            zeros[(int) (length & 1)]++;
        }
        length++;
        utf8(value);
        gb(value);
    }

    private void utf8(int value) {
        if (utf8Open > 0) {
            if ((value & 0xC0) == 0x80) {
                if (--utf8Open == 0) {
                    utf8Right++;
                }
                return;
            }
            utf8Wrong++;
            utf8Open = 0;
        }
        if (value >= 0xC2 && value <= 0xF4) {
            utf8Open = value >= 0xF0 ? 3 : value >= 0xE0 ? 2 : 1;
        } else if (value >= 0x80) {
            utf8Wrong++;
        }
    }

    private void gb(int value) {
        if (gbLead > 0) {
            boolean hanzi = gbLead >= 0xB0 && gbLead <= 0xF7 && value >= 0xA1 && value <= 0xFE;
            boolean mark = gbLead >= 0xA1 && gbLead <= 0xA9 && value >= 0xA1 && value <= 0xFE;
            if (hanzi || mark) {
                chinese++;
            } else {
                otherHigh++;
            }
            gbLead = 0;
        } else if (value >= 0x80) {
            gbLead = value;
        }
    }

    private Charset result() {
        long allZeros = zeros[0] + zeros[1];
        if (allZeros * 100 > length && (length & 1) == 0) {
            if (zeros[1] * 20 >= allZeros * 19) {
                return StandardCharsets.UTF_16LE;
            }
            if (zeros[0] * 20 >= allZeros * 19) {
                return StandardCharsets.UTF_16BE;
            }
        }
        if (utf8Wrong == 0 || utf8Right >= RIGHT_FOR_A_WRONG_ONE * utf8Wrong) {
            return StandardCharsets.UTF_8;
        }
        return Charset.forName(chinese >= 2 * otherHigh ? "GB18030" : "windows-1252");
    }
}
