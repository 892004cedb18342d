package org.bertrim.engine.run;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bertrim.engine.event.Event;
import org.bertrim.engine.event.EventSink;
import org.bertrim.engine.format.DurableFiles;
import org.bertrim.engine.format.EngineException;

/**
 * Appends events to {@code events.jsonl}; only the worker that holds the run's lock opens one.
 *
 * <p>Each event is one write, so that readers see it at once; {@link #sync()} makes everything so far survive a power cut. The
 * events that end or pause a run are flushed by themselves. Safe for use by several threads.
 */
public final class EventLog implements EventSink, AutoCloseable {

    private final Path file;
    private final FileChannel channel;
    private final Clock clock;
    private final List<RecordedEvent> checkpoints = new ArrayList<>();
    private Optional<RecordedEvent> last = Optional.empty();
    private long end;
    private boolean ended;

    private EventLog(Path file, FileChannel channel, Clock clock) {
        this.file = file;
        this.channel = channel;
        this.clock = clock;
    }

    /**
     * Opens or creates a log, checks every line, and cuts a last line that was not written to its end.
     *
     * @throws EngineException if a line in the middle is damaged, or the file cannot be written
     */
    public static EventLog open(Path file) {
        return open(file, Clock.systemUTC());
    }

    static EventLog open(Path file, Clock clock) {
        try {
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            try {
                EventLog log = new EventLog(file, channel, clock);
                log.end = EventLines.scan(file, channel, 0, 0, log::remember).end();
                if (channel.size() > log.end) {
                    channel.truncate(log.end);
                }
                channel.force(true);
                DurableFiles.syncFolder(file.toAbsolutePath().getParent());
                return log;
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
        } catch (IOException e) {
            throw failure(file, e);
        }
    }

    @Override
    public synchronized void emit(Event event) {
        if (ended) {
            throw new IllegalStateException("the run has ended, no " + event.getClass().getSimpleName() + " can follow");
        }
        RecordedEvent recorded =
                new RecordedEvent(lastSeq() + 1, clock.instant().truncatedTo(ChronoUnit.MILLIS), event);
        ByteBuffer line = EventLines.encode(recorded);
        int length = line.remaining();
        try {
            while (line.hasRemaining()) {
                channel.write(line, end + line.position());
            }
        } catch (IOException e) {
            cut(e);
            throw failure(file, e);
        }
        end += length;
        remember(recorded);
        ended = event instanceof Event.RunFinished || event instanceof Event.RunFailed || event instanceof Event.RunStopped;
        if (ended || event instanceof Event.RunPaused) {
            sync();
        }
    }

    /** Says that a pause is over and every event so far counts. */
    synchronized void emitContinued(String checkpoint) {
        emit(new Event.RunResumed(checkpoint, lastSeq()));
    }

    /** Takes half a line back, so that a later event does not follow it on the same line. */
    private void cut(IOException reason) {
        try {
            channel.truncate(end);
        } catch (IOException e) {
            reason.addSuppressed(e);
        }
    }

    private void remember(RecordedEvent recorded) {
        if (recorded.event() instanceof Event.RunResumed resumed) {
            checkpoints.removeIf(saved -> saved.seq() > resumed.afterSeq());
        } else if (recorded.event() instanceof Event.CheckpointSaved) {
            checkpoints.add(recorded);
        }
        last = Optional.of(recorded);
    }

    /** Number of the last event, 0 if there is none. */
    public synchronized long lastSeq() {
        return last.map(RecordedEvent::seq).orElse(0L);
    }

    /** The last event, also one from before this log was opened. */
    public synchronized Optional<RecordedEvent> last() {
        return last;
    }

    /** Whether an event that ends the run was written since this log was opened. */
    synchronized boolean ended() {
        return ended;
    }

    /** Every {@link Event.CheckpointSaved} that counts, oldest first. */
    synchronized List<RecordedEvent> checkpoints() {
        return List.copyOf(checkpoints);
    }

    /** Flushes every event so far to the device. */
    public synchronized void sync() {
        try {
            channel.force(true);
        } catch (IOException e) {
            throw failure(file, e);
        }
    }

    @Override
    public synchronized void close() {
        try (channel) {
            channel.force(true);
        } catch (IOException e) {
            throw failure(file, e);
        }
    }

    private static EngineException failure(Path file, IOException e) {
        return DurableFiles.failure("The run's events could not be written to " + file, e);
    }
}
