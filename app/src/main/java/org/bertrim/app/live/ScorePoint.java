package org.bertrim.app.live;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One evaluation, and where in the run it happened.
 *
 * @param step within the stage, also where the event itself names none
 * @param subject the model that was scored; sub-networks are told apart by {@code part}
 * @param part the sub-network, null for whole models
 * @param scores fractions by metric, the task's first metric first
 */
record ScorePoint(
        String stage,
        double step,
        double epoch,
        double seconds,
        String subject,
        @Nullable Part part,
        String split,
        long examples,
        Map<String, Double> scores) {

    static final String TEACHER = "teacher";
    static final String SUBNETWORK = "sub-network";

    boolean ofTeacher() {
        return subject.equals(TEACHER);
    }
}
