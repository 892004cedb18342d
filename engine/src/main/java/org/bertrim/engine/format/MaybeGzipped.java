package org.bertrim.engine.format;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Reads files of data that are gzipped or not, whatever their names say about that. */
public final class MaybeGzipped {

    private static final int BUFFER = 1 << 16;

    private MaybeGzipped() {}

    /** The content, unpacked. */
    public static InputStream open(Path file) throws IOException {
        BufferedInputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER);
        try {
            in.mark(2);
            boolean zipped = in.read() == 0x1F && in.read() == 0x8B;
            in.reset();
            return zipped ? new GZIPInputStream(in, BUFFER) : in;
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    /** Why reading such a file failed, in words. */
    public static String reason(IOException failure) {
        if (failure instanceof EOFException) {
            return "its gzip data ends before it is complete";
        }
        return failure instanceof ZipException ? "its gzip data is damaged" : DurableFiles.reason(failure);
    }
}
