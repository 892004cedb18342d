package org.bertrim.engine.task;

/**
 * A part of a text.
 *
 * @param start its first UTF-16 unit
 * @param end the unit behind its last
 */
public record Span(int start, int end) {

    /** Checks the order. */
    public Span {
        if (start < 0 || end < start) {
            throw new IllegalArgumentException("span from " + start + " to " + end);
        }
    }

    /** What it covers. */
    public String of(String text) {
        return text.substring(start, end);
    }

    /** The same without white space at its ends; the same if it is nothing else. */
    public Span stripped(String text) {
        int from = start;
        int to = end;
        while (from < to && Character.isWhitespace(text.codePointAt(from))) {
            from += Character.charCount(text.codePointAt(from));
        }
        while (to > from && Character.isWhitespace(text.codePointBefore(to))) {
            to -= Character.charCount(text.codePointBefore(to));
        }
        return from < to ? new Span(from, to) : this;
    }
}
