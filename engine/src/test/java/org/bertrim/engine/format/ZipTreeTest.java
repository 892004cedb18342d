package org.bertrim.engine.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ZipTreeTest {

    @TempDir
    Path folder;

    private Path zip(Map<String, byte[]> entries) throws IOException {
        return Files.write(folder.resolve("a.zip"), Zips.of(entries));
    }

    /** One entry as it is, so that its bytes can be found and changed. */
    private byte[] stored(String name, byte[] content) throws IOException {
        CRC32 checksum = new CRC32();
        checksum.update(content);
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(checksum.getValue());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            out.putNextEntry(entry);
            out.write(content);
        }
        return bytes.toByteArray();
    }

    private static byte[] replaced(byte[] bytes, String old, String other) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        assertThat(text).contains(old);
        return text.replace(old, other).getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void filesAreReadWhereTheyLie() throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("b/c.txt", "text".getBytes(StandardCharsets.UTF_8));
        entries.put("a", new byte[0]);
        try (ZipTree tree = new ZipTree(zip(entries))) {
            assertThat(tree.names()).containsExactly("a", "b/c.txt");
            assertThat(tree.read("b/c.txt", 4)).isEqualTo(entries.get("b/c.txt"));
            assertThat(tree.read("a", 0)).isEmpty();
            assertThat(tree.path("a")).isEmpty();
            assertThatThrownBy(() -> tree.read("b/c.txt", 3)).isInstanceOf(UnusableFile.class).hasMessageContaining("at most 3");
        }
        assertThat(folder).isDirectoryNotContaining(file -> !file.endsWith("a.zip"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"../x", "a/../../x", "/etc/x", "a\\..\\..\\x", "C:/x", "c:x", "a/..", "..", "a\0b"})
    void entriesThatClimbOutAreRefusedByTheirName(String name) throws IOException {
        Path zip = zip(Map.of(name, new byte[4], "b", new byte[4]));

        assertThatThrownBy(() -> new ZipTree(zip))
                .isInstanceOf(UnusableFile.class)
                .hasMessageContaining("its entry " + name.replace('\0', '?') + " would lie outside");
    }

    @Test
    void anEntryThatStandsTwiceIsRefused() throws IOException {
        byte[] bytes = Zips.of(Map.of("name-one", new byte[1], "name-two", new byte[2]));
        Path zip = Files.write(folder.resolve("a.zip"), replaced(bytes, "name-two", "name-one"));

        assertThatThrownBy(() -> new ZipTree(zip)).isInstanceOf(UnusableFile.class).hasMessageContaining("name-one stands twice");
    }

    /** Ten megabytes of zeros take ten kilobytes. */
    @Test
    void aZipThatGrowsOutOfAllMeasureIsRefused() throws IOException {
        Path zip = zip(Map.of("a", new byte[10 << 20]));

        assertThat(Files.size(zip)).isLessThan(20_000);
        assertThatThrownBy(() -> new ZipTree(zip)).isInstanceOf(UnusableFile.class).hasMessageContaining("over 100 times");
    }

    /** The list of entries says less than there is, or more. */
    @ParameterizedTest
    @ValueSource(ints = {10, 5000})
    void aSizeThatIsNotTrueIsFoundOut(int claimed) throws IOException {
        byte[] content = new byte[3000];
        new Random(1).nextBytes(content);
        byte[] bytes = Zips.of(Map.of("a", content));
        int list = bytes.length - 22 - 46 - 1; // the list's only entry, before its end
        bytes[list + 24] = (byte) claimed;
        bytes[list + 25] = (byte) (claimed >> 8);
        Path zip = Files.write(folder.resolve("a.zip"), bytes);

        try (ZipTree tree = new ZipTree(zip)) {
            assertThat(tree.size("a")).isEqualTo(claimed);
            assertThatThrownBy(() -> tree.read("a", 1 << 20)).isInstanceOf(UnusableFile.class).hasMessageContaining("than it says");
        }
    }

    @Test
    void aChangedByteIsFoundOut() throws IOException {
        byte[] bytes = stored("a", "some text".getBytes(StandardCharsets.UTF_8));
        Path zip = Files.write(folder.resolve("a.zip"), replaced(bytes, "some", "same"));

        try (ZipTree tree = new ZipTree(zip)) {
            assertThatThrownBy(() -> tree.read("a", 100)).isInstanceOf(UnusableFile.class).hasMessageContaining("checksum");
        }
    }

    @Test
    void whatIsNoZipIsSaid() throws IOException {
        Path text = Files.writeString(folder.resolve("a.zip"), "no zip at all");

        assertThatThrownBy(() -> new ZipTree(text)).isInstanceOf(UnusableFile.class).hasMessageContaining("it is no zip");
    }

    /** A zip inside a package is read from its beginning, as often as needed. */
    @Test
    void aStreamOfAZipHasTheSameFiles() throws IOException {
        byte[] large = new byte[3 << 20];
        new Random(2).nextBytes(large);
        byte[] zip = Zips.of(Map.of("large", large, "small", new byte[] {1, 2}));
        try (FileTree tree = new ZipStreamTree("a", () -> new ByteArrayInputStream(zip))) {
            assertThat(tree.names()).containsExactly("large", "small");
            assertThat(tree.size("large")).isEqualTo(large.length);
            assertThat(tree.read("large", large.length)).isEqualTo(large);
            assertThat(tree.read("small", 2)).containsExactly(1, 2);
        }
        byte[] cut = Arrays.copyOf(zip, 1 << 20);
        try (FileTree tree = new ZipStreamTree("a", () -> new ByteArrayInputStream(cut))) {
            assertThatThrownBy(tree::names).isInstanceOf(EngineException.class);
        }
    }
}
