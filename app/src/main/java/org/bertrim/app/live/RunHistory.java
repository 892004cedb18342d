package org.bertrim.app.live;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bertrim.engine.event.Event;
import org.bertrim.engine.event.StageIds;
import org.bertrim.engine.run.RecordedEvent;
import org.jspecify.annotations.Nullable;

/**
 * What a run's events tell so far. It takes them in their order, also those that a later {@link Event.RunResumed} takes back: with
 * that it forgets them, so that no curve is drawn twice. Time is the time of work: pauses and the gap before a resumption are left
 * out. It belongs to whoever reads the events; what it gives away never changes.
 */
final class RunHistory {

    /** An event that is not one of thousands, and where the run stood. */
    record Milestone(RecordedEvent recorded, double seconds, double step, double epoch) {}

    private record Latest(long seq, Event.Progress progress) {}

    private final Map<String, StageCurves> curves = new LinkedHashMap<>();
    private final Map<String, Latest> progress = new HashMap<>();
    private final List<Milestone> milestones = new ArrayList<>();
    private Optional<Event.RunStarted> started = Optional.empty();
    private long lastSeq;
    private long lastMillis;
    private double seconds;
    private String stage = "";
    private int cuts;

    void add(RecordedEvent recorded) {
        Event event = recorded.event();
        boolean resumed = event instanceof Event.RunResumed;
        long millis = recorded.time().toEpochMilli();
        if (lastSeq > 0 && !resumed) {
            seconds += Math.max(0, millis - lastMillis) / 1000.0;
        }
        lastMillis = millis;
        if (event instanceof Event.RunResumed resumption && resumption.afterSeq() < lastSeq) {
            cutAfter(resumption.afterSeq());
        }
        lastSeq = recorded.seq();
        if (event instanceof Event.Scalars scalars) {
            curves.computeIfAbsent(scalars.stage(), id -> new StageCurves()).add(recorded.seq(), seconds, scalars);
        } else if (event instanceof Event.Progress now) {
            progress.put(now.stage(), new Latest(recorded.seq(), now));
        } else {
            if (event instanceof Event.RunStarted first) {
                started = Optional.of(first);
            } else if (event instanceof Event.StageStarted start) {
                stage = start.stage();
            }
            StageCurves now = curves.get(stage);
            milestones.add(new Milestone(
                    recorded, seconds, now == null ? 0 : now.lastStep(), now == null ? 0 : now.lastEpoch()));
        }
    }

    private void cutAfter(long seq) {
        cuts++;
        curves.values().forEach(each -> each.cutAfter(seq));
        curves.values().removeIf(each -> each.size() == 0);
        progress.values().removeIf(each -> each.seq() > seq);
        while (!milestones.isEmpty() && milestones.get(milestones.size() - 1).recorded().seq() > seq) {
            milestones.remove(milestones.size() - 1);
        }
        stage = "";
        seconds = milestones.isEmpty() ? 0 : milestones.get(milestones.size() - 1).seconds();
        for (Milestone each : milestones) {
            if (each.recorded().event() instanceof Event.StageStarted start) {
                stage = start.stage();
            }
        }
        for (StageCurves each : curves.values()) {
            seconds = Math.max(seconds, each.lastSecond());
        }
    }

    /** Number of the last event that was taken in. */
    long lastSeq() {
        return lastSeq;
    }

    /** Seconds of work so far. */
    double seconds() {
        return seconds;
    }

    /** How often events were taken back: curves of a lower count are no beginning of the present ones. */
    int cuts() {
        return cuts;
    }

    Optional<Event.RunStarted> started() {
        return started;
    }

    List<Milestone> milestones() {
        return List.copyOf(milestones);
    }

    List<StageCurves.Slice> curves() {
        List<StageCurves.Slice> slices = new ArrayList<>();
        curves.forEach((id, each) -> slices.add(each.slice(id)));
        return slices;
    }

    /** Every stage in its order, those to come as well. */
    List<StageFact> stages() {
        Map<String, Double> began = new LinkedHashMap<>();
        Map<String, Double> ended = new HashMap<>();
        Map<String, Event.StageStarted> starts = new HashMap<>();
        started.ifPresent(first -> first.stages().forEach(id -> began.put(id, Double.NaN)));
        for (Milestone each : milestones) {
            if (each.recorded().event() instanceof Event.StageStarted start) {
                if (Double.isNaN(began.getOrDefault(start.stage(), Double.NaN))) {
                    began.put(start.stage(), each.seconds());
                }
                starts.put(start.stage(), start);
            } else if (each.recorded().event() instanceof Event.StageFinished finish) {
                ended.put(finish.stage(), each.seconds());
            }
        }
        List<StageFact> facts = new ArrayList<>();
        began.forEach((id, from) -> facts.add(fact(id, from, ended.get(id), starts.get(id))));
        return facts;
    }

    private StageFact fact(String id, double from, @Nullable Double to,
            Event.@Nullable StageStarted start) {
        Latest latest = progress.get(id);
        StageFact.Status status = to != null
                ? StageFact.Status.DONE
                : Double.isNaN(from) ? StageFact.Status.NEXT : StageFact.Status.NOW;
        double spent = Double.isNaN(from) ? 0 : (to == null ? seconds : to) - from;
        long step = latest == null ? 0 : latest.progress().step();
        StageCurves column = curves.get(id);
        if (column != null) {
            step = Math.max(step, (long) column.lastStep());
        }
        return new StageFact(
                id,
                status,
                spent,
                step,
                start == null ? 0 : start.steps(),
                start == null ? 0 : start.stepsPerEpoch(),
                status == StageFact.Status.NOW ? measured(latest, "secondsLeft") : Double.NaN,
                measured(latest, "secondsPerStep"));
    }

    private static double measured(@Nullable Latest latest, String key) {
        return latest == null || latest.progress().measured() == null
                ? Double.NaN
                : latest.progress().measured().getOrDefault(key, Double.NaN);
    }

    /** Every evaluation on the run's own task, oldest first. */
    List<ScorePoint> scores() {
        List<ScorePoint> points = new ArrayList<>();
        for (Milestone each : milestones) {
            if (StageIds.ofPart(each.recorded().event())) {
                continue; // scores of another task or network
            }
            if (each.recorded().event() instanceof Event.Evaluated e) {
                points.add(new ScorePoint(
                        e.stage(),
                        e.step() > 0 ? e.step() : each.step(),
                        each.epoch(),
                        each.seconds(),
                        e.subject(),
                        null,
                        e.split(),
                        e.examples(),
                        e.scores()));
            } else if (each.recorded().event() instanceof Event.SubnetworkEvaluated e) {
                points.add(new ScorePoint(
                        e.stage(),
                        e.step() > 0 ? e.step() : each.step(),
                        each.epoch(),
                        each.seconds(),
                        ScorePoint.SUBNETWORK,
                        new Part(e.width(), e.depth()),
                        e.split(),
                        e.examples(),
                        e.scores()));
            }
        }
        return points;
    }
}
