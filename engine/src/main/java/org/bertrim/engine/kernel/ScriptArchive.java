package org.bertrim.engine.kernel;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Packs the text of a TorchScript class into the archive that PyTorch loads.
 *
 * <p>The archive is a zip with stored entries below one folder: {@code version}, {@code constants.pkl} (a pickled empty tuple),
 * {@code data.pkl} (the pickled module, an object without attributes but {@code training}) and {@code code/__torch__.py}.
 */
final class ScriptArchive {

    private static final String FOLDER = "kernels/";
    /** Operators mean what they have meant since this version of the format; gelu knows its approximation only from it on. */
    private static final String VERSION = "10\n";
    /** Pickle, protocol 2, of an empty tuple. */
    private static final byte[] EMPTY_TUPLE = {(byte) 0x80, 2, ')', '.'};

    private ScriptArchive() {}

    /** The archive of {@code class className(Module)} whose source is {@code source}. */
    static byte[] pack(String className, String source) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.setMethod(ZipOutputStream.STORED);
            store(zip, "data.pkl", module(className));
            store(zip, "code/__torch__.py", source.getBytes(StandardCharsets.UTF_8));
            store(zip, "constants.pkl", EMPTY_TUPLE);
            store(zip, "version", VERSION.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Pickle, protocol 2, of {@code object.__new__(className)} with the state {@code {"training": False}}. */
    private static byte[] module(String className) throws IOException {
        ByteArrayOutputStream pickle = new ByteArrayOutputStream();
        pickle.write(new byte[] {(byte) 0x80, 2});
        pickle.write(("c__torch__\n" + className + "\n").getBytes(StandardCharsets.US_ASCII));
        pickle.write(")\u0081".getBytes(StandardCharsets.ISO_8859_1)); // empty arguments, NEWOBJ
        pickle.write("}X".getBytes(StandardCharsets.US_ASCII)); // empty dict, unicode string
        pickle.write(new byte[] {8, 0, 0, 0});
        pickle.write("training".getBytes(StandardCharsets.US_ASCII));
        pickle.write("\u0089sb.".getBytes(StandardCharsets.ISO_8859_1)); // False, SETITEM, BUILD, STOP
        return pickle.toByteArray();
    }

    private static void store(ZipOutputStream zip, String name, byte[] content) throws IOException {
        CRC32 crc = new CRC32();
        crc.update(content);
        ZipEntry entry = new ZipEntry(FOLDER + name);
        entry.setTime(0);
        entry.setSize(content.length);
        entry.setCompressedSize(content.length);
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }
}
