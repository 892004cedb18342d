package org.bertrim.engine.run;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.bertrim.engine.format.DurableFiles;
import org.jspecify.annotations.Nullable;

/**
 * Says that a worker lives: an operating-system lock on {@code worker.lock} that ends with its process, however that ends.
 *
 * <p>On POSIX systems closing any channel on a file drops every lock that the process has on it, so a look at a lock that this
 * process holds itself must not touch the file: a set of the held ones is asked first.
 */
public final class WorkerLock implements AutoCloseable {

    private static final Set<Path> HELD_HERE = new HashSet<>();

    /** Someone who looks at the lock holds it for a moment, so one refusal does not mean that a worker lives. */
    private static final Duration LOOKERS = Duration.ofMillis(300);

    private static final Duration RETRY = Duration.ofMillis(15);

    private final Path key;
    private final FileChannel channel;

    private WorkerLock(Path key, FileChannel channel) {
        this.key = key;
        this.channel = channel;
    }

    /** Takes the lock of a run, or gives nothing if a worker in this or another process has it. */
    public static Optional<WorkerLock> tryAcquire(RunFolder folder) {
        WorkerLock[] lock = new WorkerLock[1];
        Patience.await(
                () -> {
                    synchronized (HELD_HERE) {
                        Path key = key(folder);
                        if (HELD_HERE.contains(key)) {
                            return true;
                        }
                        lock[0] = attempt(folder.lockFile(), key);
                        return lock[0] != null;
                    }
                },
                LOOKERS,
                RETRY);
        return Optional.ofNullable(lock[0]);
    }

    @SuppressWarnings("resource") // the channel lives as long as the lock
    private static @Nullable WorkerLock attempt(Path file, Path key) {
        try {
            FileChannel channel =
                    FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (lock(channel, false)) {
                HELD_HERE.add(key);
                return new WorkerLock(key, channel);
            }
            channel.close();
            return null;
        } catch (IOException e) {
            throw DurableFiles.failure("The run could not be locked", e);
        }
    }

    /** Whether a worker in this or another process holds the run. */
    public static boolean held(RunFolder folder) {
        synchronized (HELD_HERE) {
            if (HELD_HERE.contains(key(folder))) {
                return true;
            }
            if (!Files.exists(folder.lockFile())) {
                return false;
            }
            try (FileChannel channel = FileChannel.open(folder.lockFile(), StandardOpenOption.READ)) {
                return !lock(channel, true);
            } catch (IOException e) {
                throw DurableFiles.failure("The run's lock could not be looked at", e);
            }
        }
    }

    /** Lookers share the lock, so that they do not take each other for a worker. */
    private static boolean lock(FileChannel channel, boolean shared) throws IOException {
        try {
            FileLock lock = channel.tryLock(0, Long.MAX_VALUE, shared);
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private static Path key(RunFolder folder) {
        try {
            return folder.root().toRealPath();
        } catch (IOException e) {
            throw DurableFiles.failure("The run's folder could not be found", e);
        }
    }

    /** Gives the lock back; the file stays, because deleting it would let two workers lock two files of that name. */
    @Override
    public void close() {
        synchronized (HELD_HERE) {
            try {
                channel.close();
            } catch (IOException e) {
                throw DurableFiles.failure("The run's lock could not be given back", e);
            } finally {
                HELD_HERE.remove(key);
            }
        }
    }
}
