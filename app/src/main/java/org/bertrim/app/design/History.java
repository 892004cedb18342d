package org.bertrim.app.design;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Undo and redo over whole values. Successive changes of the same thing, such as the moves of one slider, are one step.
 *
 * @param <T> an immutable value
 */
final class History<T> {

    private static final int LONGEST = 500;

    private final Deque<T> before = new ArrayDeque<>();
    private final Deque<T> after = new ArrayDeque<>();
    private T now;
    private @Nullable String changing;

    History(T start) {
        this.now = start;
    }

    T now() {
        return now;
    }

    /**
     * Changes the value.
     *
     * @param thing what is being changed; the next change of the same thing joins this step
     * @return whether it is another value
     */
    boolean change(T next, String thing) {
        if (next.equals(now)) {
            return false;
        }
        if (!thing.equals(changing) || before.isEmpty()) {
            before.push(now);
            if (before.size() > LONGEST) {
                before.removeLast();
            }
        }
        changing = thing;
        after.clear();
        now = next;
        return true;
    }

    /** The next change begins a step of its own, whatever it changes. */
    void pause() {
        changing = null;
    }

    Optional<T> undo() {
        if (before.isEmpty()) {
            return Optional.empty();
        }
        after.push(now);
        now = before.pop();
        changing = null;
        return Optional.of(now);
    }

    Optional<T> redo() {
        if (after.isEmpty()) {
            return Optional.empty();
        }
        before.push(now);
        now = after.pop();
        changing = null;
        return Optional.of(now);
    }

    boolean canUndo() {
        return !before.isEmpty();
    }

    boolean canRedo() {
        return !after.isEmpty();
    }
}
