package org.bertrim.engine.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.bertrim.engine.format.InvalidInput;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever happens to the bytes of a table, it is read or refused with a reason; a look at it says the same. */
class TableMutationTest {

    @TempDir
    private Path folder;

    /** The forms of tables. */
    enum Form {
        CSV("a.csv", StandardCharsets.UTF_8, false),
        TSV("a.tsv", Charset.forName("GB18030"), false),
        UTF_16("a.txt", StandardCharsets.UTF_16, false),
        JSON("a.jsonl", StandardCharsets.UTF_8, false),
        ZIPPED("a.csv.gz", StandardCharsets.UTF_8, true);

        private final String file;
        private final Charset encoding;
        private final boolean zipped;

        Form(String file, Charset encoding, boolean zipped) {
            this.file = file;
            this.encoding = encoding;
            this.zipped = zipped;
        }

        byte[] bytes() throws IOException {
            byte[] plain = text().getBytes(encoding);
            if (!zipped) {
                return plain;
            }
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (OutputStream out = new GZIPOutputStream(bytes)) {
                out.write(plain);
            }
            return bytes.toByteArray();
        }

        private String text() {
            return switch (this) {
                case JSON -> rows(i -> "{\"text\": \"中 \\u00e9\\n" + i + "\", \"label\": " + i % 3 + ", \"more\": [{}, null]}");
                case CSV, ZIPPED -> "id,text,label,split\n"
                        + rows(i -> i + ",\"a, \"\"b\"\"\n" + i + "\"," + i % 2 + "," + (i % 4 == 0 ? "dev" : "train"));
                case TSV, UTF_16 -> rows(i -> "新闻第" + i + "条 \"引号\t" + (i % 2 == 0 ? "体育" : "财经"));
            };
        }

        private interface Line {
            String of(int number);
        }

        private static String rows(Line line) {
            return IntStream.range(0, 40).mapToObj(i -> line.of(i) + "\n").collect(Collectors.joining());
        }
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void changedBytesAreReadOrRefused(Form form) throws IOException {
        mutate(form, 200);
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    @Tag("thorough")
    void manyChangedBytesAreReadOrRefused(Form form) throws IOException {
        mutate(form, 20_000);
    }

    private void mutate(Form form, int count) throws IOException {
        byte[] original = form.bytes();
        Path file = folder.resolve(form.file);
        int read = 0;
        int refused = 0;
        for (int seed = 0; seed < count; seed++) {
            Files.write(file, changed(original, new Random(seed)));
            boolean skip = seed % 2 == 0;
            String of = form + ", seed " + seed;
            try {
                Task task = Tasks.open("table:" + file, skipping(skip), Path.of(""), null, 0);
                assertThat(task.train()).as(of).isNotEmpty();
                assertThat(task.dev().get("dev")).as(of).isNotEmpty();
                assertThat(task.skippedRows()).as(of).isGreaterThanOrEqualTo(task.firstSkipped().size());
                TableLook look = TableLook.at(file, skipping(skip), () -> false);
                assertThat(look.content().trainRows()).as(of).isEqualTo(task.train().size());
                assertThat(look.badRows()).as(of).isEqualTo(task.skippedRows());
                read++;
            } catch (InvalidInput e) {
                assertThat(List.of(e.what(), e.why(), e.remedy())).as(of).allSatisfy(words -> assertThat(words).isNotBlank());
                look(file, skip, of);
                refused++;
            }
        }
        assertThat(read).isPositive();
        assertThat(refused).isPositive();
    }

    /** Where reading is refused, a look says why, or is refused itself. */
    private static void look(Path file, boolean skip, String of) {
        try {
            TableLook look = TableLook.at(file, skipping(skip), () -> false);
            assertThat(look.refusal() != null || look.badRows() > 0).as(of).isTrue();
        } catch (InvalidInput e) {
            assertThat(e.why()).as(of).isNotBlank();
        }
    }

    private static TableSettings skipping(boolean skip) {
        return new TableSettings(
                null, null, null, null, null, TableSettings.Columns.OPEN, null, null, null,
                TableSettings.SplitValues.OPEN, null, null, null, null, null, skip);
    }

    /** Flips, overwrites, cuts out, doubles and cuts off. */
    private static byte[] changed(byte[] original, Random random) {
        byte[] bytes = original.clone();
        int changes = 1 + random.nextInt(4);
        for (int i = 0; i < changes && bytes.length > 2; i++) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(6)) {
                case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> bytes[at] = (byte) "\"\t,\n\r{}[]\\;|\0\u00ff".charAt(random.nextInt(14));
                case 2 -> bytes = Arrays.copyOf(bytes, at + 1);
                case 3 -> {
                    int length = Math.min(bytes.length - at, 1 + random.nextInt(60));
                    byte[] shorter = Arrays.copyOf(bytes, bytes.length - length);
                    System.arraycopy(bytes, at + length, shorter, at, bytes.length - at - length);
                    bytes = shorter;
                }
                case 4 -> {
                    int length = Math.min(bytes.length - at, 1 + random.nextInt(200));
                    byte[] longer = Arrays.copyOf(bytes, bytes.length + length);
                    System.arraycopy(bytes, at, longer, at + length, bytes.length - at);
                    bytes = longer;
                }
                default -> bytes[at] = (byte) random.nextInt(256);
            }
        }
        return bytes;
    }
}
