package org.bertrim.engine.task;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bertrim.engine.format.InvalidInput;
import org.bertrim.engine.format.MaybeGzipped;

/** What is common to the files of tasks, plain or gzipped. */
final class DataFiles {

    /** Ending of a gzipped file. */
    static final String ZIPPED = ".gz";

    private DataFiles() {}

    /** What to say of a file or folder that cannot be read. */
    static InvalidInput unreadable(Path path, IOException e) {
        return new InvalidInput(
                (Files.isDirectory(path) ? "The folder " : "The file ") + path + " could not be read",
                MaybeGzipped.reason(e),
                "Check that it is complete and that it may be read.",
                e);
    }
}
