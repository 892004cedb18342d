package org.bertrim.engine.method;

import org.bertrim.engine.teacher.Teacher;
import org.bertrim.engine.training.Compute;
import org.bertrim.engine.training.FineTunedTeacher;
import org.bertrim.engine.training.FineTuning;
import org.bertrim.engine.training.PartPort;
import org.bertrim.engine.training.RunPort;
import org.bertrim.engine.training.StageSettings;
import org.bertrim.engine.training.TeacherShelf;
import org.bertrim.engine.training.TrainingData;
import org.bertrim.engine.training.TrainingSettings;

/**
 * What a run gives a method to work with.
 *
 * @param port events, checkpoints and the user's wishes
 * @param compute device, precision and threads
 * @param data the task as token rows; stages that teach a student train on its {@link TrainingData#augmented()} rows
 * @param teacher the opened teacher, before fine-tuning
 * @param training what all stages share
 * @param fineTuning settings of the teacher's fine-tuning
 * @param shelf where fine-tuned teachers are kept
 * @param teacherFingerprint of everything that the fine-tuned teacher depends on
 * @param models writes the model folders that the run leaves behind
 * @param around other tasks, and other runs of the workspace
 */
public record MethodContext(
        RunPort port,
        Compute compute,
        TrainingData data,
        Teacher teacher,
        TrainingSettings training,
        StageSettings fineTuning,
        TeacherShelf shelf,
        String teacherFingerprint,
        ModelWriter models,
        Surroundings around) {

    /**
     * The same task once more under ids, kept weights and a memo of their own: stages {@code STAGE@name}, which {@link Method#stages}
     * must list.
     *
     * @param name lower-case letters, digits, {@code -} and {@code .}
     */
    public MethodContext part(String name) {
        return new MethodContext(
                PartPort.of(port, name), compute, data, teacher, training, fineTuning, shelf, teacherFingerprint, models, around);
    }

    /**
     * Another task, under all settings of this run, as a part of it.
     *
     * @param source as {@code task.source} in experiment files
     * @param name of the part, see {@link #part}
     */
    public MethodContext openTask(String source, String name) {
        PartPort part = PartPort.of(port, name);
        Surroundings.OtherTask other = around.open(source, part);
        return new MethodContext(
                part,
                compute,
                other.data(),
                teacher,
                training,
                fineTuning,
                shelf,
                other.teacherFingerprint(),
                other.models(),
                around);
    }

    /** The teacher after fine-tuning, trained now or found. */
    public FineTunedTeacher fineTuned() {
        return new FineTuning(port, compute, data, shelf).run(teacher, fineTuning, training, teacherFingerprint);
    }
}
