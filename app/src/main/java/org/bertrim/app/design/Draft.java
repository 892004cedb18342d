package org.bertrim.app.design;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.bertrim.app.common.Background;
import org.bertrim.engine.experiment.Experiment;
import org.bertrim.engine.method.FieldProblem;
import org.jspecify.annotations.Nullable;

/**
 * The experiment that is being designed: its file as a tree, what is wrong with it, undo and redo. Form, file and command line are three
 * views of this tree.
 *
 * <p>What the user sets stands in the tree even where it equals the default, because the file then says what was decided; putting a
 * field back removes its key. A file that is opened stays as it was written.
 */
final class Draft {

    /**
     * What reading the tree as an experiment found.
     *
     * @param experiment null if there are problems
     */
    record Checked(ObjectNode tree, @Nullable Experiment experiment, List<FieldProblem> problems) {

        /** Every reading is news: whoever waits for one must hear of it even if it finds the same as the one before. */
        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }

    private History<ObjectNode> history;
    private final ReadOnlyObjectWrapper<ObjectNode> tree;
    private final ReadOnlyObjectWrapper<Checked> checked;
    private final ReadOnlyBooleanWrapper canUndo = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper canRedo = new ReadOnlyBooleanWrapper();
    private final Latest<ObjectNode, Checked> check;
    private int opened;

    /**
     * A draft.
     *
     * @param check reads a tree as an experiment
     * @param failed told what else goes wrong
     */
    Draft(
            ObjectNode start,
            Background background,
            Latest.Work<ObjectNode, Checked> check,
            Consumer<? super Throwable> failed) {
        this.history = new History<>(start);
        this.tree = new ReadOnlyObjectWrapper<>(start);
        this.checked = new ReadOnlyObjectWrapper<>(new Checked(start, null, List.of()));
        this.check = new Latest<>(background, check, checked::set, failed);
        this.check.submit(start);
    }

    /** The file's content. */
    ReadOnlyObjectProperty<ObjectNode> tree() {
        return tree.getReadOnlyProperty();
    }

    /** The newest tree that has been read, a moment behind {@link #tree()}. */
    ReadOnlyObjectProperty<Checked> checked() {
        return checked.getReadOnlyProperty();
    }

    /** Whether {@link #checked()} is about what stands in the draft now. */
    boolean isRead() {
        return checked.get().tree() == tree.get();
    }

    /** Goes up with every other draft that is opened. */
    int number() {
        return opened;
    }

    ReadOnlyBooleanProperty canUndo() {
        return canUndo.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty canRedo() {
        return canRedo.getReadOnlyProperty();
    }

    Optional<JsonNode> value(String path) {
        return Optional.ofNullable(JsonTree.at(tree.get(), path));
    }

    void set(String path, JsonNode value) {
        change(JsonTree.with(tree.get(), path, value), path);
    }

    /** Puts a field back to its default. */
    void clear(String path) {
        history.pause();
        change(JsonTree.without(tree.get(), path), path);
        history.pause();
    }

    /** Replaces everything, as one step. */
    void replace(ObjectNode whole) {
        history.pause();
        change(whole, "");
        history.pause();
    }

    /** Reads the tree anew, because something outside of it has changed. */
    void again() {
        check.submit(tree.get());
    }

    /** Goes on with another draft; what was done to this one can no longer be undone. */
    void open(ObjectNode other) {
        history = new History<>(other);
        opened++;
        show(other);
    }

    /** What follows is a step of its own, e.g. because the slider was let go. */
    void settle() {
        history.pause();
    }

    void undo() {
        history.undo().ifPresent(this::show);
    }

    void redo() {
        history.redo().ifPresent(this::show);
    }

    /** The problems of the checked tree by path; those of list elements belong to the list. */
    Map<String, List<FieldProblem>> problems() {
        Map<String, List<FieldProblem>> byPath = new LinkedHashMap<>();
        for (FieldProblem problem : checked.get().problems()) {
            String path = problem.path().replaceAll("\\[\\d+]$", "");
            byPath.computeIfAbsent(path, any -> new ArrayList<>()).add(problem);
        }
        return byPath;
    }

    private void change(ObjectNode next, String thing) {
        if (history.change(next, thing)) {
            show(next);
        }
    }

    private void show(ObjectNode next) {
        tree.set(next);
        canUndo.set(history.canUndo());
        canRedo.set(history.canRedo());
        check.submit(next);
    }
}
