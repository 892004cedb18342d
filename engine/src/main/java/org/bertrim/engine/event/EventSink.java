package org.bertrim.engine.event;

/** Takes events in the order in which they happen. */
@FunctionalInterface
public interface EventSink {

    /** Records one event; it is durable at the latest when the next checkpoint is. */
    void emit(Event event);
}
