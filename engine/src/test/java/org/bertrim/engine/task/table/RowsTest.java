package org.bertrim.engine.task.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;
import org.bertrim.engine.task.table.TableFormat.Layout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows of delimited files and JSON Lines, from bytes. */
class RowsTest {

    @Test
    void splitsAtTheDelimiterWhateverItIs() throws IOException {
        assertThat(read(format("\t", false), "a\tb \n\"c\t\r\n\td")).containsExactly("1: a|b ", "2: \"c|", "3: |d");
        assertThat(read(format("_!_", false), "a_!_b_!_\n")).containsExactly("1: a|b|");
        assertThat(read(format("，", true), "中，文\n")).containsExactly("1: 中|文");
    }

    @Test
    void quotesEncloseDelimitersQuotesAndLineEnds() throws IOException {
        assertThat(read(format(",", true), "\"a,b\",\"c \"\"d\"\"\"\n\"e\r\nf\n\ng\",\"\"\nh \"i\",j\n"))
                .containsExactly("1: a,b|c \"d\"", "2: e\nf\n\ng|", "6: h \"i\"|j");
    }

    @Test
    void aQuoteThatIsNotClosedBreaksItsOwnRowOnly() throws IOException {
        assertThat(read(format(",", true), "\"a,1\nb,2\n\"c\",3\nd,\"4"))
                .containsExactly(
                        "1! a quote is opened and not closed",
                        "2: b|2",
                        "3: c|3",
                        "4! a quote is opened and not closed");
        assertThat(read(format(",", true), "\"a\" b,1\nc,2\n"))
                .containsExactly("1! a quoted column goes on behind its closing quote", "2: c|2");
    }

    /** Else a file of nothing but opened quotes would be read once for each of its lines. */
    @Test
    void manyOpenedQuotesAreReadInOneGo() throws IOException {
        int lines = 200_000;
        InputStream in = new ByteArrayInputStream(
                "\"a,1\nb,2\n".repeat(lines / 2).getBytes(StandardCharsets.UTF_8));
        int broken = 0;
        long last = 0;
        try (RowSource rows = TableFile.rows(new TextLines(in, StandardCharsets.UTF_8), format(",", true), List.of())) {
            for (TableRow row = rows.next(); row != null; row = rows.next()) {
                broken += row.trouble().isEmpty() ? 0 : 1;
                last = row.line();
            }
        }
        assertThat(last).isEqualTo(lines);
        assertThat(broken).isEqualTo(lines / 2);
    }

    @Test
    void emptyLinesArePassedOverButCounted() throws IOException {
        assertThat(read(format(",", true), "\na,b\n  \n\r\nc,d\n\n")).containsExactly("2: a|b", "5: c|d");
        assertThat(read(format("\t", false), "a\tb\n\t\n")).containsExactly("1: a|b", "2: |");
    }

    @Test
    void dropsAByteOrderMarkAndReadsEveryLineEnd() throws IOException {
        assertThat(read(format(",", true), "\uFEFFa,b\rc,d\r")).containsExactly("1: a|b", "2: c|d");
        assertThat(read(format(",", true), "\uFEFF")).isEmpty();
        assertThat(read(format(",", true), "")).isEmpty();
        assertThat(read(format(",", true), "a,b\r\nc,d")).containsExactly("1: a|b", "2: c|d");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "GB18030", "UTF-16", "UTF-16LE", "UTF-16BE", "Big5"})
    void readsAnyEncoding(String encoding) throws IOException {
        Charset charset = Charset.forName(encoding);
        assertThat(read(format("\t", false, charset), "中文\t1\n文字\t0\n".getBytes(charset)))
                .containsExactly("1: 中文|1", "2: 文字|0");
    }

    @Test
    void linesThatCannotBeDecodedAreNamedAndPassedOver() throws IOException {
        byte[] bytes = "good\t1\nb?d\t0\nalso good\t1\ncut ?".getBytes(StandardCharsets.US_ASCII);
        bytes[8] = (byte) 0xE9;
        bytes[bytes.length - 1] = (byte) 0xC3;

        assertThat(read(format("\t", false), bytes))
                .containsExactly(
                        "1: good|1", "2! the text is not valid UTF-8", "3: also good|1", "4! the text is not valid UTF-8");
    }

    @Test
    void linesWithNulAndEndlessLinesAreNamedAndPassedOver() throws IOException {
        String endless = "x".repeat(TextLines.LONGEST_LINE + 1);
        String longest = "y".repeat(TextLines.LONGEST_LINE - 2);

        List<String> rows = read(format("\t", false), "a\0b\t1\n" + endless + "\n" + longest + "\t1\nc\t0\n");

        assertThat(rows.get(0)).isEqualTo("1! there is a NUL character in the line");
        assertThat(rows.get(1)).isEqualTo("2! the line is longer than 1048576 characters");
        assertThat(rows.get(2)).hasSize(longest.length() + 5);
        assertThat(rows.get(3)).isEqualTo("4: c|0");
    }

    /** A gzip file of a megabyte may unfold to one line of gigabytes; some hundred megabytes tell as much. */
    @Test
    void anEndlessLineTakesNoMemory() throws IOException {
        long length = 192L << 20;
        InputStream endless = new InputStream() {
            private long given;

            @Override
            public int read() {
                return given++ < length ? 'x' : -1;
            }

            @Override
            public int read(byte[] bytes, int from, int count) {
                if (given >= length) {
                    return -1;
                }
                given += count;
                Arrays.fill(bytes, from, from + count, (byte) 'x');
                return count;
            }
        };
        long before = used();
        try (TextLines lines = new TextLines(endless, StandardCharsets.ISO_8859_1)) {
            assertThat(lines.next().trouble()).contains("longer than");
            assertThat(lines.next()).isNull();
            assertThat(used() - before).isLessThan(64 << 20);
        }
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    @Test
    void readsJsonLines() throws IOException {
        String json = """
                {"text": "a \\"b\\"\\n中", "label": 1, "more": {"deep": [1]}}

                {"label": true, "text": null}
                {"text": ["x"], "label": 2.50}
                [1, 2]
                {"text": "a", }
                {"text": "a"} {"text": "b"}
                {"text": "half \\ud800", "label": 1}
                {"text": "cut
                """;
        assertThat(read(new TableFormat(Layout.JSON_LINES, StandardCharsets.UTF_8, "", false, false), json.getBytes(StandardCharsets.UTF_8)))
                .containsExactly(
                        "1: a \"b\"\n中|1",
                        "3: null|true",
                        "4: […]|2.50",
                        "5! the line is no JSON object",
                        "6! the line is not valid JSON: a comma must not stand before }",
                        "7! there is more than one JSON value on the line",
                        "8! there is a NUL or half of a surrogate pair in the line, as an escape",
                        "9! the line is not valid JSON: it ends before it is complete");
    }

    /** What is well-formed is read as Commons CSV reads it. */
    @Property(tries = 300)
    void readsWhatCommonsCsvWrites(@ForAll("tables") List<List<String>> table) throws IOException {
        CSVFormat csv = CSVFormat.RFC4180.builder().setIgnoreEmptyLines(true).get();
        StringBuilder text = new StringBuilder();
        try (CSVPrinter printer = new CSVPrinter(text, csv)) {
            for (List<String> row : table) {
                printer.printRecord(row);
            }
        }
        List<String> theirs = new ArrayList<>();
        for (CSVRecord each : csv.parse(new StringReader(text.toString()))) {
            theirs.add(String.join("|", each.toList()).replace("\r\n", "\n").replace("\r", ""));
        }

        List<String> ours = read(format(",", true), text.toString());

        assertThat(ours.stream().map(row -> row.replaceFirst("^\\d+: ", "").replace("\r", "")).toList())
                .isEqualTo(theirs);
    }

    @Provide
    static Arbitrary<List<List<String>>> tables() {
        Arbitrary<String> value = Arbitraries.of("a", "b c", "\"", "\"\"", ",", "\n", "x\"y", "中", " ", "1")
                .list()
                .ofMaxSize(4)
                .map(parts -> String.join("", parts));
        return value.list().ofSize(3).list().ofMinSize(1).ofMaxSize(6);
    }

    private static TableFormat format(String delimiter, boolean quotes) {
        return format(delimiter, quotes, StandardCharsets.UTF_8);
    }

    private static TableFormat format(String delimiter, boolean quotes, Charset encoding) {
        return new TableFormat(Layout.DELIMITED, encoding, delimiter, quotes, false);
    }

    private static List<String> read(TableFormat format, String text) throws IOException {
        return read(format, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Each row as {@code LINE: VALUE|VALUE}, or {@code LINE! TROUBLE}. */
    private static List<String> read(TableFormat format, byte[] bytes) throws IOException {
        List<String> read = new ArrayList<>();
        TextLines lines = new TextLines(new ByteArrayInputStream(bytes), format.encoding());
        try (RowSource rows = TableFile.rows(lines, format, List.of("text", "label"))) {
            for (TableRow row = rows.next(); row != null; row = rows.next()) {
                TableRow each = row;
                read.add(row.trouble().isEmpty()
                        ? row.line() + ": "
                                + IntStream.range(0, row.width()).mapToObj(each::value).collect(Collectors.joining("|"))
                        : row.line() + "! " + row.trouble());
            }
        }
        return read;
    }
}
