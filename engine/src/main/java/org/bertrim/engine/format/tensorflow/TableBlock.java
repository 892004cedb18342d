package org.bertrim.engine.format.tensorflow;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.bertrim.engine.format.UnusableFile;

/**
 * Goes through the entries of one block of a {@link SortedTable}. An entry is three numbers (bytes of its key shared with the key before,
 * further bytes of its key, bytes of its value), then those bytes. The block ends with the places of some entries (int32 each), which
 * are for searching, and their number (int32).
 */
final class TableBlock {

    /** Keys that grow by what they share could outgrow the file. */
    private static final int MOST_KEY = 4096;

    private final ByteBuffer entries;
    private byte[] key = {};
    private ByteBuffer value = ByteBuffer.allocate(0);

    TableBlock(ByteBuffer block) throws UnusableFile {
        int size = block.remaining();
        long places = size < 4 ? -1 : block.order(ByteOrder.LITTLE_ENDIAN).getInt(size - 4);
        if (places < 0 || 4 * (places + 1) > size) {
            throw damaged();
        }
        this.entries = block.slice(0, (int) (size - 4 * (places + 1)));
    }

    /** Goes to the next entry, if there is one. */
    boolean next() throws UnusableFile {
        if (!entries.hasRemaining()) {
            return false;
        }
        long shared = Varint.read(entries);
        long own = Varint.read(entries);
        long length = Varint.read(entries);
        boolean fits = shared >= 0 && shared <= key.length
                && own >= 0 && own <= entries.remaining()
                && length >= 0 && length <= entries.remaining() - own
                && shared + own <= MOST_KEY;
        if (!fits) {
            throw damaged();
        }
        key = Arrays.copyOf(key, (int) (shared + own));
        entries.get(key, (int) shared, (int) own);
        value = entries.slice(entries.position(), (int) length);
        entries.position(entries.position() + (int) length);
        return true;
    }

    /** The key of this entry; not to be changed. */
    byte[] key() {
        return key;
    }

    /** The value of this entry; shares the block's memory. */
    ByteBuffer value() {
        return value.duplicate();
    }

    private static UnusableFile damaged() {
        return new UnusableFile("a block of its index contradicts itself: it is damaged");
    }
}
