package org.bertrim.engine.training;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.bertrim.engine.event.Event;
import org.bertrim.engine.event.EventSink;
import org.bertrim.engine.format.Checkpoint;
import org.bertrim.engine.format.StoredTensor;

/** What a stage needs of the run around it: somewhere to report, somewhere to save, and the user's wishes. */
public interface RunPort {

    /** Takes the run's events. */
    EventSink events();

    /** Counts the time of the stage that is open. */
    StageClock clock();

    /**
     * Opens a stage, unless the run goes on within it; its clock runs from here on.
     *
     * @param steps optimizer steps in all, 0 for a stage that does not train
     */
    default void begin(String stage, long steps, long stepsPerEpoch) {
        Optional<Checkpoint> within = resumePoint(stage);
        clock().start(within.map(StageClock::secondsOf).orElse(0.0));
        if (within.isEmpty()) {
            events().emit(new Event.StageStarted(stage, steps, stepsPerEpoch));
        }
    }

    /** Closes a stage once all of its work is done and scored; its checkpoint follows. */
    default void end(String stage, long steps) {
        events().emit(new Event.StageFinished(stage, steps, Map.of("seconds", clock().seconds())));
    }

    /** The run's seed. */
    long seed();

    /** What stages found out and later ones need; saved with every checkpoint. */
    ObjectNode memo();

    /** Whether the run's last checkpoint lies behind the end of this stage. */
    boolean finished(String stage);

    /** The checkpoint to go on from, if it was taken within this stage or at its end. */
    Optional<Checkpoint> resumePoint(String stage);

    /** Lets go of that checkpoint once its tensors are used; it is as large as all that training itself keeps. */
    void forgetResumePoint();

    /** The weights that the last finished stage left behind. */
    Optional<Map<String, StoredTensor>> finishedWeights(String stage);

    /** Whether enough training time passed since the last checkpoint. */
    boolean checkpointDue();

    /** Saves a checkpoint now. */
    void save(Checkpoint checkpoint);

    /**
     * Replaces the best model of the run so far by that of this stage; weights only, for people who look into the run's folder.
     *
     * @param about where it comes from, e.g. stage and step
     */
    void keepBest(Map<String, StoredTensor> weights, Map<String, String> about);

    /** Keeps weights under a name until the run ends; replaces what is there. */
    void keep(String name, Map<String, StoredTensor> weights);

    /** Weights that {@link #keep} kept. */
    Map<String, StoredTensor> kept(String name);

    /**
     * Obeys pause, continue and stop; returns at once if nothing was asked.
     *
     * @param state makes the checkpoint that is saved before waiting or stopping
     * <p>Where the user stopped the run this throws a signal of the run's own, which nothing below the worker may catch.
     */
    void obey(String stage, long step, Supplier<Checkpoint> state);

    /** The same where no checkpoint can be made: a run that is stopped here goes on from its last one. */
    void obey(String stage, long step);
}
