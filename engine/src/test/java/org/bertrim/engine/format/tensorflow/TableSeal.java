package org.bertrim.engine.format.tensorflow;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import java.util.zip.CRC32C;
import org.bertrim.engine.format.UnusableFile;

/** Changes the entries of a table with one block and gives the block a checksum that fits, so that what checks the entries is reached. */
public final class TableSeal {

    private static final int FOOTER = 48;

    private TableSeal() {}

    /** The index of a checkpoint with other entries; the block keeps its length. */
    public static byte[] changed(byte[] index, UnaryOperator<byte[]> change) throws UnusableFile {
        byte[] copy = index.clone();
        ByteBuffer all = ByteBuffer.wrap(copy).order(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer footer = all.duplicate().position(copy.length - FOOTER);
        Varint.read(footer);
        Varint.read(footer);
        int place = (int) Varint.read(footer);
        TableBlock handles = new TableBlock(all.slice(place, (int) Varint.read(footer)));
        handles.next();
        ByteBuffer handle = handles.value();
        int start = (int) Varint.read(handle);
        int length = (int) Varint.read(handle);
        byte[] block = change.apply(Arrays.copyOfRange(copy, start, start + length));
        System.arraycopy(block, 0, copy, start, Math.min(length, block.length));
        CRC32C checksum = new CRC32C();
        checksum.update(copy, start, length + 1);
        all.order(ByteOrder.LITTLE_ENDIAN).putInt(start + length + 1, MaskedChecksum.of(checksum));
        return copy;
    }
}
