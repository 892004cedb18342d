package org.bertrim.app.design;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.bertrim.app.common.Background;

/** Does nothing before it is told to, then everything in the order in which it came, on the thread that tells. */
final class Later implements Background {

    private final Deque<Runnable> waiting = new ArrayDeque<>();

    @Override
    public <T> void run(Callable<T> work, Consumer<? super T> done, Consumer<? super Throwable> failed) {
        waiting.add(() -> Background.inline().run(work, done, failed));
    }

    /** Works until there is nothing left to do. */
    void all() {
        while (!waiting.isEmpty()) {
            waiting.remove().run();
        }
    }
}
