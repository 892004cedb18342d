package org.bertrim.engine.format.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.bertrim.engine.format.FolderTree;
import org.bertrim.engine.format.StoredTensor;
import org.bertrim.engine.format.UnusableFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What TensorFlow itself writes is read in CheckpointFilesTest; here what it would not write. */
class TensorBundleTest {

    @TempDir
    Path folder;

    private Map<String, StoredTensor> read() throws IOException {
        Map<String, StoredTensor> tensors = new LinkedHashMap<>();
        new TensorBundle(new FolderTree(folder), "m", name -> true).read(tensors::put);
        return tensors;
    }

    private void refused(String reason) {
        assertThatThrownBy(this::read).isInstanceOf(UnusableFile.class).hasMessageContaining(reason);
    }

    /** An index of these entries and 16 bytes of data. */
    private void write(Map<String, byte[]> entries) throws IOException {
        Map<String, byte[]> all = new TreeMap<>(entries);
        all.putIfAbsent("", new byte[] {8, 1});
        Files.write(folder.resolve("m.index"), BundleWriter.index(all));
        Files.write(folder.resolve("m.data-00000-of-00001"), new byte[16]);
    }

    @Test
    void whatTheTestsWriteIsRead() throws IOException {
        Map<String, StoredTensor> tensors = Map.of(
                "a", StoredTensor.floats(new long[] {2, 3}, 1, 2, 3, 4, 5, 6), "b", StoredTensor.floats(new long[] {}, 7));

        BundleWriter.write(folder.resolve("m"), tensors);

        assertThat(read()).isEqualTo(tensors);
    }

    @Test
    void entriesThatContradictEachOtherOrTheDataAreRefused() throws IOException {
        write(Map.of("a", BundleWriter.entry(new long[] {2}, 0, 12, 0)));
        refused("tensor a has 12 bytes, which does not fit its shape");
        write(Map.of("a", BundleWriter.entry(new long[] {5}, 0, 20, 0)));
        refused("tensor a ends beyond the end of m.data-00000-of-00001, which has 16 bytes");
        write(Map.of("a", BundleWriter.entry(new long[] {2}, Long.MAX_VALUE - 3, 8, 0)));
        refused("tensor a ends beyond the end");
        write(Map.of("a", BundleWriter.entry(new long[] {2}, -8, 8, 0)));
        refused("tensor a overlaps");
        write(Map.of("a", BundleWriter.entry(new long[] {2}, 0, 8, 0), "b", BundleWriter.entry(new long[] {2}, 4, 8, 0)));
        refused("tensor b overlaps another");
        write(Map.of("a", BundleWriter.entry(new long[] {-1}, 0, 8, 0)));
        refused("tensor a: an axis has the negative length -1");
        write(Map.of("a", BundleWriter.entry(new long[] {1L << 40, 1L << 40}, 0, 8, 0)));
        refused("tensor a: the shape");
        write(Map.of("a", BundleWriter.entry(new long[] {2}, 0, 8, 0)));
        refused("the checksum of tensor a does not fit");
        write(Map.of("", new byte[] {8, 0}));
        refused("m.index claims 0 files of data");
        write(Map.of("", new byte[] {8, 1, 16, 1}));
        refused("big endian");
        byte[] whole = BundleWriter.entry(new long[] {2}, 0, 8, 0);
        byte[] parts = Arrays.copyOf(whole, whole.length + 2);
        parts[whole.length] = 7 << 3 | 2;
        write(Map.of("a", parts));
        refused("tensor a is stored in parts");
    }

    /** A table of one block that stands in its list under each of these keys. */
    private void table(int compression, String... keys) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] handle = BundleWriter.block(bytes, Map.of("", new byte[] {8, 1}), compression);
        Map<String, byte[]> list = new TreeMap<>();
        for (String key : keys) {
            list.put(key, handle);
        }
        byte[] handles = BundleWriter.block(bytes, list, 0);
        bytes.writeBytes(BundleWriter.footer(handles, handles));
        Files.write(folder.resolve("m.index"), bytes.toByteArray());
    }

    @Test
    void compressedBlocksAreNamed() throws IOException {
        table(1, "~");

        refused("compressed with Snappy");
    }

    @Test
    void anIndexThatNamesABlockTwiceIsRefused() throws IOException {
        table(0, "a", "b");

        refused("in no order");
    }

    @Test
    void whatIsNoTableIsSaid() throws IOException {
        Files.write(folder.resolve("m.index"), new byte[100]);
        refused("does not end as an index of a TensorFlow checkpoint does");
        Files.write(folder.resolve("m.index"), new byte[10]);
        refused("does not end as an index");
        Files.write(folder.resolve("m.index"), BundleWriter.index(new TreeMap<>(Map.of("a", new byte[0]))));
        refused("m.index has no header");
    }
}
