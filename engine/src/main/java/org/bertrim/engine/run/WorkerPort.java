package org.bertrim.engine.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.bertrim.engine.event.EventSink;
import org.bertrim.engine.format.Checkpoint;
import org.bertrim.engine.format.DurableFiles;
import org.bertrim.engine.format.Json;
import org.bertrim.engine.format.Safetensors;
import org.bertrim.engine.format.StoredTensor;
import org.bertrim.engine.training.RunPort;

/** Connects training stages with the run folder. */
final class WorkerPort implements RunPort {

    private static final String SUFFIX = ".safetensors";

    private final WorkerSession session;
    private final long seed;
    private final List<String> stages;
    private final long checkpointNanos;
    private final ObjectNode memo;
    /** The checkpoint that this worker goes on from; what it saves later only matters to the next worker. */
    private final Optional<Checkpoint> last;
    private long savedAt = System.nanoTime();

    WorkerPort(WorkerSession session, long seed, List<String> stages, double checkpointMinutes) {
        this.session = session;
        this.seed = seed;
        this.stages = List.copyOf(stages);
        this.checkpointNanos = (long) (checkpointMinutes * 60e9);
        this.last = session.resume().map(CheckpointStore.Saved::checkpoint);
        this.memo = last.map(checkpoint -> (ObjectNode) checkpoint.memo().deepCopy())
                .orElseGet(() -> Json.mapper().createObjectNode());
    }

    @Override
    public EventSink events() {
        return session.events();
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
        return last.filter(checkpoint -> {
                    int at = stages.indexOf(checkpoint.stage());
                    int asked = stages.indexOf(stage);
                    return at > asked || at == asked && checkpoint.stageFinished();
                })
                .isPresent();
    }

    @Override
    public Optional<Checkpoint> resumePoint(String stage) {
        return last.filter(checkpoint -> checkpoint.stage().equals(stage) && !checkpoint.stageFinished());
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
        session.checkpoints().save(checkpoint);
        savedAt = System.nanoTime();
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
        Map<String, StoredTensor> weights = new LinkedHashMap<>();
        try (Safetensors tensors = Safetensors.open(file(name))) {
            for (String each : tensors.names()) {
                StoredTensor mapped = tensors.tensor(each);
                weights.put(each, StoredTensor.floats(mapped.shape(), mapped.toFloats()));
            }
        }
        return weights;
    }

    @Override
    public void obey(String stage, long step, Supplier<Checkpoint> state) {
        session.obey(stage, step, state);
    }

    @Override
    public void obey(String stage, long step) {
        session.obey(stage, step);
    }

    private Path file(String name) {
        return session.folder().checkpointsFolder().resolve(CheckpointStore.KEPT_PREFIX + name + SUFFIX);
    }
}
