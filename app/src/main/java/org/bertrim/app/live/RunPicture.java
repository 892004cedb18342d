package org.bertrim.app.live;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bertrim.engine.event.Event;
import org.bertrim.engine.run.RunState;

/**
 * Everything that the screen needs to know of a run at one moment; made in the background, never changed.
 *
 * @param revision grows with everything that is new; equal revisions are equal pictures but for {@code resources}
 * @param experiment the resolved experiment file
 * @param results an empty node until the run is finished
 * @param seconds of work so far
 * @param cuts how often events were taken back by a resumption
 * @param stages in their order, those to come as well
 * @param milestones events other than scalars and progress, oldest first
 * @param log the end of the worker's own log
 * @param resources of the worker and the machine
 */
record RunPicture(
        String runId,
        long revision,
        RunState state,
        JsonNode experiment,
        JsonNode results,
        Optional<Event.RunStarted> started,
        double seconds,
        int cuts,
        List<StageFact> stages,
        List<StageCurves.Slice> curves,
        List<RunHistory.Milestone> milestones,
        List<ScorePoint> scores,
        LogTail.Text log,
        List<ResourceSample> resources,
        Family family) {

    /**
     * Runs of the same experiment.
     *
     * @param siblings those with other seeds, this one among them, by seed; of two with one seed the newer, or this one
     * @param earlierSeconds by stage, of the newest finished one other than this; empty if there is none
     */
    record Family(List<Sibling> siblings, Map<String, Double> earlierSeconds) {}

    /** Another run of the same experiment. */
    record Sibling(String runId, long seed) {}

    String name() {
        return experiment.path("name").asText(runId);
    }

    /** The task as the run calls it, empty before it has begun. */
    String task() {
        return started.map(Event.RunStarted::task).orElse("");
    }

    boolean active() {
        return state == RunState.RUNNING || state == RunState.PAUSED;
    }

    /** Why the run ended, if the last thing it said is that it failed. */
    Optional<Event.RunFailed> failure() {
        if (state != RunState.FAILED || milestones.isEmpty()) {
            return Optional.empty();
        }
        Event last = milestones.get(milestones.size() - 1).recorded().event();
        return last instanceof Event.RunFailed failed ? Optional.of(failed) : Optional.empty();
    }
}
