package org.bertrim.engine.teacher.hub;

import java.io.IOException;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Tries again after a pause that doubles, as long as that may help: so many times in a row without getting anywhere, then no more.
 */
final class Retries {

    private static final int ATTEMPTS = 6;
    /** Whoever has no network should not wait long to be told so. */
    private static final int ATTEMPTS_AT_NOBODY = 3;
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(60);
    /** A connection that brings at least so much before it breaks has got somewhere. */
    private static final long STEP = 1 << 20;

    /** Something that a network may keep from succeeding. */
    @FunctionalInterface
    interface Attempt<T> {
        T make() throws IOException;
    }

    /** Lets time pass. */
    @FunctionalInterface
    interface Pause {

        /** @throws java.util.concurrent.CancellationException if the end is wished meanwhile */
        void of(Duration time);
    }

    private final HubTrouble trouble;
    private final LongSupplier furthest;
    private final Pause pause;

    /**
     * Retries of one download.
     *
     * @param furthest the most bytes that have been there at a time; what comes twice counts once
     */
    Retries(HubTrouble trouble, LongSupplier furthest, Pause pause) {
        this.trouble = trouble;
        this.furthest = furthest;
        this.pause = pause;
    }

    /** The result of the first attempt that succeeds. */
    <T> T of(Attempt<T> attempt) {
        Duration wait = FIRST;
        int failures = 0;
        while (true) {
            long before = furthest.getAsLong();
            IOException failure;
            try {
                return attempt.make();
            } catch (IOException e) {
                failure = e;
            }
            if (furthest.getAsLong() - before >= STEP) {
                failures = 0;
                wait = FIRST;
            }
            failures++;
            boolean nobody = furthest.getAsLong() == 0 && HubTrouble.unreachable(failure);
            if (failures == (nobody ? ATTEMPTS_AT_NOBODY : ATTEMPTS)) {
                throw trouble.failed(failure);
            }
            Duration wish = failure instanceof Busy busy ? busy.wish() : Duration.ZERO;
            if (wish.compareTo(LONGEST) > 0) {
                throw trouble.tooBusy(wish);
            }
            pause.of(wish.compareTo(wait) > 0 ? wish : wait);
            wait = wait.multipliedBy(2);
        }
    }
}
