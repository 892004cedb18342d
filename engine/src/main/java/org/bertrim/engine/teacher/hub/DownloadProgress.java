package org.bertrim.engine.teacher.hub;

/**
 * How far a download is.
 *
 * @param phase what is being done
 * @param file the file that it is done with; empty while there is none
 * @param bytes bytes of all files that are there so far, those of an earlier attempt included
 * @param total bytes of all files; 0 while it is not known
 * @param bytesPerSecond over the last seconds; NaN while nothing is known
 * @param secondsLeft at that rate; while waiting, seconds until the next attempt; NaN while nothing is known
 */
public record DownloadProgress(
        Phase phase, String file, long bytes, long total, double bytesPerSecond, double secondsLeft) {

    /** What a download does. */
    public enum Phase {
        /** Asks what files there are. */
        ASKING,
        /** Receives bytes. */
        RECEIVING,
        /** Waits before it tries again. */
        WAITING,
        /** Compares what has come with what was promised. */
        CHECKING
    }

    /** What is there of the whole, 0 to 1. */
    public double share() {
        return total <= 0 ? 0 : Math.min(1, (double) bytes / total);
    }
}
