package org.bertrim.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.bertrim.engine.event.Event;
import org.bertrim.engine.format.EngineException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventLogTest {

    private static final Instant NOON = Instant.parse("2026-02-03T12:00:00.123456Z");

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("events.jsonl");
    }

    private static Event step(long step) {
        return new Event.Scalars("width", step, step / 10.0, Map.of("loss", 1.0 / step));
    }

    private void write(Event... events) {
        try (EventLog log = EventLog.open(file)) {
            Arrays.stream(events).forEach(log::emit);
        }
    }

    private static List<Long> seqs(List<RecordedEvent> events) {
        return events.stream().map(RecordedEvent::seq).toList();
    }

    @Test
    void linesHaveNumberTimeAndType() throws IOException {
        try (EventLog log = EventLog.open(file, Clock.fixed(NOON, ZoneOffset.UTC))) {
            log.emit(new Event.RunPaused("width", 3));
            assertThat(log.lastSeq()).isEqualTo(1);
        }

        assertThat(Files.readString(file))
                .isEqualTo("{\"seq\":1,\"time\":\"2026-02-03T12:00:00.123Z\",\"type\":\"RunPaused\",\"stage\":\"width\","
                        + "\"step\":3}\n");
    }

    @Test
    void numbersGoOnWhereTheyWere() {
        write(step(1), step(2));
        write(step(3));

        List<RecordedEvent> events = new EventReader(file).poll();

        assertThat(seqs(events)).containsExactly(1L, 2L, 3L);
        assertThat(events.get(2).event()).isEqualTo(step(3));
    }

    @Test
    void aLastLineTornAtAnyByteIsCut() throws IOException {
        write(step(1), new Event.Warning("ü", "Größe", null));
        byte[] bytes = Files.readAllBytes(file);
        int lastLine = new String(bytes, StandardCharsets.ISO_8859_1).indexOf('\n') + 1;
        for (int length = lastLine; length < bytes.length; length++) {
            Files.write(file, Arrays.copyOf(bytes, length));
            EventReader reader = new EventReader(file);
            assertThat(seqs(reader.poll())).containsExactly(1L);
            try (EventLog log = EventLog.open(file)) {
                assertThat(log.lastSeq()).isEqualTo(1);
                assertThat(Files.size(file)).isEqualTo(lastLine);
                log.emit(step(7));
            }
            assertThat(reader.poll()).singleElement().satisfies(event -> {
                assertThat(event.seq()).isEqualTo(2);
                assertThat(event.event()).isEqualTo(step(7));
            });
        }
    }

    @Test
    void aLastLineOfZerosFromAPowerCutIsCut() throws IOException {
        write(step(1));
        Files.write(file, new byte[] {0, 0, 0, '\n'}, StandardOpenOption.APPEND);

        assertThat(seqs(new EventReader(file).poll())).containsExactly(1L);
        write(step(2));

        assertThat(seqs(new EventReader(file).poll())).containsExactly(1L, 2L);
    }

    @Test
    void aDamagedLineInTheMiddleIsAnErrorThatSaysWhere() throws IOException {
        write(step(1), step(2), step(3));
        List<String> lines = Files.readAllLines(file);
        for (String damage : List.of("{\"seq\":2", "", "{\"seq\":2,\"time\":\"x\",\"type\":\"RunPaused\"}", "{\"a\":1}",
                lines.get(0), lines.get(1).replace("Scalars", "Unheard"))) {
            Files.write(file, List.of(lines.get(0), damage, lines.get(2)));
            int offset = lines.get(0).length() + 1;

            assertThatThrownBy(() -> EventLog.open(file))
                    .isInstanceOf(EngineException.class)
                    .hasMessageContaining("line 2 of " + file)
                    .satisfies(e -> assertThat(((EngineException) e).remedy()).contains("first " + offset + " bytes"));
            assertThatThrownBy(() -> new EventReader(file).poll()).isInstanceOf(EngineException.class);
            assertThat(Files.readAllLines(file)).hasSize(3); // nothing was cut
        }
    }

    @Test
    void aLongLineComesBack() {
        double[] neurons = new Random(1).doubles(20_000).toArray();
        write(step(1), new Event.ImportanceComputed("importance", 1, List.of(neurons), List.of(neurons)), step(3));

        List<RecordedEvent> events = new EventReader(file).poll();

        assertThat(((Event.ImportanceComputed) events.get(1).event()).neurons().get(0)).isEqualTo(neurons);
        assertThat(seqs(events)).containsExactly(1L, 2L, 3L);
    }

    @Test
    void nothingFollowsTheEnd() {
        try (EventLog log = EventLog.open(file)) {
            log.emit(new Event.RunFailed("what", "why", ""));
            assertThatThrownBy(() -> log.emit(step(1))).isInstanceOf(IllegalStateException.class);
        }
        write(new Event.RunResumed("", 0)); // but a resuming worker goes on
        assertThat(new EventReader(file).poll()).hasSize(2);
    }

    @Test
    void eventsOfManyThreadsAreNumberedWithoutGap() {
        try (EventLog log = EventLog.open(file)) {
            IntStream.rangeClosed(1, 2000).parallel().forEach(i -> log.emit(step(i)));
        }

        assertThat(seqs(new EventReader(file).poll()))
                .isEqualTo(IntStream.rangeClosed(1, 2000).mapToObj(Long::valueOf).toList());
    }

    @Test
    void aReaderGetsEachEventOnceHoweverTheFileGrows() throws IOException {
        write(step(1), step(2), step(3), new Event.Warning("ü", "Größe", null), step(5));
        byte[] bytes = Files.readAllBytes(file);
        Path growing = folder.resolve("growing.jsonl");
        Random random = new Random(9);
        EventReader reader = new EventReader(growing);
        List<RecordedEvent> got = new ArrayList<>(reader.poll()); // there is no file yet
        for (int from = 0; from < bytes.length; ) {
            int to = Math.min(bytes.length, from + 1 + random.nextInt(40));
            Files.write(
                    growing,
                    Arrays.copyOfRange(bytes, from, to),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
            got.addAll(reader.poll());
            from = to;
        }

        assertThat(got).isEqualTo(new EventReader(file).poll());
        assertThat(reader.poll()).isEmpty();
    }

    @Test
    void aReaderFindsItsPlaceInAShorterFile() throws IOException {
        write(step(1), step(2), step(3));
        EventReader reader = new EventReader(file);
        assertThat(reader.poll()).hasSize(3);
        List<String> lines = Files.readAllLines(file);
        Files.write(file, lines.subList(0, 1));
        assertThat(reader.poll()).isEmpty();
        Files.write(file, lines.subList(1, 3), StandardOpenOption.APPEND);
        assertThat(reader.poll()).isEmpty(); // all given before
        write(step(4));

        assertThat(seqs(reader.poll())).containsExactly(4L);
    }

    @Test
    void resumingDropsWhatCameAfterTheCheckpoint() {
        write(
                step(1), // 1
                new Event.CheckpointSaved("a", "width", 1), // 2
                step(2), // 3
                new Event.RunResumed("a", 2), // 4
                step(2), // 5
                new Event.CheckpointSaved("b", "width", 2), // 6
                step(3), // 7
                new Event.RunFailed("what", "why", "")); // 8
        assertThat(seqs(EventReader.effective(file))).containsExactly(1L, 2L, 4L, 5L, 6L, 7L, 8L);

        write(new Event.RunResumed("b", 6)); // 9
        assertThat(seqs(EventReader.effective(file))).containsExactly(1L, 2L, 4L, 5L, 6L, 9L);

        write(new Event.RunResumed("a", 2)); // 10: b was damaged
        assertThat(seqs(EventReader.effective(file))).containsExactly(1L, 2L, 10L);
        try (EventLog log = EventLog.open(file)) {
            assertThat(seqs(log.checkpoints())).containsExactly(2L);
        }

        write(new Event.RunResumed("", 0)); // 11: so was a
        assertThat(seqs(EventReader.effective(file))).containsExactly(11L);
    }

    @Test
    void firstAndLastAreFoundWithoutReadingAll() throws IOException {
        double[] neurons = new Random(1).doubles(20_000).toArray();
        Event longOne = new Event.ImportanceComputed("importance", 1, List.of(neurons), List.of());
        for (List<Event> events : List.of(
                List.of(step(1)), List.of(longOne), List.of(step(1), longOne), List.of(longOne, step(2)))) {
            Files.deleteIfExists(file);
            write(events.toArray(Event[]::new));
            for (String tail : List.of("", "{\"seq\":", "xxx\n")) {
                Files.writeString(file, tail, StandardOpenOption.APPEND);
                try (var channel = FileChannel.open(file)) {
                    assertThat(EventLines.first(channel)).hasValueSatisfying(head -> assertThat(head.seq()).isEqualTo(1));
                    assertThat(EventLines.last(channel)).hasValueSatisfying(head -> {
                        assertThat(head.seq()).isEqualTo(events.size());
                        assertThat(head.type())
                                .isEqualTo(events.get(events.size() - 1).getClass().getSimpleName());
                    });
                }
            }
        }
        Files.writeString(file, "");
        try (var channel = FileChannel.open(file)) {
            assertThat(EventLines.first(channel)).isEmpty();
            assertThat(EventLines.last(channel)).isEmpty();
        }
    }
}
