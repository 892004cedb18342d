package org.bertrim.engine.run;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import org.bertrim.engine.event.Event;
import org.bertrim.engine.format.EngineException;
import org.bertrim.engine.format.Json;
import org.bertrim.engine.format.JsonTrouble;

/** The lines of {@code events.jsonl}: <code>{"seq":n,"time":"…","type":…}</code>, ended by a line feed. */
final class EventLines {

    private static final int PIECE = 1 << 16;

    private EventLines() {}

    /** A line that is no event, or not the one that belongs here; the message is the reason. */
    static final class InvalidLine extends Exception {

        private static final long serialVersionUID = 1L;

        InvalidLine(String reason) {
            super(reason);
        }
    }

    /**
     * How far a file holds events.
     *
     * @param end byte after the last valid line
     * @param lastSeq its number
     */
    record Scan(long end, long lastSeq) {}

    /** What can be told from the start of a line. */
    record Head(long seq, Instant time, String type) {}

    /** The line of an event with its line end. */
    static ByteBuffer encode(RecordedEvent recorded) {
        String event = Json.line(recorded.event());
        String start = "{\"seq\":" + recorded.seq() + ",\"time\":\"" + recorded.time() + "\",";
        String line = start + event.substring(1) + "\n";
        return ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
    }

    static RecordedEvent decode(byte[] bytes, int from, int to) throws InvalidLine {
        try {
            JsonNode node = Json.mapper().readTree(bytes, from, to - from);
            JsonNode seq = node.path("seq");
            JsonNode time = node.path("time");
            if (!seq.isIntegralNumber() || !time.isTextual()) {
                throw new InvalidLine("it has no seq and time");
            }
            return new RecordedEvent(seq.longValue(), Instant.parse(time.textValue()), event(node));
        } catch (JsonProcessingException e) {
            throw new InvalidLine("it is not valid JSON: " + JsonTrouble.reason(Arrays.copyOfRange(bytes, from, to), e));
        } catch (IOException e) {
            throw new InvalidLine("it is not UTF-8 text");
        } catch (DateTimeException e) {
            throw new InvalidLine("its time is none");
        }
    }

    private static Event event(JsonNode node) throws InvalidLine {
        try {
            return Json.mapper().treeToValue(node, Event.class);
        } catch (JsonProcessingException e) {
            throw new InvalidLine("it is no event that this version knows: " + node.path("type").asText("without a type"));
        }
    }

    /**
     * Hands over every event from a line's start on.
     *
     * <p>The last line does not count if it has no line end yet or is no event: whoever writes it may not be done, or
     * was killed. The same in front of other lines is damage.
     *
     * @param position where a line starts
     * @param lastSeq number of the event before it, 0 at the start
     * @throws EngineException if a line in the middle is damaged
     */
    static Scan scan(Path file, FileChannel channel, long position, long lastSeq, Consumer<RecordedEvent> events)
            throws IOException {
        byte[] bytes = new byte[PIECE];
        int filled = 0;
        int searched = 0;
        long start = position; // of bytes[0] in the file
        long end = position;
        long seq = lastSeq;
        InvalidLine invalid = null;
        while (true) {
            if (filled == bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.multiplyExact(bytes.length, 2));
            }
            int count = channel.read(ByteBuffer.wrap(bytes, filled, bytes.length - filled), start + filled);
            if (count < 0) {
                return new Scan(end, seq);
            }
            filled += count;
            int lineStart = 0;
            for (; searched < filled; searched++) {
                if (bytes[searched] != '\n') {
                    continue;
                }
                if (invalid != null) {
                    throw damaged(file, seq + 1, end, invalid);
                }
                try {
                    RecordedEvent event = decode(bytes, lineStart, searched);
                    if (event.seq() != seq + 1) {
                        throw new InvalidLine("its seq is " + event.seq() + ", not " + (seq + 1));
                    }
                    events.accept(event);
                    seq++;
                    end = start + searched + 1;
                } catch (InvalidLine e) {
                    invalid = e;
                }
                lineStart = searched + 1;
            }
            System.arraycopy(bytes, lineStart, bytes, 0, filled - lineStart);
            start += lineStart;
            filled -= lineStart;
            searched = filled;
        }
    }

    private static EngineException damaged(Path file, long line, long offset, InvalidLine reason) {
        return new EngineException(
                "The events of the run could not be read",
                "line " + line + " of " + file + " is damaged: " + reason.getMessage(),
                "Restore the file from a copy, or cut it to its first " + offset
                        + " bytes; the run then resumes from the last checkpoint before that.",
                reason);
    }

    /** Sequence number, time and type of the first line, or nothing if that line is not complete. */
    static Optional<Head> first(FileChannel channel) throws IOException {
        for (int length = PIECE; ; length *= 2) {
            byte[] bytes = read(channel, 0, (int) Math.min(length, channel.size()));
            for (int i = 0; i < bytes.length; i++) {
                if (bytes[i] == '\n') {
                    return head(bytes, 0, i);
                }
            }
            if (bytes.length < length || length > Integer.MAX_VALUE / 2) {
                return Optional.empty();
            }
        }
    }

    /** The same of the last line that is complete and valid, read from the end so that long files cost nothing. */
    static Optional<Head> last(FileChannel channel) throws IOException {
        long size = channel.size();
        for (int length = PIECE; ; length *= 2) {
            long start = Math.max(0, size - length);
            byte[] bytes = read(channel, start, (int) (size - start));
            int lineEnd = -1;
            for (int i = bytes.length - 1; i >= -1; i--) {
                boolean before = i < 0 ? start == 0 : bytes[i] == '\n';
                if (!before) {
                    continue;
                }
                if (lineEnd >= 0) {
                    Optional<Head> head = head(bytes, i + 1, lineEnd);
                    if (head.isPresent()) {
                        return head;
                    }
                }
                lineEnd = i;
            }
            if (start == 0 || length > Integer.MAX_VALUE / 2) {
                return Optional.empty();
            }
        }
    }

    private static byte[] read(FileChannel channel, long position, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining() && channel.read(bytes, position + bytes.position()) >= 0) {
            continue;
        }
        return Arrays.copyOf(bytes.array(), bytes.position());
    }

    private static Optional<Head> head(byte[] bytes, int from, int to) {
        long seq = -1;
        Instant time = Instant.EPOCH;
        try (JsonParser parser = Json.mapper().createParser(bytes, from, to - from)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String key = parser.currentName();
                parser.nextToken();
                switch (key) {
                    case "seq" -> seq = parser.getLongValue();
                    case "time" -> time = Instant.parse(parser.getText());
                    case "type" -> {
                        return Optional.of(new Head(seq, time, parser.getText()));
                    }
                    default -> parser.skipChildren();
                }
            }
            return Optional.empty();
        } catch (IOException | DateTimeException e) {
            return Optional.empty();
        }
    }
}
