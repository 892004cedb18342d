package org.bertrim.engine.cli;

import java.util.concurrent.atomic.AtomicInteger;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/** Counts how often the user pressed Ctrl-C, which does not end the process meanwhile. */
@SuppressWarnings("sunapi") // the platform has no other way to hear a signal without ending
final class Interrupts implements AutoCloseable {

    private static final Signal SIGNAL = new Signal("INT");

    private final AtomicInteger count = new AtomicInteger();
    private final SignalHandler before;

    Interrupts() {
        before = Signal.handle(SIGNAL, signal -> count.incrementAndGet());
    }

    /** How often so far. */
    int count() {
        return count.get();
    }

    /** From here on Ctrl-C does what it did before. */
    @Override
    public void close() {
        Signal.handle(SIGNAL, before);
    }
}
