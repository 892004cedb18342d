package org.bertrim.engine.format;

import java.io.IOException;

/**
 * Bytes that cannot be used: damaged, of another kind than they should be, or asking for what a file of weights has no need of. The
 * message is the reason in plain words; whoever knows which file it was turns it into a refusal.
 */
public final class UnusableFile extends IOException {

    private static final long serialVersionUID = 1L;

    private final String remedy;

    /** A damaged file. */
    public UnusableFile(String why) {
        this(why, "Get the file again from where it came.");
    }

    /** A file for which there is another way out than to get it again. */
    public UnusableFile(String why, String remedy) {
        super(why);
        this.remedy = remedy;
    }

    /** The same with what it is about in front. */
    public UnusableFile in(String what) {
        return new UnusableFile(what + ": " + getMessage(), remedy);
    }

    /** The refusal to be shown, which begins with {@code what}. */
    public InvalidInput refusal(String what) {
        return new InvalidInput(what, String.valueOf(getMessage()), remedy, this);
    }
}
