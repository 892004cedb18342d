package org.bertrim.engine.task.augment;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.bertrim.engine.format.DurableFiles;
import org.bertrim.engine.task.Example;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps variants of rows: {@code FOLDER/FINGERPRINT/rows-NNNNNNNNN.gz}, one file for each part of the rows, so that a run that is killed
 * repeats at most one part. A file that does not read back whole counts as missing.
 */
public final class VariantStore {

    private static final Logger LOG = LoggerFactory.getLogger(VariantStore.class);
    private static final int MAGIC = 0x42617567;
    private static final int LAYOUT = 1;
    private static final int LONGEST_TEXT = 1 << 26;

    private final Path folder;

    /** Keeps everything below this folder, which is created when needed. */
    public VariantStore(Path folder) {
        this.folder = folder;
    }

    /** The variants of each of these rows, if they are kept. */
    Optional<List<List<Example>>> find(String fingerprint, int first, List<Example> rows) {
        Path file = file(fingerprint, first);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try (DataInputStream in =
                new DataInputStream(new GZIPInputStream(new ByteArrayInputStream(Files.readAllBytes(file)), 1 << 16))) {
            require(in.readInt() == MAGIC && in.readInt() == LAYOUT, "it is of another layout");
            require(text(in).equals(fingerprint) && in.readInt() == first && in.readInt() == rows.size(), "it is of other rows");
            List<List<Example>> all = new ArrayList<>(rows.size());
            for (Example row : rows) {
                int count = in.readInt();
                require(count >= 0, "a count is negative");
                List<Example> variants = new ArrayList<>();
                for (int i = 0; i < count; i++) {
                    String text = in.readBoolean() ? text(in) : row.text();
                    String second = in.readBoolean() ? text(in) : row.secondText();
                    variants.add(new Example(text, second, row.label()));
                }
                all.add(variants);
            }
            require(in.read() < 0, "it is too long"); // the end also makes gzip compare its checksum
            return Optional.of(all);
        } catch (IOException e) {
            LOG.warn("The kept variants {} are damaged and will be made again: {}", file, e.toString());
            return Optional.empty();
        }
    }

    /** Keeps the variants of these rows; what is there is replaced in one step. */
    void put(String fingerprint, int first, List<Example> rows, List<List<Example>> variants) {
        Path file = file(fingerprint, first);
        byte[] bytes = bytes(fingerprint, first, rows, variants);
        try {
            Files.createDirectories(file.getParent());
            try (FileChannel channel = FileChannel.open(
                            folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var lock = channel.lock()) {
                DurableFiles.write(file, bytes);
            }
        } catch (IOException e) {
            throw DurableFiles.failure("The augmented rows could not be kept", e);
        }
    }

    private static byte[] bytes(String fingerprint, int first, List<Example> rows, List<List<Example>> variants) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(new GZIPOutputStream(bytes, 1 << 16))) {
            out.writeInt(MAGIC);
            out.writeInt(LAYOUT);
            write(out, fingerprint);
            out.writeInt(first);
            out.writeInt(rows.size());
            for (int i = 0; i < rows.size(); i++) {
                Example row = rows.get(i);
                out.writeInt(variants.get(i).size());
                for (Example variant : variants.get(i)) {
                    boolean changed = !variant.text().equals(row.text());
                    out.writeBoolean(changed);
                    if (changed) {
                        write(out, variant.text());
                    }
                    String second = variant.secondText();
                    boolean secondChanged = second != null && !second.equals(row.secondText());
                    out.writeBoolean(secondChanged);
                    if (secondChanged) {
                        write(out, second);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e); // it goes to memory
        }
        return bytes.toByteArray();
    }

    private Path file(String fingerprint, int first) {
        return folder.resolve(fingerprint).resolve(String.format(Locale.ROOT, "rows-%09d.gz", first));
    }

    private static void write(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String text(DataInputStream in) throws IOException {
        int length = in.readInt();
        require(length >= 0 && length <= LONGEST_TEXT, "a text has no possible length");
        byte[] bytes = in.readNBytes(length);
        require(bytes.length == length, "it ends within a text");
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static void require(boolean holds, String otherwise) throws IOException {
        if (!holds) {
            throw new IOException(otherwise);
        }
    }
}
