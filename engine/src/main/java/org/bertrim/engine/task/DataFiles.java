package org.bertrim.engine.task;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.bertrim.engine.format.DurableFiles;
import org.bertrim.engine.format.InvalidInput;

/** Opens the files of tasks, plain or gzipped. */
final class DataFiles {

    /** Ending of a gzipped file. */
    static final String ZIPPED = ".gz";

    private DataFiles() {}

    /** The content of a file; what ends with {@value #ZIPPED} is unzipped. */
    static InputStream open(Path file) throws IOException {
        InputStream raw = Files.newInputStream(file);
        if (!file.getFileName().toString().endsWith(ZIPPED)) {
            return raw;
        }
        try {
            return new GZIPInputStream(new BufferedInputStream(raw), 1 << 16);
        } catch (IOException e) {
            raw.close();
            throw e;
        }
    }

    /** What to say of a file or folder that cannot be read. */
    static InvalidInput unreadable(Path path, IOException e) {
        return new InvalidInput(
                (Files.isDirectory(path) ? "The folder " : "The file ") + path + " could not be read",
                DurableFiles.reason(e),
                "Check that it is complete and that it may be read.",
                e);
    }
}
