package org.bertrim.engine.experiment;

import java.util.List;
import org.bertrim.engine.task.augment.AugmentationSettings;
import org.bertrim.engine.training.TrainingSettings;
import org.jspecify.annotations.Nullable;

/**
 * One experiment with every default filled in: what an experiment file says.
 *
 * @param schema version of the file's layout, {@value #SCHEMA}
 * @param name what people call it
 * @param teacher the model to start from
 * @param task the data
 * @param augmentation how the rows that students learn from are augmented
 * @param method what is done
 * @param training what all training stages share
 * @param seeds one run for each; not empty, distinct
 * @param device {@code auto}, {@code cpu} or {@code gpu:N}
 * @param precision {@code auto}, {@code float32} or {@code bfloat16}
 * @param threads threads of the numeric library, null for as many as the machine has cores; a run's own file has
 *     the number
 */
public record Experiment(
        int schema,
        String name,
        TeacherChoice teacher,
        TaskChoice task,
        AugmentationSettings augmentation,
        MethodChoice method,
        TrainingSettings training,
        List<Long> seeds,
        String device,
        String precision,
        @Nullable Integer threads) {

    /** The only version of the layout so far. */
    public static final int SCHEMA = 1;

    /** Copies the list. */
    public Experiment {
        seeds = List.copyOf(seeds);
    }

    /** The same experiment on other data. */
    public Experiment with(TaskChoice other) {
        return new Experiment(
                schema, name, teacher, other, augmentation, method, training, seeds, device, precision, threads);
    }

    /** One seed of this experiment. */
    public Experiment withSeed(long seed) {
        return new Experiment(
                schema, name, teacher, task, augmentation, method, training, List.of(seed), device, precision, threads);
    }

    /** The part of this experiment that is one run, with nothing left to be decided by the machine. */
    public Experiment forRun(long seed, String device, String precision, int threads) {
        return new Experiment(
                schema, name, teacher, task, augmentation, method, training, List.of(seed), device, precision, threads);
    }
}
