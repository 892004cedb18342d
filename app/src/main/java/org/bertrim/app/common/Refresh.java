package org.bertrim.app.common;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;

/**
 * Asks again and again while a place is on the screen. It is the one pull of the user interface: nothing pushes into it, so a run
 * that writes a thousand events a second costs no more than one that writes ten.
 *
 * <p>A refresh that reads files does so in the background and is left out while the one before it is still reading. It belongs to
 * the thread that draws.
 */
public final class Refresh {

    /** The shortest time between two refreshes: ten a second. */
    public static final Duration SHORTEST = Duration.ofMillis(100);

    private final Runnable action;
    private final Timeline timeline;

    /**
     * A refresh that does something quick on the thread that draws.
     *
     * @param every the time between two, at least {@link #SHORTEST}
     */
    public Refresh(Duration every, Runnable action) {
        if (every.compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException("A refresh every " + every + " is more than the screen needs");
        }
        this.action = action;
        this.timeline = new Timeline(
                new KeyFrame(javafx.util.Duration.millis(every.toMillis()), finished -> action.run()));
        timeline.setCycleCount(Animation.INDEFINITE);
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
        if (!running()) {
            timeline.play();
            action.run();
        }
    }

    /** Refreshes no more; what is being read is still shown. */
    public void stop() {
        timeline.stop();
    }

    /** Whether it refreshes. */
    public boolean running() {
        return timeline.getStatus() == Animation.Status.RUNNING;
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
