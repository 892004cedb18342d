package org.bertrim.engine.format;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.bertrim.engine.format.SafetensorsHeader.Entry;
import org.bertrim.engine.format.SafetensorsHeader.InvalidHeader;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes safetensors files: a little-endian length, a JSON header of that length, the tensors' bytes.
 *
 * <p>The reader checks the whole header before it hands out anything. Tensors are copied into memory of their own, not
 * mapped: they stay valid after {@link #close()}, and the file can be replaced and deleted then, which Windows refuses as
 * long as a mapping lives, and Java ends no mapping on request. The writer streams, flushes to the device and renames, so
 * that a file of the target's name is always complete. The same tensors always give the same bytes.
 *
 * <p>Source: format description at https://github.com/huggingface/safetensors. Of its types those of {@link TensorType}
 * are read; a tensor of more than 2 GiB is refused.
 */
public final class Safetensors implements AutoCloseable {

    /** Heap buffers are read and written in pieces, because the channel copies each piece into native memory that it keeps. */
    private static final int PIECE = 1 << 20;

    private static final int LENGTH_BYTES = 8;

    private final Path file;
    private final FileChannel channel;
    private final SafetensorsHeader header;
    private final long dataStart;

    private Safetensors(Path file, FileChannel channel, SafetensorsHeader header, long dataStart) {
        this.file = file;
        this.channel = channel;
        this.header = header;
        this.dataStart = dataStart;
    }

    /**
     * Every tensor of a file, in the order of their bytes.
     *
     * @throws EngineException as {@link #open} and {@link #tensor}
     */
    public static Map<String, StoredTensor> read(Path file) {
        Map<String, StoredTensor> tensors = new LinkedHashMap<>();
        try (Safetensors reader = open(file)) {
            for (String name : reader.names()) {
                tensors.put(name, reader.tensor(name));
            }
        }
        return tensors;
    }

    /**
     * Writes a file, replacing one of that name.
     *
     * @throws EngineException if the device is full or the file cannot be written; then the old file, if any, is
     *     untouched
     */
    public static void write(Path file, Map<String, StoredTensor> tensors, Map<String, String> metadata) {
        write(file, tensors, metadata, null);
    }

    /** As the public method; the bytes also go through {@code digest}. */
    static void write(
            Path file,
            Map<String, StoredTensor> tensors,
            Map<String, String> metadata,
            @Nullable MessageDigest digest) {
        SafetensorsHeader header = SafetensorsHeader.layOut(tensors, metadata);
        byte[] json = header.encode();
        if (json.length > SafetensorsHeader.MAX_BYTES) {
            throw new IllegalArgumentException("the header is larger than any reader accepts");
        }
        Path temporary = DurableFiles.temporary(file);
        try {
            try (FileChannel channel = DurableFiles.create(temporary)) {
                ByteBuffer length = ByteBuffer.allocate(LENGTH_BYTES).order(ByteOrder.LITTLE_ENDIAN);
                write(channel, length.putLong(0, json.length), digest);
                write(channel, ByteBuffer.wrap(json), digest);
                for (String name : header.entries().keySet()) {
                    write(channel, tensors.get(name).data(), digest);
                }
                channel.force(true);
            }
            DurableFiles.rename(temporary, file);
        } catch (IOException e) {
            discard(temporary, e);
            throw DurableFiles.failure("The file " + file + " could not be written", e);
        }
    }

    /** Gives the space of a failed write back at once: on a full device it is needed to say so. */
    private static void discard(Path temporary, IOException reason) {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException e) {
            reason.addSuppressed(e);
        }
    }

    private static void write(FileChannel channel, ByteBuffer bytes, @Nullable MessageDigest digest)
            throws IOException {
        int end = bytes.limit();
        while (bytes.position() < end) {
            bytes.limit(Math.min(end, bytes.position() + PIECE));
            if (digest != null) {
                digest.update(bytes.duplicate());
            }
            DurableFiles.writeFully(channel, bytes);
        }
    }

    /**
     * Opens a file and checks its header.
     *
     * @throws EngineException if the file is missing, truncated, or its header contradicts itself; the reason names the
     *     tensor
     */
    public static Safetensors open(Path file) {
        FileChannel channel = null;
        try {
            channel = FileChannel.open(file, StandardOpenOption.READ);
            long size = channel.size();
            if (size < LENGTH_BYTES) {
                throw new InvalidHeader("it has only " + size + " bytes: it is truncated");
            }
            long length = read(channel, 0, LENGTH_BYTES).getLong();
            if (length < 0 || length > SafetensorsHeader.MAX_BYTES) {
                throw new InvalidHeader("its header claims " + Long.toUnsignedString(length)
                        + " bytes, which is more than any file has: it is damaged or no safetensors file");
            }
            if (length > size - LENGTH_BYTES) {
                throw new InvalidHeader("its header claims " + length + " bytes, but the file has only " + size
                        + ": it is truncated or damaged");
            }
            long dataStart = LENGTH_BYTES + length;
            SafetensorsHeader header =
                    SafetensorsHeader.decode(read(channel, LENGTH_BYTES, (int) length), size - dataStart);
            return new Safetensors(file, channel, header, dataStart);
        } catch (InvalidHeader e) {
            closeQuietly(channel, e);
            throw new InvalidInput(unreadable(file), e.getMessage(), "Get the file again from where it came.", e);
        } catch (IOException e) {
            closeQuietly(channel, e);
            throw DurableFiles.failure(unreadable(file), e);
        }
    }

    private static String unreadable(Path file) {
        return "The file " + file + " could not be read";
    }

    private static void closeQuietly(@Nullable FileChannel channel, Exception reason) {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                reason.addSuppressed(e);
            }
        }
    }

    private static ByteBuffer read(FileChannel channel, long position, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
            bytes.limit(Math.min(length, bytes.position() + PIECE));
            if (channel.read(bytes, position + bytes.position()) < 0) {
                throw new IOException("the file became shorter while it was read");
            }
            bytes.limit(length);
        }
        return bytes.flip();
    }

    /** The tensors' names, in the order of their bytes. */
    public Set<String> names() {
        return Collections.unmodifiableSet(header.entries().keySet());
    }

    /** Free text by key. */
    public Map<String, String> metadata() {
        return Collections.unmodifiableMap(header.metadata());
    }

    /**
     * One tensor; its data is a copy.
     *
     * @throws EngineException if there is no tensor of that name, or it is larger than 2 GiB
     */
    public StoredTensor tensor(String name) {
        Entry entry = entry(name);
        long length = entry.end() - entry.begin();
        if (length > Integer.MAX_VALUE) {
            throw new EngineException(
                    unreadable(file), "tensor " + name + " is larger than 2 GiB", "Split the tensor.");
        }
        return new StoredTensor(entry.type(), entry.shape(), bytes(dataStart + entry.begin(), (int) length));
    }

    /** Type of a tensor's elements. */
    TensorType type(String name) {
        return entry(name).type();
    }

    /** Length of each axis of a tensor. */
    long[] shape(String name) {
        return entry(name).shape().clone();
    }

    private Entry entry(String name) {
        Entry entry = header.entries().get(name);
        if (entry == null) {
            throw new EngineException(
                    unreadable(file), "it has no tensor " + name, "Check that the file belongs to this architecture.");
        }
        return entry;
    }

    /** Type and shape of a tensor without its data, e.g. {@code F32[384, 1536]}. */
    public String describe(String name) {
        Entry entry = header.entries().get(name);
        return entry == null ? "absent" : entry.type() + Arrays.toString(entry.shape());
    }

    private ByteBuffer bytes(long position, int length) {
        try {
            return read(channel, position, length);
        } catch (IOException e) {
            throw DurableFiles.failure(unreadable(file), e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw DurableFiles.failure("The file " + file + " could not be closed", e);
        }
    }
}
