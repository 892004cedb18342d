package org.bertrim.engine.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.bertrim.engine.event.Event;
import org.bertrim.engine.format.Checkpoint;
import org.bertrim.engine.format.CheckpointCodec;
import org.bertrim.engine.format.DiskSpace;
import org.bertrim.engine.format.DurableFiles;
import org.bertrim.engine.format.EngineException;
import org.bertrim.engine.format.Safetensors;
import org.bertrim.engine.format.StoredTensor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A run's checkpoints: the newest two, and the best model as weights only.
 *
 * <p><b>A checkpoint exists from the moment in which its {@link Event.CheckpointSaved} is on disk</b>, and not before.
 * Saving takes these steps, and a kill or power cut between any two of them leaves a run that resumes:
 *
 * <ol>
 *   <li>write under a temporary name, flush the files and their folder: the leftover is deleted when the store is
 *     opened;
 *   <li>flush the event log: everything that happened before the checkpoint is on disk before the checkpoint is;
 *   <li>rename, flush {@code checkpoints/}: a folder whose event is missing is ignored, and deleted on resuming,
 *       because only the event's number says exactly which events count;
 *   <li>append {@code CheckpointSaved} and flush the log: from here on this is the newest; a line that was torn is cut
 *       when the log is opened, which leads back to the case before;
 *   <li>delete what is older than the newest two, each renamed to a temporary name first: nothing is deleted before its
 *       successor's event is on disk, so once there was a checkpoint there always is one.
 * </ol>
 *
 * <p>Resuming picks the newest checkpoint that counts and reads back whole, writes {@link Event.RunResumed} with the
 * number of its event, flushes, and only then deletes the others: killed in between, the next worker picks the same. No
 * name is used twice among the events that count, so an event can never stand for another's bytes. Not for several
 * threads at once.
 */
public final class CheckpointStore {

    private static final Logger LOG = LoggerFactory.getLogger(CheckpointStore.class);
    private static final String BEST = "best";
    private static final int KEPT = 2;

    /** What to do once there is space. */
    static final String RESUME = "resume the run";

    /** What the names of files begin with that a run keeps beside its checkpoints until it ends. */
    static final String KEPT_PREFIX = "kept-";

    private final Path folder;
    private final EventLog log;
    private final DiskSpace space;

    /**
     * A checkpoint that counts.
     *
     * @param name its folder below {@code checkpoints/}
     * @param seq number of its event; what comes after has to be done again
     */
    public record Saved(String name, long seq, Checkpoint checkpoint) {}

    /** Opens the store of the run whose events go to this log, and deletes what an earlier worker did not finish. */
    public CheckpointStore(Path folder, EventLog log) {
        this(folder, log, DiskSpace.real());
    }

    CheckpointStore(Path folder, EventLog log, DiskSpace space) {
        this.folder = folder;
        this.log = log;
        this.space = space;
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw DurableFiles.failure("The checkpoints' folder could not be created", e);
        }
        for (Path child : children()) {
            if (DurableFiles.isTemporary(child)) {
                delete(child);
            }
        }
        delete(DurableFiles.temporary(bestFolder().resolve(CheckpointCodec.WEIGHTS_FILE)));
    }

    /**
     * Checks that a whole run's checkpoints of this size fit: two kept, one in writing, and the best.
     *
     * @throws EngineException if the disk is too full
     */
    public void requireSpace(long checkpointBytes) {
        space.require(folder, (KEPT + 2) * checkpointBytes, "The run could not be started", RESUME);
    }

    /**
     * Saves a checkpoint and announces it.
     *
     * @return its name
     * @throws EngineException if the disk is too full or cannot be written; the earlier checkpoints are untouched
     */
    public String save(Checkpoint checkpoint) {
        space.require(folder, checkpoint.sizeBytes(), "The checkpoint could not be saved", RESUME);
        String name = freeName(checkpoint);
        Path target = folder.resolve(name);
        Path temporary = DurableFiles.temporary(target);
        try {
            DurableFiles.deleteTree(temporary);
            CheckpointCodec.write(temporary, checkpoint);
            log.sync();
            DurableFiles.deleteTree(target); // not announced, so it does not exist
            DurableFiles.rename(temporary, target);
        } catch (IOException e) {
            delete(temporary);
            throw DurableFiles.failure("The checkpoint could not be saved", e);
        } catch (EngineException e) {
            delete(temporary);
            throw e;
        }
        log.emit(new Event.CheckpointSaved(name, checkpoint.stage(), checkpoint.step()));
        log.sync();
        keep(newest(KEPT));
        return name;
    }

    private String freeName(Checkpoint checkpoint) {
        Set<String> taken = new HashSet<>(Set.of(BEST));
        log.checkpoints().forEach(saved -> taken.add(file(saved)));
        String stage = checkpoint.stage().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        String base = checkpoint.stageFinished()
                ? stage + "-end"
                : String.format(Locale.ROOT, "%s-%09d", stage, checkpoint.step());
        String name = base;
        for (int number = 2; taken.contains(name); number++) {
            name = base + "-" + number;
        }
        return name;
    }

    /** The newest checkpoint that counts and reads back whole; damaged ones are passed over. */
    public Optional<Saved> latest() {
        return latest(new ArrayList<>());
    }

    private Optional<Saved> latest(List<EngineException> damaged) {
        List<RecordedEvent> saved = log.checkpoints();
        for (int i = saved.size() - 1; i >= 0; i--) {
            String name = file(saved.get(i));
            if (!Files.isDirectory(folder.resolve(name))) {
                continue; // deleted because it is older than the newest two
            }
            try {
                return Optional.of(new Saved(name, saved.get(i).seq(), CheckpointCodec.read(folder.resolve(name))));
            } catch (EngineException e) {
                damaged.add(e);
            }
        }
        return Optional.empty();
    }

    /**
     * Goes on from the newest checkpoint, or starts over if there is none: says so in the log and deletes what does not
     * count. For a run that has events.
     *
     * @return where to go on, empty to start over
     */
    Optional<Saved> resume() {
        List<EngineException> damaged = new ArrayList<>();
        Optional<Saved> latest = latest(damaged);
        log.emit(latest.map(saved -> new Event.RunResumed(saved.name(), saved.seq()))
                .orElse(new Event.RunResumed("", 0)));
        for (EngineException each : damaged) {
            log.emit(new Event.Warning(
                    "checkpoint-damaged",
                    each.getMessage(),
                    "Check the disk; the run goes on from an earlier checkpoint."));
        }
        log.sync();
        keep(newest(KEPT));
        return latest;
    }

    private Set<String> newest(int count) {
        Set<String> names = new HashSet<>();
        List<RecordedEvent> saved = log.checkpoints();
        for (int i = saved.size() - 1; i >= 0 && names.size() < count; i--) {
            if (Files.isDirectory(folder.resolve(file(saved.get(i))))) {
                names.add(file(saved.get(i)));
            }
        }
        return names;
    }

    private void keep(Set<String> names) {
        for (Path each : children()) {
            String name = each.getFileName().toString();
            if (Files.isDirectory(each) && !name.equals(BEST) && !names.contains(name)) {
                delete(each);
            }
        }
    }

    /**
     * Replaces the best model: that of the stage which was the last to choose one. A resumed run may be behind it for a
     * while; as its steps repeat exactly, it comes by here again. Nothing resumes from it: a checkpoint within a stage
     * holds the best weights so far itself.
     *
     * @param about where the weights come from, by word; stands in the file's metadata
     * @throws EngineException if the disk is too full or cannot be written; the old one is then untouched
     */
    public void saveBest(Map<String, StoredTensor> weights, Map<String, String> about) {
        long bytes = weights.values().stream().mapToLong(StoredTensor::sizeBytes).sum();
        space.require(folder, bytes, "The best model could not be saved", RESUME);
        try {
            Files.createDirectories(bestFolder());
        } catch (IOException e) {
            throw DurableFiles.failure("The best model could not be saved", e);
        }
        Safetensors.write(bestFolder().resolve(CheckpointCodec.WEIGHTS_FILE), weights, about);
    }

    /** Where {@link #saveBest} puts {@value CheckpointCodec#WEIGHTS_FILE}; may not exist yet. */
    public Path bestFolder() {
        return folder.resolve(BEST);
    }

    /**
     * Leaves only the checkpoints' weights, once the run is finished and nobody will go on training from here. A
     * checkpoint without state, as at a stage's end, stays whole, so that lost results can be measured again.
     */
    public void dropOptimizerStates() {
        for (Path each : children()) {
            if (Files.isDirectory(each)) {
                Path state = each.resolve(CheckpointCodec.STATE_FILE);
                if (Files.exists(state) && !CheckpointCodec.isEmptyState(state)) {
                    delete(state);
                }
            } else if (each.getFileName().toString().startsWith(KEPT_PREFIX)) {
                delete(each);
            }
        }
    }

    private List<Path> children() {
        try (Stream<Path> children = Files.list(folder)) {
            return children.sorted().toList();
        } catch (IOException e) {
            throw DurableFiles.failure("The checkpoints' folder could not be read", e);
        }
    }

    /**
     * Deletes as far as possible; what stays (a file that another program holds open on Windows) goes the next time.
     */
    private static void delete(Path file) {
        try {
            if (!Files.exists(file)) {
                return;
            }
            Path doomed = file;
            if (Files.isDirectory(file) && !DurableFiles.isTemporary(file)) {
                doomed = DurableFiles.temporary(file);
                DurableFiles.deleteTree(doomed);
                DurableFiles.rename(file, doomed);
            }
            DurableFiles.deleteTree(doomed);
        } catch (IOException e) {
            LOG.warn("{} could not be deleted and stays for now: {}", file, e.toString());
        }
    }

    private static String file(RecordedEvent saved) {
        return ((Event.CheckpointSaved) saved.event()).file();
    }
}
