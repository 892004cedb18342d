package org.bertrim.app.live;

import java.util.Locale;
import org.bertrim.app.common.Tone;
import org.bertrim.engine.run.RunState;

/** What a run is doing, as far as the screen treats it differently. */
enum Standing {
    NOTHING,
    WAITING,
    WORKING,
    PAUSED,
    ENDED,
    FAILED,
    FINISHED;

    /** The standing of a run in this state. */
    static Standing of(RunState state) {
        return switch (state) {
            case QUEUED -> WAITING;
            case RUNNING -> WORKING;
            case PAUSED -> PAUSED;
            case STOPPED, INTERRUPTED -> ENDED;
            case FAILED -> FAILED;
            case FINISHED -> FINISHED;
        };
    }

    /** Ends the keys of a state's texts. */
    static String key(RunState state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    /** The tone in which a state is shown. */
    static Tone tone(RunState state) {
        return switch (state) {
            case RUNNING -> Tone.ACTIVE;
            case FINISHED -> Tone.GOOD;
            case FAILED, INTERRUPTED -> Tone.BAD;
            case PAUSED, STOPPED -> Tone.CAUTION;
            case QUEUED -> Tone.NEUTRAL;
        };
    }
}
