package org.bertrim.engine.format;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Looks at the free space before something large is written. */
@FunctionalInterface
public interface DiskSpace {

    /** What stays free for events, the log and results. */
    long RESERVE_BYTES = 64L << 20;

    /** Bytes that this process may still write where the folder lies. */
    long usableBytes(Path folder) throws IOException;

    /** The file system's own answer. */
    static DiskSpace real() {
        return folder -> Files.getFileStore(folder).getUsableSpace();
    }

    /**
     * Checks that so much and the reserve fit.
     *
     * @param what the sentence to show if they do not
     * @param then what to do once there is space, e.g. "resume the run"
     * @throws EngineException if they do not
     */
    default void require(Path folder, long bytes, String what, String then) {
        long usable;
        try {
            usable = usableBytes(folder);
        } catch (IOException e) {
            throw DurableFiles.failure(what, e);
        }
        long needed = bytes + RESERVE_BYTES;
        if (usable < needed) {
            throw new EngineException(
                    what,
                    "the disk of " + folder + " has " + megabytes(usable) + " free, but " + megabytes(needed)
                            + " are needed",
                    "Free at least " + megabytes(needed - usable) + " there, then " + then + ".");
        }
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%,d MB", (bytes + 999_999) / 1_000_000);
    }
}
