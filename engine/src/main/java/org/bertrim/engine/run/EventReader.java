package org.bertrim.engine.run;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.bertrim.engine.event.Event;
import org.bertrim.engine.format.DurableFiles;
import org.bertrim.engine.format.EngineException;

/**
 * Follows a growing {@code events.jsonl}: each {@link #poll()} gives what is new since the one before.
 *
 * <p>A line counts once it is complete. A resuming worker may cut an incomplete last line and write another in its
 * place; the reader never gave that line away. Every event is given exactly once, in order, also those that a later
 * {@link Event.RunResumed} invalidates; {@link #effective(List)} drops them. Not for several threads at once.
 */
public final class EventReader {

    private final Path file;
    private long position;
    private long lastSeq;
    private long given;

    /** Reads from the start of a file, which need not exist yet. */
    public EventReader(Path file) {
        this.file = file;
    }

    /**
     * The events that were written since the last call, empty if there are none.
     *
     * @throws EngineException if a line in the middle is damaged or the file cannot be read
     */
    public List<RecordedEvent> poll() {
        List<RecordedEvent> events = new ArrayList<>();
        poll(events::add);
        return events;
    }

    /**
     * Hands over the same events one by one, so that a long file is never in memory as a whole.
     *
     * @throws EngineException if a line in the middle is damaged or the file cannot be read; what came before it was given
     */
    public void poll(Consumer<? super RecordedEvent> events) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            if (channel.size() < position) { // replaced by a shorter copy: find the place again by number
                position = 0;
                lastSeq = 0;
            }
            EventLines.Scan scan = EventLines.scan(file, channel, position, lastSeq, event -> {
                if (event.seq() > given) {
                    given = event.seq();
                    events.accept(event);
                }
            });
            position = scan.end();
            lastSeq = scan.lastSeq();
        } catch (NoSuchFileException e) {
            return; // nothing was written yet
        } catch (IOException e) {
            throw DurableFiles.failure("The run's events could not be read from " + file, e);
        }
    }

    /**
     * The events of a file that count.
     *
     * @throws EngineException if a line in the middle is damaged or the file cannot be read
     */
    public static List<RecordedEvent> effective(Path file) {
        return effective(new EventReader(file).poll());
    }

    /**
     * The events that count: each {@link Event.RunResumed} drops the earlier ones numbered above its {@code afterSeq}.
     */
    public static List<RecordedEvent> effective(List<RecordedEvent> events) {
        List<RecordedEvent> counting = new ArrayList<>();
        for (RecordedEvent each : events) {
            if (each.event() instanceof Event.RunResumed resumed) {
                while (!counting.isEmpty() && counting.get(counting.size() - 1).seq() > resumed.afterSeq()) {
                    counting.remove(counting.size() - 1);
                }
            }
            counting.add(each);
        }
        return counting;
    }
}
