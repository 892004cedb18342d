package org.bertrim.engine.task;

/**
 * A row of a table that cannot be used.
 *
 * @param file the file's name
 * @param line its line, counted from 1, the header included
 * @param reason what is wrong with it
 */
public record RowProblem(String file, long line, String reason) {

    @Override
    public String toString() {
        return file + ":" + line + " " + reason;
    }
}
