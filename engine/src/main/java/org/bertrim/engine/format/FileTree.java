package org.bertrim.engine.format;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * Named files that belong together and are read from their beginning: a folder, a zip, what a package holds. Nothing is ever unpacked
 * to the disk, so that nothing can be written outside of a folder.
 */
public interface FileTree extends AutoCloseable {

    /** What to call the whole in a message, e.g. its path. */
    String title();

    /** The files' names with {@code /} between folders, without folders of their own. */
    Set<String> names();

    /** Bytes of a file that is one of {@link #names}. */
    long size(String name);

    /**
     * Opens a file that is one of {@link #names}. The stream gives {@link #size} bytes or fails; where there is a checksum, it is
     * compared at the end.
     */
    InputStream open(String name) throws IOException;

    /** Where a file lies on the disk, if it lies there as it is. */
    default Optional<Path> path(String name) {
        return Optional.empty();
    }

    /**
     * All of a small file.
     *
     * @throws UnusableFile if it is larger than {@code most} bytes
     */
    default byte[] read(String name, long most) throws IOException {
        long size = size(name);
        if (size > most) {
            throw new UnusableFile(name + " has " + size + " bytes, but at most " + most + " are expected");
        }
        try (InputStream in = open(name)) {
            ByteBuffer bytes = Reading.exactly(in, size);
            if (in.read() >= 0) {
                throw new UnusableFile(name + " is longer than it says");
            }
            return bytes.array();
        }
    }

    @Override
    void close();
}
