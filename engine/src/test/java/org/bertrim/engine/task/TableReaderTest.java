package org.bertrim.engine.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableReaderTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 1 << 16})
    void doesNotDependOnHowTheBytesArrive(int chunk) throws IOException {
        String text = "\uFEFFa\tb\r\n\"é\t😀\n\t\nx\u2028y\u0085z\t\n" + "long ".repeat(30_000) + "\tend";
        InputStream chunked = new FilterInputStream(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))) {
            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                return super.read(target, offset, Math.min(length, chunk));
            }
        };

        List<List<String>> rows = new ArrayList<>();
        try (TableReader reader = new TableReader("t.tsv", chunked, new ProblemList())) {
            for (String[] row = reader.next(); row != null; row = reader.next()) {
                rows.add(List.of(row));
                assertThat(reader.line()).isEqualTo(rows.size());
            }
        }

        assertThat(rows)
                .containsExactly(
                        List.of("a", "b"),
                        List.of("\"é", "😀"),
                        List.of("", ""),
                        List.of("x\u2028y\u0085z", ""),
                        List.of("long ".repeat(30_000), "end"));
    }
}
