package org.bertrim.app.live;

/**
 * Where one stage stands.
 *
 * @param seconds of work in it so far, pauses and gaps left out
 * @param steps optimizer steps it has in all, 0 where it does not train or has not begun
 * @param secondsLeft as the worker estimates it, NaN if unknown
 * @param secondsPerStep of the last step, NaN if unknown
 */
record StageFact(
        String id,
        Status status,
        double seconds,
        long step,
        long steps,
        long stepsPerEpoch,
        double secondsLeft,
        double secondsPerStep) {

    enum Status {
        DONE,
        NOW,
        NEXT
    }

    /** How much of it is done, 0 to 1. */
    double share() {
        return switch (status) {
            case DONE -> 1;
            case NEXT -> 0;
            case NOW -> steps == 0 ? 0 : Math.min(1, (double) step / steps);
        };
    }

    double epochs() {
        return stepsPerEpoch == 0 ? 0 : (double) steps / stepsPerEpoch;
    }
}
