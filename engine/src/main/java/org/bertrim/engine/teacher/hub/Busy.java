package org.bertrim.engine.teacher.hub;

import java.io.IOException;
import java.time.Duration;

/** The hub answers, but says that it cannot serve right now. */
final class Busy extends IOException {

    private static final long serialVersionUID = 1L;

    private final Duration wish;

    /**
     * @param wish how long it asks to be left alone; zero if it does not say
     */
    Busy(int status, Duration wish) {
        super("it answers with status " + status);
        this.wish = wish;
    }

    Duration wish() {
        return wish;
    }
}
