package org.bertrim.engine.task.table;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows of columns with a delimiter between them (RFC 4180, with any delimiter). Two things are not as in common readers.
 * A quote that is never closed, or not closed at the end of a column, makes a broken row of its own line only: reading
 * goes on behind it instead of taking all that follows for one column. And a double quote inside of a column that does
 * not begin with one is ordinary text.
 */
final class DelimitedRows implements RowSource {

    private static final char QUOTE = '"';

    /** A quoted text that goes over more lines was rather never closed. */
    private static final int MOST_LINES = 2000;

    private final TextLines lines;
    private final String delimiter;
    private final boolean quotes;
    private final Deque<TextLine> pushedBack = new ArrayDeque<>();

    DelimitedRows(TextLines lines, String delimiter, boolean quotes) {
        this.lines = lines;
        this.delimiter = delimiter;
        this.quotes = quotes;
    }

    @Override
    public @Nullable TableRow next() throws IOException {
        for (TextLine line = take(); line != null; line = take()) {
            if (!line.trouble().isEmpty()) {
                return TableRow.broken(line.number(), line.trouble());
            }
            String text = line.text();
            if (text.isBlank() && !text.contains(delimiter)) {
                continue;
            }
            return quotes && text.indexOf(QUOTE) >= 0 ? quoted(line) : TableRow.of(line.number(), split(text));
        }
        return null;
    }

    private List<String> split(String text) {
        List<String> values = new ArrayList<>();
        int start = 0;
        for (int at = text.indexOf(delimiter); at >= 0; at = text.indexOf(delimiter, start)) {
            values.add(text.substring(start, at));
            start = at + delimiter.length();
        }
        values.add(text.substring(start));
        return values;
    }

    private TableRow quoted(TextLine first) throws IOException {
        List<String> values = new ArrayList<>();
        Cursor cursor = new Cursor(first.text());
        while (true) {
            if (cursor.at < cursor.text.length() && cursor.text.charAt(cursor.at) == QUOTE) {
                String value = cursor.quoted();
                boolean closed = value != null
                        && (cursor.atEnd() || cursor.text.startsWith(delimiter, cursor.at));
                if (value == null || !closed) {
                    boolean within = value != null && cursor.further.isEmpty();
                    cursor.putBack();
                    return TableRow.broken(
                            first.number(),
                            within
                                    ? "a quoted column goes on behind its closing quote"
                                    : "a quote is opened and not closed");
                }
                values.add(value);
            } else {
                int end = cursor.text.indexOf(delimiter, cursor.at);
                int to = end < 0 ? cursor.text.length() : end;
                values.add(cursor.text.substring(cursor.at, to));
                cursor.at = to;
            }
            if (cursor.atEnd()) {
                return TableRow.of(first.number(), values);
            }
            cursor.at += delimiter.length();
        }
    }

    /** A place in a line, which goes on to the lines that follow it inside of quotes. */
    private final class Cursor {

        private final Deque<TextLine> further = new ArrayDeque<>();
        private String text;
        private int at;

        Cursor(String text) {
            this.text = text;
        }

        boolean atEnd() {
            return at == text.length();
        }

        /** The column that begins here with a quote, or null if the quote is not closed. */
        @Nullable String quoted() throws IOException {
            StringBuilder value = new StringBuilder();
            at++;
            while (true) {
                int end = text.indexOf(QUOTE, at);
                if (end < 0) {
                    value.append(text, at, text.length()).append('\n');
                    if (value.length() > TextLines.LONGEST_LINE || further.size() == MOST_LINES || !nextLine()) {
                        return null;
                    }
                } else if (end + 1 < text.length() && text.charAt(end + 1) == QUOTE) {
                    value.append(text, at, end + 1);
                    at = end + 2;
                } else {
                    value.append(text, at, end);
                    at = end + 1;
                    return value.toString();
                }
            }
        }

        private boolean nextLine() throws IOException {
            TextLine line = take();
            if (line == null) {
                return false;
            }
            further.addLast(line);
            text = line.text();
            at = 0;
            return line.trouble().isEmpty();
        }

        void putBack() {
            while (!further.isEmpty()) {
                pushedBack.addFirst(further.removeLast());
            }
        }
    }

    private @Nullable TextLine take() throws IOException {
        return pushedBack.isEmpty() ? lines.next() : pushedBack.removeFirst();
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
