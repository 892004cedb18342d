package org.bertrim.app.common;

import java.util.concurrent.Callable;
import java.util.function.Consumer;

/** Work that is not for the thread that draws. The results come back on the thread that draws. */
public interface Background {

    /** Runs the work and hands over its result, or what it threw. */
    <T> void run(Callable<T> work, Consumer<? super T> done, Consumer<? super Throwable> failed);

    /** Does everything at once on the calling thread, for tests of view models. */
    static Background inline() {
        return new Background() {
            @Override
            public <T> void run(Callable<T> work, Consumer<? super T> done, Consumer<? super Throwable> failed) {
                T result;
                try {
                    result = work.call();
                } catch (Exception e) {
                    failed.accept(e);
                    return;
                }
                done.accept(result);
            }
        };
    }
}
