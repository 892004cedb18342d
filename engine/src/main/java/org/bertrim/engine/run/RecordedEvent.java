package org.bertrim.engine.run;

import java.time.Instant;
import org.bertrim.engine.event.Event;

/**
 * One line of {@code events.jsonl}.
 *
 * @param seq number of the line, from 1, without gaps
 * @param time when it was written, to the millisecond
 */
public record RecordedEvent(long seq, Instant time, Event event) {}
