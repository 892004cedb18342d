package org.bertrim.engine.format.tensorflow;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32C;
import org.bertrim.engine.format.UnusableFile;

/**
 * The entries of a LevelDB table, in which TensorFlow keeps the index of a checkpoint.
 *
 * <pre>
 * blocks of entries; a block of metadata; a block whose values are the handles of the blocks of entries
 * footer of 48 bytes: handle of the metadata, handle of the block of handles, padding, a magic number
 * handle: place and size of a block (varints)
 * </pre>
 *
 * After each block stand a byte that tells its compression and the masked CRC-32C of block and that byte. TensorFlow does not compress.
 *
 * <p>Source: table_format.md of https://github.com/google/leveldb.
 */
final class SortedTable {

    private static final int FOOTER = 48;
    private static final int TRAILER = 5;
    private static final long MAGIC = 0xdb4775248b80fb57L;
    private static final int MOST_ENTRIES = 1_000_000;

    private final ByteBuffer bytes;
    private final Map<String, ByteBuffer> entries = new LinkedHashMap<>();
    private byte[] last = {};

    private SortedTable(byte[] bytes) {
        this.bytes = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * All entries in the order of their keys, which are taken for text; the values share {@code bytes}.
     *
     * @throws UnusableFile if a checksum does not fit, the table contradicts itself, or it is compressed
     */
    static Map<String, ByteBuffer> read(byte[] bytes) throws UnusableFile {
        if (bytes.length < FOOTER || ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong(bytes.length - 8) != MAGIC) {
            throw new UnusableFile("it does not end as an index of a TensorFlow checkpoint does: it is truncated or something else");
        }
        SortedTable table = new SortedTable(bytes);
        ByteBuffer footer = table.bytes.duplicate().position(bytes.length - FOOTER);
        Varint.read(footer);
        Varint.read(footer);
        TableBlock handles = new TableBlock(table.block(footer));
        while (handles.next()) {
            table.add(new TableBlock(table.block(handles.value())));
        }
        return table.entries;
    }

    /** Keys must rise: so no block can be named twice, and the entries cannot outgrow the file. */
    private void add(TableBlock block) throws UnusableFile {
        while (block.next()) {
            byte[] key = block.key();
            if (!entries.isEmpty() && Arrays.compareUnsigned(last, key) >= 0 || entries.size() >= MOST_ENTRIES) {
                throw new UnusableFile("the entries of its index are in no order: it is damaged");
            }
            entries.put(new String(key, StandardCharsets.UTF_8), block.value());
            last = key;
        }
    }

    private ByteBuffer block(ByteBuffer handle) throws UnusableFile {
        long place = Varint.read(handle);
        long size = Varint.read(handle);
        long room = bytes.capacity() - FOOTER - TRAILER;
        if (place < 0 || size < 0 || place > room || size > room - place) {
            throw new UnusableFile("its index points beyond its end: it is damaged");
        }
        int end = (int) (place + size);
        CRC32C checksum = new CRC32C();
        checksum.update(bytes.slice((int) place, (int) size + 1));
        if (bytes.getInt(end + 1) != MaskedChecksum.of(checksum)) {
            throw new UnusableFile("the checksum of the block at byte " + place + " of its index does not fit: it is damaged");
        }
        if (bytes.get(end) != 0) {
            throw new UnusableFile(
                    bytes.get(end) == 1 ? "its index is compressed with Snappy" : "its index has an unknown compression",
                    "Write the checkpoint again with TensorFlow's Saver, which does not compress.");
        }
        return bytes.slice((int) place, (int) size);
    }
}
