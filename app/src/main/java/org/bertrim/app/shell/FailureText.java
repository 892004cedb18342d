package org.bertrim.app.shell;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.bertrim.app.common.Texts;
import org.bertrim.engine.format.EngineException;

/**
 * A failure as the user reads it.
 *
 * @param what what happened
 * @param why the cause in plain words
 * @param remedy what to do, may be empty
 * @param details what a developer needs
 */
record FailureText(String what, String why, String remedy, String details) {

    /** Puts a failure into words: its own, where it was thrown for the user, else that nobody foresaw it. */
    static FailureText of(Throwable failure, Texts texts) {
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof EngineException known) {
                return new FailureText(known.what(), known.why(), known.remedy(), trace.toString());
            }
        }
        if (failure instanceof OutOfMemoryError) {
            return new FailureText(
                    texts.get("shell.failure.memory.what"),
                    texts.get("shell.failure.memory.why"),
                    texts.get("shell.failure.memory.remedy"),
                    trace.toString());
        }
        return new FailureText(
                texts.get("shell.failure.unforeseen.what"),
                root(failure).toString(),
                texts.get("shell.failure.unforeseen.remedy"),
                trace.toString());
    }

    private static Throwable root(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    /** All of it as one text, to be copied into a report. */
    String report() {
        return what + "\n" + why + "\n" + remedy + "\n\n" + details;
    }
}
