package org.bertrim.engine.training;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.bertrim.engine.event.EventSink;
import org.bertrim.engine.event.StageIds;
import org.bertrim.engine.format.Checkpoint;
import org.bertrim.engine.format.StoredTensor;

/**
 * The port of a part of a run: stages that work on it are the same as those of the run's own task, and the run sees them as stages of
 * their own, with ids, kept weights and a memo apart. Everything random depends on seed and stage but not on the part, so a part does
 * what a run of its own would do.
 *
 * <p>The run's best model stays that of its own task.
 */
public final class PartPort implements RunPort {

    private static final String MEMO = "parts";

    private final RunPort whole;
    private final String part;

    private PartPort(RunPort whole, String part) {
        this.whole = whole;
        this.part = part;
    }

    /** The port of a part of the run that {@code port} or, if that is a part's port itself, its run belongs to. */
    public static PartPort of(RunPort port, String part) {
        return new PartPort(port instanceof PartPort other ? other.whole : port, part);
    }

    private String id(String stage) {
        return StageIds.of(stage, part);
    }

    @Override
    public EventSink events() {
        return new MovedEvents(whole.events(), this::id);
    }

    @Override
    public StageClock clock() {
        return whole.clock();
    }

    @Override
    public void begin(String stage, long steps, long stepsPerEpoch) {
        whole.begin(id(stage), steps, stepsPerEpoch);
    }

    @Override
    public void end(String stage, long steps) {
        whole.end(id(stage), steps);
    }

    @Override
    public long seed() {
        return whole.seed();
    }

    @Override
    public ObjectNode memo() {
        return whole.memo().withObjectProperty(MEMO).withObjectProperty(part);
    }

    @Override
    public boolean finished(String stage) {
        return whole.finished(id(stage));
    }

    @Override
    public Optional<Checkpoint> resumePoint(String stage) {
        return whole.resumePoint(id(stage))
                .map(found -> new Checkpoint(
                        stage, found.step(), found.stageFinished(), memo(), found.weights(), found.state()));
    }

    @Override
    public void forgetResumePoint() {
        whole.forgetResumePoint();
    }

    @Override
    public Optional<Map<String, StoredTensor>> finishedWeights(String stage) {
        return whole.finishedWeights(id(stage));
    }

    @Override
    public boolean checkpointDue() {
        return whole.checkpointDue();
    }

    @Override
    public void save(Checkpoint checkpoint) {
        whole.save(outer(checkpoint));
    }

    /** The checkpoint as one of the whole run. */
    private Checkpoint outer(Checkpoint checkpoint) {
        ObjectNode memo = whole.memo().deepCopy();
        memo.withObjectProperty(MEMO).set(part, checkpoint.memo());
        return new Checkpoint(
                id(checkpoint.stage()),
                checkpoint.step(),
                checkpoint.stageFinished(),
                memo,
                checkpoint.weights(),
                checkpoint.state());
    }

    @Override
    public void keepBest(Map<String, StoredTensor> weights, Map<String, String> about) {
        // the best model of the run is that of its own task
    }

    @Override
    public void keep(String name, Map<String, StoredTensor> weights) {
        whole.keep(id(name), weights);
    }

    @Override
    public Map<String, StoredTensor> kept(String name) {
        return whole.kept(id(name));
    }

    @Override
    public void obey(String stage, long step, Supplier<Checkpoint> state) {
        whole.obey(id(stage), step, () -> outer(state.get()));
    }

    @Override
    public void obey(String stage, long step) {
        whole.obey(id(stage), step);
    }
}
