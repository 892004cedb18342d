package org.bertrim.engine.teacher.hub;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A wish to end a piece of work early, from any thread. Once wished it stays. */
public final class Cancellation {

    private final CountDownLatch wished = new CountDownLatch(1);
    private final List<Runnable> endings = new ArrayList<>(); // guarded by itself

    /** Nobody has wished it yet. */
    public Cancellation() {}

    /** Wishes it. */
    public void cancel() {
        List<Runnable> now;
        synchronized (endings) {
            wished.countDown();
            now = List.copyOf(endings);
            endings.clear();
        }
        now.forEach(Runnable::run);
    }

    /** Does something as soon as it is wished: on the thread that wishes it, or now if it was wished already. */
    public void whenWished(Runnable ending) {
        synchronized (endings) {
            if (!wished()) {
                endings.add(ending);
                return;
            }
        }
        ending.run();
    }

    /** Whether it was wished. */
    public boolean wished() {
        return wished.getCount() == 0;
    }

    /**
     * Ends the work if that was wished.
     *
     * @throws CancellationException then
     */
    public void check() {
        if (wished()) {
            throw new CancellationException("ended early, as wished");
        }
    }

    /**
     * Lets time pass.
     *
     * @throws CancellationException as soon as the end is wished, or if this thread is interrupted, whose mark stays set
     */
    void pause(Duration time) {
        try {
            if (wished.await(time.toNanos(), TimeUnit.NANOSECONDS)) {
                check();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        }
    }
}
