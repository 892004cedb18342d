package org.bertrim.app.common;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javafx.application.Platform;
import org.jspecify.annotations.Nullable;

/**
 * Background work of the window: threads of its own for the work, and the one way back to the thread that draws. Nothing else in the
 * application calls {@link Platform#runLater}.
 *
 * <p>Threads are made as they are needed and end when they have been idle for a minute, so that one long piece of work never holds
 * up a short one. They do not keep the program alive.
 */
public final class FxBackground implements Background, AutoCloseable {

    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final ScheduledExecutorService CLOCK = Executors.newSingleThreadScheduledExecutor(FxBackground::named);

    private final ExecutorService executor = Executors.newCachedThreadPool(FxBackground::named);
    private @Nullable List<Runnable> held; // guarded by this; null once work may begin

    /** Begins with all work at once. */
    public FxBackground() {}

    /** Keeps all work until {@link #begin()}, so that nothing competes with the drawing of the first window. */
    public static FxBackground held() {
        FxBackground background = new FxBackground();
        background.held = new ArrayList<>();
        return background;
    }

    /** Begins with what was kept, in the order in which it came. */
    public void begin() {
        List<Runnable> kept;
        synchronized (this) {
            kept = held == null ? List.of() : held;
            held = null;
        }
        kept.forEach(this::execute);
    }

    private void execute(Runnable work) {
        synchronized (this) {
            if (held != null) {
                held.add(work);
                return;
            }
        }
        try {
            executor.execute(work);
        } catch (RejectedExecutionException e) {
            // the window has closed: nobody waits for the result any more
        }
    }

    private static Thread named(Runnable work) {
        Thread thread = new Thread(work, "background-" + COUNT.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public <T> void run(Callable<T> work, Consumer<? super T> done, Consumer<? super Throwable> failed) {
        execute(() -> {
            T result;
            try {
                result = work.call();
            } catch (Throwable e) { // the task boundary: whoever asked for the work is told, whatever it was
                Platform.runLater(() -> failed.accept(e));
                return;
            }
            Platform.runLater(() -> done.accept(result));
        });
    }

    /** Does something on the thread that draws: at once if this is it, else as soon as it can. */
    public static void onScreen(Runnable action) {
        if (Platform.isFxApplicationThread()) {
            action.run();
        } else {
            Platform.runLater(action);
        }
    }

    /** Does something on the thread that draws after what it is doing now, e.g. after a layout that is under way. */
    public static void afterwards(Runnable action) {
        Platform.runLater(action);
    }

    /**
     * Does something on the thread that draws again and again, first after the given time. What the thread was too busy for is left out,
     * not made up for.
     */
    static Future<?> every(Duration time, Runnable action) {
        AtomicBoolean waits = new AtomicBoolean();
        return CLOCK.scheduleWithFixedDelay(
                () -> {
                    if (waits.compareAndSet(false, true)) {
                        Platform.runLater(() -> {
                            waits.set(false);
                            action.run();
                        });
                    }
                },
                time.toMillis(),
                time.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    /** Takes no more work. What has begun goes on to its end and is not reported any more than the toolkit lives. */
    @Override
    public void close() {
        executor.shutdown();
    }
}
