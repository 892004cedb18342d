package org.bertrim.engine.method.dynabert;

import java.util.List;
import org.bertrim.engine.model.LayerRule;

/**
 * Which hidden states of a student are compared with which of its teacher. State 0 is the embedding layer's, state q that of the q-th
 * kept layer.
 *
 * @param student state numbers of the student
 * @param teacher state numbers of the teacher, one for each
 */
record StateMatching(int[] student, int[] teacher) {

    /**
     * Pairs for a student that keeps {@code studentLayers} of the teacher's {@code teacherLayers} (both counted from 1).
     *
     * <p>Paper's rule: the output of a kept layer with the teacher's output of that layer. Released code: the input of each kept layer
     * with the teacher's input of that layer, and the last state with the last.
     */
    static StateMatching of(LayerRule rule, List<Integer> studentLayers, List<Integer> teacherLayers) {
        int count = studentLayers.size();
        int[] student = new int[count + 1];
        int[] teacher = new int[count + 1];
        for (int q = 0; q < count; q++) {
            int layer = studentLayers.get(q);
            int position = teacherLayers.indexOf(layer);
            if (position < 0) {
                throw new IllegalArgumentException("the teacher " + teacherLayers + " lacks layer " + layer);
            }
            if (rule == LayerRule.PAPER) {
                student[q + 1] = q + 1;
                teacher[q + 1] = position + 1;
            } else {
                student[q] = q;
                teacher[q] = position;
            }
        }
        if (rule == LayerRule.RELEASED_CODE) {
            student[count] = count;
            teacher[count] = teacherLayers.size();
        }
        return new StateMatching(student, teacher);
    }
}
