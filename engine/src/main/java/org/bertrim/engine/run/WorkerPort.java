package org.bertrim.engine.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.bertrim.engine.event.EventSink;
import org.bertrim.engine.format.Checkpoint;
import org.bertrim.engine.format.DurableFiles;
import org.bertrim.engine.format.EngineException;
import org.bertrim.engine.format.Json;
import org.bertrim.engine.format.Safetensors;
import org.bertrim.engine.format.StoredTensor;
import org.bertrim.engine.training.RunPort;
import org.bertrim.engine.training.StageClock;

/** Connects training stages with the run folder. */
final class WorkerPort implements RunPort {

    private static final String SUFFIX = ".safetensors";

    private final WorkerSession session;
    private final long seed;
    private final List<String> stages;
    private final long checkpointNanos;
    private final ObjectNode memo;
    private final StageClock clock;
    private final boolean resumed;
    private int doneStages;
    /** The checkpoint that this worker goes on from, until it is used, at the latest until the worker saves one itself. */
    private Optional<Checkpoint> last;
    private long savedAt = System.nanoTime();

    WorkerPort(WorkerSession session, long seed, List<String> stages, double checkpointMinutes) {
        this(session, seed, stages, checkpointMinutes, new StageClock());
    }

    WorkerPort(
            WorkerSession session, long seed, List<String> stages, double checkpointMinutes, StageClock clock) {
        this.clock = clock;
        this.session = session;
        this.seed = seed;
        this.stages = List.copyOf(stages);
        this.checkpointNanos = (long) (checkpointMinutes * 60e9);
        this.last = session.takeResume().map(CheckpointStore.Saved::checkpoint);
        this.resumed = last.isPresent();
        this.doneStages = last.map(from -> stages.indexOf(from.stage()) + (from.stageFinished() ? 1 : 0))
                .orElse(0);
        this.memo = last.map(StageClock::memoOf).orElseGet(() -> Json.mapper().createObjectNode());
    }

    /** Whether the run goes on from a checkpoint rather than from its start. */
    boolean resumed() {
        return resumed;
    }

    @Override
    public EventSink events() {
        return session.events();
    }

    @Override
    public StageClock clock() {
        return clock;
    }

    @Override
    public long seed() {
        return seed;
    }

    @Override
    public ObjectNode memo() {
        return memo;
    }

    @Override
    public boolean finished(String stage) {
        return stages.indexOf(stage) < doneStages;
    }

    @Override
    public Optional<Checkpoint> resumePoint(String stage) {
        return last.filter(checkpoint -> checkpoint.stage().equals(stage) && !checkpoint.stageFinished());
    }

    @Override
    public void forgetResumePoint() {
        last = Optional.empty();
    }

    @Override
    public Optional<Map<String, StoredTensor>> finishedWeights(String stage) {
        return last.filter(checkpoint -> checkpoint.stage().equals(stage) && checkpoint.stageFinished())
                .map(Checkpoint::weights);
    }

    @Override
    public boolean checkpointDue() {
        return System.nanoTime() - savedAt >= checkpointNanos;
    }

    @Override
    public void save(Checkpoint checkpoint) {
        session.checkpoints().save(clock.stamp(checkpoint));
        if (checkpoint.stageFinished()) {
            doneStages = Math.max(doneStages, stages.indexOf(checkpoint.stage()) + 1);
        }
        saved();
    }

    private void saved() {
        savedAt = System.nanoTime();
        forgetResumePoint();
    }

    @Override
    public void keepBest(Map<String, StoredTensor> weights, Map<String, String> about) {
        session.checkpoints().saveBest(weights, about);
    }

    @Override
    public void keep(String name, Map<String, StoredTensor> weights) {
        Path file = file(name);
        Path temporary = DurableFiles.temporary(file);
        try {
            Safetensors.write(temporary, weights, Map.of());
            DurableFiles.rename(temporary, file);
        } catch (IOException e) {
            throw DurableFiles.failure("The weights " + name + " could not be kept", e);
        }
    }

    @Override
    public Map<String, StoredTensor> kept(String name) {
        if (!Files.isRegularFile(file(name))) {
            throw new EngineException(
                    "The run cannot go on",
                    "the weights that it kept as " + file(name) + " were deleted",
                    "Start the experiment again as a new run.");
        }
        return Safetensors.read(file(name));
    }

    @Override
    public void obey(String stage, long step, Supplier<Checkpoint> state) {
        clock.pause();
        session.obey(stage, step, () -> {
            Checkpoint checkpoint = clock.stamp(state.get());
            saved();
            return checkpoint;
        });
        clock.proceed();
    }

    @Override
    public void obey(String stage, long step) {
        clock.pause();
        session.obey(stage, step);
        clock.proceed();
    }

    private Path file(String name) {
        return session.folder().checkpointsFolder().resolve(CheckpointStore.KEPT_PREFIX + name + SUFFIX);
    }
}
