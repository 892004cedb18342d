package org.bertrim.engine.method;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.bertrim.engine.measure.StageWork;
import org.bertrim.engine.model.ModelShape;
import org.bertrim.engine.model.Subnetwork;
import org.bertrim.engine.task.TaskKind;

/**
 * A way to make a model for a task: fine-tuning, DynaBERT, AdaBERT, …
 *
 * <p>A method is one package below this one and one line in {@code META-INF/services/org.bertrim.engine.method.Method}. Nothing
 * outside its package knows it by name: forms, validation, help and command line are made from {@link #fields()}, screens from
 * the kinds of events that it emits.
 *
 * @param <S> the record that holds its settings; its components are the keys of {@link #fields()}, nested records for dotted
 *     keys, and Jackson can read it
 */
public interface Method<S extends Record> {

    /** The word in {@code method.type}, e.g. {@code dynabert}. */
    String type();

    /** The record of this method's settings. */
    Class<S> settingsType();

    /** Every setting, in the order in which a form should show them. */
    List<Field> fields();

    /** Problems that no single field shows, e.g. two widths that give the same network; empty if there are none. */
    List<FieldProblem> check(S settings, ModelShape teacher);

    /**
     * The kinds of tasks that this method learns; an experiment with a task of another kind is refused. Who trains by {@link
     * org.bertrim.engine.training.TrainingBatch#labelLoss} and {@link org.bertrim.engine.training.TrainingBatch#distillationLoss} and scores
     * by {@link org.bertrim.engine.training.Scorer} learns all of them.
     */
    default Set<TaskKind> taskKinds() {
        return EnumSet.of(TaskKind.CLASSIFICATION, TaskKind.REGRESSION);
    }

    /**
     * Whether a stage learns from {@link org.bertrim.engine.training.TrainingData#augmented()}; where none does, an experiment that asks
     * for augmentation is refused.
     */
    default boolean learnsFromAugmentedRows() {
        return true;
    }

    /** Ids of the stages that these settings run, in order. */
    List<String> stages(S settings);

    /**
     * The networks that the results will describe, in the order of a table: the teacher's whole network, or a grid of its parts.
     */
    default List<Subnetwork> networks(S settings, ModelShape teacher) {
        return List.of(Subnetwork.full(teacher));
    }

    /**
     * What each stage will do, so that its time, memory and disk can be estimated before it runs; one element for each of {@link
     * #stages}, in that order. A method that says nothing gets no estimate.
     */
    default List<StageWork> work(S settings, WorkInput input) {
        return List.of();
    }

    /**
     * Runs every stage that is not done yet, from wherever the last checkpoint left off.
     *
     * @return what the method adds to {@code results.json}
     */
    MethodResults run(S settings, MethodContext context);
}
