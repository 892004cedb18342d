package org.bertrim.app.store;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bertrim.engine.event.Event;
import org.bertrim.engine.event.StageIds;
import org.bertrim.engine.run.RecordedEvent;
import org.jspecify.annotations.Nullable;

/**
 * What a list needs to know about a run's events, kept up to date event by event without keeping the events.
 *
 * <p>Nothing here knows a method: stages, scores and values are taken as they come.
 */
final class RunDigest {

    private static final String TEACHER = "teacher";
    private static final String DEV = "dev";

    /** A score on dev, with the last training stage so far and its steps. */
    record Scored(
            long seq, boolean teacher, @Nullable Double width, @Nullable Double depth, double score, String stage, long step) {}

    private final List<Scored> scored = new ArrayList<>();
    private final Map<String, Double> last = new HashMap<>();
    private List<String> stages = List.of();
    private String metric = "";
    private String stage = "";
    private long step;
    private long of;
    private String trained = "";
    private long trainedSteps;
    private @Nullable Double secondsLeft;
    private @Nullable Instant started;
    private @Nullable Instant latest;
    private @Nullable Instant ended;
    private RunInfo.@Nullable Problem problem;
    private double seconds;

    void add(List<RecordedEvent> events) {
        events.forEach(this::add);
    }

    private void add(RecordedEvent recorded) {
        Event event = recorded.event();
        boolean resumed = event instanceof Event.RunResumed;
        if (latest != null && !resumed) { // no worker was at it before a resumption
            seconds += Math.max(0, Duration.between(latest, recorded.time()).toMillis() / 1000.0);
        }
        latest = recorded.time();
        started = started == null ? recorded.time() : started;
        ended = null;
        if (!(event instanceof Event.RunFailed)) {
            problem = null;
        }
        take(event, recorded);
    }

    private void take(Event event, RecordedEvent recorded) {
        if (event instanceof Event.RunStarted begun) {
            stages = begun.stages();
        } else if (event instanceof Event.RunResumed resumed) {
            scored.removeIf(each -> each.seq() > resumed.afterSeq());
        } else if (event instanceof Event.StageStarted begun) {
            stage(begun.stage(), 0, begun.steps());
        } else if (event instanceof Event.Progress progress) {
            stage(progress.stage(), progress.step(), progress.of());
            secondsLeft = progress.measured().get("secondsLeft");
        } else if (event instanceof Event.StageFinished done) {
            stage(done.stage(), done.steps(), done.steps());
        } else if (event instanceof Event.Scalars scalars) {
            scalars.values().forEach((name, value) -> last.put(scalars.stage() + "." + name, value));
        } else if (event instanceof Event.Evaluated score && !StageIds.ofPart(score)) {
            boolean teacher = score.subject().equals(TEACHER);
            score(recorded, teacher, null, null, score.split(), score.scores());
        } else if (event instanceof Event.SubnetworkEvaluated score) {
            score(recorded, false, score.width(), score.depth(), score.split(), score.scores());
        } else if (event instanceof Event.RunFailed failed) {
            problem = new RunInfo.Problem(failed.what(), failed.why(), failed.remedy());
            ended = recorded.time();
        } else if (event instanceof Event.RunFinished || event instanceof Event.RunStopped) {
            ended = recorded.time();
        }
    }

    private void stage(String now, long done, long steps) {
        stage = now;
        step = done;
        of = steps;
        secondsLeft = null;
        if (done > 0) {
            trained = now;
            trainedSteps = done;
        }
    }

    private void score(
            RecordedEvent recorded,
            boolean teacher,
            @Nullable Double width,
            @Nullable Double depth,
            String split,
            Map<String, Double> scores) {
        if (!split.equals(DEV) || scores.isEmpty()) {
            return;
        }
        Map.Entry<String, Double> first = scores.entrySet().iterator().next();
        metric = first.getKey();
        scored.add(new Scored(recorded.seq(), teacher, width, depth, first.getValue(), trained, trainedSteps));
    }

    /** Every score on dev that counts, oldest first. */
    List<Scored> scored() {
        return List.copyOf(scored);
    }

    String metric() {
        return metric;
    }

    /** The last training stage, empty before any. */
    String trained() {
        return trained;
    }

    RunInfo.@Nullable Progress progress() {
        if (started == null) {
            return null;
        }
        return new RunInfo.Progress(stage, stages.indexOf(stage) + 1, stages.size(), step, of, secondsLeft);
    }

    RunInfo.@Nullable Problem problem() {
        return problem;
    }

    @Nullable
    Instant started() {
        return started;
    }

    @Nullable
    Instant ended() {
        return ended;
    }

    /** When the last event was written. */
    @Nullable
    Instant latest() {
        return latest;
    }

    /** For how long workers have been busy, up to the last event. */
    double seconds() {
        return seconds;
    }

    /** The last value of every scalar, under {@code STAGE.NAME}. */
    Map<String, Double> lastValues() {
        return new TreeMap<>(last);
    }
}
