package org.bertrim.engine.run;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.bertrim.engine.format.ProcessLock;

/**
 * Says that a worker lives: an operating-system lock on {@code worker.lock} that ends with its process, however that
 * ends.
 */
public final class WorkerLock implements AutoCloseable {

    /** Someone who looks at the lock holds it for a moment, so one refusal does not mean that a worker lives. */
    private static final Duration LOOKERS = Duration.ofMillis(300);

    private static final Duration RETRY = Duration.ofMillis(15);

    private final ProcessLock lock;

    private WorkerLock(ProcessLock lock) {
        this.lock = lock;
    }

    /** Takes the lock of a run, or gives nothing if a worker in this or another process has it. */
    public static Optional<WorkerLock> tryAcquire(RunFolder folder) {
        AtomicReference<Optional<ProcessLock>> lock = new AtomicReference<>(Optional.empty());
        Patience.await(
                () -> {
                    lock.set(ProcessLock.tryAcquire(folder.lockFile()));
                    return lock.get().isPresent();
                },
                LOOKERS,
                RETRY);
        return lock.get().map(WorkerLock::new);
    }

    /** Whether a worker in this or another process holds the run. */
    public static boolean held(RunFolder folder) {
        return ProcessLock.held(folder.lockFile());
    }

    /** Gives the lock back; the file stays. */
    @Override
    public void close() {
        lock.close();
    }
}
