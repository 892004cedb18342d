package org.bertrim.engine.run;

import java.util.Locale;
import org.bertrim.engine.event.Event;
import org.bertrim.engine.format.DurableFiles;
import org.bertrim.engine.format.EngineException;

/** Puts whatever ended a run into three sentences. */
final class Failures {

    private static final String STOPPED = "The run stopped with an error";

    private Failures() {}

    static Event.RunFailed describe(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof EngineException e) {
                return new Event.RunFailed(e.what(), e.why(), e.remedy());
            }
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (isMemory(cause)) {
                return new Event.RunFailed(
                        "The run ran out of memory",
                        cause instanceof OutOfMemoryError
                                ? "the worker's Java heap of " + (Runtime.getRuntime().maxMemory() >> 20) + " MB is full"
                                : firstLine(cause),
                        "Close other programs and resume the run, or start it again with a smaller batch or shorter texts.");
            }
        }
        if (DurableFiles.isDeviceFull(failure)) {
            return new Event.RunFailed(
                    STOPPED, "there is no space left on the device", "Free some disk space, then resume the run.");
        }
        return new Event.RunFailed(
                STOPPED,
                failure.getClass().getSimpleName() + ": " + firstLine(failure),
                "Details are in worker.log. The run can be resumed once the cause is removed.");
    }

    private static boolean isMemory(Throwable cause) {
        if (cause instanceof OutOfMemoryError) {
            return true;
        }
        String text = firstLine(cause).toLowerCase(Locale.ROOT);
        return text.contains("out of memory") || text.contains("not enough memory") || text.contains("bad_alloc");
    }

    private static String firstLine(Throwable cause) {
        String message = cause.getMessage();
        return message == null || message.isBlank()
                ? "no message"
                : message.lines().findFirst().orElse("").strip();
    }
}
