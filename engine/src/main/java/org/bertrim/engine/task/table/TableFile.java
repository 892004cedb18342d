package org.bertrim.engine.task.table;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.bertrim.engine.format.InvalidInput;
import org.bertrim.engine.format.MaybeGzipped;
import org.bertrim.engine.task.table.TableFormat.Layout;

/** A file that holds a table, plain or gzipped, whatever its name says about that. */
public record TableFile(Path path) {

    private static final String CONVERT = "Write it as CSV, TSV or JSON Lines, plain or gzipped";

    /** What other programs' files begin with, and what to say then. */
    private enum Foreign {
        PARQUET("PAR1", "it is a Parquet file", ", e.g. with DuckDB: COPY 'my.parquet' TO 'my.csv' (HEADER)."),
        ZIP("PK\u0003\u0004", "it is a zip archive or a spreadsheet", ": unpack it, or save the sheet as CSV UTF-8."),
        OLD_SPREADSHEET("\u00D0\u00CF\u0011\u00E0", "it is an old spreadsheet", ": save the sheet as CSV UTF-8."),
        SQLITE("SQLite format 3", "it is a database", ": export the table from it."),
        PDF("%PDF-", "it is a PDF file", "."),
        ARROW("ARROW1", "it is an Arrow file", ", e.g. with pandas."),
        BZIP("BZh", "it is compressed with bzip2", ": unpack it first."),
        XZ("\u00FD7zXZ", "it is compressed with xz", ": unpack it first."),
        ZSTANDARD("(\u00B5/\u00FD", "it is compressed with Zstandard", ": unpack it first.");

        private final String start;
        private final String why;
        private final String how;

        Foreign(String start, String why, String how) {
            this.start = start;
            this.why = why;
            this.how = how;
        }

        boolean begins(byte[] bytes, int length) {
            if (length < start.length()) {
                return false;
            }
            for (int i = 0; i < start.length(); i++) {
                if ((bytes[i] & 0xFF) != start.charAt(i)) {
                    return false;
                }
            }
            return true;
        }
    }

    /** The file's name, for messages. */
    public String name() {
        Path name = path.getFileName();
        return name == null ? path.toString() : name.toString();
    }

    /** The name without folders and without the endings of tables. */
    public String stem() {
        String stem = name();
        for (String ending : List.of(".gz", ".csv", ".tsv", ".tab", ".txt", ".jsonl", ".ndjson", ".json")) {
            if (stem.length() > ending.length() && stem.toLowerCase(Locale.ROOT).endsWith(ending)) {
                stem = stem.substring(0, stem.length() - ending.length());
            }
        }
        return stem;
    }

    /** Whether the name, without {@code .gz}, ends so. */
    boolean ends(String... endings) {
        String plain = name().toLowerCase(Locale.ROOT);
        plain = plain.endsWith(".gz") ? plain.substring(0, plain.length() - 3) : plain;
        for (String ending : endings) {
            if (plain.endsWith(ending)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Looks whether it is there and may be a table; only its first bytes are read.
     *
     * @throws InvalidInput if not
     */
    public void find() {
        if (Files.isDirectory(path)) {
            throw refused("it is a folder", "Name the file of the table itself.");
        }
        if (!Files.exists(path)) {
            throw refused(
                    "there is no such file", "Check the path. A relative one starts from the experiment file's folder.");
        }
        if (!Files.isRegularFile(path)) {
            throw refused("it is no file but a device or a pipe", "Write its content into a file: it is read more than once.");
        }
        if (ends(".parquet")) {
            throw foreign(Foreign.PARQUET);
        }
        try (InputStream in = Files.newInputStream(path)) {
            byte[] start = new byte[16];
            int length = in.readNBytes(start, 0, start.length);
            if (length == 0) {
                throw refused("it is empty", "Write the table again.");
            }
            for (Foreign each : Foreign.values()) {
                if (each.begins(start, length)) {
                    throw foreign(each);
                }
            }
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private InvalidInput foreign(Foreign format) {
        return refused(format.why, CONVERT + format.how);
    }

    InvalidInput refused(String why, String remedy) {
        return new InvalidInput("The table " + path + " could not be read", why, remedy);
    }

    /** What went wrong while it was read, in words. */
    public InvalidInput unreadable(IOException e) {
        return new InvalidInput(
                "The table " + path + " could not be read",
                MaybeGzipped.reason(e),
                "Check that the file is complete and that it may be read.",
                e);
    }

    /** The content, unpacked. */
    InputStream open() throws IOException {
        return MaybeGzipped.open(path);
    }

    /**
     * The rows in a format.
     *
     * @param columns the keys of JSON Lines; of no meaning otherwise
     * @throws IOException if the file cannot be read
     */
    public RowSource rows(TableFormat format, List<String> columns) throws IOException {
        RowSource rows = rows(new TextLines(open(), format.encoding()), format, columns);
        if (format.layout() == Layout.DELIMITED && format.header()) {
            rows.next();
        }
        return rows;
    }

    static RowSource rows(TextLines lines, TableFormat format, List<String> columns) {
        return format.layout() == Layout.JSON_LINES
                ? new JsonRows(lines, columns)
                : new DelimitedRows(lines, format.delimiter(), format.quotes());
    }
}
