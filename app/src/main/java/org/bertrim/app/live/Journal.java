package org.bertrim.app.live;

import java.util.Map;
import java.util.Optional;
import org.bertrim.app.common.Numbers;
import org.bertrim.app.common.Tone;
import org.bertrim.engine.event.Event;

/** Says in one line what an event tells. */
final class Journal {

    private final Words words;

    Journal(Words words) {
        this.words = words;
    }

    /** Whether an event is worth a line; what comes hundreds of times is seen in its own panel. */
    static boolean tells(RunHistory.Milestone milestone) {
        Event event = milestone.recorded().event();
        return !(event instanceof Event.ArchitectureSampled) && !(event instanceof Event.TransferWeighed);
    }

    LogLine line(RunHistory.Milestone milestone) {
        Event event = milestone.recorded().event();
        return new LogLine(words.clock(milestone.recorded().time()), text(event), tone(event));
    }

    private static Tone tone(Event event) {
        if (event instanceof Event.Warning || event instanceof Event.RunStopped || event instanceof Event.RunPaused) {
            return Tone.CAUTION;
        }
        if (event instanceof Event.RunFailed) {
            return Tone.BAD;
        }
        return event instanceof Event.RunFinished ? Tone.GOOD : Tone.NEUTRAL;
    }

    private String text(Event event) {
        if (event instanceof Event.RunStarted e) {
            return words.get("log.started", e.method(), e.task(), Words.source(e.teacher()), Long.toString(e.seed()));
        } else if (event instanceof Event.RunResumed e) {
            return e.checkpoint().isEmpty() ? words.get("log.continued") : words.get("log.resumed", e.checkpoint());
        } else if (event instanceof Event.StageStarted e) {
            return e.steps() == 0
                    ? words.get("log.stage", words.stage(e.stage()))
                    : words.get("log.stage.steps", words.stage(e.stage()), Numbers.count(e.steps()));
        } else if (event instanceof Event.StageFinished e) {
            double seconds = e.measured() == null ? Double.NaN : e.measured().getOrDefault("seconds", Double.NaN);
            return words.get("log.stage.done", words.stage(e.stage()), words.duration(seconds));
        } else if (event instanceof Event.Evaluated e) {
            return words.get("log.score", words.subject(e.subject()), words.split(e.split()), score(e.scores()));
        } else if (event instanceof Event.SubnetworkEvaluated e) {
            String part = words.part(new Part(e.width(), e.depth()));
            return words.get("log.score", part, words.split(e.split()), score(e.scores()));
        } else if (event instanceof Event.ImportanceComputed e) {
            return words.get("log.importance", Numbers.count(e.examples()));
        } else if (event instanceof Event.ArchitectureDerived e) {
            return words.get("log.derived", Integer.toString(e.depth()), Integer.toString(e.edges().size()));
        } else if (event instanceof Event.ProbesScored e) {
            return best(e);
        } else if (event instanceof Event.CheckpointSaved e) {
            return words.get("log.checkpoint", e.file());
        } else if (event instanceof Event.Warning e) {
            return Optional.ofNullable(e.remedy())
                    .map(remedy -> words.get("log.warning.remedy", e.message(), remedy))
                    .orElseGet(() -> words.get("log.warning", e.message()));
        } else if (event instanceof Event.RunPaused e) {
            return words.get("log.paused", words.stage(e.stage()), Numbers.count(e.step()));
        } else if (event instanceof Event.RunStopped e) {
            return words.get("log.stopped", words.stage(e.stage()), Numbers.count(e.step()));
        } else if (event instanceof Event.RunFailed e) {
            return words.get("log.failed", e.what());
        } else if (event instanceof Event.RunFinished e) {
            double seconds = e.measured() == null ? Double.NaN : e.measured().getOrDefault("seconds", Double.NaN);
            return words.get("log.finished", words.duration(seconds));
        }
        return event.getClass().getSimpleName();
    }

    private String best(Event.ProbesScored scored) {
        Event.Probe best = null;
        for (Event.Probe each : scored.probes()) {
            best = best == null || first(each) > first(best) ? each : best;
        }
        return best == null
                ? words.get("log.probes.none")
                : words.get("log.probes", Integer.toString(best.layer()), score(best.scores()));
    }

    private static double first(Event.Probe probe) {
        return probe.scores().values().stream().findFirst().orElse(Double.NEGATIVE_INFINITY);
    }

    private String score(Map<String, Double> scores) {
        return scores.entrySet().stream()
                .findFirst()
                .map(first -> words.metric(first.getKey()) + " " + words.score(first.getValue()))
                .orElse(Numbers.NONE);
    }
}
