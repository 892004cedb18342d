package org.bertrim.app.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.bertrim.engine.format.DurableFiles;
import org.jspecify.annotations.Nullable;

/**
 * Makes one window the owner of a workspace's store: an operating-system lock that ends with its process, however that ends.
 *
 * <p>On POSIX systems closing any channel on a file drops every lock that the process has on it, so a lock that this process holds
 * itself is never tried again: a set of the held ones is asked first.
 */
final class StoreLock implements AutoCloseable {

    private static final Set<Path> HELD_HERE = new HashSet<>();

    private final Path key;
    private final FileChannel channel;

    private StoreLock(Path key, FileChannel channel) {
        this.key = key;
        this.channel = channel;
    }

    /** Takes the lock, or gives nothing if another window has it. */
    static Optional<StoreLock> tryAcquire(Path folder) {
        synchronized (HELD_HERE) {
            try {
                Files.createDirectories(folder);
                Path key = folder.toRealPath();
                if (HELD_HERE.contains(key)) {
                    return Optional.empty();
                }
                FileChannel channel = FileChannel.open(
                        key.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = lock(channel);
                if (lock == null) {
                    channel.close();
                    return Optional.empty();
                }
                HELD_HERE.add(key);
                return Optional.of(new StoreLock(key, channel));
            } catch (IOException e) {
                throw DurableFiles.failure("The workspace's store could not be locked", e);
            }
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** Gives the lock back; the file stays, because deleting it would let two windows lock two files of that name. */
    @Override
    public void close() {
        synchronized (HELD_HERE) {
            try {
                channel.close();
            } catch (IOException e) {
                throw DurableFiles.failure("The workspace's store could not be given back", e);
            } finally {
                HELD_HERE.remove(key);
            }
        }
    }
}
