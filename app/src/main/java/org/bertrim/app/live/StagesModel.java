package org.bertrim.app.live;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Where the run stands among its stages, and how long it will take. */
final class StagesModel {

    private List<StageFact> stages = List.of();
    private Map<String, Double> earlier = Map.of();
    private double seconds;

    void clear() {
        stages = List.of();
        earlier = Map.of();
        seconds = 0;
    }

    void update(RunPicture picture) {
        stages = picture.stages();
        earlier = picture.family().earlierSeconds();
        seconds = picture.seconds();
    }

    List<StageFact> stages() {
        return stages;
    }

    /** Seconds of work so far. */
    double seconds() {
        return seconds;
    }

    Optional<StageFact> current() {
        return stages.stream().filter(stage -> stage.status() == StageFact.Status.NOW).findFirst();
    }

    /** Seconds that the present stage will take, estimated by the worker or by an earlier run. */
    OptionalDouble stageLeft() {
        return current().map(this::left).orElse(OptionalDouble.empty());
    }

    private OptionalDouble left(StageFact stage) {
        if (Double.isFinite(stage.secondsLeft())) {
            return OptionalDouble.of(stage.secondsLeft());
        }
        Double before = earlier.get(stage.id());
        return before == null ? OptionalDouble.empty() : OptionalDouble.of(Math.max(0, before * pace() - stage.seconds()));
    }

    /**
     * Seconds that the run will take, where an earlier run of the same experiment tells how long the stages to come take; the pace
     * of this run against that one is taken into account.
     */
    OptionalDouble runLeft() {
        OptionalDouble now = stageLeft();
        if (now.isEmpty()) {
            return OptionalDouble.empty();
        }
        double sum = now.getAsDouble();
        for (StageFact stage : stages) {
            if (stage.status() == StageFact.Status.NEXT) {
                Double before = earlier.get(stage.id());
                if (before == null) {
                    return OptionalDouble.empty();
                }
                sum += before * pace();
            }
        }
        return OptionalDouble.of(sum);
    }

    private double pace() {
        double own = 0;
        double other = 0;
        for (StageFact stage : stages) {
            Double before = earlier.get(stage.id());
            if (before == null) {
                continue;
            }
            if (stage.status() == StageFact.Status.DONE) {
                own += stage.seconds();
                other += before;
            } else if (stage.status() == StageFact.Status.NOW && stage.share() > 0) {
                own += stage.seconds();
                other += before * stage.share();
            }
        }
        return own > 1 && other > 1 ? own / other : 1;
    }

    /** How much of the run is done, 0 to 1: by the time of an earlier run where there is one, else every stage alike. */
    double share() {
        double done = 0;
        double all = 0;
        for (StageFact stage : stages) {
            double weight = earlier.getOrDefault(stage.id(), earlier.isEmpty() ? 1.0 : 0.0);
            all += weight;
            done += weight * stage.share();
        }
        return all == 0 ? 0 : done / all;
    }
}
