package org.bertrim.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.bertrim.engine.event.Event;
import org.bertrim.engine.format.Checkpoint;
import org.bertrim.engine.format.CheckpointCodec;
import org.bertrim.engine.format.DiskSpace;
import org.bertrim.engine.format.DurableFiles;
import org.bertrim.engine.format.EngineException;
import org.bertrim.engine.format.Json;
import org.bertrim.engine.format.RandomTensors;
import org.bertrim.engine.format.Safetensors;
import org.bertrim.engine.format.StoredTensor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointStoreTest {

    private static final DiskSpace PLENTY = folder -> Long.MAX_VALUE;

    @TempDir
    Path root;

    private Path folder;
    private Path file;

    @BeforeEach
    void name() {
        folder = root.resolve("checkpoints");
        file = root.resolve("events.jsonl");
    }

    private static Checkpoint checkpoint(long step) {
        Random random = new Random(step);
        return new Checkpoint(
                "width",
                step,
                false,
                Json.mapper().createObjectNode().put("step", (int) step),
                RandomTensors.of(random, "w", 3, 6),
                RandomTensors.of(random, "s", 3, 6));
    }

    private static Event step(long step) {
        return new Event.Scalars("width", step, 0, Map.of());
    }

    private void work(Consumer<Session> work) {
        try (EventLog log = EventLog.open(file)) {
            work.accept(new Session(log, new CheckpointStore(folder, log, PLENTY)));
        }
    }

    private record Session(EventLog log, CheckpointStore store) {}

    /** One step, its event and a checkpoint, for each number. */
    private void save(long... steps) {
        work(session -> {
            for (long step : steps) {
                session.log().emit(step(step));
                session.store().save(checkpoint(step));
            }
        });
    }

    private List<String> names() {
        try (Stream<Path> children = Files.list(folder)) {
            return children.map(child -> child.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Path checkpointOf(long step) {
        return folder.resolve(String.format("width-%09d", step));
    }

    /**
     * Resumes as a new worker does and checks that it goes on after this step, whose checkpoint's event has this
     * number.
     */
    private void assertResumesAfter(long step, long seq) {
        work(session -> {
            Optional<CheckpointStore.Saved> saved = session.store().resume();
            assertThat(saved).hasValueSatisfying(found -> {
                assertThat(found.checkpoint()).isEqualTo(checkpoint(step));
                assertThat(found.seq()).isEqualTo(seq);
                assertThat(found.name()).isEqualTo(checkpointOf(step).getFileName().toString());
            });
        });
        List<RecordedEvent> effective = EventReader.effective(file);
        List<Long> steps = effective.stream()
                .filter(event -> event.event() instanceof Event.Scalars)
                .map(event -> ((Event.Scalars) event.event()).step())
                .toList();
        assertThat(steps).isSorted().doesNotHaveDuplicates().endsWith(step);
        assertThat(names()).noneMatch(name -> name.startsWith("."));
        assertThat(names()).hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void theNewestTwoAreKept() {
        save(1, 2, 3, 4);

        assertThat(names()).containsExactly("width-000000003", "width-000000004");
        assertResumesAfter(4, 8);
        assertThat(names()).containsExactly("width-000000003", "width-000000004");
    }

    @Test
    void theEventIsOnDiskWithTheCheckpoint() {
        save(1);

        assertThat(new EventReader(file).poll().get(1).event())
                .isEqualTo(new Event.CheckpointSaved("width-000000001", "width", 1));
    }

    @Test
    void withoutCheckpointTheRunStartsOver() {
        work(session -> session.log().emit(step(1)));

        work(session -> assertThat(session.store().resume()).isEmpty());

        assertThat(EventReader.effective(file))
                .singleElement()
                .satisfies(event -> assertThat(event.event()).isEqualTo(new Event.RunResumed("", 0)));
    }

    @Test
    void killedWhileItWrites() throws IOException {
        save(1, 2);
        CheckpointCodec.write(DurableFiles.temporary(checkpointOf(3)), checkpoint(3));
        Files.write(DurableFiles.temporary(folder.resolve("width-000000004")), new byte[3]);

        assertResumesAfter(2, 4);
    }

    @Test
    void killedBetweenTheRenameAndTheEvent() {
        save(1, 2);
        work(session -> session.log().emit(step(3)));
        CheckpointCodec.write(checkpointOf(3), checkpoint(30)); // other bytes, to see that nobody uses them

        assertResumesAfter(2, 4);
        assertThat(checkpointOf(3)).doesNotExist();
        save(3);
        assertResumesAfter(3, 8); // 6 step, 7 CheckpointSaved would be without the resume at 6
    }

    @Test
    void killedAtAnyByteOfTheEvent() throws IOException {
        save(1, 2, 3);
        byte[] bytes = Files.readAllBytes(file);
        String text = Files.readString(file);
        int line = text.lastIndexOf('\n', text.length() - 2) + 1;
        for (int length = line; length < bytes.length; length++) {
            Files.write(file, Arrays.copyOf(bytes, length));
            CheckpointCodec.write(checkpointOf(2), checkpoint(2));
            CheckpointCodec.write(checkpointOf(3), checkpoint(3));
            assertResumesAfter(2, 4);
        }
        Files.write(file, bytes);
        CheckpointCodec.write(checkpointOf(3), checkpoint(3));
        assertResumesAfter(3, 6);
    }

    @Test
    void killedBetweenTheEventAndTheDeletion() throws IOException {
        save(1, 2, 3);
        CheckpointCodec.write(checkpointOf(1), checkpoint(1));
        assertResumesAfter(3, 6);
        assertThat(checkpointOf(1)).doesNotExist();

        CheckpointCodec.write(checkpointOf(1), checkpoint(1));
        Files.delete(checkpointOf(1).resolve("model.safetensors")); // in the middle of the deletion
        assertResumesAfter(3, 6);
        assertThat(checkpointOf(1)).doesNotExist();
    }

    @Test
    void aDamagedNewestLeadsBackToTheOneBefore() throws IOException {
        for (String name : List.of("model.safetensors", "state.safetensors", "checkpoint.json")) {
            Files.deleteIfExists(file);
            DurableFiles.deleteTree(folder);
            save(1, 2, 3);
            byte[] bytes = Files.readAllBytes(checkpointOf(3).resolve(name));
            bytes[bytes.length / 2] ^= 1;
            Files.write(checkpointOf(3).resolve(name), bytes);

            assertResumesAfter(2, 4);
            assertThat(checkpointOf(3)).doesNotExist();
            assertThat(EventReader.effective(file))
                    .extracting(RecordedEvent::event)
                    .filteredOn(Event.Warning.class::isInstance)
                    .singleElement()
                    .extracting(warning -> ((Event.Warning) warning).message())
                    .asString()
                    .contains(checkpointOf(3).toString());
            save(3, 4);
            assertResumesAfter(4, 12); // 7 resumed, 8 warning, 9 to 12 steps and checkpoints
        }
    }

    @Test
    void aMissingNewestLeadsBackToTheOneBefore() throws IOException {
        save(1, 2, 3);
        DurableFiles.deleteTree(checkpointOf(3));

        assertResumesAfter(2, 4);
    }

    @Test
    void ifAllAreDamagedTheRunStartsOver() throws IOException {
        save(1, 2);
        Files.write(checkpointOf(1).resolve("checkpoint.json"), new byte[0]);
        Files.write(checkpointOf(2).resolve("checkpoint.json"), new byte[0]);

        work(session -> assertThat(session.store().resume()).isEmpty());

        assertThat(EventReader.effective(file).get(0).event()).isEqualTo(new Event.RunResumed("", 0));
        assertThat(names()).isEmpty();
        save(1);
        work(session -> assertThat(session.store().latest()).isPresent());
    }

    @Test
    void killedWhileItResumesItResumesTheSame() {
        save(1, 2);
        work(session -> session.log().emit(step(3)));
        work(session -> session.log().emit(new Event.RunResumed("width-000000002", 4)));
        CheckpointCodec.write(checkpointOf(3), checkpoint(3)); // not yet deleted

        assertResumesAfter(2, 4);
    }

    @Test
    void aNameIsNeverUsedTwiceAmongEventsThatCount() {
        save(1, 2);
        work(session -> {
            assertThat(session.store().save(checkpoint(2))).isEqualTo("width-000000002-2");
            assertThat(session.store().save(checkpoint(1))).isEqualTo("width-000000001-2"); // the first is deleted
        });
    }

    @Test
    void theEndOfAStageHasItsOwnName() {
        Checkpoint middle = checkpoint(5);
        Checkpoint end = new Checkpoint("width", 5, true, middle.memo(), middle.weights(), middle.state());
        save(5);

        work(session -> assertThat(session.store().save(end)).isEqualTo("width-end"));
    }

    @Test
    void aFullDiskIsSaidBeforeAnythingIsWritten() {
        save(1);
        try (EventLog log = EventLog.open(file)) {
            CheckpointStore store = new CheckpointStore(folder, log, where -> 10_000_000);

            assertThatThrownBy(() -> store.save(checkpoint(2)))
                    .isInstanceOf(EngineException.class)
                    .hasMessageContaining("has 10 MB free, but 68 MB are needed"); // 64 MiB stay free
            assertThatThrownBy(() -> store.requireSpace(100_000_000))
                    .isInstanceOf(EngineException.class)
                    .hasMessageContaining("468 MB are needed"); // two kept, one in writing, the best
        }
        assertResumesAfter(1, 2);
    }

    @Test
    void aLeftoverOfTheSameNameIsNoObstacle() {
        save(1, 2);
        work(session -> {
            Path temporary = DurableFiles.temporary(checkpointOf(3));
            try {
                Files.createDirectories(temporary);
                Files.createDirectories(temporary.resolve("model.safetensors").resolve("in the way"));
            } catch (IOException e) {
                throw new AssertionError(e);
            }
            session.log().emit(step(3));
            session.store().save(checkpoint(3));
        });
        assertResumesAfter(3, 6);
    }

    @Test
    void theBestIsKeptBesideThem() {
        Map<String, StoredTensor> weights = checkpoint(1).weights();
        save(1, 2);
        work(session -> {
            session.store().saveBest(checkpoint(7).weights(), Map.of());
            session.store().saveBest(weights, Map.of("stage", "width"));
        });
        save(3);

        assertThat(names()).containsExactly("best", "width-000000002", "width-000000003");
        try (Safetensors best = Safetensors.open(folder.resolve("best/model.safetensors"))) {
            weights.forEach((name, tensor) -> assertThat(best.tensor(name)).isEqualTo(tensor));
            assertThat(best.metadata()).isEqualTo(Map.of("stage", "width"));
        }
    }

    @Test
    void onlyWeightsStayOfAFinishedRun() {
        save(1, 2);
        work(session -> {
            session.store().saveBest(checkpoint(1).weights(), Map.of());
            session.store().dropOptimizerStates();
        });

        assertThat(checkpointOf(2).resolve("state.safetensors")).doesNotExist();
        Safetensors.open(checkpointOf(2).resolve("model.safetensors")).close();
        Safetensors.open(folder.resolve("best/model.safetensors")).close();
    }

    /** So that a finished run whose results were lost can measure again. */
    @Test
    void theEndOfAStageStaysWholeInAFinishedRun() {
        Checkpoint end =
                new Checkpoint("width", 5, true, checkpoint(5).memo(), checkpoint(5).weights(), Map.of());
        work(session -> {
            session.store().save(end);
            session.store().dropOptimizerStates();
        });

        work(session -> assertThat(session.store().resume()).hasValueSatisfying(saved -> assertThat(saved.checkpoint())
                .isEqualTo(end)));
    }
}
