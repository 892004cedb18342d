package org.bertrim.engine.task;

/**
 * A row of a task's file that cannot be used.
 *
 * @param file the file, relative to the task's folder
 * @param line its line, counted from 1, the header included; 0 where the reason says the place, as rows are not lines
 * @param reason what is wrong with it
 */
public record RowProblem(String file, long line, String reason) {

    private static final int SHOWN = 120;

    @Override
    public String toString() {
        return line == 0 ? file + ": " + reason : file + ":" + line + " " + reason;
    }

    /** A text in quotation marks, its beginning if it is long. */
    static String quoted(String text) {
        return '"' + shortened(text) + '"';
    }

    /** A text, or its beginning if it is long. */
    static String shortened(String text) {
        return text.codePointCount(0, text.length()) <= SHOWN
                ? text
                : text.substring(0, text.offsetByCodePoints(0, SHOWN)) + "…";
    }
}
