package org.bertrim.engine.format;

import org.jspecify.annotations.Nullable;

/**
 * What the user gave cannot be used as it is: a source that leads nowhere, a file that is not what it should be, a setting that
 * does not fit. Nothing was started; the command line ends with the code for wrong usage.
 */
public class InvalidInput extends EngineException {

    private static final long serialVersionUID = 1L;

    /** Creates a refusal without a cause of its own. */
    public InvalidInput(String what, String why, String remedy) {
        super(what, why, remedy);
    }

    /** Creates a refusal that another exception led to. */
    public InvalidInput(String what, String why, String remedy, @Nullable Throwable cause) {
        super(what, why, remedy, cause);
    }
}
