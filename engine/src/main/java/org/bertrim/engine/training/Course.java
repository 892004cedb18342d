package org.bertrim.engine.training;

/**
 * What a stage of training does, apart from its passes.
 *
 * @param stage id of the stage
 * @param epochs passes over the training rows
 * @param training batch size, clipping and how often it is scored
 * @param rates learning rate of each step
 */
public record Course(String stage, int epochs, TrainingSettings training, Rates rates) {

    /** Learning rate of an optimizer step. */
    @FunctionalInterface
    public interface Rates {
        /**
         * The rate.
         *
         * @param step number of the step, from 1
         * @param steps steps of the stage
         */
        double at(long step, long steps);
    }

    /** A stage with linear warm-up and decay. */
    public static Course of(String stage, StageSettings settings, TrainingSettings shared) {
        TrainingSettings training = settings.over(shared);
        return new Course(
                stage,
                settings.epochs(),
                training,
                (step, steps) -> LearningRate.at(step, steps, settings.learningRate(), training.warmupShare()));
    }
}
