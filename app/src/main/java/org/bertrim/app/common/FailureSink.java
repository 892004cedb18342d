package org.bertrim.app.common;

/** Shows an error to the user (what, why, remedy) and writes it to the log; callable from any thread. */
@FunctionalInterface
public interface FailureSink {

    void report(Throwable failure);
}
