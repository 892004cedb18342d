package org.bertrim.engine.training;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bertrim.engine.event.Event;
import org.bertrim.engine.format.Checkpoint;
import org.bertrim.engine.format.EngineException;
import org.bertrim.engine.format.StoredTensor;
import org.bertrim.engine.kernel.Value;
import org.bertrim.engine.model.BertModel;
import org.bertrim.engine.model.Trainable;
import org.bertrim.engine.task.Batches;
import org.jspecify.annotations.Nullable;

/**
 * Trains one model through one stage: batches, passes, clipping, AdamW, events, selection of the best state, checkpoints. It opens the
 * stage; whoever called it scores the result and closes the stage.
 *
 * <p>Everything random is derived from seed, stage, step and pass, so a stage that goes on from a checkpoint ends as one that was never
 * interrupted.
 */
public final class StageLoop {

    /** The forward and backward passes of one optimizer step. */
    @FunctionalInterface
    public interface Passes {
        /**
         * Adds the step's gradients to {@code gradients}.
         *
         * @param step number of the step, from 1
         * @return every loss term on its own, in a fixed order
         */
        Map<String, Double> run(long step, TrainingBatch batch, Value gradients);

        /** What takes long and is needed before the first step; the stage is open, its state is where it stands. */
        default void prepare(Preparation preparation) {}

        /** What the passes keep from step to step, for a checkpoint. */
        default Map<String, StoredTensor> store() {
            return Map.of();
        }

        /** Puts back what {@link #store()} copied. */
        default void load(Map<String, StoredTensor> state) {}
    }

    /** Scores the model for the choice of the best state, and reports what it scored. */
    @FunctionalInterface
    public interface Selection {
        /** The number to maximise after {@code step} steps. */
        double score(long step);
    }

    private static final String BEST = "best/";
    private static final String PASSES = "passes/";

    private final RunPort port;
    private final Compute compute;
    private final TrainingData data;

    /** A loop on one run's data. */
    public StageLoop(RunPort port, Compute compute, TrainingData data) {
        this.port = port;
        this.compute = compute;
        this.data = data;
    }

    /**
     * Trains from where the stage stands to its last step; the model then holds the best state.
     *
     * @return the number of the last step
     * @throws EngineException if the loss is not finite any more
     */
    public long run(
            String stage, StageSettings settings, TrainingSettings shared, BertModel model, Passes passes, Selection selection) {
        Course course = Course.of(stage, settings, shared);
        try (AdamW optimizer = new AdamW(model, compute.manager(), course.training().weightDecay())) {
            return run(course, model, optimizer, passes, selection);
        }
    }

    /**
     * Trains by an optimizer of {@code model}; else as the other.
     *
     * @return the number of the last step
     * @throws EngineException if the loss is not finite any more
     */
    public long run(Course course, Trainable model, Optimizer optimizer, Passes passes, Selection selection) {
        TrainingSettings training = course.training();
        String stage = course.stage();
        long perEpoch = stepsPerEpoch(data.train().size(), training.batchSize());
        State state = new State(stage, perEpoch, perEpoch * course.epochs(), model, optimizer, passes);
        port.begin(stage, state.steps, perEpoch);
        Optional<Checkpoint> within = port.resumePoint(stage);
        boolean fresh = within.isEmpty();
        within.ifPresent(state::load);
        within = Optional.empty(); // as large as all that training keeps
        port.forgetResumePoint();
        Preparation preparation = new Preparation(port, stage, state.step, state.steps, fresh);
        passes.prepare(preparation);
        preparation.end();
        state.reportedAt = port.clock().seconds();
        while (state.step < state.steps) {
            port.obey(stage, state.step, state::checkpoint);
            if (port.checkpointDue()) {
                port.save(state.checkpoint());
            }
            step(state, course);
            if (evaluationDue(state, training)) {
                state.offer(selection.score(state.step));
            }
            report(state);
        }
        state.takeBest();
        return state.steps;
    }

    /** Optimizer steps of an epoch. */
    public static long stepsPerEpoch(int rows, int batchSize) {
        return ((long) rows + batchSize - 1) / batchSize;
    }

    private void step(State state, Course course) {
        TrainingSettings training = course.training();
        long number = state.step + 1;
        int epoch = (int) (state.step / state.perEpoch);
        int[] rows = state.batches(epoch, training.batchSize()).get((int) (state.step % state.perEpoch));
        Map<String, Double> values = new LinkedHashMap<>();
        double rate = course.rates().at(number, state.steps);
        state.optimizer.reset();
        try (TrainingBatch batch = new TrainingBatch(
                compute.manager(), Batches.of(data.train(), rows, data.paddingId()), data.info().kind())) {
            values.putAll(state.passes.run(number, batch, state.optimizer.gradients()));
        }
        double norm = state.optimizer.clip(training.clipNorm());
        if (!Double.isFinite(norm) || values.values().stream().anyMatch(value -> !Double.isFinite(value))) {
            throw new EngineException(
                    "Training diverged in stage " + state.stage + " at step " + number,
                    "the loss or its gradient is not a finite number any more: " + values,
                    "Lower the learning rate or the clipping norm of this stage; the last checkpoint is intact.");
        }
        state.optimizer.step(number, rate);
        state.step = number;
        values.put("learningRate", rate);
        values.put("gradientNorm", norm);
        port.events().emit(new Event.Scalars(state.stage, number, (double) number / state.perEpoch, values));
    }

    private static boolean evaluationDue(State state, TrainingSettings training) {
        if (state.step == state.steps) {
            return true;
        }
        long n = training.evaluationsPerEpoch();
        long inEpoch = (state.step - 1) % state.perEpoch + 1;
        // the n-th parts of an epoch, rounded up; the last is its end
        return inEpoch * n / state.perEpoch > (inEpoch - 1) * n / state.perEpoch;
    }

    private void report(State state) {
        long every = Math.max(1, state.steps / 200);
        if (state.step % every == 0 || state.step == state.steps) {
            double now = port.clock().seconds();
            double seconds = (now - state.reportedAt) / Math.max(1, state.step - state.reportedStep);
            state.reportedAt = now;
            state.reportedStep = state.step;
            port.events().emit(new Event.Progress(
                    state.stage,
                    state.step,
                    state.steps,
                    Map.of("secondsPerStep", seconds, "secondsLeft", seconds * (state.steps - state.step))));
        }
    }

    /** Where the stage stands. */
    private final class State {
        final String stage;
        final long perEpoch;
        final long steps;
        final Trainable model;
        final Optimizer optimizer;
        final Passes passes;
        long step;
        double bestScore = Double.NEGATIVE_INFINITY;
        long bestStep;
        @Nullable Map<String, StoredTensor> best;
        int batchEpoch = -1;
        List<int[]> batches = List.of();
        double reportedAt;
        long reportedStep;

        State(String stage, long perEpoch, long steps, Trainable model, Optimizer optimizer, Passes passes) {
            this.stage = stage;
            this.perEpoch = perEpoch;
            this.steps = steps;
            this.model = model;
            this.optimizer = optimizer;
            this.passes = passes;
        }

        List<int[]> batches(int epoch, int batchSize) {
            if (epoch != batchEpoch) {
                batches = Batches.training(data.train(), batchSize, Seeds.of(port.seed(), stage, 0, -1), epoch);
                batchEpoch = epoch;
            }
            return batches;
        }

        void offer(double score) {
            if (score > bestScore) {
                bestScore = score;
                bestStep = step;
                best = model.store();
            }
        }

        void takeBest() {
            ObjectNode chosen = JsonNodeFactory.instance.objectNode();
            if (best != null) {
                if (bestStep != steps) {
                    model.load(best);
                }
                chosen.put("step", bestStep).put("score", bestScore);
                port.keepBest(
                        best,
                        Map.of("stage", stage, "step", Long.toString(bestStep), "score", Double.toString(bestScore)));
            }
            port.memo().withObject("/selected").set(stage, chosen);
        }

        Checkpoint checkpoint() {
            Map<String, StoredTensor> tensors = new LinkedHashMap<>(optimizer.store());
            passes.store().forEach((name, tensor) -> tensors.put(PASSES + name, tensor));
            ObjectNode memo = port.memo().deepCopy();
            if (best != null) {
                best.forEach((name, tensor) -> tensors.put(BEST + name, tensor));
                memo.withObject("/running").put("bestScore", bestScore).put("bestStep", bestStep);
            }
            return new Checkpoint(stage, step, false, memo, model.store(), tensors);
        }

        void load(Checkpoint checkpoint) {
            model.load(checkpoint.weights());
            optimizer.load(checkpoint.state());
            Map<String, StoredTensor> kept = new LinkedHashMap<>();
            checkpoint.state().forEach((name, tensor) -> {
                if (name.startsWith(PASSES)) {
                    kept.put(name.substring(PASSES.length()), tensor);
                }
            });
            passes.load(kept);
            step = checkpoint.step();
            reportedStep = step;
            ObjectNode running = (ObjectNode) port.memo().remove("running");
            if (running != null) {
                bestScore = running.get("bestScore").doubleValue();
                bestStep = running.get("bestStep").longValue();
                best = new LinkedHashMap<>();
                checkpoint.weights().keySet().forEach(name -> best.put(name, checkpoint.state().get(BEST + name)));
            }
        }
    }
}
