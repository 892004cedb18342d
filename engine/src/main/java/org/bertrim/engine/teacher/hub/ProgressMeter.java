package org.bertrim.engine.teacher.hub;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.bertrim.engine.teacher.hub.DownloadProgress.Phase;

/** Counts bytes and tells a listener about it, often enough for a person and no oftener. */
final class ProgressMeter {

    private static final long WINDOW_NANOS = Duration.ofSeconds(5).toNanos();
    private static final long TELL_NANOS = Duration.ofMillis(100).toNanos();

    /** So many bytes had been received at this moment. */
    private record Mark(long nanos, long received) {}

    private final Consumer<? super DownloadProgress> listener;
    private final LongSupplier clock;
    private final Deque<Mark> marks = new ArrayDeque<>();
    private long total;
    private long there; // of finished files
    private long inFile;
    private long before; // of earlier attempts, when this one began
    private long furthest;
    private long received; // by this process, whatever becomes of it
    private String file = "";
    private long told;

    /**
     * A meter.
     *
     * @param clock nanoseconds, as {@link System#nanoTime}
     */
    ProgressMeter(Consumer<? super DownloadProgress> listener, LongSupplier clock) {
        this.listener = listener;
        this.clock = clock;
    }

    void asking() {
        tell(Phase.ASKING, Double.NaN);
    }

    /** So many bytes are wanted, of which so many are there, in whole files and in parts. */
    void begin(long wanted, long finished, long parts) {
        total = wanted;
        there = finished;
        before = finished + parts;
    }

    /** A file begins with what is there of it. */
    void file(String name, long already) {
        file = name;
        inFile = already;
        marks.clear(); // the pause between files says nothing about the line
        mark();
        tell(Phase.RECEIVING, left());
    }

    /** The file goes on from so many bytes, e.g. from its beginning because the server has a new one. */
    void goOnFrom(long already) {
        inFile = already;
    }

    void received(int bytes) {
        received += bytes;
        inFile += bytes;
        furthest = Math.max(furthest, there + inFile - before);
        tellNowAndThen();
    }

    /** The line is silent: what came last is told, and the rate falls. */
    void nothingCame() {
        tellNowAndThen();
    }

    private void tellNowAndThen() {
        if (clock.getAsLong() - told >= TELL_NANOS) {
            mark();
            tell(Phase.RECEIVING, left());
        }
    }

    void checking() {
        tell(Phase.CHECKING, Double.NaN);
    }

    void waiting(Duration time) {
        marks.clear();
        tell(Phase.WAITING, time.toMillis() / 1e3);
    }

    void finished() {
        there += inFile;
        inFile = 0;
    }

    /** The most bytes that have been received at a time; what comes a second time counts once. */
    long furthest() {
        return furthest;
    }

    private void mark() {
        long now = clock.getAsLong();
        marks.addLast(new Mark(now, received));
        while (marks.size() > 2 && now - marks.peekFirst().nanos() > WINDOW_NANOS) {
            marks.removeFirst();
        }
    }

    private double rate() {
        if (marks.size() < 2) {
            return Double.NaN;
        }
        Mark first = marks.peekFirst();
        Mark last = marks.peekLast();
        long nanos = last.nanos() - first.nanos();
        return nanos <= 0 ? Double.NaN : (last.received() - first.received()) / (nanos / 1e9);
    }

    private double left() {
        double rate = rate();
        return total > 0 && rate > 0 ? Math.max(0, total - there - inFile) / rate : Double.NaN;
    }

    private void tell(Phase phase, double seconds) {
        told = clock.getAsLong();
        listener.accept(new DownloadProgress(
                phase, file, there + inFile, total, phase == Phase.RECEIVING ? rate() : Double.NaN, seconds));
    }
}
