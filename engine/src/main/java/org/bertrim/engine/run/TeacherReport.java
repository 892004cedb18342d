package org.bertrim.engine.run;

import org.bertrim.engine.task.RowLimits;
import org.bertrim.engine.task.Task;
import org.bertrim.engine.task.TextTokenizer;
import org.bertrim.engine.teacher.StoredTeacher;
import org.bertrim.engine.teacher.Teacher;
import org.bertrim.engine.teacher.TeacherFacts;
import org.bertrim.engine.training.Compute;
import org.bertrim.engine.training.TeacherCheck;
import org.bertrim.engine.training.TeacherScore;
import org.jspecify.annotations.Nullable;

/**
 * What a check of a teacher found out.
 *
 * @param facts what it is
 * @param score what it scores on a task before training; null without a task
 */
public record TeacherReport(TeacherFacts facts, @Nullable TeacherScore score) {

    /**
     * Opens a teacher and its tokenizer and, where there is a task, scores it.
     *
     * @param layers only so many of the first layers; null for all
     * @throws org.bertrim.engine.format.EngineException if it cannot be opened
     */
    public static TeacherReport of(
            StoredTeacher stored,
            @Nullable Integer layers,
            @Nullable Task task,
            RowLimits limits,
            Compute compute,
            TeacherCheck.Watch watch) {
        Teacher whole = stored.open();
        TeacherFacts facts = TeacherFacts.of(stored, whole);
        TextTokenizer.of(whole.tokenizerJson()).close(); // a teacher that cannot read is none
        if (task == null) {
            return new TeacherReport(facts, null);
        }
        Teacher used = layers == null ? whole : whole.firstLayers(layers);
        return new TeacherReport(facts, TeacherCheck.of(used, task, limits, compute, watch));
    }
}
