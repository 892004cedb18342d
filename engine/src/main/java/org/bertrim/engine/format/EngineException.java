package org.bertrim.engine.format;

import org.jspecify.annotations.Nullable;

/**
 * A failure that its reader can act on: what happened, why, and what to do about it.
 *
 * <p>Command line and workbench show these three sentences; the stack trace goes to the log.
 */
public class EngineException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String what;
    private final String why;
    private final String remedy;

    /** Creates a failure without a cause of its own. */
    public EngineException(String what, String why, String remedy) {
        this(what, why, remedy, null);
    }

    /** Creates a failure that another exception led to. */
    public EngineException(String what, String why, String remedy, @Nullable Throwable cause) {
        super(what + ": " + why, cause);
        this.what = what;
        this.why = why;
        this.remedy = remedy;
    }

    /** What happened, e.g. "The model folder could not be read". */
    public String what() {
        return what;
    }

    /** The cause in plain words. */
    public String why() {
        return why;
    }

    /** What the user can do; may be empty, never null. */
    public String remedy() {
        return remedy;
    }
}
