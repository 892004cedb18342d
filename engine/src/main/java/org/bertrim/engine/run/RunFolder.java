package org.bertrim.engine.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.text.Normalizer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.bertrim.engine.event.Event;
import org.bertrim.engine.format.DurableFiles;
import org.bertrim.engine.format.EngineException;
import org.bertrim.engine.format.Json;

/**
 * One run on disk, {@code WORKSPACE/runs/ID}: the truth about it, whoever else remembers something.
 *
 * <p>The id is {@code yyyyMMdd-HHmmss-slug-sSEED} in UTC, with {@code -2}, {@code -3}, … where that is taken.
 */
public final class RunFolder {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);
    private static final int SLUG_LENGTH = 40;
    private static final int CLASHES = 10_000;
    private static final int LOOKS = 5;

    private final Path root;

    private RunFolder(Path root) {
        this.root = root;
    }

    /**
     * Creates a run with its experiment. The folder appears in one step with everything in it, so nobody ever sees half
     * of it, and two that are created in the same second get two folders.
     *
     * @param name the experiment's name, of which the id keeps letters and digits
     * @param experiment the resolved experiment
     * @throws EngineException if the workspace cannot be written
     */
    public static RunFolder create(Path workspace, String name, long seed, Instant now, JsonNode experiment) {
        Path runs = Workspace.runs(workspace);
        Path draft = runs.resolve("." + UUID.randomUUID() + ".tmp");
        try {
            Files.createDirectories(runs);
            try {
                RunFolder folder = new RunFolder(draft.toAbsolutePath().normalize());
                Files.createDirectory(draft);
                Files.createDirectory(folder.controlFolder());
                Files.createDirectory(folder.checkpointsFolder());
                Files.createDirectory(folder.modelsFolder());
                DurableFiles.write(folder.experimentFile(), Json.pretty(experiment));
                String id = TIME.format(now) + "-" + slug(name) + "-s" + seed;
                return new RunFolder(publish(draft, runs, id).toAbsolutePath().normalize());
            } finally {
                DurableFiles.deleteTree(draft); // nothing is there once it has its name
            }
        } catch (IOException e) {
            throw DurableFiles.failure("The run's folder could not be created below " + runs, e);
        }
    }

    /** Renames to the first free id; a rename onto a folder that is not empty fails, so nothing is ever overwritten. */
    private static Path publish(Path draft, Path runs, String id) throws IOException {
        for (int number = 1; number <= CLASHES; number++) {
            Path target = runs.resolve(number == 1 ? id : id + "-" + number);
            if (Files.exists(target)) {
                continue;
            }
            try {
                DurableFiles.rename(draft, target);
                return target;
            } catch (IOException e) {
                if (!Files.exists(target)) {
                    throw e;
                }
            }
        }
        throw new IOException("there are too many runs of the name " + id);
    }

    static String slug(String name) {
        String plain = Normalizer.normalize(name, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
        String slug = plain.replaceAll("\\p{M}+", "").replaceAll("[^a-z0-9]+", "-");
        slug = slug.substring(0, Math.min(slug.length(), SLUG_LENGTH)).replaceAll("^-+|-+$", "");
        return slug.isEmpty() ? "run" : slug;
    }

    /**
     * Opens the folder of a run.
     *
     * @throws EngineException if it is missing or has no experiment
     */
    public static RunFolder open(Path root) {
        RunFolder folder = new RunFolder(root.toAbsolutePath().normalize());
        if (!Files.isRegularFile(folder.experimentFile())) {
            throw new EngineException(
                    "The run " + folder.id() + " could not be opened",
                    Files.isDirectory(root) ? "its folder has no experiment.json" : "there is no folder " + root,
                    "Check the name with: bertrim runs");
        }
        return folder;
    }

    /** The run's id, the folder's name. */
    public String id() {
        return root.getFileName().toString();
    }

    /** The folder. */
    public Path root() {
        return root;
    }

    /** The resolved experiment. */
    public Path experimentFile() {
        return root.resolve("experiment.json");
    }

    /** Versions, device, threads, seeds, fingerprints. */
    public Path environmentFile() {
        return root.resolve("environment.json");
    }

    /** Every event. */
    public Path eventsFile() {
        return root.resolve("events.jsonl");
    }

    /** Signals to the worker. */
    public Path controlFolder() {
        return root.resolve("control");
    }

    /** Checkpoints. */
    public Path checkpointsFolder() {
        return root.resolve("checkpoints");
    }

    /** Model folders. */
    public Path modelsFolder() {
        return root.resolve("models");
    }

    /** The results, written once at the end. */
    public Path resultsFile() {
        return root.resolve("results.json");
    }

    /** Process id, start and host of the last worker. */
    public Path workerFile() {
        return root.resolve("worker.json");
    }

    /** Locked while a worker lives. */
    public Path lockFile() {
        return root.resolve("worker.lock");
    }

    /** What the worker printed. */
    public Path logFile() {
        return root.resolve("worker.log");
    }

    /** Options, class path and main class of the last worker. */
    public Path argumentsFile() {
        return root.resolve("worker.args");
    }

    /** The run's place in the queue, while it waits there. */
    public Path queueFile() {
        return root.resolve("queue.json");
    }

    /**
     * Puts the run into the queue or changes its place; smaller orders come first. The worker takes it out when it
     * starts.
     */
    public void enqueue(long order) {
        ObjectNode place = Json.mapper().createObjectNode();
        place.put("order", order);
        DurableFiles.write(queueFile(), Json.pretty(place));
    }

    /** Takes the run out of the queue. */
    public void dequeue() {
        try {
            Files.deleteIfExists(queueFile());
        } catch (IOException e) {
            throw DurableFiles.failure("The run " + id() + " could not be taken out of the queue", e);
        }
    }

    /** The run's place in the queue, empty if it is not there. */
    public OptionalLong queueOrder() {
        return Files.exists(queueFile())
                ? OptionalLong.of(Json.read(queueFile()).path("order").asLong())
                : OptionalLong.empty();
    }

    /** Whether the run came to its end, but its results were taken away afterwards: it can be resumed to get them again. */
    public boolean lostItsResults() {
        return !Files.exists(resultsFile())
                && lastEvent().filter(last -> last.type().equals(Event.RunFinished.class.getSimpleName())).isPresent();
    }

    /** What the run is doing now; a run without its results is not finished. */
    public RunState state() {
        for (int look = 0; look < LOOKS; look++) {
            boolean held = WorkerLock.held(this);
            Optional<EventLines.Head> last = lastEvent();
            RunState state = state(held, last.map(EventLines.Head::type).orElse(""));
            if (state == RunState.FINISHED) {
                return state;
            }
            // A worker may have come or gone between the two looks: what decides must be seen twice.
            boolean same = state == RunState.RUNNING || last.equals(lastEvent());
            if (same && held == WorkerLock.held(this)) {
                return state;
            }
        }
        return RunState.RUNNING; // events keep coming
    }

    private RunState state(boolean held, String last) {
        if (last.equals(Event.RunFinished.class.getSimpleName()) && Files.exists(resultsFile())) {
            return RunState.FINISHED;
        }
        if (held) {
            return last.equals(Event.RunPaused.class.getSimpleName()) ? RunState.PAUSED : RunState.RUNNING;
        }
        if (Files.exists(queueFile())) {
            return RunState.QUEUED;
        }
        if (last.equals(Event.RunStopped.class.getSimpleName())) {
            return RunState.STOPPED;
        }
        return last.equals(Event.RunFailed.class.getSimpleName()) ? RunState.FAILED : RunState.INTERRUPTED;
    }

    Optional<EventLines.Head> firstEvent() {
        return event(true);
    }

    Optional<EventLines.Head> lastEvent() {
        return event(false);
    }

    private Optional<EventLines.Head> event(boolean first) {
        try (FileChannel channel = FileChannel.open(eventsFile(), StandardOpenOption.READ)) {
            return first ? EventLines.first(channel) : EventLines.last(channel);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw DurableFiles.failure("The events of the run " + id() + " could not be read", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RunFolder that && root.equals(that.root);
    }

    @Override
    public int hashCode() {
        return root.hashCode();
    }

    @Override
    public String toString() {
        return id();
    }
}
