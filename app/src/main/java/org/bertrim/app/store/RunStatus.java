package org.bertrim.app.store;

import java.util.Locale;
import org.bertrim.app.common.Tone;
import org.bertrim.engine.run.RunState;

/** What a run is doing, with the moments between a wish and its fulfilment. */
public enum RunStatus {
    /** Waits for its turn. */
    QUEUED(Tone.NEUTRAL),
    /** Its worker was started a moment ago and has not taken the run yet. */
    STARTING(Tone.ACTIVE),
    RUNNING(Tone.ACTIVE),
    /** Asked to pause; its worker gets there after the step it is in. */
    PAUSING(Tone.CAUTION),
    PAUSED(Tone.CAUTION),
    /** Asked to stop; its worker saves a checkpoint first. */
    STOPPING(Tone.CAUTION),
    STOPPED(Tone.CAUTION),
    FAILED(Tone.BAD),
    /** Its worker is gone without a word. */
    INTERRUPTED(Tone.BAD),
    FINISHED(Tone.GOOD),
    /** Its folder cannot be read. */
    DAMAGED(Tone.BAD);

    private final Tone tone;

    RunStatus(Tone tone) {
        this.tone = tone;
    }

    public Tone tone() {
        return tone;
    }

    /** Last part of the status's text key, e.g. {@code running}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether a worker is busy with the run, so that its device is taken. */
    public boolean isActive() {
        return switch (this) {
            case STARTING, RUNNING, PAUSING, PAUSED, STOPPING -> true;
            default -> false;
        };
    }

    /** Whether the run can go on from its last checkpoint. */
    public boolean canResume() {
        return this == STOPPED || this == FAILED || this == INTERRUPTED;
    }

    public boolean canPause() {
        return this == RUNNING;
    }

    public boolean canProceed() {
        return this == PAUSED || this == PAUSING;
    }

    public boolean canStop() {
        return this == RUNNING || this == PAUSING || this == PAUSED || this == QUEUED;
    }

    static RunStatus of(RunState state) {
        return valueOf(state.name());
    }
}
