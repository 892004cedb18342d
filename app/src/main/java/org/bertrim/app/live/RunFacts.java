package org.bertrim.app.live;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bertrim.engine.event.Event;
import org.jspecify.annotations.Nullable;

/** What is said about a run in words. */
final class RunFacts {

    private RunFacts() {}

    /** What stopping would keep: the newest checkpoint and how long ago it was saved, in words. */
    static String kept(@Nullable RunPicture now, Words words) {
        Optional<RunHistory.Milestone> saved = now == null
                ? Optional.empty()
                : now.milestones().stream()
                        .filter(each -> each.recorded().event() instanceof Event.CheckpointSaved)
                        .reduce((first, second) -> second);
        return saved.map(each -> words.get(
                        "stop.keeps",
                        ((Event.CheckpointSaved) each.recorded().event()).file(),
                        words.clock(each.recorded().time())))
                .orElseGet(() -> words.get("stop.keeps.none"));
    }

    /** Seed, teacher, task, device and times in one line. */
    static String line(@Nullable RunPicture now, Words words) {
        if (now == null) {
            return "";
        }
        List<String> facts = new ArrayList<>();
        now.started().ifPresentOrElse(
                started -> facts.add(words.get("fact.seed", Long.toString(started.seed()))),
                () -> now.experiment().path("seeds").forEach(seed -> facts.add(words.get("fact.seed", seed.asText()))));
        facts.add(Words.source(now.experiment().path("teacher").path("source").asText()));
        facts.add(now.started()
                .map(Event.RunStarted::task)
                .orElse(Words.source(now.experiment().path("task").path("source").asText())));
        String device = now.experiment().path("device").asText();
        String precision = now.experiment().path("precision").asText();
        if (!device.isEmpty() && !precision.isEmpty()) {
            facts.add(device + " · " + precision);
        }
        if (!now.milestones().isEmpty()) {
            facts.add(words.get("fact.started", words.day(now.milestones().get(0).recorded().time())));
        } else {
            facts.add(words.get("fact.not-started"));
        }
        return String.join(" · ", facts);
    }
}
