package org.bertrim.engine.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.bertrim.engine.event.Event;

/** Where a run stands, as its events tell. Not for several threads at once. */
final class RunProgress {

    private List<String> stages = List.of();
    private String stage = "";
    private long step;
    private long steps;
    private Map<String, Double> scalars = Map.of();
    private OptionalDouble secondsLeft = OptionalDouble.empty();

    /** Takes in one event. */
    void accept(Event event) {
        if (event instanceof Event.RunStarted started) {
            stages = started.stages();
        } else if (event instanceof Event.RunResumed) {
            stage = "";
        } else if (event instanceof Event.StageStarted started) {
            stage = started.stage();
            step = 0;
            steps = started.steps();
            scalars = Map.of();
            secondsLeft = OptionalDouble.empty();
        } else if (event instanceof Event.Progress progress) {
            stage = progress.stage();
            step = progress.step();
            steps = progress.of();
            secondsLeft = secondsLeft(progress);
        } else if (event instanceof Event.Scalars values) {
            stage = values.stage();
            step = Math.max(step, values.step());
            scalars = new LinkedHashMap<>(values.values());
        }
    }

    private static OptionalDouble secondsLeft(Event.Progress progress) {
        Double left = progress.measured().get("secondsLeft");
        if (left != null) {
            return OptionalDouble.of(left);
        }
        Double perStep = progress.measured().get("secondsPerStep");
        return perStep == null
                ? OptionalDouble.empty()
                : OptionalDouble.of(perStep * (progress.of() - progress.step()));
    }

    /** Id of the stage that runs, empty between stages. */
    String stage() {
        return stage;
    }

    /** The stage with its place among all: {@code 2/5 width}. */
    String placedStage() {
        int place = stages.indexOf(stage);
        return place < 0 ? stage : (place + 1) + "/" + stages.size() + " " + stage;
    }

    /** Steps done. */
    long step() {
        return step;
    }

    /** Steps of the stage; 0 if it does not count them. */
    long steps() {
        return steps;
    }

    /** Share of the stage that is done, 0 to 1. */
    double share() {
        return steps <= 0 ? 0 : Math.min(1, (double) step / steps);
    }

    /** The main loss with its name: {@code loss 0.412}; empty before the first step. */
    String loss() {
        Double loss = scalars.get("loss");
        if (loss == null) {
            loss = scalars.entrySet().stream()
                    .filter(entry -> entry.getKey().toLowerCase(Locale.ROOT).contains("loss"))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElse(null);
        }
        return loss == null ? "" : String.format(Locale.ROOT, "loss %.4f", loss);
    }

    /** The time that is left in this stage: {@code 1:20 left}; empty while nobody knows. */
    String left() {
        return secondsLeft.isPresent() ? Texts.duration(secondsLeft.getAsDouble()) + " left" : "";
    }
}
