package org.bertrim.engine.task.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.bertrim.engine.format.InvalidInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WordVectorsTest {

    @TempDir
    Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("vectors.txt"), text);
    }

    @Test
    void vectorsAreReadAndScaledToLengthOne() throws IOException {
        WordTable table = WordVectors.read(file("the 3 4\ngood -0.5 1e-1\r\nüber .5 0.\n"));

        assertThat(table.words()).containsExactly("the", "good", "über");
        assertThat(table.width()).isEqualTo(2);
        assertThat(table.values()[0]).isCloseTo(0.6f, within(1e-6f));
        assertThat(table.values()[1]).isCloseTo(0.8f, within(1e-6f));
        assertThat(table.values()[4]).isCloseTo(1f, within(1e-6f));
    }

    @Test
    void packedFilesAreReadAsTheyAre() throws IOException {
        Path packed = folder.resolve("vectors.txt.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            out.write("a 1 2\nb 2 1\n".getBytes(StandardCharsets.UTF_8));
        }

        assertThat(WordVectors.read(packed)).usingRecursiveComparison().isEqualTo(WordVectors.read(file("a 1 2\nb 2 1\n")));
        Files.write(packed, java.util.Arrays.copyOf(Files.readAllBytes(packed), 20));
        assertThatThrownBy(() -> WordVectors.read(packed)).isInstanceOf(InvalidInput.class).hasMessageContaining("gzip");
    }

    /** glove.840B has words with spaces; a word that comes again and a zero vector say nothing. */
    @Test
    void whatCannotStandForAWordIsLeftOut() throws IOException {
        WordTable table = WordVectors.read(file("a 1 2\n. . . 3 4\nat name@domain.com 1 1\na 9 9\nzero 0 0\n 1 1\nb 2 1\n"));

        assertThat(table.words()).containsExactly("a", "b");
    }

    @Test
    void everyUnusableLineIsNamed() throws IOException {
        Path bad = file("a 1 2\nb 1\nc 1 x\nd 1 2 3\n\ne 1 NaN\nf 1 0x1p3\ng 1 2\n");

        assertThatThrownBy(() -> WordVectors.read(bad))
                .isInstanceOfSatisfying(InvalidInput.class, problem -> assertThat(problem.why())
                        .isEqualTo("line 2 has 1 numbers instead of 2; line 3 has \"x\" where a number belongs;"
                                + " line 4 has more than 2 numbers; line 5 has 0 numbers instead of 2;"
                                + " line 6 has \"NaN\" where a number belongs; line 7 has \"0x1p3\" where a number belongs"));
    }

    @Test
    void afterTenLinesTheRestIsCounted() throws IOException {
        assertThatThrownBy(() -> WordVectors.read(file("a 1 2\n" + "x\n".repeat(25))))
                .hasMessageContaining("line 11 ")
                .hasMessageNotContaining("line 12 ")
                .hasMessageContaining("and 15 more lines");
    }

    @Test
    void otherFormatsAreRefused() throws IOException {
        assertThatThrownBy(() -> WordVectors.read(file("400000 300\nthe 1 2\n"))).hasMessageContaining("word2vec");
        assertThatThrownBy(() -> WordVectors.read(file(""))).hasMessageContaining("fewer than two words");
        assertThatThrownBy(() -> WordVectors.read(file("x".repeat(70_000)))).hasMessageContaining("longer than");
        assertThatThrownBy(() -> WordVectors.read(folder.resolve("none"))).hasMessageContaining("no such file");
        Path binary = Files.write(folder.resolve("binary"), new byte[] {'a', ' ', '1', '\n', (byte) 0xc3, ' ', '1', '\n'});
        assertThatThrownBy(() -> WordVectors.read(binary)).hasMessageContaining("line 2 is not UTF-8 text");
    }

    @Test
    void onlyTheFirstHundredThousandLinesAreRead() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < WordVectors.MOST_WORDS; i++) {
            text.append('w').append(i).append(" 1\n");
        }
        WordTable table = WordVectors.read(file(text.toString()));

        WordTable longer = WordVectors.read(file(text + "this is no vector\n"));

        assertThat(longer.words()).hasSize(WordVectors.MOST_WORDS);
        assertThat(longer.fingerprint()).isEqualTo(table.fingerprint());
        assertThat(WordVectors.read(file("v" + text)).fingerprint()).isNotEqualTo(table.fingerprint());
    }
}
