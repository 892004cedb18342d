package org.bertrim.engine.run;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * The one place where the engine waits for something on disk.
 *
 * <p>It looks again and again instead of being told: a watch service hears nothing of what another machine does on a network
 * file system, and polls by itself every few seconds on macOS. A look every 200 ms costs nothing and answers at once to a
 * person.
 */
final class Patience {

    /** Pause between two looks while a person is waited for. */
    static final Duration LOOK = Duration.ofMillis(200);

    private Patience() {}

    /**
     * Waits until a condition holds or so much time has passed.
     *
     * @return whether it holds; also false if the thread was interrupted, whose mark stays set
     */
    static boolean await(BooleanSupplier condition, Duration atMost, Duration look) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            long left = atMost.toNanos() - (System.nanoTime() - start);
            if (left <= 0 || Thread.currentThread().isInterrupted()) {
                return false;
            }
            LockSupport.parkNanos(Math.min(left, look.toNanos()));
        }
        return true;
    }
}
