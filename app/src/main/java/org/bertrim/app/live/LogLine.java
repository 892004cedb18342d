package org.bertrim.app.live;

import org.bertrim.app.common.Tone;

/** One line of the log; the tone comes from what it says. */
record LogLine(String time, String text, Tone tone) {

    /** The line as it is copied. */
    String whole() {
        return time.isEmpty() ? text : time + "  " + text;
    }
}
