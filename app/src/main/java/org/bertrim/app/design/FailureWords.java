package org.bertrim.app.design;

import java.util.Locale;
import org.bertrim.app.common.Texts;
import org.bertrim.engine.format.EngineException;

/** A failure as it stands beside what has caused it: why, and what to do. */
final class FailureWords {

    private FailureWords() {}

    static String of(Texts texts, Throwable failure) {
        if (failure instanceof OutOfMemoryError) {
            return texts.get("design.no-memory");
        }
        if (!(failure instanceof EngineException known)) {
            return String.valueOf(failure.getMessage());
        }
        String why = known.why();
        String begin = why.isEmpty() ? why : why.substring(0, 1).toUpperCase(Locale.ROOT) + why.substring(1);
        String end = begin.endsWith(".") || begin.isEmpty() ? "" : ".";
        return (begin + end + " " + known.remedy()).strip();
    }
}
