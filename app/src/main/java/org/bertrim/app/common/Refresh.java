package org.bertrim.app.common;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.concurrent.Future;
import javafx.beans.value.ObservableBooleanValue;
import org.jspecify.annotations.Nullable;

/**
 * Asks again and again while a place is on the screen. It is the one pull of the user interface: nothing pushes into it, so a run
 * that writes a thousand events a second costs no more than one that writes ten.
 *
 * <p>Its clock is no animation: as long as one of those plays, the toolkit draws sixty pulses a second, though nothing changes.
 *
 * <p>A refresh that reads files does so in the background and is left out while the one before it is still reading. It belongs to
 * the thread that draws.
 */
public final class Refresh {

    /** The shortest time between two refreshes: ten a second. */
    public static final Duration SHORTEST = Duration.ofMillis(100);

    private final Duration every;
    private final Runnable action;
    private @Nullable Future<?> clock;

    /**
     * A refresh that does something quick on the thread that draws.
     *
     * @param every the time between two, at least {@link #SHORTEST}
     */
    public Refresh(Duration every, Runnable action) {
        if (every.compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException("A refresh every " + every + " is more than the screen needs");
        }
        this.every = every;
        this.action = action;
    }

    /** A refresh that reads in the background and shows what it has read. */
    public static <T> Refresh reading(
            Background background,
            Duration every,
            Callable<T> read,
            Consumer<? super T> show,
            Consumer<? super Throwable> failed) {
        return new Refresh(every, new Reading<>(background, read, show, failed));
    }

    /** Refreshes now and from now on; does nothing if it does already. */
    public void start() {
        if (clock == null) {
            clock = FxBackground.every(every, this::refresh);
            action.run();
        }
    }

    /** Refreshes no more; what is being read is still shown. */
    public void stop() {
        if (clock != null) {
            clock.cancel(false);
            clock = null;
        }
    }

    /** Refreshes whenever and as long as something holds. */
    public void follow(ObservableBooleanValue running) {
        running.addListener((property, before, now) -> {
            if (now) {
                start();
            } else {
                stop();
            }
        });
        if (running.get()) {
            start();
        }
    }

    private void refresh() {
        if (clock != null) { // it may have been stopped after the clock struck
            action.run();
        }
    }

    /** Whether it refreshes. */
    public boolean running() {
        return clock != null;
    }

    /** Never two at a time. */
    private static final class Reading<T> implements Runnable {

        private final Background background;
        private final Callable<T> read;
        private final Consumer<? super T> show;
        private final Consumer<? super Throwable> failed;
        private boolean busy;

        Reading(
                Background background,
                Callable<T> read,
                Consumer<? super T> show,
                Consumer<? super Throwable> failed) {
            this.background = background;
            this.read = read;
            this.show = show;
            this.failed = failed;
        }

        @Override
        public void run() {
            if (busy) {
                return;
            }
            busy = true;
            background.run(
                    read,
                    value -> {
                        busy = false;
                        show.accept(value);
                    },
                    failure -> {
                        busy = false;
                        failed.accept(failure);
                    });
        }
    }
}
