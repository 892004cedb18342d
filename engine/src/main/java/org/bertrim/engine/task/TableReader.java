package org.bertrim.engine.task;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a table line by line: UTF-8 checked strictly, a byte order mark at the start dropped, lines ended by LF or CR
 * LF, columns split at each tab, quotes being ordinary text. Lines that cannot be decoded are recorded as problems and
 * passed over.
 */
final class TableReader implements Closeable {

    /** No honest row is longer; a file without line ends must not fill the memory. */
    private static final int LONGEST_LINE_BYTES = 1 << 20;

    private final String file;
    private final InputStream in;
    private final ProblemList problems;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    private final byte[] buffer = new byte[1 << 16];
    private int position;
    private int limit;
    private byte[] line = new byte[1024];
    private int length;
    private boolean tooLong;
    private long number;

    TableReader(String file, InputStream in, ProblemList problems) {
        this.file = file;
        this.in = in;
        this.problems = problems;
    }

    /** Name of the file for messages. */
    String file() {
        return file;
    }

    /** Number of the row that {@link #next()} returned last, counted from 1. */
    long line() {
        return number;
    }

    /** The columns of the next line that can be decoded, or null at the end of the file. */
    String @Nullable [] next() throws IOException {
        while (readLine()) {
            number++;
            if (tooLong) {
                problem("the line is longer than " + LONGEST_LINE_BYTES + " bytes");
                continue;
            }
            try {
                String text = decoder.decode(ByteBuffer.wrap(line, 0, length)).toString();
                return split(number == 1 && text.startsWith("\uFEFF") ? text.substring(1) : text);
            } catch (CharacterCodingException e) {
                problem("the text is not valid UTF-8");
            }
        }
        return null;
    }

    /** Records a problem of the current line. */
    void problem(String reason) {
        problems.add(file, Math.max(1, number), reason);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private boolean readLine() throws IOException {
        length = 0;
        tooLong = false;
        while (true) {
            if (position == limit) {
                limit = in.read(buffer);
                position = 0;
                if (limit <= 0) {
                    limit = 0;
                    boolean lastLine = length > 0 || tooLong;
                    dropCarriageReturn();
                    return lastLine;
                }
            }
            int end = position;
            while (end < limit && buffer[end] != '\n') {
                end++;
            }
            append(end - position);
            boolean complete = end < limit;
            position = complete ? end + 1 : end;
            if (complete) {
                dropCarriageReturn();
                return true;
            }
        }
    }

    private void append(int count) {
        if (tooLong || length + count > LONGEST_LINE_BYTES) {
            tooLong = true;
            return;
        }
        if (length + count > line.length) {
            line = Arrays.copyOf(line, Math.max(length + count, 2 * line.length));
        }
        System.arraycopy(buffer, position, line, length, count);
        length += count;
    }

    private void dropCarriageReturn() {
        if (length > 0 && line[length - 1] == '\r') {
            length--;
        }
    }

    private static String[] split(String text) {
        List<String> columns = new ArrayList<>();
        int start = 0;
        for (int tab = text.indexOf('\t'); tab >= 0; tab = text.indexOf('\t', start)) {
            columns.add(text.substring(start, tab));
            start = tab + 1;
        }
        columns.add(text.substring(start));
        return columns.toArray(String[]::new);
    }
}
