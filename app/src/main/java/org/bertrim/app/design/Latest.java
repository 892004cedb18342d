package org.bertrim.app.design;

import java.util.function.Consumer;
import org.bertrim.app.common.Background;
import org.jspecify.annotations.Nullable;

/**
 * Works in the background on the newest input only: while one input is being worked on, all that arrive but the last are dropped. So a
 * slider that moves sixty times a second costs no more than the work can do.
 *
 * @param <I> input
 * @param <O> result
 */
final class Latest<I, O> {

    /** Work that may fail. */
    @FunctionalInterface
    interface Work<I, O> {
        O of(I input) throws Exception;
    }

    private final Background background;
    private final Work<I, O> work;
    private final Consumer<? super O> done;
    private final Consumer<? super Throwable> failed;
    private boolean busy;
    private @Nullable I waiting;

    /** All calls and both answers belong to the thread that draws. */
    Latest(Background background, Work<I, O> work, Consumer<? super O> done, Consumer<? super Throwable> failed) {
        this.background = background;
        this.work = work;
        this.done = done;
        this.failed = failed;
    }

    void submit(I input) {
        if (busy) {
            waiting = input;
            return;
        }
        busy = true;
        background.run(() -> work.of(input), result -> finished(() -> done.accept(result)), failure -> finished(
                () -> failed.accept(failure)));
    }

    private void finished(Runnable report) {
        busy = false;
        I next = waiting;
        waiting = null;
        if (next != null) {
            submit(next); // what was found out about an older input is not shown any more
        } else {
            report.run();
        }
    }
}
