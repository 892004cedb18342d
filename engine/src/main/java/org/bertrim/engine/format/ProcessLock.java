package org.bertrim.engine.format;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes one owner of something on disk at a time: an operating-system lock on a file that ends with the process that holds it, however that
 * ends.
 *
 * <p>On POSIX systems closing any channel on a file drops every lock that the process has on it, so a lock that this process holds itself
 * must not be touched again: a set of the held ones is asked first.
 */
public final class ProcessLock implements AutoCloseable {

    private static final Set<Path> HELD_HERE = new HashSet<>();

    private final Path key;
    private final FileChannel channel;

    private ProcessLock(Path key, FileChannel channel) {
        this.key = key;
        this.channel = channel;
    }

    /**
     * Takes the lock, or gives nothing if somebody in this or another process has it. Whoever looks at it with {@link #held} has it for a
     * moment, too.
     *
     * @param file made if it is not there; its folder must be there
     * @throws EngineException if the file cannot be opened
     */
    public static Optional<ProcessLock> tryAcquire(Path file) {
        synchronized (HELD_HERE) {
            Path key = key(file);
            if (HELD_HERE.contains(key)) {
                return Optional.empty();
            }
            ProcessLock lock = attempt(key);
            if (lock != null) {
                HELD_HERE.add(key);
            }
            return Optional.ofNullable(lock);
        }
    }

    @SuppressWarnings("resource") // the channel lives as long as the lock
    private static @Nullable ProcessLock attempt(Path file) {
        try {
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (lock(channel, false)) {
                return new ProcessLock(file, channel);
            }
            channel.close();
            return null;
        } catch (IOException e) {
            throw DurableFiles.failure("The lock " + file + " could not be taken", e);
        }
    }

    /**
     * Whether somebody in this or another process has the lock.
     *
     * @throws EngineException if the file cannot be looked at
     */
    public static boolean held(Path file) {
        synchronized (HELD_HERE) {
            Path key = key(file);
            if (HELD_HERE.contains(key)) {
                return true;
            }
            if (!Files.exists(key)) {
                return false;
            }
            try (FileChannel channel = FileChannel.open(key, StandardOpenOption.READ)) {
                return !lock(channel, true);
            } catch (IOException e) {
                throw DurableFiles.failure("The lock " + file + " could not be looked at", e);
            }
        }
    }

    /** Lookers share the lock, so that they do not take each other for its owner. */
    private static boolean lock(FileChannel channel, boolean shared) throws IOException {
        try {
            return channel.tryLock(0, Long.MAX_VALUE, shared) != null;
        } catch (OverlappingFileLockException e) {
            return false;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private static Path key(Path file) {
        Path absolute = file.toAbsolutePath();
        try {
            return absolute.getParent().toRealPath().resolve(absolute.getFileName());
        } catch (IOException e) {
            throw DurableFiles.failure("The folder of the lock " + file + " could not be found", e);
        }
    }

    /** Gives the lock back; the file stays, because deleting it would let two owners lock two files of that name. */
    @Override
    public void close() {
        synchronized (HELD_HERE) {
            try {
                channel.close();
            } catch (IOException e) {
                throw DurableFiles.failure("The lock " + key + " could not be given back", e);
            } finally {
                HELD_HERE.remove(key);
            }
        }
    }
}
