package org.bertrim.engine.run;

/** What a run is doing, as its folder and its lock tell. */
public enum RunState {
    /** Waits for its turn: no worker holds it and it has a place in the queue. */
    QUEUED,
    /** A worker holds it. */
    RUNNING,
    /** A worker holds it and waits for {@code continue}. */
    PAUSED,
    /** The user stopped it; it can be resumed. */
    STOPPED,
    /** It ended with an error; it can be resumed once the cause is removed. */
    FAILED,
    /** Its worker is gone without a word, or it was never started; it can be resumed. */
    INTERRUPTED,
    /** It is complete. */
    FINISHED
}
