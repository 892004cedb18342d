package org.bertrim.engine.training;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.bertrim.engine.event.Event;
import org.bertrim.engine.event.EventSink;
import org.bertrim.engine.format.Checkpoint;
import org.bertrim.engine.format.Json;
import org.bertrim.engine.format.StoredTensor;
import org.jspecify.annotations.Nullable;

/** A run that keeps everything in memory, can be stopped before a step, and gone on with from its last checkpoint. */
public final class MemoryPort implements RunPort {

    /** What a stop throws. */
    public static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private static final long NEVER = -1;
    private static final long AT_END = -2;
    private static final long AMID = -3;

    private final List<Event> events = new ArrayList<>();
    private final Map<String, Map<String, StoredTensor>> kept = new LinkedHashMap<>();
    private final List<String> stages;
    private ObjectNode memo = Json.mapper().createObjectNode();
    private @Nullable Checkpoint last;
    private @Nullable Checkpoint resumed;
    private @Nullable String stopStage;
    private long stopStep = NEVER;
    private boolean forgotten;
    private int savedEvents;
    private final AtomicLong asked = new AtomicLong();
    /** Every look at it takes a second. */
    private final StageClock clock = new StageClock(() -> asked.incrementAndGet() * 1_000_000_000L);

    private @Nullable Map<String, StoredTensor> best;
    private Map<String, String> aboutBest = Map.of();

    /** A run with these stages. */
    public MemoryPort(String... stages) {
        this.stages = List.of(stages);
    }

    /** Stops before a step of a stage, as a user would. */
    public MemoryPort stopAt(String stage, long step) {
        stopStage = stage;
        stopStep = step;
        return this;
    }

    /** Stops while a stage prepares or scores, where no checkpoint can be made. */
    public MemoryPort stopAmid(String stage) {
        stopStage = stage;
        stopStep = AMID;
        return this;
    }

    /** Stops right after the checkpoint at a stage's end. */
    public MemoryPort stopAfter(String stage) {
        stopStage = stage;
        stopStep = AT_END;
        return this;
    }

    /** Whether the stop lies within a stage rather than at its end. */
    public boolean stopsWithin() {
        return stopStep >= 0;
    }

    /** The same run in a new process: goes on from the last checkpoint. */
    public MemoryPort resume() {
        MemoryPort next = new MemoryPort(stages.toArray(String[]::new));
        next.events.addAll(events.subList(0, last == null ? 0 : savedEvents)); // later ones do not count
        next.savedEvents = next.events.size();
        next.kept.putAll(kept);
        next.last = last;
        next.best = best;
        next.aboutBest = aboutBest;
        next.resumed = last;
        if (last != null) {
            // through text, as a checkpoint on disk
            try {
                next.memo = (ObjectNode) Json.mapper().readTree(Json.line(StageClock.memoOf(last)));
            } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
                throw new AssertionError(e);
            }
        }
        return next;
    }

    /** What was reported, times left out. */
    public List<String> report() {
        return events.stream()
                .filter(event -> !(event instanceof Event.Progress))
                .map(event -> event instanceof Event.StageFinished end
                        ? Json.line(new Event.StageFinished(end.stage(), end.steps(), Map.of()))
                        : Json.line(event))
                .toList();
    }

    /** Every event. */
    public List<Event> recorded() {
        return events;
    }

    /** The newest checkpoint. */
    public Checkpoint last() {
        return last;
    }

    @Override
    public EventSink events() {
        return events::add;
    }

    @Override
    public StageClock clock() {
        return clock;
    }

    /** The best weights of the last stage that chose some. */
    public @Nullable Map<String, StoredTensor> best() {
        return best;
    }

    /** Where they come from. */
    public Map<String, String> aboutBest() {
        return aboutBest;
    }

    @Override
    public void keepBest(Map<String, StoredTensor> weights, Map<String, String> about) {
        best = weights;
        aboutBest = about;
    }

    @Override
    public long seed() {
        return 42;
    }

    @Override
    public ObjectNode memo() {
        return memo;
    }

    @Override
    public boolean finished(String stage) {
        return last != null
                && (stages.indexOf(last.stage()) > stages.indexOf(stage)
                        || last.stage().equals(stage) && last.stageFinished());
    }

    @Override
    public Optional<Checkpoint> resumePoint(String stage) {
        return Optional.ofNullable(resumed)
                .filter(c -> !forgotten && c.stage().equals(stage) && !c.stageFinished());
    }

    @Override
    public void forgetResumePoint() {
        forgotten = true;
    }

    @Override
    public Optional<Map<String, StoredTensor>> finishedWeights(String stage) {
        return Optional.ofNullable(resumed)
                .filter(c -> !forgotten && c.stage().equals(stage) && c.stageFinished())
                .map(Checkpoint::weights);
    }

    @Override
    public boolean checkpointDue() {
        return false;
    }

    @Override
    public void save(Checkpoint checkpoint) {
        last = clock.stamp(checkpoint);
        savedEvents = events.size();
        if (checkpoint.stageFinished() && checkpoint.stage().equals(stopStage) && stopStep == AT_END) {
            throw new Stopped();
        }
    }

    @Override
    public void keep(String name, Map<String, StoredTensor> weights) {
        kept.put(name, weights);
    }

    @Override
    public Map<String, StoredTensor> kept(String name) {
        return kept.get(name);
    }

    @Override
    public void obey(String stage, long step, Supplier<Checkpoint> state) {
        if (stage.equals(stopStage) && step == stopStep) {
            save(state.get());
            throw new Stopped();
        }
    }

    @Override
    public void obey(String stage, long step) {
        if (stage.equals(stopStage) && stopStep == AMID) {
            throw new Stopped();
        }
    }
}
