package org.bertrim.engine.task.table;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a text in any encoding: a byte order mark dropped, ended by LF, CR LF or, in a text that has none of
 * these, CR. Lines that cannot be decoded, hold a NUL or are too long are named as such and passed over, so that a file
 * of any size and content takes a bounded amount of memory.
 */
final class TextLines implements Closeable {

    /** No honest row is longer; a file without line ends must not fill the memory. */
    static final int LONGEST_LINE = 1 << 20;

    /** A gzip file of some megabytes may unfold to terabytes. */
    private static final long MOST_CHARACTERS = 1L << 32;

    private static final int BUFFER = 1 << 14;
    private static final char REPLACEMENT = '\uFFFD';

    private final InputStream in;
    private final Charset encoding;
    private final CharsetDecoder decoder;
    private final ByteBuffer bytes = ByteBuffer.allocate(BUFFER).limit(0);
    private final CharBuffer chars = CharBuffer.allocate(BUFFER).limit(0);
    private final StringBuilder line = new StringBuilder();
    private boolean ended;
    private boolean done;
    private boolean started;
    private boolean tooLong;
    private boolean undecoded;
    private char lineEnd = '\n';
    private long characters;
    private long number;

    TextLines(InputStream in, Charset encoding) {
        this.in = in;
        this.encoding = encoding;
        this.decoder = encoding.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    /** The next line, or null at the end. */
    @Nullable TextLine next() throws IOException {
        line.setLength(0);
        tooLong = false;
        undecoded = false;
        boolean any = false;
        while (chars.hasRemaining() || fill()) {
            any = true;
            char[] array = chars.array();
            int from = chars.position();
            int end = from;
            while (end < chars.limit() && array[end] != lineEnd) {
                end++;
            }
            boolean complete = end < chars.limit();
            if (complete && line.length() == 0 && !tooLong) { // the usual case: the whole line lies in the buffer
                chars.position(end + 1);
                return line(new String(array, from, length(array, from, end)));
            }
            append(array, from, end);
            chars.position(complete ? end + 1 : end);
            if (complete) {
                return whole();
            }
        }
        return any || undecoded ? whole() : null;
    }

    private TextLine whole() {
        int length = line.length();
        if (length > 0 && line.charAt(length - 1) == '\r') {
            line.setLength(length - 1);
        }
        return line(line.toString());
    }

    private TextLine line(String text) {
        number++;
        if (tooLong || text.length() > LONGEST_LINE) {
            return new TextLine(number, "", "the line is longer than " + LONGEST_LINE + " characters");
        }
        if (undecoded) {
            return new TextLine(number, text, "the text is not valid " + encoding.name());
        }
        if (text.indexOf('\0') >= 0) {
            return new TextLine(number, text, "there is a NUL character in the line");
        }
        return new TextLine(number, text, "");
    }

    private static int length(char[] array, int from, int end) {
        return end > from && array[end - 1] == '\r' ? end - 1 - from : end - from;
    }

    private void append(char[] array, int from, int end) {
        if (tooLong || line.length() + end - from > LONGEST_LINE + 1) {
            tooLong = true;
            line.setLength(0);
        } else {
            line.append(array, from, end - from);
        }
    }

    /** Decodes more; false at the end. What cannot be decoded marks the line that is being read. */
    private boolean fill() throws IOException {
        chars.clear();
        while (chars.position() == 0 && !done) {
            CoderResult result = decoder.decode(bytes, chars, ended);
            if (chars.position() > 0) {
                break; // what came before an error may belong to an earlier line; the error comes again
            }
            if (result.isError()) {
                bytes.position(bytes.position() + result.length());
                undecoded = true;
                chars.put(REPLACEMENT);
            } else if (ended) {
                decoder.flush(chars);
                done = true;
            } else {
                read();
            }
        }
        chars.flip();
        characters += chars.remaining();
        if (characters > MOST_CHARACTERS) {
            throw new IOException("it holds more than " + MOST_CHARACTERS + " characters, which no table has");
        }
        if (!started && chars.hasRemaining()) {
            start();
        }
        return chars.hasRemaining() || !done && fill();
    }

    private void read() throws IOException {
        bytes.compact();
        int count = in.read(bytes.array(), bytes.position(), bytes.remaining());
        if (count < 0) {
            ended = true;
        } else {
            bytes.position(bytes.position() + count);
        }
        bytes.flip();
    }

    private void start() {
        started = true;
        if (chars.get(chars.position()) == '\uFEFF') {
            chars.get();
        }
        boolean anyReturn = false;
        for (int i = chars.position(); i < chars.limit(); i++) {
            char each = chars.get(i);
            if (each == '\n') {
                return;
            }
            anyReturn |= each == '\r';
        }
        lineEnd = anyReturn ? '\r' : '\n'; // as old Macintosh programs end lines
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
