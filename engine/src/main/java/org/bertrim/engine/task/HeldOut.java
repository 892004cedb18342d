package org.bertrim.engine.task;

import java.util.ArrayList;
import java.util.List;
import org.bertrim.engine.format.InvalidInput;

/**
 * Sets a part of the training rows aside for importance, checkpoint choice and early stopping, so that dev is touched
 * by nothing but scoring.
 */
public final class HeldOut {

    private static final int MOST_ROWS = 1000;
    private static final String PURPOSE = "held-out";

    private HeldOut() {}

    /**
     * The training rows in two parts without a common row; both keep the order of the file.
     *
     * @param train rows to train on
     * @param heldOut rows to choose by
     */
    public record Split(List<Example> train, List<Example> heldOut) {

        /** Copies the lists. */
        public Split {
            train = List.copyOf(train);
            heldOut = List.copyOf(heldOut);
        }
    }

    /**
     * Holds out a tenth of the training rows (rounded, at least 1, at most 1,000), each class in proportion, for
     * regression each tenth of the values. Questions are held out with all others on the same passage, so that none is
     * chosen by a passage that was trained on: as many passages as stay within a tenth of the questions, at least one. The
     * same task and seed always give the same split.
     *
     * @throws InvalidInput if the task has fewer than two training rows, or fewer than two passages
     */
    public static Split of(Task task, long seed) {
        requireEnough(task);
        List<Example> rows = task.train();
        int count = Math.min(MOST_ROWS, Math.max(1, (rows.size() + 5) / 10));
        boolean[] isHeldOut = new boolean[rows.size()];
        int[] drawn = task.info().kind() == TaskKind.SPAN
                ? Passages.of(rows).draw(count, PURPOSE, seed)
                : Strata.of(task.info(), rows).draw(count, PURPOSE, seed);
        for (int row : drawn) {
            isHeldOut[row] = true;
        }
        List<Example> train = new ArrayList<>(rows.size() - drawn.length);
        List<Example> heldOut = new ArrayList<>(drawn.length);
        for (int row = 0; row < rows.size(); row++) {
            (isHeldOut[row] ? heldOut : train).add(rows.get(row));
        }
        return new Split(train, heldOut);
    }

    /**
     * Checks that rows can be held out, so that a task that is too small is refused before anything starts.
     *
     * @throws InvalidInput if the task has fewer than two training rows, or fewer than two passages
     */
    public static void requireEnough(Task task) {
        int rows = task.train().size();
        if (rows < 2) {
            throw tooFew(task, "there " + (rows == 1 ? "is 1 training row" : "are " + rows + " training rows"));
        }
        if (task.info().kind() == TaskKind.SPAN && Passages.of(task.train()).count() < 2) {
            throw tooFew(task, "all training questions are on the same passage");
        }
    }

    private static InvalidInput tooFew(Task task, String why) {
        return new InvalidInput(
                "No rows could be held out of " + task.info().source(),
                why + "; at least two are needed",
                "Use more training rows.");
    }
}
