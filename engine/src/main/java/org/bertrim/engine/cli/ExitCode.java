package org.bertrim.engine.cli;

/** How a command ends. */
final class ExitCode {

    static final int DONE = 0;
    static final int FAILED = 1;
    static final int WRONG_USAGE = 2;
    static final int STOPPED = 130;

    private ExitCode() {}
}
