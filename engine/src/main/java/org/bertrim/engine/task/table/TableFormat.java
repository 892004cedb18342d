package org.bertrim.engine.task.table;

import java.nio.charset.Charset;

/**
 * How a table is written, with nothing left to be guessed.
 *
 * @param layout what a row looks like
 * @param encoding of the text; a byte order mark at the start is dropped
 * @param delimiter what separates columns; of no meaning in JSON Lines
 * @param quotes whether a column that begins with a double quote goes on to the next single one, two of them standing
 *     for one; else quotes are ordinary text
 * @param header whether the first row names the columns; of no meaning in JSON Lines
 */
public record TableFormat(Layout layout, Charset encoding, String delimiter, boolean quotes, boolean header) {

    /** What a row looks like. */
    public enum Layout {
        /** Columns with a delimiter between them: CSV, TSV and their like. */
        DELIMITED,
        /** A JSON object on each line. */
        JSON_LINES
    }

    /** The same with quotes, or without. */
    public TableFormat withQuotes(boolean other) {
        return new TableFormat(layout, encoding, delimiter, other, header);
    }

    /** The same with a header, or without. */
    public TableFormat withHeader(boolean other) {
        return new TableFormat(layout, encoding, delimiter, quotes, other);
    }
}
