package org.bertrim.app.store;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a list of runs says about one run, at one moment.
 *
 * @param id the run's id, the name of its folder
 * @param order place in the queue, smaller first; null where it does not wait
 * @param progress where it stands, null where it has not begun
 * @param problem why it failed or cannot be read, null where nothing is wrong
 */
public record RunInfo(
        String id,
        Path folder,
        RunStatus status,
        Design design,
        Outcome outcome,
        Times times,
        @Nullable Progress progress,
        @Nullable Problem problem,
        @Nullable Long order,
        Words words) {

    /**
     * What the experiment says.
     *
     * @param name what the experiment is called, the id where that cannot be read
     * @param method the method's type
     * @param task the task's source
     * @param teacher the teacher's source
     * @param device {@code cpu} or {@code gpu:N}
     * @param seed null where the id does not tell
     * @param experiment the same for all seeds of an experiment, empty where it cannot be read
     */
    public record Design(
            String name,
            String method,
            String task,
            String teacher,
            String device,
            @Nullable Long seed,
            String experiment) {}

    /**
     * What has come out so far.
     *
     * @param metric key of the score's metric, empty where nothing was scored
     * @param teacherScore the fine-tuned teacher's score on dev, a fraction
     * @param best the model with the highest score on dev
     * @param smallest the model with the fewest stored bytes
     * @param stage stage in which the best model's weights came to be, empty if unknown
     * @param step steps of that stage that were done then, 0 if unknown
     * @param architecture what the run has searched, null where it has searched nothing
     */
    public record Outcome(
            String metric,
            @Nullable Double teacherScore,
            @Nullable Model best,
            @Nullable Model smallest,
            String stage,
            long step,
            @Nullable Architecture architecture) {

        static final Outcome NONE = new Outcome("", null, null, null, "", 0, null);
    }

    /**
     * An architecture that was searched.
     *
     * @param cells how many cells it stacks
     * @param brief in short form, e.g. {@code K=3 · conv7×4 skip×2}
     */
    public record Architecture(int cells, String brief) {}

    /**
     * One model of a run.
     *
     * @param width share of the teacher's heads and neurons, null where the model has no such number
     * @param depth share of the teacher's layers, likewise
     * @param score on dev, a fraction
     * @param sizeBytes bytes of its stored tensors, null before it was measured
     * @param speedUp the teacher's median latency over its own on the same machine, null before both were measured
     */
    public record Model(
            @Nullable Double width,
            @Nullable Double depth,
            @Nullable Double score,
            @Nullable Long sizeBytes,
            @Nullable Double speedUp) {}

    /**
     * When things happened.
     *
     * @param created when the run's folder was made
     * @param started its first event, null before
     * @param ended the event that ended it, null while it has none
     * @param seconds for how long workers have been busy with it
     */
    public record Times(Instant created, @Nullable Instant started, @Nullable Instant ended, double seconds) {}

    /**
     * Where a run stands.
     *
     * @param stage id of the stage
     * @param number its place among {@code stages}, from 1; 0 if unknown
     * @param step steps done of {@code of}; both 0 in a stage that does not train
     * @param secondsLeft until the end of the stage, null if unknown
     */
    public record Progress(String stage, int number, int stages, long step, long of, @Nullable Double secondsLeft) {

        /** Done stages and the done part of this one, over all stages; from 0 to 1. */
        public double share() {
            if (stages == 0) {
                return 0;
            }
            double within = of > 0 ? (double) step / of : 0;
            return Math.min(1, (Math.max(0, number - 1) + within) / stages);
        }
    }

    /** What went wrong, why, and what to do about it. */
    public record Problem(String what, String why, String remedy) {}

    /** What the user wrote about a run. */
    public record Words(String notes, List<String> tags) {

        static final Words NONE = new Words("", List.of());

        /** Copies the list. */
        public Words {
            tags = List.copyOf(tags);
        }
    }

    RunInfo with(RunStatus changed) {
        return new RunInfo(id, folder, changed, design, outcome, times, progress, problem, order, words);
    }

    RunInfo with(Words changed) {
        return new RunInfo(id, folder, status, design, outcome, times, progress, problem, order, changed);
    }

    RunInfo with(@Nullable Problem changed) {
        return new RunInfo(id, folder, status, design, outcome, times, progress, changed, order, words);
    }
}
