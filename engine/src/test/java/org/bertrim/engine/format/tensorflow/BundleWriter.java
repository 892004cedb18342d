package org.bertrim.engine.format.tensorflow;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import org.bertrim.engine.format.StoredTensor;

/** Writes checkpoints of TensorFlow, of one file of data and one block of entries, with nothing shared between keys. */
public final class BundleWriter {

    private static final int FOOTER = 48;
    private static final long MAGIC = 0xdb4775248b80fb57L;

    private BundleWriter() {}

    /** Writes {@code PREFIX.index} and {@code PREFIX.data-00000-of-00001} of float32 tensors. */
    public static void write(Path prefix, Map<String, StoredTensor> tensors) throws IOException {
        Map<String, byte[]> entries = new TreeMap<>();
        entries.put("", message(1, 1)); // one file of data
        long offset = 0;
        Path data = prefix.resolveSibling(prefix.getFileName() + ".data-00000-of-00001");
        try (FileChannel channel = FileChannel.open(
                data, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            for (Map.Entry<String, StoredTensor> each : new TreeMap<>(tensors).entrySet()) {
                StoredTensor tensor = each.getValue();
                CRC32C checksum = new CRC32C();
                checksum.update(tensor.data());
                ByteBuffer bytes = tensor.data();
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                entries.put(each.getKey(), entry(tensor.shape(), offset, tensor.sizeBytes(), MaskedChecksum.of(checksum)));
                offset += tensor.sizeBytes();
            }
        }
        Files.write(prefix.resolveSibling(prefix.getFileName() + ".index"), index(entries));
    }

    /** BundleEntryProto of a float32 tensor in the first file. */
    static byte[] entry(long[] shape, long offset, long size, int checksum) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        out.writeEnum(1, 1);
        ByteArrayOutputStream axes = new ByteArrayOutputStream();
        CodedOutputStream axesOut = CodedOutputStream.newInstance(axes);
        for (long length : shape) {
            axesOut.writeByteArray(2, message(1, length));
        }
        axesOut.flush();
        out.writeByteArray(2, axes.toByteArray());
        out.writeInt64(4, offset);
        out.writeInt64(5, size);
        out.writeFixed32(6, checksum);
        out.flush();
        return bytes.toByteArray();
    }

    private static byte[] message(int field, long value) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        out.writeInt64(field, value);
        out.flush();
        return bytes.toByteArray();
    }

    /** The table of these entries. */
    static byte[] index(Map<String, byte[]> entries) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] handle = block(bytes, entries, 0);
        byte[] metadata = block(bytes, Map.of(), 0);
        byte[] handles = block(bytes, Map.of("~", handle), 0);
        bytes.writeBytes(footer(metadata, handles));
        return bytes.toByteArray();
    }

    static byte[] footer(byte[] metadata, byte[] handles) {
        return ByteBuffer.allocate(FOOTER)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(metadata)
                .put(handles)
                .putLong(FOOTER - 8, MAGIC)
                .array();
    }

    /** Appends a block and gives its handle. */
    static byte[] block(ByteArrayOutputStream bytes, Map<String, byte[]> entries, int compression) throws IOException {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(block);
        for (Map.Entry<String, byte[]> each : entries.entrySet()) {
            byte[] key = each.getKey().getBytes(StandardCharsets.UTF_8);
            out.writeUInt32NoTag(0);
            out.writeUInt32NoTag(key.length);
            out.writeUInt32NoTag(each.getValue().length);
            out.writeRawBytes(key);
            out.writeRawBytes(each.getValue());
        }
        out.writeFixed32NoTag(0); // the place of one whole key
        out.writeFixed32NoTag(1);
        out.write((byte) compression);
        out.flush();
        CRC32C checksum = new CRC32C();
        checksum.update(block.toByteArray());
        ByteArrayOutputStream handle = new ByteArrayOutputStream();
        CodedOutputStream handleOut = CodedOutputStream.newInstance(handle);
        handleOut.writeUInt64NoTag(bytes.size());
        handleOut.writeUInt64NoTag(block.size() - 1L);
        handleOut.flush();
        out.writeFixed32NoTag(MaskedChecksum.of(checksum));
        out.flush();
        bytes.writeBytes(block.toByteArray());
        return handle.toByteArray();
    }
}
